"""How large a table's type may be, so that it is read easily and pages are few."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, product
from math import ceil, floor
from typing import NamedTuple

from ..model.report.grid import HeaderCell
from ..model.report.report import Table
from .columns import PADDING, PAGE_WIDTH, BreakingCell, MeasuredTable, ems

LINE = 1.2
"""Height of a line of a table, in ems."""

_TITLE, _TITLE_LINE, _LABEL_LINE = 15.0, 24.0, 16.0
_OWNER, _OWNER_LINE, _OWNER_GAP, _UNIT_ROOM = 10.5, 16.0, 4.0, 8
_NOTE, _NOTE_LINE, _NOTE_GAP = 9.0, 14.0, 5.0
_HEAD_PADDING = 0.15
_RULES = 3.0
"""Room for the rules above, below and under the heads."""


class SizeStep(NamedTuple):
    """A step of size: type size and least height of a row, in points."""

    size: float
    row: float

    def height(self, lines: int) -> float:
        """The height of a row whose fullest cell has so many lines."""
        return max(self.row, lines * self.size * LINE + 2.6)

    def lines(self, text: str, width: float) -> int:
        """How many lines a text takes in a column; long texts lose room to words and figures that do not break."""
        return self.lines_of(ems(text), width)

    def lines_of(self, length: float, width: float) -> int:
        """How many lines a text of so many ems takes in a column."""
        room = width / self.size - 2 * PADDING
        if length <= room:
            return 1
        return ceil(length / max(floor(room) - (room > 12), 1))


LEVELS = (
    SizeStep(10.5, 20), SizeStep(10.5, 17.5), SizeStep(10, 15.8), SizeStep(9.5, 14.4), SizeStep(9, 13.4),
    SizeStep(8.5, 12.8), SizeStep(8, 12.2), SizeStep(7, 10.8), SizeStep(6, 9.6),
)
LEGIBLE = 6
"""Levels before this one may be chosen to save a page; the rest only when an amount would not fit its column."""

FORM_LEGIBLE = 5
"""A form may be set at levels before this one to stay on its page."""

FORM_PADDINGS = (0.9, 0.7, 0.5)
"""The padding of a form's row, above and below together, in ems: the widest that keeps it on its page."""


class Fit(NamedTuple):
    """A table's level, by number, and its column widths in hundredths of the page's width.

    `height`: of the whole, from its label to its note, in points, as if it stood on one page; `head`: of its heads,
    which every page repeats.
    """

    level: int
    widths: tuple[float, ...]
    height: float = 0
    head: float = 0

    def pages(self, room: float, page: float) -> int:
        """How many pages it takes; `room` is what is free on the first. No row is parted by a page's end."""
        if self.height <= room:
            return 1
        row = LEVELS[self.level].row
        return 1 + ceil((self.height - room + row) / max(page - self.head - row, row))


def fit(table: Table, room: float | None = None) -> Fit:
    """The largest legible level at which the table takes fewest pages; else the largest at which amounts fit.

    `room`: the height that is free on its first page. Names are given the room that amounts can spare; where that is
    too little for whole names, the wanted widths hold.
    """
    height = PAGE_WIDTH[not table.landscape]
    best: tuple[int, Fit] | None = None
    for one in chain(_legible(table), _fits(table, range(LEGIBLE, len(LEVELS)))):
        if best and (one.level >= LEGIBLE or best[0] == 1):
            break
        pages = one.pages(room or height, height)
        if best is None or pages < best[0]:
            best = pages, one
    return best[1] if best else Fit(len(LEVELS) - 1, _equal_widths(table), 2 * height)


def legible(table: Table, first: int = 0) -> list[Fit]:
    """Every setting in type that can be read, from the `first` level on, the largest first."""
    return [one for one in _legible(table) if one.level >= first]


def is_legible(table: Table) -> bool:
    """Whether a table can be set in type that can be read: if in any, in the smallest."""
    measured, smallest = MeasuredTable.of(table), LEVELS[LEGIBLE - 1].size
    return any(list(measured.settings(smallest, whole_names=whole)) for whole in (True, False))


