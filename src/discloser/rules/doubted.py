"""Amounts that are told to be mistyped: what follows from them is not told once more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Final

from ..model.case import Case
from ..model.change import ExplainedChange
from ..model.fact import Facts
from ..model.form.base import Block, field_of
from ..model.form.budget import AppropriationAmounts, every_row
from ..model.form.outline import keys_of
from ..model.form.terms import APPROPRIATIONS, PUBLICS_SECTIONS
from ..model.mistyped import IN_WAN, slip
from ..model.money import ZERO, printed
from ..model.place import FormPath
from ..model.tail import HALF
from .gaps import blamed
from .natures import agency_operating, has_agency_operating
from .once import once
from .wording import unit_of

_UNPRINTED = frozenset({"控制数", "绩效", "确认", "国有资产"})
_FEW_LINES = 3
_WAN = 10_000

_LISTS = frozenset({
    "基本支出", "项目支出", "收入", "其他性质支出", "年初结转和结余", "年末结转和结余", "分项预算",
})
_BEYOND = 10
"""How many times all expenditure is more than anything that stands alone can be."""
ALONE: Final = "AMT011"
ALONE_LIMITS: Final[Mapping[str, int]] = {"下限": 100, "采购下限": 1_000, "倍数": 3_000}
WRONG_UNIT: Final = "AMT008"
UNIT_LIMITS: Final[Mapping[str, int]] = {"元表最大一行下限": 10_000, "万元表最小一行上限": 10_000_000}
"""元: below the first, the largest basic line is not in 元; above the second, the smallest is not in 万元."""


def line_in_another_unit(case: Case, limit: Mapping[str, Decimal]) -> int | None:
    """The basic line that shows that the whole form is typed in another unit than it says: its largest, or smallest."""
    amounts = {i: line.amount for i, line in enumerate(case.form.basic_lines) if line.amount}
    if len(amounts) < _FEW_LINES:
        return None
    largest, smallest = max(amounts, key=lambda row: amounts[row]), min(amounts, key=lambda row: amounts[row])
    if unit_of(case.form) == "元":
        return largest if amounts[largest] < limit["元表最大一行下限"] else None
    return smallest if amounts[smallest] > limit["万元表最小一行上限"] else None


def unprinted(case: Case) -> Iterator[tuple[FormPath, Decimal]]:
    """The amounts that are not zero and will print so, but for those told already: of the whole form, or by BAL001."""
    if unit_in_doubt(case):
        return
    unit, known = case.kind.currency_unit, blamed(case)
    for path, amount in _amounts(case.form, ()):
        if amount and not printed(amount, unit) and path not in known:
            yield path, amount


def unit_in_doubt(case: Case) -> bool:
    """Whether the whole form seems to be typed in another unit than it says."""
    return line_in_another_unit(case, limits_of(case, WRONG_UNIT, UNIT_LIMITS)) is not None


def operating_lines(case: Case) -> tuple[Decimal, ...]:
    """公用经费 of basic expenditure paid from 财政拨款: of this year's money, and with what was carried in.

    Then with every line that is told to be under a wrong source.
    """
    every = case.facts.where({"口径": "支出", "支出性质": "基本支出", "经费类别": "公用经费"})
    operating = every.where(case.kind.expanded({"来源": "财政拨款"}))
    whole = operating.where({"结转": "否"}).total()
    elsewhere = {path[:-1] for path in blamed(case) if path[-1] == "来源"}
    moved = [fact.amount for fact in every if fact.origin[:-1] in elsewhere]
    return whole, operating.total(), *(whole + amount for amount in moved)


def operating_parts(case: Case) -> list[Decimal]:
    """机关运行经费 by source, where it may be typed so."""
    budget = case.form.budget
    return list(budget.agency_operating.current.by_fund().values()) if budget else []


@once
def doubted(case: Case) -> dict[FormPath, Decimal]:
    """The amounts that are told to be mistyped → what they should be, so that what follows is not told."""
    unit = unit_of(case.form)
    small = {path: amount * _WAN for path, amount in (*unprinted(case), *alone_in_wan(case)) if unit == "元"}
    key, stated = agency_operating(case)
    known = {**small, **blamed(case)}
    parts = operating_parts(case)
    wanted = next((one for one in operating_lines(case) if slip(stated, one) or slip_in_parts(parts, one)), None)
    if wanted is not None and has_agency_operating(case):
        known["机关运行经费", key] = wanted
    return known | _prior(case) | slipped_publics(case)


def slipped_publics(case: Case) -> dict[FormPath, Decimal]:
    """In final accounts 三公经费 that are what their lines hold, mistyped; FIN010 tells so."""
    final = case.form.final
    if final is None:
        return {}
    held = {item: sum((line.amount for _, line in every_row(final)
                       if line.department_economic in sections and line.fund in APPROPRIATIONS), ZERO)
            for item, sections in PUBLICS_SECTIONS.items()}
    return {("三公经费", item, "决算"): held[item] for item, spent in final.three_publics.by_item().items()
            if slip(spent.outturn, held[item]) or (spent.outturn and abs(spent.outturn * _WAN - held[item]) <= HALF)}


def alone_in_wan(case: Case) -> Iterator[tuple[FormPath, Decimal]]:
    """Amounts in 元 that stand alone and are too small for what they are about, though they would be printed."""
    if unit_of(case.form) != "元" or unit_in_doubt(case):
        return
    limits = limits_of(case, ALONE, ALONE_LIMITS)
    told = {*(path for path, _ in unprinted(case)), *blamed(case), *_prior(case), *slipped_publics(case)}
    form, spent = case.form, case.facts.where({"口径": "支出"})
    evaluation = form.final.performance.evaluation if form.final else None
    amounts = [*_amounts(form, ()), *(_amounts(evaluation, ("绩效", "绩效自评")) if evaluation else ())]
    for path, amount in amounts:
        if path[0] in _LISTS or path in told or not 0 < amount < _least(path, case, spent, limits):
            continue
        if amount * _WAN <= spent.total() * _BEYOND:
            yield path, amount


def _least(path: FormPath, case: Case, spent: Facts, limits: Mapping[str, Decimal]) -> Decimal:
    """Below what an amount is too small: a share of what was spent on the same thing where that is known."""
    about = None
    match path:
        case ("年初预算", *_) | ("绩效", "绩效自评", "整体预算数"):
            about = spent
        case ("绩效", *_):
            about = spent.where({"支出性质": "项目支出"})
        case ("分类预算", int(i), *_):
            about = spent.under(case.final.category_budgets[i].category)
        case ("政府采购", *_):
            return limits["采购下限"]
    return max(limits["下限"], about.total() / limits["倍数"]) if about is not None else limits["下限"]


def limits_of(case: Case, code: str, usual: Mapping[str, int]) -> dict[str, Decimal]:
    """The thresholds of a rule, as the kind may have set them."""
    setting = case.kind.rules.get(code)
    return {name: Decimal(value) for name, value in usual.items()} | dict(setting.parameters if setting else {})


def slip_in_parts(parts: Iterable[Decimal], *wanted: Decimal) -> str:
    """By which habit one of the parts of a sum is mistyped, if the sum should be one of those wanted; "" by none."""
    amounts = list(parts)
    whole = sum(amounts, ZERO)
    return next((why for right in wanted for part in amounts if (why := slip(part, part + right - whole))), "")


def _prior(case: Case) -> dict[FormPath, Decimal]:
    """The one of last year's two totals that is the other typed in 万元."""
    budget = case.form.budget
    if budget is None or budget.prior_year.form:
        return {}
    revenue, expenditure = budget.prior_year.revenue, budget.prior_year.expenditure
    if slip(revenue, expenditure) == IN_WAN:
        return {("上年", "收入总计"): expenditure}
    return {("上年", "支出总计"): revenue} if slip(expenditure, revenue) == IN_WAN else {}


