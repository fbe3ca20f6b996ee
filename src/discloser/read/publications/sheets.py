"""Sheets of workbooks → loose blocks: what has borders or several columns is a grid, lines of words are texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...model.place import Place
from ...model.publication import LooseBlock, LooseText
from ...model.text.squeezing import squeezed
from ..xlsx.cells import cell_name
from .grids import MOST_COLUMNS, MOST_ROWS, Spanned, filled

Position = tuple[int, int]
_FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """A sheet as it shows: texts by row and column from 1, and merged ranges as first and last position."""

    name: str
    number: int
    cells: Mapping[Position, str]
    merged: Sequence[tuple[Position, Position]]


def blocks_of(sheets: Sequence[ShownSheet], file: str) -> Iterator[LooseBlock]:
    """The blocks of a workbook, sheet by sheet."""
    for sheet in sheets:
        cells = {
            at: text for at, text in sheet.cells.items()
            if text.strip() and at[0] <= MOST_ROWS and at[1] <= MOST_COLUMNS
        }
        if cells:
            yield from _of_sheet(sheet, cells, file)


def _of_sheet(sheet: ShownSheet, cells: Mapping[Position, str], file: str) -> Iterator[LooseBlock]:
    rows: dict[int, list[int]] = {}
    for row, column in sorted(cells):
        rows.setdefault(row, []).append(column)
    if _is_table(rows):
        yield from _grid(sheet, cells, list(rows), file)
    else:
        yield from _texts(sheet, cells, rows, file)


def _is_table(rows: Mapping[int, list[int]]) -> bool:
    """Whether a sheet is laid out in columns: beyond the line that names owner and unit, rows have several cells."""
    return sum(1 for columns in rows.values() if len(columns) > 1) > _FEWEST_ROWS or any(
        len(columns) > _FEWEST_ROWS for columns in rows.values())


def _texts(
    sheet: ShownSheet, cells: Mapping[Position, str], rows: Mapping[int, list[int]], file: str,
) -> Iterator[LooseText]:
    """Rows of words: the lines of a cell are paragraphs, cells beside each other stand apart."""
    for row, columns in rows.items():
        place = Place(file, sheet=sheet.name, cell=cell_name((row, columns[0])), sheet_number=sheet.number)
        if len(columns) > 1:
            yield LooseText("\t".join(squeezed(cells[row, column]) for column in columns), place)
            continue
        for line in cells[row, columns[0]].split("\n"):
            if text := squeezed(line):
                yield LooseText(text, place, centred=row < 4)


def _grid(
    sheet: ShownSheet, cells: Mapping[Position, str], rows: Sequence[int], file: str,
) -> Iterator[LooseBlock]:
    first, last = min(rows), max(rows)
    columns = [column for row, column in cells if row >= first]
    left, right = min(columns), max(columns)
    covered = {a: b for a, b in sheet.merged if first <= a[0] <= last and left <= a[1] <= right}
    all_of_them = {(row, column) for row in range(first, last + 1) for column in range(left, right + 1)}
    found = [
        Spanned(row - first, column - left, *_ends(covered.get((row, column), (row, column)), first, left, last, right),
                squeezed(cells.get((row, column), "")), _place(sheet, (row, column), file))
        for row, column in sorted(all_of_them - _under(covered))
    ]
    if grid := filled(found, _place(sheet, (first, left), file)):
        yield grid


def _ends(end: Position, first: int, left: int, last: int, right: int) -> tuple[int, int]:
    return min(end[0], last) - first + 1, min(end[1], right) - left + 1


def _under(covered: Mapping[Position, Position]) -> set[Position]:
    """The positions below merged cells, but for their first."""
    return {
        (row, column) for a, b in covered.items()
        for row in range(a[0], min(b[0], MOST_ROWS) + 1) for column in range(a[1], min(b[1], MOST_COLUMNS) + 1)
        if (row, column) != a
    }


def _place(sheet: ShownSheet, at: Position, file: str) -> Place:
    return Place(file, sheet=sheet.name, cell=cell_name(at), sheet_number=sheet.number)