@lru_cache(maxsize=128)
def _legible(table: Table) -> tuple[Fit, ...]:
    """A report has its tables set for every format that has pages, and each looks for its bands first."""
    return tuple(_fits(table, range(LEGIBLE)))


def _fits(table: Table, levels: Iterable[int]) -> Iterator[Fit]:
    """Every setting in which the amounts fit, the largest type first, whole names before broken ones."""
    width, measured = PAGE_WIDTH[table.landscape], MeasuredTable.of(table)
    around = _around(table, width)
    for number, whole_names in product(levels, (True, False)):
        level, rows = LEVELS[number], measured.rows[whole_names]
        heights = [(around + _height(measured, rows, points, level), points)
                   for points in measured.settings(level.size, whole_names=whole_names)]
        if heights:
            height, points = min(heights)
            head = sum(_head_heights(measured.heads, points, level))
            yield Fit(number, tuple(round(100 * point / width, 2) for point in points), height, head)


def form_setting(rows: Sequence[Iterable[tuple[str, float]]], height: float) -> tuple[int, float]:
    """The largest legible level, by number, at which rows of (text, width in points) fit a height, and their padding.

    The padding is that above and below together, in ems. A form too long even for small type runs over two pages.
    """
    for number, level in enumerate(LEVELS[:FORM_LEGIBLE]):
        lines = [max(level.lines(text, width) for text, width in row) for row in rows]
        for padding in FORM_PADDINGS:
            if sum(count * level.size * LINE + padding * level.size for count in lines) <= height:
                return number, padding
    return FORM_LEGIBLE - 1, FORM_PADDINGS[-1]


def title_height(title: str, width: float) -> float:
    """The height of a table's title, which may take more than one line."""
    return _TITLE_LINE * ceil(ems(title) * _TITLE / width)


def note_height(text: str, width: float = PAGE_WIDTH[False]) -> float:
    """The height of a note below a table, in points."""
    return _NOTE_GAP + _NOTE_LINE * ceil(ems(text) * _NOTE / width)


def _around(table: Table, width: float) -> float:
    """The height of what stands above a table's heads and below its rows."""
    owner_lines = max(ceil(ems(table.owner_line) * _OWNER / (width - _UNIT_ROOM * _OWNER)), 1)
    above = _LABEL_LINE + title_height(table.title, width) + owner_lines * _OWNER_LINE + _OWNER_GAP
    return above + _RULES + sum(note_height(line, width) for line in table.note_lines)


def _height(measured: MeasuredTable, rows: Iterable[Sequence[BreakingCell]], widths: Sequence[float],
            level: SizeStep) -> float:
    head = sum(_head_heights(measured.heads, widths, level))
    body = sum(
        level.height(max((level.lines_of(length, sum(widths[start:end]) - indent * level.size)
                          for length, start, end, indent in row), default=1))
        for row in rows
    )
    return head + body + (_head_height(1, level) if measured.table.column_numbers else 0)


def _head_heights(lines: Sequence[Sequence[HeaderCell]], widths: Sequence[float], level: SizeStep) -> list[float]:
    """The heights of the heads' lines; a head that reaches down makes the last of its lines higher."""
    heights = [_head_height(1, level)] * len(lines)
    for number, line in enumerate(lines):
        for cell in line:
            across = sum(widths[cell.column : cell.column + cell.colspan]) + 2 * (PADDING - _HEAD_PADDING) * level.size
            last = number + cell.rowspan - 1
            room = sum(heights[number : last])
            heights[last] = max(heights[last], _head_height(level.lines(cell.text, across), level) - room)
    return heights


def _head_height(lines: int, level: SizeStep) -> float:
    return lines * level.size * LINE + 2 * PADDING * level.size


def _equal_widths(table: Table) -> tuple[float, ...]:
    return tuple(round(100 / len(table.columns), 2) for _ in table.columns)
