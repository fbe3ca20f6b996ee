"""A workbook being written: what is still to be placed, and where the things that totals refer to were put."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from ...model.form.areas import AskedCell
from ...model.form.remarks import Remark, cell_text
from ...model.place import FormPath
from .cells import put
from .lists import Lists, names_by_code
from .styles import Styles
from .text_size import height_of


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell: its sheet, row and column from 0."""

    sheet: str
    row: int
    column: int

    @property
    def here(self) -> str:
        """The cell as a formula on its own sheet names it; it moves along when copied."""
        return str(xl_rowcol_to_cell(self.row, self.column))

    @property
    def there(self) -> str:
        """The cell as a formula on any sheet names it."""
        return f"'{self.sheet}'!{xl_rowcol_to_cell(self.row, self.column, row_abs=True, col_abs=True)}"


@dataclass(frozen=True)
class LinesPlace:
    """Where free rows stand. `last`: the last row that totals look at; `written`: heading → text, for each row."""

    sheet: str
    columns: Mapping[str, int]
    first: int
    last: int
    written: tuple[Mapping[str, str], ...]

    def range(self, heading: str) -> str:
        """The cells under a heading, as a formula names them."""
        letter = xl_col_to_name(self.columns[heading])
        return f"'{self.sheet}'!${letter}${self.first + 1}:${letter}${self.last + 1}"


@dataclass(frozen=True, slots=True)
class BlockPlace:
    """A 绩效目标 block: where its project's name and this year's total stand, and whether they agree."""

    name: CellPlace
    project: str
    total: CellPlace
    amount: Decimal
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class RemarkPlace:
    """A cell for remarks. `width`: of its column, in digits."""

    sheet: Worksheet
    row: int
    column: int
    style: Format
    width: float


@dataclass
class WorkbookDraft:
    """`values`: texts not yet placed; `left`: paths of texts that no cell can hold.

    `indicator_classes`: first and second class of the indicators that a kind's form of projects lists.
    """

    book: Workbook
    styles: Styles
    lists: Lists
    values: dict[FormPath, str]
    required: frozenset[str]
    remarks: Mapping[FormPath, Remark]
    indicator_classes: tuple[tuple[str, str], ...] = ()
    codes: Mapping[str, Mapping[str, str]] = field(init=False)
    """Name of a list → code → how the list shows it."""
    left: list[FormPath] = field(default_factory=list)
    spots: dict[FormPath, CellPlace] = field(default_factory=dict)
    shown: dict[FormPath, str] = field(default_factory=dict)
    numbers: dict[FormPath, Decimal] = field(default_factory=dict)
    lines: dict[FormPath, LinesPlace] = field(default_factory=dict)
    blocks: list[BlockPlace] = field(default_factory=list)
    remark_cells: dict[FormPath, RemarkPlace] = field(default_factory=dict)
    heights: dict[tuple[str, int], tuple[float, Format | None]] = field(default_factory=dict)
    """Sheet and row → how high the row was made, and how it looks."""

    def __post_init__(self) -> None:
        self.codes = {name: names_by_code(self.lists, name) for name in self.lists}

    def rows_of(self, path: FormPath) -> int:
        """How many rows of a table are filled in."""
        depth = len(path)
        numbers = [p[depth] for p in self.values if len(p) > depth and p[:depth] == path]
        return max((number + 1 for number in numbers if isinstance(number, int)), default=0)

    def must(self, path: FormPath, item: AskedCell) -> bool:
        """Whether a cell must be filled: by the form itself, or for this kind of report."""
        return item.required or "/".join("*" if isinstance(part, int) else part for part in path) in self.required

    def write_remarks(self) -> None:
        """Write every remark in the cell nearest to what it is about."""
        by_home: dict[FormPath, list[tuple[FormPath, Remark]]] = {}
        for path, remark in self.remarks.items():
            home = next(path[:n] for n in range(len(path), -1, -1) if path[:n] in self.remark_cells)
            by_home.setdefault(home, []).append((path[len(home):], remark))
        for home, remarks in by_home.items():
            place, text = self.remark_cells[home], cell_text(remarks)
            if not put(place.sheet, place.row, place.column, text, place.style):
                self.left.append(home)
            self._make_room(place, text)

    def _make_room(self, place: RemarkPlace, text: str) -> None:
        """A row as high as the remarks in it; no program does this for a file that it has not opened."""
        height, style = self.heights[place.sheet.name, place.row]
        wanted = max(height, height_of(text, place.width))
        self.heights[place.sheet.name, place.row] = wanted, style
        place.sheet.set_row(place.row, wanted, style)
