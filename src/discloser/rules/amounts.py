"""AMT: the amounts of the form taken together, and beside last year's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..model.case import Case
from ..model.change import ExplainedChange
from ..model.codes import Level
from ..model.finding import Severity
from ..model.form.budget import every_row
from ..model.form.common import SpendingLine
from ..model.money import ZERO
from ..model.place import FormPath
from .catalogue import rule
from .doubted import UNIT_LIMITS, WRONG_UNIT, doubted, line_in_another_unit, rests_on
from .rule import Beside, Hit, Parameters, hit
from .wording import in_yuan, money, unit_of

_WAN = 10_000
_LAST_YEAR = "上年"
_MIXED_UNITS = 3_000
_FEW_LINES = 3
_OTHER = "99"
_OPEN_IN_DETAIL = "《地方预决算公开操作规程》：预决算公开应当细化，不得笼统列在其他项下"


@rule(
    "AMT005", "金额不全是零",
    message="基本支出和项目支出的金额全是 0，报告里不会有任何数字",
    hint="请在“基本支出”“项目支出”里逐行填写金额；确实没有收支的，不必改",
    severity=Severity.WARNING,
)
def some_money_is_budgeted(case: Case) -> Iterator[Hit]:
    """A unit without any money is possible, a form not yet filled is likelier."""
    if not any(line.amount for line in (*case.form.basic_lines, *case.form.project_lines)):
        yield hit("基本支出")


@rule(
    "AMT006", "与上年的数在一个数量级",
    message="{changes}，{guess}",
    hint="请核对本年、上年的小数点，以及两年是否都以{unit}填写；确实如此的，不必改",
    severity=Severity.WARNING, parameters={"倍数": 8, "金额下限": 10_000},
)
def amounts_do_not_jump(case: Case, limit: Parameters) -> Iterator[Hit]:
    """A slipped decimal point multiplies by ten, a wrong unit by ten thousand.

    倍数: how many times larger or smaller is suspicious. 金额下限 (元): smaller amounts may jump.
    """
    jumps: dict[tuple[str, ...], list[ExplainedChange]] = {}
    known = doubted(case)
    for name, change in case.changes.items():
        prior = case.kind.changes[name].prior
        compared = change.base == _LAST_YEAR and len(prior) == 1
        if compared and _jumps(change, case, limit) and not rests_on(known, change, case):
            path = tuple(prior[0].split("/"))
            jumps.setdefault(path[:1] if path[0] == "上年" else path, []).append(change)
    for changes in jumps.values():
        at, *others = _sides(changes[0], case)
        yield hit(*at, changes="；".join(_told(change, case) for change in changes), unit=unit_of(case.form),
                  guess="像是元和万元填混了" if _ratio(changes[0]) >= _MIXED_UNITS else "像是小数点错了位",
                  ).beside(Beside(path, "", "另一年的数") for path in others)


@rule(
    "AMT007", "支出不都放在“其他”里",
    message="{where}有 {found} 在“{name}”里，占 {share}%",
    hint="请按实际用途分到具体科目；确实分不开的，不必改",
    severity=Severity.INFO, basis=_OPEN_IN_DETAIL,
    parameters={"经济科目占比": 50, "功能科目占比": 90, "金额下限": 50_000},
)
def money_is_not_all_in_other_items(case: Case, limit: Parameters) -> Iterator[Hit]:
    """An “other” item that takes most of the money hides what it is for."""
    yield from _other_sections(case, limit)
    yield from _other_function(case, limit)


@rule(
    WRONG_UNIT, "金额单位没有填错",
    message="金额单位是{unit}，{what}是 {found}，不像是真的",
    hint="请核对“金额单位”：这些数像是以{other}填的；确实如此的，不必改",
    severity=Severity.WARNING, parameters=UNIT_LIMITS,
)
def amounts_are_typed_in_the_unit_they_claim(case: Case, limit: Parameters) -> Iterator[Hit]:
    """Wages of a year below 10,000 元, or an electricity bill above 1,000 万元: the unit is the other one.

    A unit that differs from 元 was typed, so it is what to look at; where it may be left out, the amount is.
    """
    unit, row = unit_of(case.form), line_in_another_unit(case, limit)
    if row is None:
        return
    found = money(case.form.basic_lines[row].amount, unit)
    if unit == "元":
        yield hit("基本支出", row, "金额", found=found, unit=unit, what="基本支出里最大的一行", other="万元")
    else:
        yield hit("金额单位", found=found, unit=unit, what="基本支出里最小的一行", other="元")


def _other_sections(case: Case, limit: Parameters) -> Iterator[Hit]:
    lists = case.classification.department_economic
    classes: dict[str, list[tuple[int, SpendingLine]]] = {}
    for i, line in enumerate(case.form.basic_lines):
        classes.setdefault(line.department_economic[:Level.CATEGORY.digits], []).append((i, line))
    for category, lines in classes.items():
        code, whole = f"{category}{_OTHER}", sum((line.amount for _, line in lines), ZERO)
        others = [(i, line.amount) for i, line in lines if line.department_economic == code]
        part = sum((amount for _, amount in others), ZERO)
        named_other = lists.name(category).startswith("其他")
        if not named_other and _too_much(part, whole, limit["经济科目占比"], limit["金额下限"]):
            yield hit("基本支出", others[0][0], "经济科目", found=money(part, unit_of(case.form)),
                      where=lists.name(category), name=f"{code} {lists.name(code)}", share=_percent(part, whole))


def _other_function(case: Case, limit: Parameters) -> Iterator[Hit]:
    lines = list(every_row(case.form))
    whole = sum((line.amount for _, line in lines), ZERO)
    parts: dict[str, Decimal] = {}
    for _, line in lines:
        if line.function.endswith(_OTHER):
            parts[line.function] = parts.get(line.function, ZERO) + line.amount
    for code, part in parts.items():
        if len(lines) >= _FEW_LINES and _too_much(part, whole, limit["功能科目占比"], limit["金额下限"]):
            path = next(path for path, line in lines if line.function == code)
            yield hit(*path, "功能科目", found=money(part, unit_of(case.form)), where="全部支出",
                      name=f"{code} {case.classification.function.name(code)}", share=_percent(part, whole))


def _too_much(part: Decimal, whole: Decimal, percent: Decimal, least: Decimal) -> bool:
    return part >= least and part * 100 >= whole * percent


def _percent(part: Decimal, whole: Decimal) -> str:
    return re.sub(r"\.0+$", "", f"{part * 100 / whole:.1f}")


def _jumps(change: ExplainedChange, case: Case, limit: Parameters) -> bool:
    larger = in_yuan(max(change.current, change.prior), case.kind.told_unit)
    return bool(change.current and change.prior) and larger >= limit["金额下限"] and _ratio(change) >= limit["倍数"]


def _ratio(change: ExplainedChange) -> Decimal:
    return max(change.current, change.prior) / min(change.current, change.prior)


def _sides(change: ExplainedChange, case: Case) -> list[FormPath]:
    """Where a change was typed, the likelier cell first: this year's, which is new, unless last year's unit is off.

    A total of this year was typed nowhere.
    """
    spec = case.kind.changes[change.name]
    prior: FormPath = tuple(spec.prior[0].split("/"))
    origins = case.facts.where(case.kind.expanded(case.kind.figures[spec.current].where)).origins()
    if len(origins) != 1:
        return [prior]
    in_other_unit = _ratio(change) >= _MIXED_UNITS
    small_is_wrong = unit_of(case.form) == "元"
    prior_is_wrong = in_other_unit and (change.prior < change.current) == small_is_wrong
    return [prior, origins[0]] if prior_is_wrong else [origins[0], prior]


def _told(change: ExplainedChange, case: Case) -> str:
    unit = case.kind.told_unit
    times = f"{_ratio(change):.0f}"
    grown = f"是上年的约 {times} 倍" if change.current > change.prior else f"只有上年的约 {times} 分之一"
    return f"{change.name}本年 {change.current:,.2f} {unit}，上年 {change.prior:,.2f} {unit}，{grown}"
