"""Which heads a cell stands under, and which head its row: what those who hear a table read are told of each cell.

ISO 32000-1, 14.8.5.7; ISO 14289-1, 7.5.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .grids import Grid, GridCell

Name = tuple[int, int]
"""A head by its place: row and column, from 0."""


def heads_of_cells(grid: Grid) -> Iterator[tuple[Name, GridCell, list[Name]]]:
    """Each cell with its place, and the heads beside and above it.

    Heads above each other stand over what comes below them until the next heads. Beside a cell stand the last heads to
    its left, and those that take several rows.
    """
    over = _Over()
    tall: list[tuple[int, Name]] = []
    for number, row in enumerate(grid):
        for cell, beside in _beside(number, row):
            columns = range(cell.column, cell.column + cell.colspan)
            name = (number, cell.column)
            if cell.scope == "row":
                if cell.rowspan > 1:
                    tall.append((number + cell.rowspan - 1, name))
                yield name, cell, over.of(columns)
            elif cell.scope:
                yield name, cell, over.add(columns, name)
            else:
                spanning = [head for last, head in tall if last >= number]
                yield name, cell, list(dict.fromkeys((*spanning, *beside, *over.of(columns))))


def _beside(number: int, row: Iterable[GridCell]) -> Iterator[tuple[GridCell, list[Name]]]:
    """The cells of a row, and the heads that stand last to the left of each."""
    names: list[Name] = []
    in_heads = False
    for cell in row:
        yield cell, names
        if cell.scope == "row":
            name = (number, cell.column)
            names = [*names, name] if in_heads else [name]
        in_heads = cell.scope == "row"


class _Over:
    """The heads over each column, as rows are read from the top."""

    def __init__(self) -> None:
        self._names: dict[int, list[Name]] = {}
        self._in_heads: set[int] = set()

    def of(self, columns: range) -> list[Name]:
        """The heads over a cell in these columns, which ends them: heads that come below are others."""
        self._in_heads.difference_update(columns)
        return self._all(columns)

    def add(self, columns: range, name: Name) -> list[Name]:
        """Put a head over columns; the heads that stand over itself."""
        for column in columns:
            if column not in self._in_heads:
                self._names[column] = []
        above = self._all(columns)
        for column in columns:
            self._names[column] = [*self._names[column], name]
        self._in_heads.update(columns)
        return above

    def _all(self, columns: range) -> list[Name]:
        return list(dict.fromkeys(name for column in columns for name in self._names.get(column, [])))
