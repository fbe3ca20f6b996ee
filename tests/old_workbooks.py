"""Old workbooks (.xls), made record by record as Excel 97 makes them."""

from __future__ import annotations

import struct

BOUND_SHEET, SHEET_NAME = 0x85, "支出表"


def record(number: int, *pieces: bytes) -> bytes:
    content = b"".join(pieces)
    return struct.pack("<HH", number, len(content)) + content


def words(text: str) -> bytes:
    """A text as the records hold it: its length, a sign for two bytes a letter, the letters."""
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def style(number_format: int) -> bytes:
    return record(0xE0, struct.pack("<HHHBBBBIiH", 0, number_format, 0, 0, 0, 0, 0, 0, 0, 0))


def beginning(sort: int) -> bytes:
    return record(0x809, struct.pack("<HHHHII", 0x600, sort, 0, 1997, 0, 0))


def workbook(cells: bytes, formats: dict[int, str], *, hidden: bool = False) -> bytes:
    """A workbook of one sheet. `formats`: the number formats of its styles 0, 1 …, by their own numbers."""
    head = beginning(5) + record(0x31, struct.pack("<HHHHHBBBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0, 1, 0), b"A") * 5
    head += b"".join(record(0x41E, struct.pack("<H", number), words(code)) for number, code in formats.items())
    head += b"".join(map(style, formats))
    name = SHEET_NAME.encode("utf-16-le")
    at = len(head) + 4 + 8 + len(name) + 4
    head += record(BOUND_SHEET, struct.pack("<IBBBB", at, hidden, 0, len(SHEET_NAME), 1), name) + record(0x0A)
    return head + beginning(0x10) + cells + record(0x0A)


def label(row: int, column: int, text: str) -> bytes:
    return record(0x204, struct.pack("<HHH", row, column, 0), words(text))


def number(row: int, column: int, value: float, style: int) -> bytes:
    return record(0x203, struct.pack("<HHHd", row, column, style, value))
