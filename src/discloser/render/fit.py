"""How large a table's type may be and how wide its columns must be, so that no code or amount breaks and pages are few.

The estimate knows the shipped fonts: a Han character is one em wide, a digit half an em.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import ceil, floor
from unicodedata import east_asian_width

from ..model.report.grid import body_cells, header_grid
from ..model.report.report import Table

PAGE_WIDTH = {False: 442.0, True: 637.0}
"""The width of the type area in points, upright and sideways; the height is that of the other direction."""

LINE = 1.2
"""Height of a line of a table, in ems."""

PADDING = 0.3
"""Room at either side of a cell, in ems."""

_TITLE, _TITLE_LINE, _ABOVE, _NOTE, _NOTE_SIZE = 14.0, 22.0, 40.0, 24.0, 10.5
_OWNER, _OWNER_LINE, _UNIT_ROOM = 10.5, 16.0, 8


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
LEGIBLE = 5
"""Levels before this one may be chosen to save a page; the rest only when an amount would not fit its column."""

FORM_LEGIBLE = 8
"""A form may be set at levels before this one to stay on its page."""

FORM_PADDING = 0.5
"""The padding of a form's row, above and below together, in ems."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A table's level, by number, and its column widths in hundredths of the page's width."""

    level: int
    widths: tuple[float, ...]


def fit(table: Table) -> Fit:
    """The largest legible level at which the table takes fewest pages; else the largest at which amounts fit.

    Names are given the room that amounts can spare; where that is too little for whole names, the wanted widths hold.
    """
    width, height = _room(table)
    best: tuple[int, Fit] | None = None
    for (number, level), whole_names in product(enumerate(LEVELS), (True, False)):
        if best and (number >= LEGIBLE or best[0] == 1):
            break
        if points := _column_widths(table, width, level, whole_names):
            pages = ceil(_height(table, points, level) / height)
            if best is None or pages < best[0]:
                best = pages, Fit(number, tuple(round(100 * point / width, 2) for point in points))
    return best[1] if best else Fit(len(LEVELS) - 1, _equal_widths(table))


def form_level(rows: Sequence[Iterable[tuple[str, float]]], height: float) -> int:
    """The largest legible level, by number, at which rows of (text, width in points) fit a height.

    A form too long even for small type runs over two pages at the last level that may save a page.
    """
    for number, level in enumerate(LEVELS[:FORM_LEGIBLE]):
        lines = (max(level.lines(text, width) for text, width in row) for row in rows)
        if sum(count * level.size * LINE + FORM_PADDING * level.size for count in lines) <= height:
            return number
    return LEGIBLE - 1


def title_height(title: str, width: float) -> float:
    """The height of a table's title, which may take more than one line."""
    return _TITLE_LINE * ceil(ems(title) * _TITLE / width)


def _room(table: Table) -> tuple[float, float]:
    """Width and height in points that the page leaves for head and rows."""
    width = PAGE_WIDTH[table.landscape]
    notes = sum(_NOTE * ceil(ems(line) * _NOTE_SIZE / width) for line in table.note_lines)
    owner_lines = ceil(ems(table.owner_line) * _OWNER / (width - _UNIT_ROOM * _OWNER))
    above = _ABOVE + title_height(table.title, width) + max(owner_lines - 1, 0) * _OWNER_LINE + notes
    return width, PAGE_WIDTH[not table.landscape] - above


def _column_widths(table: Table, width: float, level: SizeStep, whole_names: bool) -> list[float] | None:
    """Widths in points: in the wanted proportions, but none narrower than it needs; None if that is too wide."""
    needed = [_needed(table, position, level, whole_names) for position in range(len(table.columns))]
    if sum(needed) > width:
        return None
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
            return widths
        narrow |= too_narrow


def _needed(table: Table, position: int, level: SizeStep, whole_names: bool) -> float:
    """The least width of a column: codes and amounts never break, names only where they may."""
    column = table.columns[position]
    least = {"code": min(ems(column.path[-1]), 6.0), "amount": 3.0}.get(column.show, 6.0)
    cells = (row.cells[position] for row in table.rows)
    whole = (
        cell for cell in cells
        if whole_names or column.show == "amount" or (column.show == "code" and cell.text.isascii())
    )
    least = max([least, *(cell.indent + ems(cell.text) for cell in whole)])
    return (least + 2 * PADDING) * level.size + 2


def _height(table: Table, widths: Sequence[float], level: SizeStep) -> float:
    head = sum(
        level.height(max((level.lines(cell.text, sum(widths[cell.column : cell.column + cell.colspan]))
                          for cell in line if cell.rowspan == 1), default=1))
        for line in header_grid(table.columns)
    )
    rows = sum(
        level.height(max(level.lines(cell.text, sum(widths[column : column + colspan]) - cell.indent * level.size)
                         for cell, column, colspan in body_cells(row, table.columns)))
        for row in table.rows
    )
    return head + rows + (level.row if table.column_numbers else 0)


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
    return 0.85 if character.isupper() or character in "%@" else 0.56
