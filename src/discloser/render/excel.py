"""The standard tables as a workbook, a sheet each, laid out as published: merged heads, numbers, ready to print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from ..model.report.grid import header_grid
from ..model.report.report import Cell, ColumnShow, Report, Table
from . import fit
from .open_values import plain_figure
from .word.markup import legal

_FONT = "宋体"
_WIDTH = {False: 88.0, True: 130.0}
"""What a page holds, upright and sideways, in Excel's unit: digits of the standard font."""

_LONGEST = 32_767
_EXACT = 15
"""So many digits Excel keeps; a longer figure stands as text rather than lose one."""

_EDGE: Mapping[str, Any] = {"border": 1, "valign": "vcenter", "text_wrap": True}
_OPENING = 3
"""Lines above the head: label, title, owner and unit."""


def render(report: Report) -> bytes:
    """The workbook of a report's tables; the same report gives the same bytes."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_format_properties": {"font_name": _FONT}})
    moment = datetime(report.year, 1, 1)
    book.set_properties({"title": legal(report.title), "author": legal(report.unit), "created": moment})
    looks = _Looks(book)
    for table in report.tables():
        _Sheet(book.add_worksheet(f"表{table.no}"), table, looks).write()
    book.close()
    return buffer.getvalue()


@dataclass(slots=True)
class _Looks:
    """The formats of a workbook, each made once."""

    book: Any
    made: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)

    def of(self, **properties: Any) -> Any:
        key = tuple(sorted({"font_name": _FONT, "font_size": 10, **properties}.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format(dict(key))
        return self.made[key]


@dataclass(slots=True)
class _Sheet:
    """One table on its sheet."""

    sheet: Any
    table: Table
    looks: _Looks

    def write(self) -> None:
        self._columns()
        self._opening()
        first = _OPENING + self._head()
        for number, row in enumerate(self.table.rows, start=first):
            for position, (cell, column) in enumerate(zip(row.cells, self.table.columns, strict=True)):
                self._cell(number, position, cell, column.show)
        if self.table.note:
            look = self.looks.of(text_wrap=True, valign="top")
            self._across(first + len(self.table.rows), self.table.note, look, 0, len(self.table.columns) - 1)
        self._paper(first)

    def _columns(self) -> None:
        shares = fit.fit(self.table).widths
        for position, share in enumerate(shares):
            self.sheet.set_column(position, position, _WIDTH[self.table.landscape] * share / 100)

    def _opening(self) -> None:
        last = len(self.table.columns) - 1
        self.sheet.write_string(0, 0, legal(self.table.label), self.looks.of(font_name="黑体", font_size=12))
        title = self.looks.of(bold=True, font_size=16, align="center", valign="vcenter")
        self._across(1, self.table.title, title, 0, last)
        self.sheet.set_row(1, 30)
        middle = last // 2
        self._across(2, self.table.owner_line, self.looks.of(), 0, middle)
        if last:
            self._across(2, self.table.unit_line, self.looks.of(align="right"), middle + 1, last)

    def _head(self) -> int:
        """Write the heads; the number of lines they take."""
        look = self.looks.of(**_EDGE, bold=True, align="center", bg_color="#F2F2F2")
        lines = header_grid(self.table.columns)
        for level, line in enumerate(lines):
            for head in line:
                top, bottom = _OPENING + level, _OPENING + level + head.rowspan - 1
                self._merged(top, bottom, head.column, head.column + head.colspan - 1, head.text, look)
        if not self.table.column_numbers:
            return len(lines)
        for position, number in enumerate(self.table.column_numbers):
            self.sheet.write(_OPENING + len(lines), position, int(number) if number.isdecimal() else number, look)
        return len(lines) + 1

    def _cell(self, row: int, position: int, cell: Cell, show: ColumnShow) -> None:
        look: dict[str, Any] = {**_EDGE, "bold": cell.role == "total"}
        figure = plain_figure(cell.text) if show == "amount" else ""
        if figure and sum(map(str.isdigit, figure)) <= _EXACT:
            number = self.looks.of(**look, align="right", num_format=_number_format(cell.text))
            self.sheet.write_number(row, position, Decimal(figure), number)
            return
        align = "left" if show != "amount" else "right" if figure else "center"
        words = self.looks.of(**look, align=align, indent=cell.indent, num_format="@")
        if text := legal(cell.text)[:_LONGEST]:
            self.sheet.write_string(row, position, text, words)
        else:
            self.sheet.write_blank(row, position, None, words)

    def _across(self, row: int, text: str, look: Any, first: int, last: int) -> None:
        self._merged(row, row, first, last, text, look)

    def _merged(self, top: int, bottom: int, left: int, right: int, text: str, look: Any) -> None:
        if (top, left) != (bottom, right):
            self.sheet.merge_range(top, left, bottom, right, "", look)
        self.sheet.write_string(top, left, legal(text), look)

    def _paper(self, first_row: int) -> None:
        """A4, as wide as the page, heads on every page."""
        self.sheet.set_paper(9)
        if self.table.landscape:
            self.sheet.set_landscape()
        self.sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
        self.sheet.center_horizontally()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(_OPENING, first_row - 1)
        self.sheet.freeze_panes(first_row, 0)
        self.sheet.set_footer("&C— &P —")


def _number_format(text: str) -> str:
    """The format in which Excel shows a number as the report prints it."""
    return ("#,##0" if "," in text else "0") + (".00" if "." in text else "")

