"""A bureau's lists as a workbook, to be filtered and passed on. Same lists, same bytes; no text becomes a formula."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from io import BytesIO
from typing import Any

from xlsxwriter.workbook import Workbook

from ...model.ledger import ColumnSort, LedgerCell, LedgerSheet, Link
from .cells import LONGEST_TEXT
from .styles import CREATED, FONT

_FORMATS: dict[ColumnSort, dict[str, Any]] = {
    "text": {"num_format": "@", "text_wrap": True}, "count": {"num_format": "0"},
    "amount": {"num_format": "#,##0.00"}, "share": {"num_format": "0.0"},
}
_NO_LINK = "#%"
"""Characters that programs read otherwise in the way to a file."""


def ledger_book(title: str, sheets: Iterable[LedgerSheet]) -> bytes:
    """The workbook of some sheets."""
    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                             "strings_to_numbers": False})
    book.set_properties({"title": title, "created": CREATED})
    usual = {"border": 1, "font_name": FONT, "valign": "top"}
    head = book.add_format({**usual, "bold": True, "bg_color": "#D9E2F3", "text_wrap": True})
    formats = {sort: book.add_format({**usual, **form}) for sort, form in _FORMATS.items()}
    link = book.add_format({**usual, "font_color": "#0563C1", "underline": 1})
    for sheet in sheets:
        _draw(book, sheet, head, formats, link)
    book.close()
    return buffer.getvalue()


def _draw(book: Any, sheet: LedgerSheet, head: Any, formats: dict[ColumnSort, Any], link: Any) -> None:
    drawn = book.add_worksheet(sheet.title)
    first = 1 if sheet.note else 0
    if sheet.note:
        drawn.write_string(0, 0, sheet.note)
    for column, one in enumerate(sheet.columns):
        drawn.set_column(column, column, one.width)
        drawn.write_string(first, column, one.title, head)
    for row, cells in enumerate(sheet.rows, start=first + 1):
        for column, cell in enumerate(cells):
            _write(drawn, row, column, cell, link if isinstance(cell, Link) else formats[sheet.columns[column].sort])
    drawn.freeze_panes(first + 1, 2)
    drawn.autofilter(first, 0, first + max(1, len(sheet.rows)), len(sheet.columns) - 1)
    drawn.set_landscape()
    drawn.set_paper(9)
    drawn.fit_to_pages(1, 0)
    drawn.repeat_rows(first)


def _write(sheet: Any, row: int, column: int, cell: LedgerCell, form: Any) -> None:
    if cell is None:
        sheet.write_blank(row, column, None, form)
    elif isinstance(cell, Link) and not any(mark in cell.target for mark in _NO_LINK):
        sheet.write_url(row, column, f"external:{cell.target}", form, cell.text)
    elif isinstance(cell, Decimal | int):
        sheet.write_number(row, column, cell, form)
    else:
        text = cell.text if isinstance(cell, Link) else cell
        sheet.write_string(row, column, text[:LONGEST_TEXT], form)
