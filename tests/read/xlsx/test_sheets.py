"""Sheets read from their XML: the same values as another reader sees, and what that reader does not show."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from helpers import SAMPLES
from openpyxl.styles import Font
from python_calamine import CalamineWorkbook
from workbooks import BUREAU, Edited, blank_workbook, sample_workbook

from discloser.model.place import Place
from discloser.read.xlsx.cells import column_name, column_number
from discloser.read.xlsx.package import Package, is_workbook, joined
from discloser.read.xlsx.sheets import Workbook
from discloser.usecases.check import check


def opened(content: bytes) -> Workbook:
    return Workbook(Package(content, Place("表.xlsx")))


@pytest.mark.parametrize("made", [lambda: sample_workbook(BUREAU), blank_workbook], ids=["filled", "blank"])
def test_another_reader_sees_the_same_values(made: Callable[[], bytes]):
    content = made()
    ours, theirs = opened(content), CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert ours.names == theirs.sheet_names
    for name in ours.names:
        rows = theirs.get_sheet_by_name(name).to_python(skip_empty_area=False)
        expected = {
            (i, j): value for i, row in enumerate(rows, 1) for j, value in enumerate(row, 1) if value != ""}
        cells = {position: cell for position, cell in ours.grid(name).cells.items() if cell.text}
        assert set(cells) == set(expected)
        for position, cell in cells.items():
            if cell.sort == "number":
                assert float(cell.text) == expected[position]
            elif cell.sort == "text":
                assert cell.text == expected[position]


def test_what_other_readers_hide_is_seen():
    book = Edited(sample_workbook(BUREAU))
    book.cell("基本支出", "B4", kind="e", value="#REF!").cell("基本支出", "B5", formula="1+1")
    book.cell("基本支出", "B6", formula="1+1", value="2").merge("基本支出", "D4:E5")
    grid = opened(book.packed()).grid("基本支出")
    assert (grid.cells[4, 2].text, grid.cells[4, 2].sort) == ("#REF!", "error")
    assert not grid.cells[5, 2].calculated
    assert grid.cells[6, 2].formula == "1+1"
    assert grid.merged == (((4, 4), (5, 5)),)


def test_a_cell_in_the_far_corner_costs_nothing():
    book = Edited(sample_workbook(BUREAU)).cell("基本支出", "XFD1048576", text=" ")
    assert opened(book.packed()).grid("基本支出").cells[1048576, 16384].text == " "


def test_cells_without_addresses_are_counted():
    book = Edited(sample_workbook(BUREAU))
    for row in book.sheet("控制数").iter("{*}row"):
        del row.attrib["r"]
        for cell in row:
            del cell.attrib["r"]
    before = opened(sample_workbook(BUREAU)).grid("控制数").cells
    assert opened(book.packed()).grid("控制数").cells[1, 1] == before[1, 1]


def test_a_string_of_several_runs_is_one_text_without_its_reading_aids():
    book = Edited(sample_workbook(BUREAU))
    strings = book.root("xl/sharedStrings.xml")
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    for child in list(strings[0]):
        strings[0].remove(child)
    for tag, text in (("r", "填报"), ("rPh", "tian bao"), ("r", "说明_x000D_\r\n")):
        run = strings[0].makeelement(main + tag, {})
        strings[0].append(run)
        inner = run.makeelement(main + "t", {})
        inner.text = text
        run.append(inner)
    assert opened(book.packed()).grid("填报说明").cells[1, 1].text == "填报说明\n\n"


def test_a_shared_string_that_is_not_there_is_a_fault_of_its_cell():
    book = Edited(sample_workbook(BUREAU)).cell("基本支出", "B4", kind="s", value="999999")
    assert list(opened(book.packed()).grid("基本支出").faults) == [(4, 2)]


def test_columns_have_letters():
    assert [column_name(n) for n in (1, 26, 27, 52, 703, 16384)] == ["A", "Z", "AA", "AZ", "AAA", "XFD"]
    assert all(column_number(column_name(n)) == n for n in range(1, 1000))


def test_a_part_is_found_from_the_part_that_names_it():
    assert joined("xl/workbook.xml", "worksheets/sheet1.xml") == "xl/worksheets/sheet1.xml"
    assert joined("xl/worksheets/sheet1.xml", "../comments1.xml") == "xl/comments1.xml"
    assert joined("xl/workbook.xml", "/xl/styles.xml") == "xl/styles.xml"


@pytest.mark.parametrize(("name", "content", "expected"), [
    ("表.xlsx", b"", True), ("表.et", b"", True), ("表.yaml", "报告:\n".encode(), False),
    ("表.yaml", b"PK\x03\x04", True),
    ("表", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", True), ("表.txt", b"", False),
])
def test_a_workbook_is_told_by_its_content_or_its_name(name: str, content: bytes, expected: bool, tmp_path: Path):
    path = tmp_path / name
    path.write_bytes(content)
    assert is_workbook(path) is expected


def test_macros_and_links_are_never_unpacked():
    book = Edited(sample_workbook(BUREAU))
    book.parts["xl/vbaProject.bin"] = b"\0" * 17 * 1024 * 1024
    book.parts["xl/externalLinks/externalLink1.xml"] = b"<broken"
    reading = opened(book.packed())
    assert [len(reading.grid(name).cells) > 0 for name in reading.names]


def test_a_cell_that_is_struck_out_as_a_whole_is_not_used(tmp_path: Path):
    book = openpyxl.load_workbook(SAMPLES / "department-2025-budget" / "enforcement-team.xlsx")
    sheet = book["基本支出"]
    amount = next(cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int | float)
                  and cell.column > 1)
    amount.font = Font(strike=True)
    path = tmp_path / "填报表.xlsx"
    book.save(path)
    (told,) = [found for found in check(path).findings if found.place.cell == amount.coordinate]
    assert "整格都划掉了" in told.message
