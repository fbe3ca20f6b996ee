"""All that can be judged of a report's tables alone, and how much of it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from ...model.finding import Finding, Severity
from . import problems
from .amounts import Equation, Mismatch
from .between import Excess, TablesBySort, between, missing_codes, parts_of_wholes
from .coding import coding, notes, one_name
from .lexicon import Lexicon
from .tally import Tally
from .telling import at_amount, at_cell, told
from .verdict import faults_of
from .within import across, balance, levels, publics, totals

_UNJUDGED = ("JX", "", "CG")
_WITHIN = (across, levels, balance, publics)


def judge_tables(
    book: TablesBySort, names: Mapping[str, str], lexicon: Lexicon, tally: Tally, blamed: dict[int, Decimal | None],
) -> Iterator[Finding]:
    """What is wrong with the tables of a report. `blamed`, to be filled: wrong cells and what they should be, in 元."""
    judged = [sheet for sheet in book.sheets if sheet.kind not in _UNJUDGED]
    inside = [
        equation for sheet in judged
        for relation in (*_WITHIN, partial(totals, details=lexicon.details)) for equation in relation(sheet)
    ]
    crossing = list(between(book))
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
    for sheet, row, block, code in missing_codes(book):
        yield at_cell(problems.NOT_LISTED, sheet, row, block, found=code)
    for sheet in judged:
        yield from notes(sheet)
    twice = list(one_name(judged))
    places = {(finding.table, finding.row) for finding in twice}
    yield from twice
    for sheet in judged:
        yield from (
            found for found in coding(sheet, names)
            if found.code != problems.LISTED_NAME.code or (found.table, found.row) not in places
        )


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
            yield made if excess.certain else replace(made, severity=Severity.WARNING)
