"""All that can be judged of a report's tables alone, and how much of it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial

from ...model.finding import Finding, Severity
from . import problems
from .amounts import Equation, Mismatch, PrintedAmount
from .between import TablesBySort, between
from .coding import YearCodes, coding, notes, one_name
from .facts import publics_spent
from .lexicon import Lexicon
from .sheets import KnownTable, bare
from .tally import Tally
from .telling import at_amount, at_cell, told
from .verdict import faults_of
from .wholes import Excess, below_basic, missing_codes, parts_of_wholes, renamed
from .within import across, balance, by_names, levels, publics, totals

_NO_NUMBER = re.compile(r"[#＃]{2,}|#(REF|DIV/0|VALUE|NAME|NUM|N/A|NULL)[!?]?")
_UNJUDGED = ("JX", "", "CG")
_WITHIN = (across, levels, balance, publics)


def relations(book: TablesBySort, year: YearCodes, lexicon: Lexicon) -> tuple[list[Equation], list[Equation]]:
    """The equations in the tables of a report, and those between them."""
    inside = [
        equation for sheet in _judged(book)
        for relation in (*_WITHIN, partial(totals, details=lexicon.details), partial(by_names, names=year.names))
        for equation in relation(sheet)
    ]
    blind = {id(amount) for sheet in book.sheets for amount in not_shown(sheet)}
    found = (inside, list(between(book)))
    inside, crossing = ([one for one in some if blind.isdisjoint(map(id, one.amounts))] for some in found)
    return inside, crossing


def _judged(book: TablesBySort) -> list[KnownTable]:
    return [sheet for sheet in book.sheets if sheet.kind not in _UNJUDGED]


def judge_tables(
    book: TablesBySort, year: YearCodes, lexicon: Lexicon, tally: Tally, blamed: dict[int, Decimal | None],
) -> Iterator[Finding]:
    """What is wrong with the tables of a report. `blamed`, to be filled: wrong cells and what they should be, in 元."""
    judged = _judged(book)
    inside, crossing = relations(book, year, lexicon)
    excesses = list(parts_of_wholes(book))
    tally.count("表内", inside)
    tally.count("表与表", crossing)
    tally.add("表与表", len(excesses), sum(not excess.fails for excess in excesses))
    for sheet in book.sheets:
        if not sheet.kind:
            tally.left_out("表内", f"《{sheet.table.title or '没有表题的表'}》认不出是哪种表")
    faults = list(faults_of([*inside, *crossing]))
    blamed.update((id(fault.cell), fault.expected) for fault in faults)
    yield from map(told, faults)
    yield from _decimals([*inside, *crossing])
    yield from _excesses(excess for excess in excesses if not {id(excess.part), id(excess.whole)} & set(blamed))
    unlisted: set[str] = set()
    for sheet, row, block, code in missing_codes(book):
        unlisted.add(code)
        yield at_cell(problems.NOT_LISTED, sheet, row, block, found=code)
    for sheet, row, block, new, detail in renamed(book):
        yield at_cell(problems.RENAMED, sheet, row, block, found=bare(sheet.label(row, block)), expected=new,
                      ground=detail.name)
    yield from _less_than_basic(book, tally)
    for sheet in book.sheets:
        yield from _told_once(not_shown(sheet))
    for sheet in judged:
        yield from notes(sheet)
    twice = list(one_name(judged))
    places = {(finding.table, finding.row) for finding in twice}
    yield from twice
    for sheet in judged:
        for found in coding(sheet, year):
            if found.code == problems.UNLISTED.code:
                if str(found.found) in unlisted:
                    continue
                unlisted.add(str(found.found))
            if found.code != problems.LISTED_NAME.code or (found.table, found.row) not in places:
                yield found


def _less_than_basic(book: TablesBySort, tally: Tally) -> Iterator[Finding]:
    excesses = list(below_basic(book, publics_spent(book)))
    tally.add("表与表", len(excesses), sum(not excess.fails for excess in excesses))
    for excess in excesses:
        if excess.fails:
            yield at_amount(problems.BELOW_BASIC, excess.whole, ground=excess.part.name, expected=excess.part.text)


def not_shown(sheet: KnownTable) -> list[PrintedAmount]:
    """The cells of a table in which a program shows no number."""
    return [
        sheet.amount(row, block, column) for block in sheet.blocks for row in sheet.rows for column in block.amounts
        if _NO_NUMBER.fullmatch(sheet.text(row, column))
    ]


def _told_once(cells: Sequence[PrintedAmount]) -> Iterator[Finding]:
    """The first cell without a number, and how many there are."""
    if cells:
        more = f"；这张表里还有 {len(cells) - 1} 格" if len(cells) > 1 else ""
        yield at_amount(problems.NOT_SHOWN, cells[0], more=more)


def _decimals(equations: Sequence[Equation]) -> Iterator[Finding]:
    """The cells whose decimals are missing, each once."""
    told_of: set[int] = set()
    for equation in equations:
        if equation.breach is not Mismatch.DECIMALS:
            continue
        finest = min(amount.step for amount in equation.amounts if amount.step)
        finest = min(finest, equation.finest or finest)
        coarse = [amount for amount in equation.amounts if amount.step > finest]
        for amount in coarse[:1]:
            if id(amount) not in told_of:
                yield at_amount(problems.DECIMALS, amount, expected=f"{finest / amount.factor:f}")
            told_of.update(id(one) for one in coarse)


def _excesses(excesses: Iterable[Excess]) -> Iterator[Finding]:
    for excess in excesses:
        if excess.fails:
            made = at_amount(problems.EXCEEDS, excess.part, ground=excess.whole.name,
                             expected=excess.whole.text or "空白")
            yield made if excess.certain else made._replace(severity=Severity.WARNING)
