"""DEP: a department is the sum of its units, each once, without what they pass on to each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING

from ..model.case import Case, RepeatedFigure
from ..model.finding import Severity
from ..model.form.budget import Form
from ..model.form.common import UNITS
from ..model.form.terms import APPROPRIATIONS, PUBLICS_SECTIONS
from ..model.form.transfers import COUNTERPARTS, Transfer, final_rows, transfers_of
from ..model.money import ZERO, printed
from ..model.place import FormPath, written
from .catalogue import rule
from .rule import Hit, hit
from .tail import nearly
from .wording import money, unit_of

if TYPE_CHECKING:
    from ..model.form.final import FinalForm

_UNITS, _PRIOR = "所属单位", "上年"
_NOT_TWICE = "《部门决算管理办法》：汇总时抵销部门内部的往来，避免重复计算"
_TEMPLATE = "《地方预决算公开操作规程》：部门预决算是本部门及其所属单位的预决算之和"


@rule(
    "DEP004", "部门的报告列出所属单位，单位的报告不列",
    message="“{found}”{expected}",
    hint="请核对“报告 类型”；部门的填报表在“所属单位”里列出各单位的填报表，含本级，例如 [本级.yaml, 二级单位.xlsx]",
)
def departments_have_units(case: Case) -> Iterator[Hit]:
    """The kind says whether its report is summed from units' forms; the form must say the same."""
    kind = case.form.request.kind
    if case.kind.units_kind and not case.units:
        yield hit("报告", "类型", found=kind, expected="的报告要列出所属单位，这里没有列")
    elif case.units and not case.kind.units_kind:
        yield hit(_UNITS, found=kind, expected="是一个单位的报告，不由所属单位汇总")


@rule(
    "DEP006", "每个所属单位只列一次",
    message="“{found}”列了两次，另一次在{first}",
    hint="是同一份填报表的，请删去一处；是两个单位的，请在各自的填报表里写明单位全称",
)
def units_are_listed_once(case: Case) -> Iterator[Hit]:
    """A unit listed twice is counted twice, under one name in every table."""
    first: dict[str, FormPath] = {}
    for i, unit in enumerate(case.units):
        path = (_UNITS, i)
        if unit.unit.name in first:
            yield hit(*path, found=unit.unit.name, first=first[unit.unit.name])
        first.setdefault(unit.unit.name, path)


@rule(
    "DEP007", "部门里填的数等于各单位之和",
    message="“{key}”填的是 {found}，各所属单位合计 {expected}，相差 {gap}",
    hint="这个数由各单位汇总，部门的填报表里不用填：请删去，或者改正所属单位的填报表",
    basis=_TEMPLATE,
)
def typed_totals_are_sums(case: Case) -> Iterator[Hit]:
    """What is added up may be typed as well, and is then compared; it never takes the sum's place."""
    for comparison in case.comparisons:
        if comparison.origin == (_UNITS,) and not _is_prior(comparison) and _apart(comparison, case):
            yield hit(*comparison.path, key=written(comparison.path), **_both(comparison, case))


@rule(
    "DEP008", "部门填的上年数等于各单位上年数之和",
    message="“{key}”填的是 {found}，各所属单位的上年数合计 {expected}，相差 {gap}；报告用填的数",
    hint="所属单位有增减、上年有内部转拨的，不必改；否则请删去，由各单位汇总",
    severity=Severity.WARNING,
)
def typed_prior_figures_are_sums(case: Case) -> Iterator[Hit]:
    """Units come and go, so last year's department need not be the sum of what this year's units had."""
    for comparison in case.comparisons:
        if comparison.origin == (_UNITS,) and _is_prior(comparison) and _prints_differently(comparison, case):
            yield hit(*comparison.path, key=written(comparison.path), **_both(comparison, case))


