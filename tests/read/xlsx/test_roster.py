"""A roster is read as a bureau keeps it; what is wrong with it is told at its cell."""

from __future__ import annotations

import csv
import datetime as dt
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import Workbook
from pages import PAGES, Example, agree, examples

from discloser.disk import Handed
from discloser.model.roster import RosterUnit, Season
from discloser.read.xlsx.roster import ROSTER_PROBLEMS, RosterFile, read_roster

EXAMPLES = [example for problem in ROSTER_PROBLEMS for example in examples(PAGES / f"{problem.code}.md")]


def roster(rows: list[list[Any]], seasons: list[list[Any]] | None = None) -> RosterFile:
    """The roster in a workbook of these rows, and of seasons on a sheet of their own."""
    book = Workbook()
    [sheet] = book.worksheets
    sheet.title = "单位"
    for row in rows:
        sheet.append(row)
    if seasons:
        for row in (book.create_sheet("期限"), *seasons)[1:]:
            book["期限"].append(row)
    saved = BytesIO()
    book.save(saved)
    return read_roster(Handed("名录.xlsx", saved.getvalue()))


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_the_examples_of_a_page_are_found_as_it_says(example: Example):
    rows = [[cell or None for cell in row] for row in csv.reader(StringIO(example.content))]
    assert agree([finding.line() for finding in roster(rows).findings], example.expected)


def test_all_that_a_roster_says_is_taken():
    read = roster(
        [["云岭县预算单位名录"], [], ["单位代码", "单位名称", "主管部门", "级别", "性质", "免报", "网址", "电话"],
         [407001, "云岭县\n茶叶站", "407-农业农村局", "二级", "事业", None, "https://example.cn", 1],
         ["407", "云岭县农业农村局", None, "一级", "行政单位", "涉密", None, None]],
        [["年度", "预算或决算", "人大批准日期", "批复部门日期"], [2025, "预算", dt.date(2025, 1, 20), "2025年2月6日"]])
    assert read.findings == ()
    assert list(read.units.values()) == [
        RosterUnit("407001", "云岭县茶叶站", "407-农业农村局", "单位", "事业单位", "", "https://example.cn"),
        RosterUnit("407", "云岭县农业农村局", "", "部门", "行政单位", "涉密")]
    assert read.seasons == (Season(2025, "预算", dt.date(2025, 1, 20), dt.date(2025, 2, 6)),)


def test_a_roster_with_an_error_has_no_units_so_that_nobody_counts_as_missing():
    assert roster([["代码", "名称"], ["1", "甲"], ["1", "乙"]]).units == {}


def test_a_cell_that_cannot_be_read_is_told_as_in_a_form():
    [finding] = roster([["代码", "名称"], ["=1+1", "甲"]]).findings
    assert (finding.code[:3], finding.place.inside) == ("XLS", "单位!A2")


@pytest.mark.parametrize("content", [b"", b"PK", b"\xd0\xcf\x11\xe0", "代码,名称".encode()])
def test_what_is_no_workbook_is_told(content: bytes):
    [finding] = read_roster(Handed("名录.xlsx", content)).findings
    assert finding.place.file == "名录.xlsx"


def test_every_row_is_known_with_its_errors():
    rows = roster([["代码", "名称", "层级"], ["1", "甲", "下属"], ["2", None, None], ["3", "丙", "本级"]]).rows
    assert [(row.number, row.unit.code, len(row.faults)) for row in rows] == [(2, "1", 1), (3, "2", 1), (4, "3", 0)]
