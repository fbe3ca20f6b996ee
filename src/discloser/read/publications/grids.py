"""Cells that span rows and columns → a loose grid, every row as wide as the widest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...model.place import Place
from ...model.publication import LooseGrid, PublishedCell

MOST_ROWS, MOST_COLUMNS = 20_000, 100


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
    """The grid that some cells make; None for none, or for one wider or longer than a table can be."""
    rows, columns = max((c.bottom for c in cells), default=0), max((c.right for c in cells), default=0)
    if not 0 < rows <= MOST_ROWS or not 0 < columns <= MOST_COLUMNS:
        return None
    blank = PublishedCell("", place)
    table = [[blank] * columns for _ in range(rows)]
    for cell in cells:
        for row in table[cell.top: cell.bottom]:
            row[cell.left: cell.right] = [PublishedCell("", cell.place)] * (cell.right - cell.left)
        table[cell.top][cell.left] = PublishedCell(cell.text, cell.place)
    spans = tuple(sorted(
        (c.top, c.left, c.bottom, c.right) for c in cells if c.bottom - c.top > 1 or c.right - c.left > 1))
    return LooseGrid(tuple(map(tuple, table)), place, spans, heads, title=title)
