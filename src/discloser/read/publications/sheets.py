"""Sheets of workbooks → loose blocks: what has borders or several columns is a grid, lines of words are texts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...model.place import Place
from ...model.publication import LooseBlock, LooseText
from ...model.text.squeezing import squeezed
from ..xlsx.cells import cell_name
from . import problems
from .grids import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Spanned, filled
from .problems import RefusedFile

Position = tuple[int, int]
_FEWEST_ROWS = 2
_GAP = 6


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """A sheet as it shows: texts by row and column from 1, and merged ranges as first and last position."""

    name: str
    number: int
    cells: Mapping[Position, str]
    merged: Sequence[tuple[Position, Position]]
    hidden: bool = False


def blocks_of(sheets: Sequence[ShownSheet], file: str) -> Iterator[LooseBlock]:
    """The blocks of a workbook, sheet by sheet; nobody sees a hidden one."""
    for sheet in sheets:
        cells = {
            at: text for at, text in sheet.cells.items()
            if text.strip() and at[0] <= MOST_ROWS and at[1] <= MOST_COLUMNS
        }
        if cells and not sheet.hidden:
            yield from _of_sheet(sheet, cells, file)


def _of_sheet(sheet: ShownSheet, cells: Mapping[Position, str], file: str) -> Iterator[LooseBlock]:
    rows: dict[int, list[int]] = {}
    for row, column in sorted(cells):
        rows.setdefault(row, []).append(column)
    if _is_table(rows):
        yield from _grid(sheet, cells, file)
    else:
        yield from _texts(sheet, cells, rows, file)


def _is_table(rows: Mapping[int, list[int]]) -> bool:
    """Whether a sheet is laid out in columns: beyond the line that names owner and unit, rows have several cells."""
    return sum(1 for columns in rows.values() if len(columns) > 1) > _FEWEST_ROWS or any(
        len(columns) > _FEWEST_ROWS for columns in rows.values())


def _texts(
    sheet: ShownSheet, cells: Mapping[Position, str], rows: Mapping[int, list[int]], file: str,
) -> Iterator[LooseText]:
    """Rows of words: the lines of a cell are paragraphs, cells beside each other stand apart.

    What stands alone in the first row, above others, is what the sheet is called.
    """
    first = min(rows)
    for row, columns in rows.items():
        place = Place(file, sheet=sheet.name, cell=cell_name((row, columns[0])), sheet_number=sheet.number)
        if len(columns) > 1:
            yield LooseText("\t".join(squeezed(cells[row, column]) for column in columns), place)
            continue
        lines = [text for line in cells[row, columns[0]].split("\n") if (text := squeezed(line))]
        heads = row == first and len(lines) == 1 < len(rows)
        for text in lines:
            yield LooseText(text, place, level=int(heads), centred=row < 4)


def _grid(sheet: ShownSheet, cells: Mapping[Position, str], file: str) -> Iterator[LooseBlock]:
    """The grid of a sheet; rows and columns far from anything are left out, so that a stray cell makes no desert."""
    kept_rows = _near({row for row, _ in cells})
    kept_columns = _near({column for _, column in cells})
    at_row, at_column = ({place: n for n, place in enumerate(kept)} for kept in (kept_rows, kept_columns))
    ends = {a: b for a, b in sheet.merged if a[0] in at_row and a[1] in at_column}
    covered = {
        (row, column) for a, b in ends.items() for row in kept_rows[at_row[a[0]]: bisect_right(kept_rows, b[0])]
        for column in kept_columns[at_column[a[1]]: bisect_right(kept_columns, b[1])] if (row, column) != a
    }
    if len(kept_rows) * len(kept_columns) > MOST_CELLS:
        raise RefusedFile(problems.TOO_MUCH, what=f"工作表“{sheet.name}”的格子太多", expected=f"{MOST_CELLS} 格")
    found = [
        Spanned(at_row[row], at_column[column], bisect_right(kept_rows, ends.get((row, column), (row, column))[0]),
                bisect_right(kept_columns, ends.get((row, column), (row, column))[1]),
                squeezed(cells.get((row, column), "")), _place(sheet, (row, column), file))
        for row in kept_rows for column in kept_columns if (row, column) not in covered
    ]
    if grid := filled(found, _place(sheet, (kept_rows[0], kept_columns[0]), file)):
        yield grid


def _near(used: set[int]) -> list[int]:
    """Positions that hold something, and those between that are not far from them."""
    found: list[int] = []
    for place in sorted(used):
        if found and place - found[-1] <= _GAP:
            found.extend(range(found[-1] + 1, place))
        found.append(place)
    return found


def _place(sheet: ShownSheet, at: Position, file: str) -> Place:
    return Place(file, sheet=sheet.name, cell=cell_name(at), sheet_number=sheet.number)
