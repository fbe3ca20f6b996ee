"""How wide a table's columns may be, so that no code or amount breaks.

The estimate knows the shipped fonts: a Han character is one em wide, a digit half an em.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import ceil
from typing import NamedTuple
from unicodedata import east_asian_width

from ..model.report.grid import HeaderCell, body_cells, header_grid
from ..model.report.report import Cell, Column, Row, Table

PAGE_WIDTH = {False: 442.0, True: 637.0}
"""The width of the type area in points, upright and sideways; the height is that of the other direction."""

PADDING = 0.3
"""Room at either side of a cell, in ems."""

_NAMED = frozenset({"name", "text"})
_PARTS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
"""How much of the room for names the first column of names may be given."""


class BreakingCell(NamedTuple):
    """A cell that may take several lines: its length in ems, from and before which columns it stands, its indent."""

    length: float
    start: int
    end: int
    indent: int


class MeasuredTable(NamedTuple):
    """What of a table is the same in every size. Whole names? → each column's least width, and each row's cells.

    Only cells are there that may need more than a line: columns are never narrower than what does not break.
    """

    table: Table
    heads: list[list[HeaderCell]]
    least: Mapping[bool, list[float]]
    rows: Mapping[bool, list[list[BreakingCell]]]

    @classmethod
    def of(cls, table: Table) -> MeasuredTable:
        """A table as measured."""
        columns, breaking = table.columns, [list(_breaking(row, table.columns)) for row in table.rows]
        least = {whole: [_least(table, position, whole_names=whole) for position in range(len(columns))]
                 for whole in (True, False)}
        return cls(table, header_grid(columns), least, {True: [[]] * len(table.rows), False: breaking})

    def settings(self, size: float, *, whole_names: bool) -> Iterator[list[float]]:
        """Widths of the columns in points, as they may be in type of a size; none where the amounts do not fit."""
        needed = [(least + 2 * PADDING) * size + 2 for least in self.least[whole_names]]
        return (_column_widths if whole_names else _with_broken_names)(self.table, needed)


def _breaking(row: Row, columns: Sequence[Column]) -> Iterator[BreakingCell]:
    for cell, start, colspan in body_cells(row, columns):
        if cell.text and not _is_whole(cell, columns[start]):
            yield BreakingCell(ems(cell.text), start, start + colspan, cell.indent)


def _is_whole(cell: Cell, column: Column) -> bool:
    """Whether a cell never breaks: amounts and codes, but not a name in a column of codes."""
    return column.show == "amount" or (column.show == "code" and cell.text.isascii())


def _column_widths(table: Table, needed: Sequence[float]) -> Iterator[list[float]]:
    """Widths in points for whole names: in the wanted proportions, none narrower than it needs; nothing if too wide."""
    width = PAGE_WIDTH[table.landscape]
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


def _with_broken_names(table: Table, needed: Sequence[float]) -> Iterator[list[float]]:
    """Widths in points where names break: they get all that codes and amounts do not need, parted in several ways."""
    names = [position for position, column in enumerate(table.columns) if column.show in _NAMED]
    spare = PAGE_WIDTH[table.landscape] - sum(needed)
    if spare < 0 or not names:
        return
    for first in _PARTS if len(names) > 1 else (1.0,):
        shares = {names[0]: first} | dict.fromkeys(names[1:], (1 - first) / max(len(names) - 1, 1))
        yield [own + spare * shares.get(position, 0) for position, own in enumerate(needed)]


def _least(table: Table, position: int, *, whole_names: bool) -> float:
    """The least width of a column's cells, in ems: codes and amounts never break, names only where they may."""
    column = table.columns[position]
    head = ems(column.path[-1])
    of_code = min(head, 6.0) if whole_names or head < 4 else ceil(head / 2)
    least = {"code": of_code, "amount": _of_head(column.path[-1])}.get(column.show, 5.0)
    cells = (row.cells[position] for row in table.rows)
    whole = (cell for cell in cells if whole_names or _is_whole(cell, column))
    return max([least, *(cell.indent + ems(cell.text) for cell in whole)])


def _of_head(head: str) -> float:
    """The width of a head over amounts, in ems: short ones stay on one line, long ones on two where that is enough."""
    return max(min(ems(head), 4.0), min(ceil(ems(head) / 2), 5.0)) - PADDING


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