def rests_on(known: Mapping[FormPath, Decimal], change: ExplainedChange, case: Case) -> bool:
    """Whether a change against last year is computed from one of the amounts that are told to be mistyped."""
    if not known:
        return False
    spec = case.kind.changes[change.name]
    origins = set(case.facts.where(case.kind.expanded(case.kind.figures[spec.current].where)).origins())
    return bool(known.keys() & (origins | {tuple(prior.split("/")) for prior in spec.prior}))


def _amounts(block: Block, path: FormPath) -> Iterator[tuple[FormPath, Decimal]]:
    for field, key in _with_amounts(type(block)):
        determined = field in block.determined and not block.is_typed(field)
        if not determined and not (not path and key in _UNPRINTED):
            yield from _of(getattr(block, field), (*path, key))


@cache
def _with_amounts(block: type[Block]) -> list[tuple[str, str]]:
    """Fields and keys of a block that hold amounts, or blocks that may."""
    return [(field_of(block, entry.key), entry.key) for entry in keys_of(block)
            if entry.sort in ("amount", "amounts", "block", "lines")]


def _of(value: Any, path: FormPath) -> Iterator[tuple[FormPath, Decimal]]:
    if isinstance(value, AppropriationAmounts):
        filled = {fund: amount for fund, amount in value.by_fund().items() if amount}
        alone = len(filled) == 1
        yield from ((path if alone else (*path, fund), amount) for fund, amount in filled.items())
    elif isinstance(value, Decimal):
        yield path, value
    elif isinstance(value, tuple):
        for i, row in enumerate(value):
            if isinstance(row, Block):
                yield from _amounts(row, (*path, i))
    elif isinstance(value, Block):
        yield from _amounts(value, path)
