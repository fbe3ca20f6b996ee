"""Faults as findings: at the cell or sentence that is wrong, with its place in the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ...model.finding import Finding, Problem, Severity
from ...model.place import Place
from ...model.publication import PublishedText
from . import problems
from .amounts import Equation, PrintedAmount, shown
from .sheets import ColumnBlock, KnownTable
from .verdict import Fault

BY_FAMILY: Final[Mapping[str, Problem]] = {
    "across": problems.ACROSS, "levels": problems.LEVELS, "totals": problems.TOTALS, "balance": problems.BALANCE,
    "publics": problems.TOTALS, "twice": problems.SAME, "insurance": problems.USUALLY_SAME,
    "by_code": problems.USUALLY_SAME,
}
_MOST_PARTS = 4


def finding(
    problem: Problem, place: Place, *, table: int | None = None, section: str | None = None, row: str | None = None,
    field: str | None = None, found: object = None, expected: object = None, **words: object,
) -> Finding:
    """A problem found at a place of a report."""
    made = problem.at(place, field=field, found=found, expected=expected, **words)
    return made._replace(table=table, section=section, row=row)


def at_cell(problem: Problem, sheet: KnownTable, row: int, block: ColumnBlock, **words: Any) -> Finding:
    """A problem of a row of a table."""
    column = (*block.codes, *block.labels, *block.amounts)[0]
    label = sheet.shown_row(row, block)
    return finding(problem, sheet.table.rows[row][column].place, table=sheet.table.no, row=label,
                   here=f"{sheet.name}“{label}”行", **words)


def at_table(problem: Problem, sheet: KnownTable, **words: Any) -> Finding:
    """A problem of a table as a whole."""
    return finding(problem, sheet.table.place, table=sheet.table.no, **words)


def at_amount(problem: Problem, amount: PrintedAmount, **words: Any) -> Finding:
    """A problem of a printed amount."""
    return finding(problem, amount.place, table=amount.table, section=amount.section, row=amount.row,
                   field=amount.field, found=amount.text or "空白", here=amount.name, **words)


def at_text(problem: Problem, text: PublishedText, section: str, **words: Any) -> Finding:
    """A problem of a sentence."""
    return finding(problem, text.place, section=section, **words)


def told(fault: Fault) -> Finding:
    """The finding of a wrong cell; the relation that tells most stands in the message, the others are counted."""
    first, *others = fault.evidence
    problem = BY_FAMILY[first.family]
    if not first.certain:
        problem = problem._replace(severity=Severity.WARNING)
    more = "".join(f"；{_also(equation)}" for equation in others[:2])
    if len(others) > 2:
        more += f"；还有 {len(others) - 2} 处因此对不上"
    expected = None if fault.expected is None else shown(fault.expected, fault.cell)
    own = fault.cell.name.partition("》")[0] + "》"
    ground, more = (words.replace(own, "本表") for words in (_ground(first, fault), more))
    return at_amount(problem, fault.cell, expected=expected, ground=ground, others=more)


def _ground(equation: Equation, fault: Fault) -> str:
    total, parts = equation.total, equation.parts
    if len(parts) == 1:
        other = parts[0][1] if fault.cell is total else total
        return f"{other.name}是 {other.text or '空白'}，应当相同"
    if fault.cell is total:
        listed = [f"{'＋' if sign > 0 else '－'}{part.text}" for sign, part in parts if part.value][:_MOST_PARTS]
        printed = sum(1 for _, part in parts if part.value)
        terms = "".join(listed).removeprefix("＋") + ("…" if printed > _MOST_PARTS else "")
        gap = shown(abs(total.yuan - equation.sum), total)
        return f"各项之和 {shown(equation.sum, total)}" + (f"（{terms}）" if terms else "") + f"，相差 {gap}"
    wanted = "" if fault.expected is None else f"，这里应为 {shown(fault.expected, fault.cell)}"
    return f"与{total.name}的 {total.text or '空白'} 对不上{wanted}"


def _also(equation: Equation) -> str:
    name = equation.total.name
    if len(equation.parts) == 1:
        part = equation.parts[0][1]
        return f"{name}的 {equation.total.text or '空白'} 与{part.name}的 {part.text or '空白'} 也不同"
    return f"{name}的 {equation.total.text or '空白'} 与各项之和 {shown(equation.sum, equation.total)} 也对不上"
