"""Old workbooks (.xls), made here record by record as Excel 97 makes them."""

from __future__ import annotations

import struct
from contextlib import suppress
from random import Random

import pytest

from discloser.model.publication import LooseGrid
from discloser.read.publications import xls

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


TABLE = (label(0, 0, "项目") + label(0, 1, "预算数") + label(0, 2, "占比")
         + label(1, 0, "教育支出") + number(1, 1, 1234.5, 1) + number(1, 2, 0.2562, 2)
         + label(2, 0, "合计") + number(2, 1, 458370.33, 0) + number(2, 2, 1, 2)
         + record(0xE5, struct.pack("<HHHHH", 1, 2, 2, 0, 0)))
FORMATS = {0: "General", 164: "#,##0.00", 165: "0.00%"}


def test_numbers_show_as_their_formats_say():
    [grid] = xls.blocks_of(workbook(TABLE, FORMATS))
    assert isinstance(grid, LooseGrid)
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["项目", "预算数", "占比"], ["教育支出", "1,234.50", "25.62%"], ["合计", "458370.33", "100.00%"]]
    assert (grid.rows[1][1].place.sheet, grid.rows[1][1].place.cell) == (SHEET_NAME, "B2")


def test_a_hidden_sheet_is_no_part_of_the_report():
    assert xls.blocks_of(workbook(TABLE, FORMATS, hidden=True)) == []


@pytest.mark.parametrize("length", [0, 40, 200, 400, 475])
def test_a_workbook_cut_short_is_refused(length: int):
    with pytest.raises(xls.UnreadableXls):
        xls.blocks_of(workbook(TABLE, FORMATS)[:length])


def test_a_workbook_with_odd_bytes_is_read_or_refused():
    content, random = workbook(TABLE, FORMATS), Random(17)
    for _ in range(200):
        spoilt = bytearray(content)
        spoilt[random.randrange(len(content))] = random.randrange(256)
        with suppress(xls.UnreadableXls):
            xls.blocks_of(bytes(spoilt))
