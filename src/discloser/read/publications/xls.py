"""An old workbook (.xls) → loose blocks, numbers as their formats show them; in the process for foreign files only."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ...model.publication import LooseBlock
from ..xlsx.styles import shown_as
from .sheets import ShownSheet
from .sheets import blocks_of as of_sheets
from .shown_numbers import shown_number

_MOST_CELLS = 400_000
_VISIBLE = 0
_ODD_RECORDS = (struct.error, LookupError, ValueError, TypeError, AssertionError, AttributeError, ArithmeticError)
"""What the reader raises on records that no Excel wrote."""
_DATE = "{0}-{1}-{2}"


class UnreadableXls(Exception):  # noqa: N818  an answer to the officer, not a fault
    """The file is no old workbook, or holds more than one can: why, as a word."""


def blocks_of(content: bytes) -> list[LooseBlock]:
    """The blocks of a workbook's sheets that are not hidden. Raises `UnreadableXls`."""
    import xlrd
    from xlrd.compdoc import CompDocError

    try:
        # The reader tells what it finds odd; that must not get among the answer.
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, ragged_rows=True,
                                  logfile=io.StringIO())
        return list(of_sheets(list(_sheets(book)), ""))
    except (xlrd.XLRDError, CompDocError) as error:
        raise UnreadableXls("password" if "encrypt" in str(error).lower() else "old") from None
    except _ODD_RECORDS:
        raise UnreadableXls("old") from None


def _sheets(book: Any) -> Iterator[ShownSheet]:
    left = _MOST_CELLS
    for number, sheet in enumerate(book.sheets(), start=1):
        left -= sum(sheet.row_len(row) for row in range(sheet.nrows))
        if left < 0:
            raise UnreadableXls("cells")
        cells = {
            (i + 1, j + 1): text for i in range(sheet.nrows) for j, cell in enumerate(sheet.row(i))
            if (text := _shown(book, cell))
        }
        merged = [((a + 1, c + 1), (b, d)) for a, b, c, d in sheet.merged_cells]
        yield ShownSheet(sheet.name, number, cells, merged, sheet.visibility != _VISIBLE)


def _shown(book: Any, cell: Any) -> str:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#?"))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return _DATE.format(*xlrd.xldate_as_tuple(cell.value, book.datemode))
        except xlrd.XLDateError:
            return str(cell.value)
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        code = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
        stored = format(Decimal(repr(cell.value)), "f")  # the file keeps binary numbers; ours are exact again
        return shown_number(stored, "" if shown_as(code) == "date" else code)
    return str(cell.value)
