"""An old workbook (.xls) → loose blocks, by calamine; in the process for foreign files only.

calamine tells no number formats, so numbers come with the digits that they have.
"""

from __future__ import annotations

from decimal import Context, Decimal
from io import BytesIO
from typing import Any

from ...model.publication import LooseBlock
from .sheets import ShownSheet
from .sheets import blocks_of as of_sheets

_AS_SHOWN = Context(prec=15)
_MOST_CELLS = 400_000


class UnreadableXls(Exception):  # noqa: N818  an answer to the officer, not a fault
    """The file is no old workbook, or holds more than one can: why, as a word."""


def blocks_of(content: bytes) -> list[LooseBlock]:
    """The blocks of a workbook. Raises `UnreadableXls`."""
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
    except python_calamine.PasswordError:
        raise UnreadableXls("password") from None
    except python_calamine.CalamineError:
        raise UnreadableXls("old") from None
    sheets = []
    for number, name in enumerate(book.sheet_names, start=1):
        sheet = book.get_sheet_by_name(name)
        if sheet.height * sheet.width > _MOST_CELLS:
            raise UnreadableXls("cells")
        rows = sheet.to_python(skip_empty_area=False)
        cells = {
            (i, j): text for i, row in enumerate(rows, start=1) for j, value in enumerate(row, start=1)
            if (text := _shown(value))
        }
        merged = [((a + 1, b + 1), (c + 1, d + 1)) for (a, b), (c, d) in sheet.merged_cell_ranges or ()]
        sheets.append(ShownSheet(name, number, cells, merged))
    return list(of_sheets(sheets, ""))


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        number = _AS_SHOWN.create_decimal(Decimal(repr(value)))  # the file keeps binary numbers; ours are exact again
        text = format(number, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)