@rule(
    "DEP009", "内部转拨两边对得上",
    message="“{giver}”转拨给“{receiver}”{what}{found}，“{receiver}”转拨自“{giver}”{expected}{where}",
    hint="两边的功能科目、来源、上年结转和金额合计要一致，“转拨给”“转拨自”写对方的全称，对方要在“所属单位”里；"
         "决算里非财政拨款的只核对性质和金额：对附属单位补助支出对上级补助收入，上缴上级支出对附属单位上缴收入",
    basis=_NOT_TWICE,
)
def transfers_pair_up(case: Case) -> Iterator[Hit]:
    """Only what both sides show can be left out on both sides; anything else counts money twice or not at all."""
    names = [unit.unit.name for unit in case.units]
    if len(set(names)) < len(names):
        return  # a unit listed twice shows every transfer twice
    every = transfers_of(case.units)
    misnamed = {id(one): other for one in every for other in every if _is_misnamed(one, other, names)}
    for transfer in every:
        if (right := misnamed.get(id(transfer))) is not None:
            yield _misnamed(transfer, right, case)
            continue
        if id(transfer) in {id(other) for other in misnamed.values()}:
            continue
        if nearly(transfer.given, transfer.received, case, (*transfer.given_lines, *transfer.received_lines)):
            continue
        wrong = _mistyped(transfer, case)
        at = transfer.given_at or transfer.received_at or (_UNITS,)
        other = transfer.received_at if transfer.given_at and wrong is None else None
        yield hit(
            *(wrong or (*at, "转拨给" if transfer.given_at else "转拨自")),
            giver=transfer.giver, receiver=transfer.receiver, found=_told(transfer.given, case),
            expected=_told(transfer.received, case), what=_what(transfer),
            where=other or "",
        )


@rule(
    "DEP010", "部门内部的补助和上缴都写明对方", sort="final",
    message="“{giver}”的{nature} {found}没有写“转拨给”，“{receiver}”的{source} {expected}没有写“转拨自”",
    hint="是部门内部的，请在两边的行里写明对方，汇总时才能抵销；都是与部门以外的往来，请确认",
    severity=Severity.WARNING, basis=_NOT_TWICE,
)
def grants_inside_are_declared(case: Case) -> Iterator[Hit]:
    """Grants and dues name no other side by themselves; where both sides are found in one department, one is asked."""
    for nature, source in COUNTERPARTS.items():
        given = [((_UNITS, i, "其他性质支出", row), unit.unit.name, line.amount) for i, unit in _finals(case)
                 for row, line in enumerate(unit.other_lines)
                 if line.nature == nature and not line.passed_to and line.amount]
        received = [(unit.unit.name, line.amount) for _, unit in _finals(case) for line in unit.revenue_lines
                    if line.source == source and not line.received_from and line.amount]
        for path, giver, amount in given:
            other = next(((name, income) for name, income in received if name != giver), None)
            if other is not None:
                unit = unit_of(case.form)
                yield hit(*path, giver=giver, receiver=other[0], nature=nature, source=source,
                          found=money(amount, unit), expected=money(other[1], unit))


@rule(
    "DEP011", "转给别的单位的钱不列“三公”经费的科目", sort="final",
    message="“{giver}”转拨给“{receiver}”的 {found}，列在经济科目 {section} {name}：汇总时支出抵销，“三公”经费不抵销",
    hint="“三公”经费由真正花钱的单位列：转出的行请改用其他经济科目，例如 30299，三公经费里也相应减去",
    basis=_NOT_TWICE,
)
def money_passed_on_is_no_three_publics(case: Case) -> Iterator[Hit]:
    """Both units would count the journey or the car, while its money is counted once."""
    lines = ((i, unit, *row) for i, unit in _finals(case) for row in final_rows(unit))
    for i, unit, path, line in lines:
        if not line.passed_to or line.fund not in APPROPRIATIONS or not line.amount:
            continue
        if line.department_economic in chain.from_iterable(PUBLICS_SECTIONS.values()):
            yield hit(_UNITS, i, *path, "经济科目", giver=unit.unit.name, receiver=line.passed_to,
                      section=line.department_economic,
                      name=case.classification.department_economic.name(line.department_economic),
                      found=money(line.amount, unit_of(case.form)))


