"""A workbook (.xlsx) → loose blocks, by the project's own reader of sheets."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.place import Place
from ...model.publication import LooseBlock
from ..xlsx import problems
from ..xlsx.cells import WorkbookCell, cell_name
from ..xlsx.package import Package, RefusedWorkbook
from ..xlsx.sheets import Grid, Workbook
from ..xlsx.styles import UNKNOWN
from .sheets import ShownSheet
from .sheets import blocks_of as of_sheets
from .shown_numbers import shown_number


def blocks_of(content: bytes, file: str) -> list[LooseBlock]:
    """The blocks of a workbook. Raises the package's `RefusedWorkbook` for what is none."""
    book = Workbook(Package(content, Place(file)))
    return list(of_sheets(list(_sheets(book, file)), file))


def _sheets(book: Workbook, file: str) -> Iterator[ShownSheet]:
    for name in book.names:
        grid: Grid = book.grid(name)
        for at, reason in grid.faults.items():
            place = Place(file, sheet=name, cell=cell_name(at), sheet_number=grid.number)
            raise RefusedWorkbook(problems.CELL_UNREADABLE.at(place, reason=reason))
        if any(cell.format == UNKNOWN and cell.sort == "number" for cell in grid.cells.values()):
            raise RefusedWorkbook(problems.DAMAGED.at(Place(file), reason=f"“{name}”里数的显示格式读不到"))
        cells = {at: _shown(cell) for at, cell in grid.cells.items()}
        yield ShownSheet(name, grid.number, cells, grid.merged, name in book.hidden)


def _shown(cell: WorkbookCell) -> str:
    if cell.sort in ("number", "percent"):
        return shown_number(cell.text, cell.format)
    return cell.text
