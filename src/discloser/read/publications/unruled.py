"""Tables that are printed without lines, or with lines across only: rows of amounts that stand in columns.

Taken for a table only below a title or a unit of money; its columns are where no row of amounts prints anything.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .lines import rows_of
from .pages import Glyph
from .ruling import Area, Ruling

_AMOUNT = re.compile(r"-?[\d,]+\.\d+|-?\d{1,3}(,\d{3})+")
_CAPTION = re.compile(r"单位[:：]?[（(]?(万元|亿元|千元|元)|表([（(].*[）)])?$")
_GAP = 1.0
"""Of the size of type: what parts two cells."""
_FEWEST_ROWS, _FEWEST_AMOUNTS = 2, 2
_MOST_HEADS, _ABOVE = 3, 6
_FAR = 3.5
"""Of the size of type: rows farther apart belong to two tables."""


@dataclass(frozen=True, slots=True)
class _PrintedRow:
    """Pieces of text beside each other: text, left, right; the row's upper and lower edge and size of type."""

    pieces: tuple[tuple[str, float, float], ...]
    top: float
    bottom: float
    size: float

    @property
    def holds_amounts(self) -> bool:
        """Whether it is a row of amounts."""
        return sum(1 for text, _, _ in self.pieces if _AMOUNT.fullmatch(text)) >= _FEWEST_AMOUNTS

    @property
    def is_caption(self) -> bool:
        """Whether it says what the table below it is."""
        return any(_CAPTION.search(text) for text, _, _ in self.pieces)


def unruled(glyphs: Sequence[Glyph]) -> list[Ruling]:
    """The grids of a page's tables without lines. `glyphs`: the characters outside of ruled grids."""
    rows = [row for line in rows_of(glyphs) if (row := _row(line))]
    return [ruling for first, last in _runs(rows) if (ruling := _ruling(rows[first:last], rows, first))]


def _row(line: Sequence[Glyph]) -> _PrintedRow | None:
    pieces: list[list[Glyph]] = []
    for glyph in line:
        if glyph.text.isspace():
            continue
        if pieces and glyph.left - pieces[-1][-1].right <= glyph.size * _GAP:
            pieces[-1].append(glyph)
        else:
            pieces.append([glyph])
    if not pieces:
        return None
    shown = [glyph for piece in pieces for glyph in piece]
    return _PrintedRow(tuple(("".join(g.text for g in piece), piece[0].left, piece[-1].right) for piece in pieces),
                min(g.top for g in shown), max(g.bottom for g in shown), max(g.size for g in shown))


def _runs(rows: Sequence[_PrintedRow]) -> Iterator[tuple[int, int]]:
    """First and last of rows of amounts that stand close, lines that only go on in between included."""
    at = 0
    while at < len(rows):
        if not rows[at].holds_amounts:
            at += 1
            continue
        end = at + 1
        while end < len(rows) and rows[end].top - rows[end - 1].bottom < _FAR * rows[end].size and (
                rows[end].holds_amounts or _goes_on(rows[end], rows[at])):
            end += 1
        while not rows[end - 1].holds_amounts:
            end -= 1
        if sum(row.holds_amounts for row in rows[at:end]) >= _FEWEST_ROWS:
            yield at, end
        at = end


def _goes_on(row: _PrintedRow, first: _PrintedRow) -> bool:
    """Whether a row is a name that needed another line, or has an amount in one column only."""
    return len(row.pieces) <= len(first.pieces) and row.pieces[0][1] < first.pieces[1][1] and not row.is_caption and (
        len(row.pieces) > 1 or row.pieces[0][2] < first.pieces[1][1] + first.size)


def _ruling(body: Sequence[_PrintedRow], rows: Sequence[_PrintedRow], first: int) -> Ruling | None:
    heads = _heads(rows, first)
    above = rows[max(0, first - len(heads) - _ABOVE): first - len(heads)]
    if not any(row.is_caption for row in above):
        return None
    amounts = [row for row in body if row.holds_amounts]
    xs = _columns(amounts)
    if len(xs) < _FEWEST_AMOUNTS + 2 or any(_share_a_column(row, xs) for row in amounts):
        return None
    whole = [*heads, *body]
    ends = [row for i, row in enumerate(whole) if i < len(heads) or row.holds_amounts or len(row.pieces) > 1]
    ys = [whole[0].top - 1, *((before.bottom + after.top) / 2 for before, after in _pairs(whole, ends)),
          whole[-1].bottom + 1]
    left, right = min(p[1] for r in whole for p in r.pieces), max(p[2] for r in whole for p in r.pieces)
    xs = [min(xs[0], left - 1), *xs[1:-1], max(xs[-1], right + 1)]
    cells: dict[tuple[int, int], Area] = {
        (i, j): (i, j, i + 1, j + 1) for i in range(len(ys) - 1) for j in range(len(xs) - 1)}
    return Ruling(tuple(xs), tuple(ys), cells)


def _heads(rows: Sequence[_PrintedRow], first: int) -> list[_PrintedRow]:
    """The rows above the first of amounts that hold words beside each other."""
    heads: list[_PrintedRow] = []
    for row in reversed(rows[max(0, first - _MOST_HEADS): first]):
        below = heads[0] if heads else rows[first]
        if row.is_caption or len(row.pieces) < _FEWEST_AMOUNTS or below.top - row.bottom > _FAR * row.size:
            break
        heads.insert(0, row)
    return heads


def _columns(rows: Sequence[_PrintedRow]) -> list[float]:
    """Where columns begin and end: between the stretches that the rows print in."""
    stretches: list[list[float]] = []
    for left, right in sorted((left, right) for row in rows for _, left, right in row.pieces):
        if stretches and left <= stretches[-1][1]:
            stretches[-1][1] = max(stretches[-1][1], right)
        else:
            stretches.append([left, right])
    middles = [(a[1] + b[0]) / 2 for a, b in pairwise(stretches)]
    return [stretches[0][0] - 1, *middles, stretches[-1][1] + 1] if stretches else []


def _share_a_column(row: _PrintedRow, xs: Sequence[float]) -> bool:
    """Whether two pieces of a row stand in one column, so that the columns were not told."""
    columns = [bisect_right(xs, (left + right) / 2) for _, left, right in row.pieces]
    return len(set(columns)) < len(columns)


def _pairs(whole: Sequence[_PrintedRow], ends: Sequence[_PrintedRow]) -> Iterator[tuple[_PrintedRow, _PrintedRow]]:
    """Each two neighbours between which a row of the table begins."""
    known = set(map(id, ends))
    return ((before, after) for before, after in pairwise(whole) if id(after) in known)
