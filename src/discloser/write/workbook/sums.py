"""Sums over the lines of the workbook form: the formula for an office program, and the value it has now.

SUMPRODUCT alone: every program knows it, it takes codes typed as numbers and as texts, and it passes over amounts that
are texts (the checks say that there are some).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...model.form.base import key_of
from ...model.form.budget import BasicLine, Form, Line, ProjectLine
from ...model.form.terms import FUNDS, OWN_INCOMES
from ...model.money import ZERO
from .cells import amount_of
from .draft import BlockPlace, CellPlace, LinesPlace, WorkbookDraft

BASIC = key_of(Form, "basic_lines")
PROJECT = key_of(Form, "project_lines")
AMOUNT = key_of(Line, "amount")
FUND = key_of(Line, "fund")
CARRIED_IN = key_of(Line, "carried_in")
FUNCTION = key_of(BasicLine, "function")
PROJECT_NAME = key_of(ProjectLine, "project")
_YES = "是"
_OWN = FUNDS[-1]
"""Money of the body's own, which some provinces divide by its income."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Which lines count. `test`: a formula with `{}` for the cells of the heading; `holds`: the same for one text."""

    heading: str
    test: str
    holds: Callable[[str], bool]


def equals(heading: str, text: str) -> Condition:
    """Lines with exactly this text."""
    return Condition(heading, f'({{}}="{text}")', lambda found: found == text)


def one_of(heading: str, texts: Sequence[str]) -> Condition:
    """Lines with one of these texts."""
    tests = "+".join(f'({{0}}="{text}")' for text in texts)
    return Condition(heading, f"({tests})", lambda found: found in texts)


def differs(heading: str, text: str) -> Condition:
    """Lines with any other text or none."""
    return Condition(heading, f'({{}}<>"{text}")', lambda found: found != text)


def begins(heading: str, code: str) -> Condition:
    """Lines whose code begins so."""
    return Condition(heading, f'(LEFT({{}},{len(code)})="{code}")', lambda found: found.startswith(code))


def names(heading: str, cell: str, text: str) -> Condition:
    """Lines with the text that stands in a cell now."""
    return Condition(heading, f"({{}}={cell})", lambda found: found.casefold() == text.casefold())


def of_fund(fund: str, funds: Sequence[str] = FUNDS) -> tuple[Condition, ...]:
    """The lines of a source; whatever names no other source belongs to the first."""
    if fund == funds[0]:
        incomes = OWN_INCOMES if funds == FUNDS else ()
        return tuple(differs(FUND, other) for other in (*funds[1:], *incomes))
    return (one_of(FUND, (fund, *OWN_INCOMES)),) if fund == _OWN else (equals(FUND, fund),)


CARRIED = equals(CARRIED_IN, _YES)
CURRENT = differs(CARRIED_IN, _YES)


def total(place: LinesPlace, conditions: Iterable[Condition] = ()) -> tuple[str, Decimal]:
    """Formula (without `=`) and value of the amounts of all lines that meet every condition."""
    wanted = tuple(conditions)
    tests = "*".join(condition.test.format(place.range(condition.heading)) for condition in wanted)
    amounts = place.range(AMOUNT)
    formula = f"SUMPRODUCT({f'{tests}*1,' if tests else ''}{amounts})"
    value = sum((
        amount_of(line[AMOUNT]) or ZERO for line in place.written
        if all(condition.holds(line[condition.heading]) for condition in wanted)
    ), ZERO)
    return formula, value


def money_of_project(name: CellPlace, project: str, draft: WorkbookDraft) -> tuple[str, Decimal]:
    """Formula (without `=`) and value of a project's money; 0 where some of it is carried in and some is not."""
    lines, same = draft.lines[(PROJECT,)], names(PROJECT_NAME, name.here, project)
    (current, current_value), (every, every_value) = total(lines, (same, CURRENT)), total(lines, (same,))
    value = every_value if project and current_value in (ZERO, every_value) else ZERO
    return f'IF({name.here}="",0,IF(OR({current}=0,{current}={every}),{every},0))', value


def difference_of_target(block: BlockPlace, draft: WorkbookDraft) -> tuple[str, str]:
    """Formula and value that say whether a block's money of this year is its project's, with or without carry-in."""
    lines, name = draft.lines[(PROJECT,)], block.name.here
    same = names(PROJECT_NAME, name, block.project)
    current, current_value = total(lines, (same, CURRENT))
    every, every_value = total(lines, (same,))
    wrong = f'"不一致：项目支出里是 "&TEXT({current},"#,##0.00")'
    formula = (
        f'=IF({name}="","",IF(OR(ROUND({block.total.here}-{current},6)=0,ROUND({block.total.here}-{every},6)=0),'
        f'"一致：等于项目支出的金额",{wrong}))'
    )
    if not block.project:
        return formula, ""
    if block.amount in (current_value, every_value):
        return formula, "一致：等于项目支出的金额"
    return formula, f"不一致：项目支出里是 {current_value:,.2f}"
