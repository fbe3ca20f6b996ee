"""A list of lines out of a finance system: every line is taken right, or listed with the reason."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from xlsxwriter.workbook import Workbook

from discloser.disk import Handed
from discloser.usecases.import_list import (
    OpenedList,
    begin_from_list,
    mapping_in,
    mapping_text,
    open_list,
)

HEAD = ["序号", "预算单位代码", "预算单位", "类", "款", "项", "部门经济分类", "二级项目名称", "项目类别", "资金性质",
        "批复数（万元）"]
PAY = ["201", "甲站", "213", "01", "04", "30101-基本工资", "", "人员类项目", "一般公共预算拨款"]
OFFICE = ["201", "甲站", "213", "01", "04", "30201-办公费", "", "公用经费项目", "一般公共预算拨款"]
PESTS = ["202", "乙站", "213", "01", "08", "30227", "病虫害监测", "特定目标类项目", "事业收入"]


def book(*rows: list[Any], merged: tuple[int, int, int] | None = None) -> Handed:
    """A workbook with a title and the unit of money above some rows. `merged`: first and last row and a column."""
    stream = BytesIO()
    made = Workbook(stream, {"in_memory": True})
    sheet = made.add_worksheet("指标")
    sheet.write(0, 0, "2025年预算指标明细表")
    for i, row in enumerate(rows, start=1):
        for j, value in enumerate(row):
            sheet.write(i, j, value)
    if merged:
        sheet.merge_range(merged[0], merged[2], merged[1], merged[2], rows[merged[0] - 1][merged[2]])
    made.close()
    return Handed("指标.xlsx", stream.getvalue())


def lines(opened: OpenedList, unit: str = "") -> list[tuple[str, ...]]:
    """(功能科目, 经济科目, 项目, 来源, amount in 元) of every line of the form."""
    raw = begin_from_list(opened, unit=unit).raw or {}
    return [
        (row["功能科目"], row.get("经济科目", ""), row.get("项目", ""), row.get("来源", ""), row["金额"])
        for block in ("基本支出", "项目支出") for row in raw.get(block, [])
    ]


def test_codes_in_three_columns_terms_of_the_system_and_ten_thousands_are_understood():
    opened = open_list(book(HEAD, [1, *PAY, 12.3456], [2, *OFFICE, "1,000.00"], [3, *PESTS, 3]))
    assert lines(opened) == [
        ("2130104", "30101", "", "", "123456"), ("2130104", "30201", "", "", "10000000"),
        ("2130108", "30227", "病虫害监测", "单位资金", "30000"),
    ]
    assert opened.year == 2025
    assert opened.listed is not None
    assert opened.listed.units == ("201 甲站", "202 乙站")
    assert lines(opened, "乙站") == lines(opened, "202") == lines(opened)[2:]


def test_lines_that_are_the_same_in_all_else_are_added_up_and_told_where():
    opened = open_list(book(HEAD, [1, *PAY, 1], [2, *PAY, 2]))
    assert lines(opened) == [("2130104", "30101", "", "", "30000")]
    (remark,) = begin_from_list(opened).remarks.values()
    assert remark.beside == "指标!K3、指标!K4"


def total(name: str, amount: object) -> list[object]:
    return ["", "", name, "", "", "", "", "", "", "", amount]


@pytest.mark.parametrize(("rows", "holds"), [
    ([[1, *PAY, 12.3456], total("小计", 12.3456), [2, *OFFICE, 5], total("小计", 5), total("合计", 17.3456)],
     [True, True, True]),
    ([total("总计", 17), [1, *PAY, 12], [2, *OFFICE, 5]], [True]),
    ([[1, *PAY, 12], [2, *OFFICE, 5], total("合计", 71)], [False]),
    ([total("小计", 12), [1, *PAY, 12], total("小计", 5), [2, *OFFICE, 5]], [True, True]),
    ([["", "", "", "213", "", "", "", "", "", "", 17], [1, *PAY, 12], [2, *OFFICE, 5]], [True]),
], ids=["below", "above", "wrong", "subtotals above", "a class of items"])
def test_the_lists_own_totals_are_checked(rows: list[list[object]], holds: list[bool]):
    opened = open_list(book(HEAD, *rows))
    assert opened.listed is not None
    assert [one.holds for one in opened.listed.sums] == holds
    assert len(opened.listed.lines) == 2
    assert opened.listed.left == ()


@pytest.mark.parametrize(("row", "reason"), [
    (["201", "甲站", "213", "01", "", "30101", "", "人员类项目", "一般公共预算", 1], "功能科目没有填到“项”（七位）"),
    (["201", "甲站", "213", "01", "04", "", "", "人员类项目", "一般公共预算", 1], "基本支出没有经济科目（五位）"),
    (["201", "甲站", "213", "01", "04", "30101", "", "人员类项目", "某某补助", 1], "认不出来源“某某补助”"),
    ([*PAY, "待定"], "金额“待定”不是数"),
    (["", "", "", "", "", "", "", "", "一般公共预算", 1], "没有功能科目"),
])
def test_a_row_that_is_no_line_is_listed_with_the_reason(row: list[object], reason: str):
    opened = open_list(book(HEAD, [1, *PAY, 1], [2, *row]))
    assert opened.listed is not None
    assert [left.reason for left in opened.listed.left] == [reason]
    assert [left.place.cell for left in opened.listed.left] in (["A4"], ["K4"])
    assert len(opened.listed.lines) == 1


def test_a_merged_cell_speaks_for_all_its_rows():
    opened = open_list(book(
        ["功能分类科目编码", "经济分类科目编码", "资金来源", "金额"], ["2130104", "30101", "一般公共预算", 100.5],
        ["", "30201", "一般公共预算", 20], merged=(2, 3, 0)))
    assert [line[:2] for line in lines(opened)] == [("2130104", "30101"), ("2130104", "30201")]


def test_a_column_that_no_word_knows_is_asked_for_once():
    strange = book(["功能科目", "经济科目", "资金来源", "可用额度"], ["2130104", "30101", "一般公共预算", 100.5])
    opened = open_list(strange)
    assert opened.columns is not None
    assert opened.columns.missing == ("金额",)
    asked = mapping_text(opened.columns)
    assert "# 清单的表头：功能科目、经济科目、资金来源、可用额度" in asked
    told = mapping_in(asked.replace("金额:", "金额: 可用额度"))
    assert lines(open_list(strange, told=told)) == [("2130104", "30101", "", "", "100.5")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_comma_separated_values_are_read_in_the_encodings_of_officers(encoding: str):
    text = "功能科目,经济科目,资金来源,金额\n2130104,30101,一般公共预算,100.5\n"
    opened = open_list(Handed("指标.csv", text.encode(encoding)))
    assert lines(opened) == [("2130104", "30101", "", "", "100.5")]


def test_a_report_is_no_list():
    opened = open_list(book(["科目编码", "科目名称", "合计"], ["2130104", "事业运行", 1]))
    assert opened.columns is None
