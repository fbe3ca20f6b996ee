"""The heading of a table as a grid: which heads span several columns, and which reach down several lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from .report import Column


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
