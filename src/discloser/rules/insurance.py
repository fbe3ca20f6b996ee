"""SOC: social insurance and the housing fund, as economic sections and as functional items of their own.

Each has a functional item that holds nothing else. Some regions budget all staff cost under one item instead; then
there is nothing to compare, and only a hint.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ..model.case import Case
from ..model.finding import Severity
from ..model.form.budget import Line
from ..model.form.common import SpendingLine
from ..model.money import ZERO
from .catalogue import rule
from .rule import Hit, Parameters, hit
from .wording import every_line, money, unit_of

_PENSION, _ANNUITY, _HOUSING = "30108", "30109", "30113"
_FUNCTIONS = {_PENSION: "2080505", _ANNUITY: "2080506", _HOUSING: "2210201"}
_YEARLY_BOOK = "当年《政府收支分类科目》"


class _Mismatch(NamedTuple):
    """One fund's money of a section and of its functional item, and the first line that is in one of them only."""

    row: int
    by_section: Decimal
    by_function: Decimal


@rule(
    "SOC001", "养老保险、职业年金、住房公积金与功能科目的金额一致",
    message="经济科目 {section} 合计 {found}，功能科目 {function} 合计 {expected}，从这一行起对不上",
    hint="这个功能科目里只有这一款，两边应当相等：请核对这一行的功能科目和经济科目；财政批复如此的，不必改",
    severity=Severity.WARNING, basis=_YEARLY_BOOK,
)
def contributions_fill_their_functional_items(case: Case) -> Iterator[Hit]:
    """Compared fund by fund, and only where the functional item is used at all."""
    lists, unit = case.classification, unit_of(case.form)
    for section, function in _FUNCTIONS.items():
        found = _mismatch(case, section, function)
        if found is not None:
            yield hit("基本支出", found.row, "功能科目", found=money(found.by_section, unit),
                      expected=money(found.by_function, unit),
                      section=f"{section} {lists.department_economic.name(section)}",
                      function=f"{function} {lists.function.name(function)}")


@rule(
    "SOC002", "养老保险、职业年金、住房公积金列在自己的功能科目",
    message="{sections}有金额，却没有用{functions}",
    hint="一般应当列在自己的功能科目；本地统一列在一个功能科目的，不必改",
    severity=Severity.INFO, basis=_YEARLY_BOOK,
)
def contributions_have_functional_items(case: Case) -> Iterator[Hit]:
    """Told once for all of them: where one is missing, all usually are."""
    used = {line.function for line in every_line(case.form) if line.amount}
    missing = {
        section: function for section, function in _FUNCTIONS.items()
        if function not in used and _basic(case, section)
    }
    if missing:
        lists = case.classification
        yield hit(
            "基本支出", _basic(case, next(iter(missing)))[0], "功能科目",
            sections="、".join(lists.department_economic.name(section) for section in missing),
            functions="、".join(f" {function} {lists.function.name(function)}" for function in missing.values()),
        )


@rule(
    "SOC003", "职业年金是养老保险的一半",
    message="职业年金缴费 {found}，是养老保险缴费 {expected} 的 {share}%；单位缴费比例是 8% 和 16%，应当约为一半",
    hint="请核对两项的基数和比例；职业年金没有足额安排的，不必改",
    severity=Severity.INFO, basis="《机关事业单位职业年金办法》",
    parameters={"容许偏差": 5},
)
def annuity_is_half_of_pension(case: Case, limit: Parameters) -> Iterator[Hit]:
    """Both are paid on the same wages. 容许偏差: by how many per cent of the half the annuity may differ."""
    pension, annuity = (sum((case.form.basic_lines[i].amount for i in _basic(case, code)), ZERO)
                        for code in (_PENSION, _ANNUITY))
    half = pension / 2
    if pension and annuity and abs(annuity - half) * 100 > half * limit["容许偏差"]:
        unit = unit_of(case.form)
        yield hit("基本支出", _basic(case, _ANNUITY)[0], "金额", found=money(annuity, unit),
                  expected=money(pension, unit), share=f"{annuity * 100 / pension:.0f}")


def _mismatch(case: Case, section: str, function: str) -> _Mismatch | None:
    for lines in _by_fund(case).values():
        inside = {i for i, line in lines if line.function == function}
        of_section = {i for i, line in lines if line.department_economic == section}
        both = dict(lines)
        by_section, by_function = (sum((both[i].amount for i in rows), ZERO) for rows in (of_section, inside))
        if by_function and by_section != by_function:
            return _Mismatch(min(inside ^ of_section), by_section, by_function)
    return None


def _by_fund(case: Case) -> dict[tuple[str, bool], list[tuple[int, SpendingLine]]]:
    funds: dict[tuple[str, bool], list[tuple[int, SpendingLine]]] = {}
    for i, line in enumerate(case.form.basic_lines):
        if line.amount:
            carried_in = isinstance(line, Line) and line.carried_in
            funds.setdefault((line.fund, carried_in), []).append((i, line))
    return funds


def _basic(case: Case, section: str) -> list[int]:
    """The rows of basic expenditure that carry money of an economic section."""
    return [i for i, line in enumerate(case.form.basic_lines) if line.department_economic == section and line.amount]
