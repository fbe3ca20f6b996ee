"""Old workbooks (.xls): numbers as formatted, what is hidden, what is broken."""

from __future__ import annotations

import struct
from contextlib import suppress
from random import Random

import pytest
from old_workbooks import SHEET_NAME, label, number, record, workbook

from discloser.model.publication import LooseGrid
from discloser.read.publications import xls

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
