"""A 绩效目标表 as a grid: its rows, and how large it may be set so that it stays on its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest
from typing import Literal, NamedTuple

from ..model.report.report import Funding, Indicator, TargetForm
from . import fit
from .columns import PAGE_WIDTH


class FormCell(NamedTuple):
    """A cell of a 绩效目标表: its text, how it is set, and how far it spans."""

    text: str
    kind: Literal["head", "top", "text", "amount"]
    colspan: int = 1
    rowspan: int = 1


_FULL = (12, 12, 12, 17, 12, 11, 11, 13)
_NAMES_ONCE = (19, 11, 12, 15, 11, 9, 7, 16)

_SPANS = {4: (2, 1, 2, 2), 5: (1, 1, 2, 2, 1), 6: (1, 1, 1, 1, 2, 1)}
"""How many columns each head of the indicators takes: of the year alone, with names that stand once, or of both."""

_OF_THE_YEAR, _ONCE = 4, 5
_YEAR, _SIGNATURE = 20.0, 20.0
"""Height in points of the year above a form, and of the signature below it."""


def widths_of(form: TargetForm) -> tuple[int, ...]:
    """Widths of the form's eight columns, in hundredths of the page's width."""
    return _NAMES_ONCE if form.names_once else _FULL


def level_of(form: TargetForm, rows: Sequence[Sequence[FormCell]]) -> int:
    """The level, by number, at which the form's rows fit its page."""
    return setting_of(form, rows)[0]


def setting_of(form: TargetForm, rows: Sequence[Sequence[FormCell]]) -> tuple[int, float]:
    """The level, by number, at which the form's rows fit its page, and how much room they can have, in ems."""
    below = (fit.note_height(form.note) if form.note else 0) + (_SIGNATURE if form.printed_signature() else 0)
    room = PAGE_WIDTH[True] - _YEAR - below - fit.title_height(form.title, PAGE_WIDTH[False])
    in_one_row = (
        [(cell.text, width) for cell, width in extents(row, widths_of(form)) if cell.rowspan == 1] for row in rows)
    return fit.form_setting(list(in_one_row), room)


def form_rows(form: TargetForm) -> Iterator[list[FormCell]]:
    """The rows of a form from the top; a cell stands in the row where it begins."""
    yield from pairs_in_rows(form.identity)
    yield from _funding(form)
    for label, text in form.texts:
        yield [FormCell(label, "head"), FormCell(text, "text", 7)]
    yield [FormCell(form.goals_label, "head", 1, 2), *(FormCell(label, "top", span)
                                                       for (label, _), span in zip(form.goals, (3, 4), strict=True))]
    yield [FormCell(text, "text", span) for (_, text), span in zip(form.goals, (3, 4), strict=True)]
    yield from _indicators(form)


def pairs_in_rows(pairs: Sequence[tuple[str, str]]) -> Iterator[list[FormCell]]:
    """Two pairs to a row; of an odd number the first has a row of its own."""
    single = len(pairs) % 2
    for label, value in pairs[:single]:
        yield [FormCell(label, "head"), FormCell(value, "text", 7)]
    for left, right in zip(pairs[single::2], pairs[single + 1 :: 2], strict=True):
        yield [FormCell(left[0], "head"), FormCell(left[1], "text", 3),
               FormCell(right[0], "head"), FormCell(right[1], "text", 3)]


def _funding(form: TargetForm) -> Iterator[list[FormCell]]:
    blocks = [_funding_lines(block) for block in form.printed_funding()]
    label = [FormCell(form.funding_label, "head", 1, max(map(len, blocks)))]
    for left, right in zip_longest(*blocks, fillvalue=("", "")):
        yield [*label, FormCell(left[0], "head", 2), FormCell(left[1], "amount"),
               FormCell(right[0], "head", 2), FormCell(right[1], "amount", 2)]
        label = []


def _funding_lines(block: Funding) -> list[tuple[str, str]]:
    """The lines of a block; its heading names the total, which stands first."""
    return [(block.heading if number == 0 else label, figure) for number, (label, figure) in enumerate(block.lines)]


def _indicators(form: TargetForm) -> Iterator[list[FormCell]]:
    """Heads, then the indicators; neighbours of one level share a cell."""
    indicators, heads = form.printed_indicators(), form.indicator_heads
    heads = (*heads[:4], heads[5]) if form.names_once else heads
    spans = _SPANS[len(heads)]
    label = FormCell(form.indicators_label, "head", 1, 1 + len(indicators))
    yield [label, *(FormCell(text, "top", span) for text, span in zip(heads, spans, strict=True))]
    for first, by_first in groupby(indicators, key=lambda indicator: indicator.first):
        members = list(by_first)
        shared = [FormCell(first, "head", spans[0], len(members))]
        for second, by_second in groupby(members, key=lambda indicator: indicator.second):
            kin = list(by_second)
            shared.append(FormCell(second, "head", spans[1], len(kin)))
            for indicator in kin:
                yield [*shared, *_targets(indicator, spans)]
                shared = []


def _targets(indicator: Indicator, spans: Sequence[int]) -> list[FormCell]:
    name, value = (indicator.term_name, indicator.term_value), (indicator.year_name, indicator.year_value)
    told = {_OF_THE_YEAR: value, _ONCE: (*name, indicator.year_value)}.get(len(spans), (*name, *value))
    return [FormCell(text, "text", span) for text, span in zip(told, spans[2:], strict=True)]


def extents(row: Sequence[FormCell], widths: Sequence[int]) -> Iterator[tuple[FormCell, float]]:
    """Each cell of a row and its width in points. A row's cells end at the right edge."""
    column = len(widths) - sum(cell.colspan for cell in row)
    for cell in row:
        share = sum(widths[column : column + cell.colspan])
        column += cell.colspan
        yield cell, share * PAGE_WIDTH[False] / 100