def _is_misnamed(one: Transfer, other: Transfer, names: Sequence[str]) -> bool:
    """Whether a transfer is another, told by its other side under a name that no unit has."""
    if (one.function, one.fund, one.carried_in) != (other.function, other.fund, other.carried_in):
        return False
    if one.received and not one.given and one.giver not in names:
        return other.receiver == one.receiver and not other.received and other.given == one.received
    return bool(one.given and not one.received and one.receiver not in names
                and other.giver == one.giver and not other.given and other.received == one.given)


def _mistyped(transfer: Transfer, case: Case) -> FormPath | None:
    """The amount that is wrong where the 绩效目标 of its project bears the other side out; None where nothing does."""
    for lines, other in ((transfer.given_lines, transfer.received), (transfer.received_lines, transfer.given)):
        if other and len(lines) == 1 and _is_borne_out(*lines[0], other, case):
            return lines[0][0]
    return None


def _is_borne_out(path: FormPath, typed: Decimal, other: Decimal, case: Case) -> bool:
    """Whether a project's target has the money that its lines come to with another amount in the place of one."""
    form = case.units[int(path[1])]
    if not isinstance(form, Form) or path[2] != "项目支出":
        return False
    project = form.project_lines[int(path[3])].project
    money_of_project = sum((line.amount for line in form.project_lines if line.project == project), ZERO)
    return any(target.project == project and target.year_funding.total() == money_of_project - typed + other
               for target in form.performance.targets)


def _misnamed(one: Transfer, right: Transfer, case: Case) -> Hit:
    """A name that is no unit's, at the line where it was typed."""
    at, key, found, expected = (
        (one.received_at, "转拨自", one.giver, right.giver) if one.received_at
        else (one.given_at, "转拨给", one.receiver, right.receiver))
    return hit(*(at or (_UNITS,)), key, giver=one.giver, receiver=one.receiver, what=_what(one),
               found=_told(one.given, case), expected=_told(one.received, case),
               where=f"：“{found}”不是所属单位，像是“{expected}”")


def _finals(case: Case) -> Iterator[tuple[int, FinalForm]]:
    """The units of a department's final accounts with their numbers."""
    return ((i, unit.final) for i, unit in enumerate(case.units) if unit.final)


def _is_prior(comparison: RepeatedFigure) -> bool:
    return _PRIOR in (comparison.path[0], comparison.path[-1])


def _prints_differently(comparison: RepeatedFigure, case: Case) -> bool:
    unit = case.kind.currency_unit
    return _apart(comparison, case) and printed(comparison.typed, unit) != printed(comparison.computed, unit)


def _apart(comparison: RepeatedFigure, case: Case) -> bool:
    """Whether two figures differ by more than rounding: what the department typed, and one amount of each unit."""
    if comparison.path[0] == "国有资产":
        return comparison.typed != comparison.computed
    rows = [((*UNITS, i), ZERO) for i, _ in enumerate(case.units)]
    return not nearly(comparison.typed, comparison.computed, case, rows)


def _both(comparison: RepeatedFigure, case: Case) -> dict[str, str]:
    """Both figures and their difference, amounts in the unit of the form, anything else as it is."""
    numbers = {"found": comparison.typed, "expected": comparison.computed,
               "gap": abs(comparison.typed - comparison.computed)}
    if comparison.path[0] == "国有资产":
        return {name: str(number) for name, number in numbers.items()}
    return {name: money(number, unit_of(case.form)) for name, number in numbers.items()}


def _told(amount: Decimal, case: Case) -> str:
    return money(amount, unit_of(case.form)) if amount else "没有"


def _what(transfer: Transfer) -> str:
    carried_in = "上年结转" if transfer.carried_in else ""
    return f"（{transfer.function}，{transfer.fund}{carried_in}）"
