"""The tables as data: what other programs read is what the report prints, and no text becomes a formula."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from a_report import UNIT, YEAR, a_report, columns, wan, words
from openxml_audit import OpenXmlValidator

from discloser.model.report.report import Cell, Part, Report, Row, Table
from discloser.render import excel, open_data


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return open_data.files(a_report())


@pytest.fixture(scope="module")
def book() -> Any:
    return openpyxl.load_workbook(BytesIO(excel.render(a_report())))


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"))))


def with_table(table: Table) -> Report:
    return replace(a_report(), parts=(Part("tables", "第二部分", (table,)),))


def a_table_of(*texts: str) -> Table:
    heads = columns(*((f"项目{number}", "text", 1) for number, _ in enumerate(texts)), ("金额", "amount", 1))
    return replace(a_report().tables()[0], columns=heads, rows=(Row((*map(words, texts), wan("-1.50"))),))


def test_every_table_is_a_file_that_excel_takes_for_utf_8(files: dict[str, bytes]):
    assert [name for name in files if name.endswith(".csv")] == [f"table-{t.no:02d}.csv" for t in a_report().tables()]
    assert all(files[name].startswith("\ufeff".encode()) for name in files if name.endswith(".csv"))


def test_a_file_holds_one_line_of_heads_and_the_figures_as_printed_without_separators(files: dict[str, bytes]):
    for table in a_report().tables():
        heads, *rows = rows_of(files[f"table-{table.no:02d}.csv"])
        assert heads == ["/".join(column.path) for column in table.columns]
        assert rows == [[
            cell.text.replace(",", "") if column.show == "amount" else cell.text
            for cell, column in zip(row.cells, table.columns, strict=True)
        ] for row in table.rows]


@pytest.mark.parametrize("attack", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_text_is_never_a_formula_and_a_figure_below_zero_stays_one(attack: str):
    _, row = rows_of(open_data.files(with_table(a_table_of(attack)))["table-01.csv"])
    assert row == [f"'{attack}", "-1.50"]


def with_figure(text: str) -> Report:
    heads = columns(("项目", "text", 1), ("金额", "amount", 1))
    return with_table(replace(a_report().tables()[0], columns=heads, rows=(Row((words("甲"), Cell(text))),)))


def sheet_of(report: Report) -> Any:
    return openpyxl.load_workbook(BytesIO(excel.render(report)))["表1"]


def test_strokes_where_no_figure_can_stand_are_no_figure_to_programs_and_strokes_to_readers():
    report = with_figure("────")
    assert rows_of(open_data.files(report)["table-01.csv"])[1] == ["甲", ""]
    [stroke] = [cell for row in sheet_of(report).iter_rows() for cell in row if cell.value == "────"]
    assert (stroke.data_type, stroke.alignment.horizontal) == ("s", "center")


@pytest.mark.parametrize(("text", "value"), [
    ("9,999,999,999,999.99", 9999999999999.99), ("-1,234.50", -1234.5), ("3", 3),
    ("99999999999999.99", "99999999999999.99"), ("999,999,999,999,999.99", "999,999,999,999,999.99"),
])
def test_a_figure_of_more_digits_than_excel_keeps_stays_as_printed(text: str, value: object):
    report = with_figure(text)
    assert rows_of(open_data.files(report)["table-01.csv"])[1] == ["甲", text.replace(",", "")]
    assert value in [cell.value for row in sheet_of(report).iter_rows() for cell in row]


def test_heads_that_occur_twice_are_told_apart():
    table = replace(a_table_of("甲"), columns=columns(("金额", "text", 1), ("金额", "amount", 1)))
    assert rows_of(open_data.files(with_table(table))["table-01.csv"])[0] == ["金额", "金额#2"]


def test_the_descriptor_names_year_unit_files_and_the_kind_of_every_field(files: dict[str, bytes]):
    package = json.loads(files["datapackage.json"])
    assert (package["profile"], package["title"]) == ("tabular-data-package", a_report().title)
    assert package["fiscalPeriod"] == {"start": f"{YEAR}-01-01", "end": f"{YEAR}-12-31"}
    for resource, table in zip(package["resources"], a_report().tables(), strict=True):
        assert (resource["title"], resource["encoding"]) == (table.title, "utf-8")
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == rows_of(files[resource["path"]])[0]
        assert [field.get("columnType") == "value" for field in fields] == [c.show == "amount" for c in table.columns]
        assert {field["factor"] for field in fields if "factor" in field} == {10_000}
        assert [extra["constant"] for extra in resource["extraFields"]] == [YEAR, UNIT]


def test_the_workbook_has_a_sheet_for_every_table_laid_out_as_published(book: Any):
    assert book.sheetnames == [f"表{table.no}" for table in a_report().tables()]
    for sheet, table in zip(book, a_report().tables(), strict=True):
        assert (sheet["A1"].value, sheet["A2"].value, sheet["A3"].value) == (table.label, table.title, table.owner_line)
        shown = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
        last = len(table.rows) + (1 if table.note else 0)
        assert [row[0] for row in shown[len(shown) - last:][:len(table.rows)]] == [
            row.cells[0].text or None for row in table.rows
        ]
        assert sheet.page_setup.orientation == ("landscape" if table.landscape else "portrait")
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows


def test_group_heads_are_merged(book: Any):
    assert "A4:B4" in {str(merged) for merged in book["表2"].merged_cells.ranges}


def test_figures_are_numbers_that_excel_shows_as_printed_and_codes_are_texts(book: Any):
    table = a_report().tables()[1]
    sheet = book[f"表{table.no}"]
    found = {(c.value, c.number_format, c.data_type) for row in sheet.iter_rows() for c in row if c.value is not None}
    amounts = {cell.text for row in table.rows for cell, column in zip(row.cells, table.columns, strict=True)
               if column.show == "amount" and cell.text}
    for text in amounts:
        number = float(text.replace(",", ""))
        pattern = ("#,##0" if "," in text else "0") + (".00" if "." in text else "")
        assert (number, pattern, "n") in found
    codes = {row.cells[0].text for row in table.rows if row.cells[0].text.isdigit()}
    assert codes <= {value for value, _, kind in found if kind == "s"}


def test_a_text_like_a_formula_stays_a_text_in_the_workbook():
    sheet = openpyxl.load_workbook(BytesIO(excel.render(with_table(a_table_of("=1+1")))))["表1"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"]


def test_the_workbook_is_valid_and_its_bytes_are_the_same_each_time(tmp_path: Path):
    path = tmp_path / "表.xlsx"
    path.write_bytes(excel.render(a_report()))
    assert list(OpenXmlValidator().validate(path).errors) == []
    assert excel.render(a_report()) == path.read_bytes()
