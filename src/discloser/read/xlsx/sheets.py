"""The sheets of a workbook as sparse cells, with all that a person sees in them: values, formulas, errors, formats.

Ready-made readers give values only: an error or a formula never calculated comes back as an empty cell, a percentage
as its fraction. They also lay a sheet out densely, so that one stray blank in a far corner exhausts the memory. What
is needed here is small enough to be read from the sheet's XML directly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from . import problems as excel_problems
from .cells import CellReader, Odd, Position, WorkbookCell, cell_name, position_of, row_number
from .package import Package, RefusedWorkbook
from .parts import Relations, children, elements, refuse_other_root, relation_id, root, tags, workbook_part
from .strings import shared_strings
from .styles import struck_styles, style_codes

MOST_CELLS = 400_000
_MOST_SHEETS = 500
_MOST_MERGED = 2000
_MOST_FAULTS = 1000
_TRUE = ("1", "true")
_HIDDEN = ("hidden", "veryHidden")
_ROW, _CELL, _UNREAD = tags("row"), tags("c"), tags("extLst")


@dataclass(frozen=True)
class Grid:
    """A sheet, the `number`th of its workbook. `merged`: first and last row and column of merged ranges.

    `faults`: cells that could not be read, and why. `hidden`: rows that nobody sees.
    """

    name: str
    cells: dict[Position, WorkbookCell]
    merged: tuple[tuple[Position, Position], ...] = ()
    date1904: bool = False
    number: int = 0
    faults: Mapping[Position, str] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    rows: dict[int, list[int]] = field(init=False)
    """Row → its columns that hold something, both in order."""

    def __post_init__(self) -> None:
        rows: dict[int, list[int]] = {}
        for row, column in sorted(self.cells):
            rows.setdefault(row, []).append(column)
        object.__setattr__(self, "rows", rows)


class Workbook:
    """The sheets of a package, each read when it is asked for."""

    def __init__(self, package: Package) -> None:
        """Raises `RefusedWorkbook` for a package whose sheets, texts or formats can't be told."""
        self._package = package
        part = workbook_part(package)
        book, relations = root(package, part), Relations(package, part)
        refuse_other_root(package, part, book, "workbook")
        listed = [sheet for sheets in children(book, "sheets") for sheet in children(sheets, "sheet")]
        self._sheets = [(sheet.get("name") or "", relations.target(relation_id(sheet))) for sheet in listed]
        self.hidden = frozenset(sheet.get("name") or "" for sheet in listed if sheet.get("state") in _HIDDEN)
        """The names of sheets that nobody sees."""
        if len(self._sheets) > _MOST_SHEETS:
            raise self._too_large("工作表", f"{_MOST_SHEETS} 张")
        self._date1904 = any(
            (settings.get("date1904") or "0").strip() in _TRUE for settings in children(book, "workbookPr"))
        styles = relations.only("styles")
        self._codes = style_codes(package, styles) if styles else None
        self._struck = struck_styles(package, styles) if styles else frozenset[int]()
        self._strings = shared_strings(package, relations.only("sharedStrings"))
        self._cells_left = MOST_CELLS

    @property
    def names(self) -> list[str]:
        """The names of all sheets, in their order."""
        return [name for name, _ in self._sheets]

    def grid(self, name: str) -> Grid:
        """The cells of a sheet. Raises `RefusedWorkbook` when its part is damaged or too large."""
        number = self.names.index(name)
        part = self._sheets[number][1]
        if not part:
            raise self._package.damaged(f"找不到“{name}”的内容")
        reading = _SheetReading(self._package, name, CellReader(self._strings, self._codes, self._struck))
        for element in elements(self._package, part, (*tags("row"), *tags("mergeCell"))):
            if element.tag in _ROW:
                reading.row(element)
            else:
                reading.merge(element)
            if len(reading.cells) > self._cells_left:
                raise self._too_large(f"“{name}”有内容的单元格", f"{MOST_CELLS} 个")
            if len(reading.merged) > _MOST_MERGED:
                raise self._too_large(f"“{name}”合并的单元格", f"{_MOST_MERGED} 处")
        self._cells_left -= len(reading.cells)
        return Grid(name, reading.cells, tuple(reading.merged), self._date1904, number + 1, reading.faults,
                    frozenset(reading.hidden))

    def _too_large(self, what: str, expected: str) -> RefusedWorkbook:
        return RefusedWorkbook(excel_problems.TOO_LARGE.at(self._package.place, what=what, expected=expected))


class _SheetReading:
    """A sheet while it is read, row by row."""

    def __init__(self, package: Package, name: str, reader: CellReader) -> None:
        self._package, self._name, self._reader = package, name, reader
        self._last_row = 0
        self.cells: dict[Position, WorkbookCell] = {}
        self.faults: dict[Position, str] = {}
        self.merged: list[tuple[Position, Position]] = []
        self.hidden: set[int] = set()

    def row(self, element: Any) -> None:
        """A row: numbered itself, or the next one."""
        typed = element.get("r")
        row = self._last_row + 1 if typed is None else row_number(typed)
        if row is None:
            raise self._package.damaged(f"“{self._name}”第 {self._last_row} 行后面有一行，行号是“{typed[:20]}”")
        self._last_row = row
        if element.get("hidden") in _TRUE and len(element):
            self.hidden.add(row)
        for position, child in self._placed(element, row):
            self._take(child, position)

    def merge(self, element: Any) -> None:
        """A range of cells merged into one."""
        reference = element.get("ref") or ""
        first, _, last = reference.partition(":")
        one, other = position_of(first), position_of(last or first)
        if one is None or other is None:
            raise self._package.damaged(f"“{self._name}”合并的单元格“{reference[:40]}”读不懂")
        if one != other:
            (top, bottom), (left, right) = sorted((one[0], other[0])), sorted((one[1], other[1]))
            self.merged.append(((top, left), (bottom, right)))

    def _placed(self, element: Any, row: int) -> Iterator[tuple[Position, Any]]:
        """The cells of a row that hold anything, and where each stands: by its address, else behind the one before."""
        column, last = 0, ""
        for child in element:
            if child.tag not in _CELL:
                if child.tag not in _UNREAD:
                    raise self._package.damaged(f"“{self._name}”第 {row} 行有看不懂的内容")
                continue
            address = child.get("r") or ""
            if not address:
                column, last = (self._column(last, column) if last else column) + 1, ""
            else:
                last = address  # looked at only when it matters: most cells are empty
            if len(child):
                if last:
                    column = self._checked(last, row, column)
                    last = ""
                yield (row, column), child

    def _column(self, address: str, before: int) -> int:
        position = position_of(address)
        return before + 1 if position is None else position[1]

    def _checked(self, address: str, row: int, before: int) -> int:
        """The column of an address; one that is wrong is told where the cell would stand without it."""
        position = position_of(address)
        if position is None:
            self._fault((row, before + 1), f"地址“{address[:20]}”读不懂")
            return before + 1
        if position[0] != row:
            self._fault((row, position[1]), f"地址“{address}”和所在的第 {row} 行对不上")
        return position[1]

    def _take(self, element: Any, position: Position) -> None:
        try:
            cell = self._reader.cell(element)
        except Odd as odd:
            self._fault(position, str(odd))
            cell = WorkbookCell(odd.text, "text")
        if cell is None:
            return
        if position in self.cells:
            self._fault(position, f"{cell_name(position)} 写了两次，不知道用哪一个")
        self.cells.setdefault(position, cell)

    def _fault(self, position: Position, reason: str) -> None:
        if len(self.faults) < _MOST_FAULTS:
            self.faults.setdefault(position, reason)
