"""A 绩效目标表 as a grid: its rows, and how large it may be set so that it stays on its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest
from typing import Literal, NamedTuple

from ..model.report.report import Funding, Indicator, TargetForm
from . import fit


class FormCell(NamedTuple):
    """A cell of a 绩效目标表: its text, how it is set, and how far it spans."""

    text: str
    kind: Literal["head", "top", "text", "amount"]
    colspan: int = 1
    rowspan: int = 1


FORM_WIDTHS = (12, 12, 12, 17, 12, 11, 11, 13)
"""Widths of the form's eight columns, in hundredths of the page's width."""

_OF_THE_YEAR = 4
"""Columns of indicators where a form tells those of the year alone."""
_ROUND_FORM = 46
"""Height in points of the year above a form and the signature below it."""


def level_of(form: TargetForm, rows: Sequence[Sequence[FormCell]]) -> int:
    """The level, by number, at which the form's rows fit its page."""
    room = fit.PAGE_WIDTH[True] - _ROUND_FORM - fit.title_height(form.title, fit.PAGE_WIDTH[False])
    in_one_row = ([(cell.text, width) for cell, width in extents(row) if cell.rowspan == 1] for row in rows)
    return fit.form_level(list(in_one_row), room)


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
    blocks = [_funding_lines(block) for block in form.funding]
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
    spans = (1, 1, 1, 1, 2, 1) if len(form.indicator_heads) > _OF_THE_YEAR else (2, 1, 2, 2)
    label = FormCell(form.indicators_label, "head", 1, 1 + len(form.indicators))
    yield [label, *(FormCell(text, "top", span) for text, span in zip(form.indicator_heads, spans, strict=True))]
    for first, by_first in groupby(form.indicators, key=lambda indicator: indicator.first):
        members = list(by_first)
        shared = [FormCell(first, "head", spans[0], len(members))]
        for second, by_second in groupby(members, key=lambda indicator: indicator.second):
            kin = list(by_second)
            shared.append(FormCell(second, "head", spans[1], len(kin)))
            for indicator in kin:
                yield [*shared, *_targets(indicator, spans)]
                shared = []


def _targets(indicator: Indicator, spans: Sequence[int]) -> list[FormCell]:
    if len(spans) == _OF_THE_YEAR:
        return [FormCell(indicator.year_name, "text", spans[2]), FormCell(indicator.year_value, "text", spans[3])]
    return [FormCell(indicator.term_name, "text"), FormCell(indicator.term_value, "text"),
            FormCell(indicator.year_name, "text", 2), FormCell(indicator.year_value, "text")]


def extents(row: Sequence[FormCell]) -> Iterator[tuple[FormCell, float]]:
    """Each cell of a row and its width in points. A row's cells end at the right edge."""
    column = len(FORM_WIDTHS) - sum(cell.colspan for cell in row)
    for cell in row:
        share = sum(FORM_WIDTHS[column : column + cell.colspan])
        column += cell.colspan
        yield cell, share * fit.PAGE_WIDTH[False] / 100
