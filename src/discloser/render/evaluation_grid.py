"""A 绩效自评表 as a grid: its rows over columns so fine that money and indicators part them each in its own way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from ..model.report.project_form import EvaluationForm, FormRows
from .columns import PADDING, PAGE_WIDTH, ems
from .form_cells import FormCell, goal_rows, pairs_in_rows

COLUMNS = 40
_LABEL = 3
_ROOM = COLUMNS - _LABEL
_SIZES = (10.5, 9.0, 6.0)
"""Type sizes for which amounts may be given room, the largest that leaves enough first."""
_WORDS = 2
"""The fewest columns for words."""
_RULE = 0.1
WIDTHS = (2.5,) * COLUMNS
"""Widths of the columns, in hundredths of the page's width."""


def evaluation_rows(form: EvaluationForm) -> Iterator[list[FormCell]]:
    """The rows of a form from the top; a cell stands in the row where it begins."""
    for piece in form.pieces:
        match piece:
            case "identity":
                yield from pairs_in_rows(form.identity, (_LABEL + 2, 15, 5, 15))
            case "funding":
                yield from _rows(form.funding)
            case "indicators":
                yield from _rows(form.indicators)
            case "goals":
                yield from goal_rows(form, _LABEL, (18, _ROOM - 18))
            case "texts" | "closing":
                for label, text in form.texts if piece == "texts" else form.closing:
                    yield [FormCell(label, "head", _LABEL + 2), FormCell(text, "text", _ROOM - 2)]


def _rows(block: FormRows) -> Iterator[list[FormCell]]:
    spans = _spans(block)
    heads = [FormCell(column.head, "top", span) for column, span in zip(block.columns, spans, strict=True)]
    yield [FormCell(block.label, "head", _LABEL, 1 + len(block.rows)), *heads]
    last = len(block.rows) - 1
    for number, row in enumerate(block.rows):
        if block.total and number == last:
            yield _total(block, row, spans)
        else:
            yield list(_cells(block, number, spans))


def _cells(block: FormRows, number: int, spans: Sequence[int]) -> Iterator[FormCell]:
    """The cells that begin in a row: kin of the row above stand in its cell."""
    row, body = block.rows[number], block.rows[: len(block.rows) - block.total]
    for position, (text, column, span) in enumerate(zip(row, block.columns, spans, strict=True)):
        if position >= block.kin:
            kind = "head" if position == 0 else column.show
            yield FormCell(text, kind, span)
        elif number == 0 or body[number - 1][: position + 1] != row[: position + 1]:
            shared = 1
            while number + shared < len(body) and body[number + shared][: position + 1] == row[: position + 1]:
                shared += 1
            yield FormCell(text, "head", span, shared)


def _total(block: FormRows, row: Sequence[str], spans: Sequence[int]) -> list[FormCell]:
    """The last row: its name reaches to the first sum."""
    reach = next((number for number, text in enumerate(row) if number and text), len(row))
    rest = zip(row[reach:], block.columns[reach:], spans[reach:], strict=True)
    return [FormCell(row[0], "head", sum(spans[:reach])),
            *(FormCell(text, column.show, span) for text, column, span in rest)]


def _spans(block: FormRows) -> list[int]:
    """How many of the fine columns each head takes: in the proportions of the widths, wide enough for every amount."""
    whole = sum(column.width for column in block.columns)
    least = next((needed for size in _SIZES if sum(needed := _least(block, size)) <= _ROOM), [1] * len(block.columns))
    spans = [max(round(_ROOM * column.width / whole), need) for column, need in zip(block.columns, least, strict=True)]
    while sum(spans) != _ROOM:
        step = 1 if sum(spans) < _ROOM else -1
        spare = [span - need for span, need in zip(spans, least, strict=True)]
        spans[spare.index(max(spare))] += step
    return spans


def _least(block: FormRows, size: float) -> list[int]:
    """The fewest columns in which the amounts of each head stay whole, in type of a size; words may break."""
    fine = PAGE_WIDTH[False] / COLUMNS
    return [
        ceil((max(ems(row[at]) for row in block.rows) + 2 * PADDING) * size / fine + _RULE) if column.show == "amount"
        else _WORDS for at, column in enumerate(block.columns)
    ]
