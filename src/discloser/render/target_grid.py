"""A 绩效目标表 as a grid: its rows over eight columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from ..model.report.report import Funding, Indicator, TargetForm
from .form_cells import FormCell, goal_rows, pairs_in_rows

_FULL = (12, 12, 12, 17, 12, 11, 11, 13)
_NAMES_ONCE = (19, 11, 12, 15, 11, 9, 7, 16)

_SPANS = {4: (2, 1, 2, 2), 5: (1, 1, 2, 2, 1), 6: (1, 1, 1, 1, 2, 1)}
"""How many columns each head of the indicators takes: of the year alone, with names that stand once, or of both."""

_OF_THE_YEAR, _ONCE = 4, 5


def target_widths(form: TargetForm) -> tuple[float, ...]:
    """Widths of the form's eight columns, in hundredths of the page's width."""
    return _NAMES_ONCE if form.names_once else _FULL


def target_rows(form: TargetForm) -> Iterator[list[FormCell]]:
    """The rows of a form from the top; a cell stands in the row where it begins."""
    yield from pairs_in_rows(form.identity, (1, 3, 1, 3))
    yield from _funding(form)
    for label, text in form.texts:
        yield [FormCell(label, "head"), FormCell(text, "text", 7)]
    yield from goal_rows(form, 1, (3, 4))
    yield from _indicators(form)


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
