"""How large a table's type may be and how wide its columns must be, so that no code or amount breaks and pages are few.

The estimate knows the shipped fonts: a Han character is one em wide, a digit half an em.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product, takewhile
from math import ceil, floor
from unicodedata import east_asian_width

from ..model.report.grid import BodyCell, body_cells, header_grid
from ..model.report.report import Table

PAGE_WIDTH = {False: 442.0, True: 637.0}
"""The width of the type area in points, upright and sideways; the height is that of the other direction."""

LINE = 1.2
"""Height of a line of a table, in ems."""

PADDING = 0.3
"""Room at either side of a cell, in ems."""

_TITLE, _TITLE_LINE, _LABEL_LINE = 15.0, 24.0, 16.0
_OWNER, _OWNER_LINE, _OWNER_GAP, _UNIT_ROOM = 10.5, 16.0, 4.0, 8
_NOTE, _NOTE_LINE, _NOTE_GAP = 9.0, 14.0, 5.0
_HEAD_PADDING = 0.15
_NAMED = frozenset({"name", "text"})
_PARTS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
"""How much of the room for names the first column of names may be given."""

_RULES = 3.0
"""Room for the rules above, below and under the heads."""


@dataclass(frozen=True, slots=True)
class SizeStep:
    """A step of size: type size and least height of a row, in points."""

    size: float
    row: float

    def height(self, lines: int) -> float:
        """The height of a row whose fullest cell has so many lines."""
        return max(self.row, lines * self.size * LINE + 2.6)

    def lines(self, text: str, width: float) -> int:
        """How many lines a text takes in a column; long texts lose room to words and figures that do not break."""
        room = width / self.size - 2 * PADDING
        if ems(text) <= room:
            return 1
        return ceil(ems(text) / max(floor(room) - (room > 12), 1))


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


@dataclass(frozen=True, slots=True)
class Fit:
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
    for one in _fits(table):
        if best and (one.level >= LEGIBLE or best[0] == 1):
            break
        pages = one.pages(room or height, height)
        if best is None or pages < best[0]:
            best = pages, one
    return best[1] if best else Fit(len(LEVELS) - 1, _equal_widths(table), 2 * height)


def legible(table: Table, first: int = 0) -> Iterator[Fit]:
    """Every setting in type that can be read, from the `first` level on, the largest first."""
    return takewhile(lambda one: one.level < LEGIBLE, _fits(table, first))


def _fits(table: Table, first: int = 0) -> Iterator[Fit]:
    """Every setting in which the amounts fit, the largest type first, whole names before broken ones."""
    width = PAGE_WIDTH[table.landscape]
    around = _around(table, width)
    rows = [list(body_cells(row, table.columns)) for row in table.rows]
    for (number, level), whole_names in product(enumerate(LEVELS[first:], first), (True, False)):
        settings = _column_widths(table, width, level) if whole_names else _with_broken_names(table, width, level)
        heights = [(around + _height(table, rows, points, level), points) for points in settings]
        if heights:
            height, points = min(heights)
            head = sum(_head_heights(table, points, level))
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


def _column_widths(table: Table, width: float, level: SizeStep) -> Iterator[list[float]]:
    """Widths in points for whole names: in the wanted proportions, none narrower than it needs; nothing if too wide."""
    needed = [_needed(table, position, level, whole_names=True) for position in range(len(table.columns))]
    if sum(needed) > width:
        return
    narrow: set[int] = set()
    while True:
        room = width - sum(needed[position] for position in narrow)
        wanted = sum(column.width for position, column in enumerate(table.columns) if position not in narrow)
        widths = [
            needed[position] if position in narrow else room * column.width / wanted
            for position, column in enumerate(table.columns)
        ]
        too_narrow = {position for position, given in enumerate(widths) if given < needed[position]}
        if too_narrow <= narrow:
            yield widths
            return
        narrow |= too_narrow


def _with_broken_names(table: Table, width: float, level: SizeStep) -> Iterator[list[float]]:
    """Widths in points where names break: they get all that codes and amounts do not need, parted in several ways."""
    needed = [_needed(table, position, level, whole_names=False) for position in range(len(table.columns))]
    names = [position for position, column in enumerate(table.columns) if column.show in _NAMED]
    spare = width - sum(needed)
    if spare < 0 or not names:
        return
    for first in _PARTS if len(names) > 1 else (1.0,):
        shares = {names[0]: first} | dict.fromkeys(names[1:], (1 - first) / max(len(names) - 1, 1))
        yield [own + spare * shares.get(position, 0) for position, own in enumerate(needed)]


def _needed(table: Table, position: int, level: SizeStep, whole_names: bool) -> float:
    """The least width of a column: codes and amounts never break, names only where they may."""
    column = table.columns[position]
    head = ems(column.path[-1])
    of_code = min(head, 6.0) if whole_names or head < 4 else ceil(head / 2)
    least = {"code": of_code, "amount": _of_head(column.path[-1])}.get(column.show, 5.0)
    cells = (row.cells[position] for row in table.rows)
    whole = (
        cell for cell in cells
        if whole_names or column.show == "amount" or (column.show == "code" and cell.text.isascii())
    )
    least = max([least, *(cell.indent + ems(cell.text) for cell in whole)])
    return (least + 2 * PADDING) * level.size + 2


def _of_head(head: str) -> float:
    """The width of a head over amounts, in ems: short ones stay on one line, long ones on two where that is enough."""
    return max(min(ems(head), 4.0), min(ceil(ems(head) / 2), 5.0)) - PADDING


def _height(table: Table, rows: Sequence[Sequence[BodyCell]], widths: Sequence[float], level: SizeStep) -> float:
    head = sum(_head_heights(table, widths, level))
    body = sum(
        level.height(max(level.lines(cell.text, sum(widths[column : column + colspan]) - cell.indent * level.size)
                         for cell, column, colspan in row))
        for row in rows
    )
    return head + body + (_head_height(1, level) if table.column_numbers else 0)


def _head_heights(table: Table, widths: Sequence[float], level: SizeStep) -> list[float]:
    """The heights of the heads' lines; a head that reaches down makes the last of its lines higher."""
    lines = header_grid(table.columns)
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


@cache
def ems(text: str) -> float:
    """How wide a text is on one line, in ems of the shipped fonts."""
    return sum(map(_character, text))


@cache
def _character(character: str) -> float:
    if east_asian_width(character) in "WFA":
        return 1.0
    if character in ",.:;'|":
        return 0.28
    if character.isdigit():
        return 0.51
    return 0.85 if character.isupper() or character in "%@" else 0.56
