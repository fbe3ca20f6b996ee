"""Cells that span rows and columns → a loose grid, every row as wide as the widest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...model.place import Place
from ...model.publication import LooseGrid, PublishedCell
from . import problems
from .problems import RefusedFile

MOST_ROWS, MOST_COLUMNS = 20_000, 100
MOST_BLOCKS = 20_000
MOST_CELLS = 200_000
"""The largest report that was seen has a tenth of it."""


@dataclass(slots=True)
class Spanned:
    """A cell with its area: first row and column, and those after the last."""

    top: int
    left: int
    bottom: int
    right: int
    text: str
    place: Place


def filled(cells: Sequence[Spanned], place: Place, heads: int | None = None, title: str = "") -> LooseGrid | None:
    """The grid that some cells make, None for none. Raises `RefusedFile` for one larger than a table can be."""
    rows, columns = max((c.bottom for c in cells), default=0), max((c.right for c in cells), default=0)
    if not rows or not columns:
        return None
    if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        raise RefusedFile(problems.TOO_MUCH, what=f"有一张表 {rows} 行 {columns} 栏", expected=f"{MOST_CELLS} 格")
    blank = PublishedCell("", place)
    table = [[blank] * columns for _ in range(rows)]
    for cell in cells:
        for row in table[cell.top: cell.bottom]:
            row[cell.left: cell.right] = [PublishedCell("", cell.place)] * (cell.right - cell.left)
        table[cell.top][cell.left] = PublishedCell(cell.text, cell.place)
    spans = tuple(sorted(
        (c.top, c.left, c.bottom, c.right) for c in cells if c.bottom - c.top > 1 or c.right - c.left > 1))
    return LooseGrid(tuple(map(tuple, table)), place, spans, heads, title=title)
