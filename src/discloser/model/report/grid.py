"""A table as a grid: which heads span several columns or reach down several lines, and which names reach across."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from .report import Cell, Column, Row


class HeaderCell(NamedTuple):
    """One head: its text, how many columns and lines it covers, and the leaf column, from 0, it starts at."""

    text: str
    colspan: int
    rowspan: int
    column: int


def header_grid(columns: Sequence[Column]) -> list[list[HeaderCell]]:
    """The lines of a table's heading, outermost groups first; each cell stands in the line where it begins.

    Neighbouring columns share a group head; a leaf head reaches down to the last line and is never shared.
    """
    depth = max((len(column.path) for column in columns), default=0)
    return [_line(columns, level, depth) for level in range(depth)]


def _line(columns: Sequence[Column], level: int, depth: int) -> list[HeaderCell]:
    def head(position: int) -> tuple[tuple[str, ...], int]:
        path = columns[position].path
        is_group = len(path) > level + 1
        return path[: level + 1], -1 if is_group else position

    reaching = (position for position in range(len(columns)) if len(columns[position].path) > level)
    cells: list[HeaderCell] = []
    for (path, leaf), group in groupby(reaching, key=head):
        positions = list(group)
        cells.append(HeaderCell(path[-1], len(positions), 1 if leaf < 0 else depth - level, positions[0]))
    return cells


class BodyCell(NamedTuple):
    """A cell of a row: the leaf column, from 0, it starts at, and how many columns it covers."""

    cell: Cell
    column: int
    colspan: int


def body_cells(row: Row, columns: Sequence[Column]) -> Iterator[BodyCell]:
    """The cells of a row. A total's name in a column of codes, and what is longer than its head, takes more columns.

    It takes the blank columns of codes and names to its right.
    """
    position = 0
    while position < len(columns):
        end = position + 1
        if _is_name(row.cells[position], columns[position]):
            while end < len(columns) and columns[end].show in ("code", "name") and not row.cells[end].text:
                end += 1
        yield BodyCell(row.cells[position], position, end - position)
        position = end


def _is_name(cell: Cell, column: Column) -> bool:
    """Whether a cell in a column of codes holds a name, as 合计 and 人员经费合计 are."""
    if column.show != "code" or cell.text.isascii():
        return False
    return cell.role == "total" or len(cell.text) > len(column.path[-1])


def list_starts(columns: Sequence[Column]) -> list[int]:
    """Where lists that stand side by side begin, but the first: behind amounts comes a code or a name."""
    return [position for position, column in enumerate(columns)
            if position and column.show != "amount" and columns[position - 1].show == "amount"]


def parted(cells: Sequence[BodyCell], columns: Sequence[Column]) -> list[tuple[int, int]]:
    """Over which columns of a row a rule parts it from what stands above: a 类 or a total, in each list by itself."""
    bounds = [0, *list_starts(columns), len(columns)]
    return [
        (begin, end) for begin, end in pairwise(bounds)
        if any(is_strong(one.cell) and one.cell.text and begin <= one.column < end for one in cells)
    ]


def is_strong(cell: Cell) -> bool:
    """Whether a cell stands out: that of a total or of a 类."""
    return cell.role in ("total", "category")
