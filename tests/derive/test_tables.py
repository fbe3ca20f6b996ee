"""Tables: rows from facts, two sides side by side, and what an empty table keeps."""

from __future__ import annotations

from typing import Any

import pytest
from helpers import a_form, basic, compared, neutral_of, project, report_of, table

from discloser.model.form.budget import Form

SUBJECT = {"收入科目": {"编码": "1030148", "名称": "国有土地使用权出让收入"}}
FUND = {"来源": "政府性基金预算", **SUBJECT}
CAPITAL = {"来源": "国有资本经营预算", "收入科目": {"编码": "1030601", "名称": "利润收入"}}


def rows(form: Form, number: int, *heads: str) -> list[list[str]]:
    """The cells of every row under some heads, each given by its end (合计 for 2025年预算数/合计)."""
    shown = table(neutral_of(form), number)
    places = [_place(shown["columns"], head) for head in heads]
    return [[cells[place] for place in places] for cells in shown["rows"]]


def _place(columns: list[str], head: str) -> int:
    (place,) = (i for i, column in enumerate(columns) if f"/{column}".endswith(f"/{head}"))
    return place


def under(form: Form, number: int, head: str) -> list[str]:
    """A column."""
    return [cell for (cell,) in rows(form, number, head)]


CODE, NAME = "科目编码", "科目名称"
SPLIT = ("合计", "基本支出", "项目支出")
INCOME = ("收入/项目", "收入/2025年")
OUTLAY = ("支出/项目", "支出/2025年合计", "当年预算安排", "上年结转安排")
ITEM = ("部门预算支出经济科目名称", "政府预算支出经济科目名称")
CAPITAL_SIDES = ("国有资本经营预算收入/项目/收入科目编码", "国有资本经营预算收入/项目/科目名称", "国有资本经营收入预算")


def test_a_parent_row_is_the_sum_of_its_children() -> None:
    form = a_form(基本支出=[basic("2080505", "30108", "801000"), basic("2080506", "30109", "199000")])
    assert dict(row for row in rows(form, 3, CODE, "合计") if row[1]) == {
        "合计": "100.00", "208": "100.00", "20805": "100.00", "2080505": "80.10", "2080506": "19.90",
    }


def test_codes_come_in_code_order_whatever_the_order_of_the_form() -> None:
    form = a_form(基本支出=[basic("2210201", "30113", "10000"), basic("2080505", "30108", "10000")])
    assert under(form, 2, CODE) == ["合计", "208", "20805", "2080505", "221", "22102", "2210201"]


def test_carried_in_money_is_expenditure_but_not_this_years_revenue() -> None:
    form = a_form(项目支出=[project("甲", "2101550", "30000", 上年结转="是"), project("甲", "2101550", "70000")])
    assert rows(form, 2, CODE, "合计", "一般公共预算", "上年结转")[0] == ["合计", "7.00", "7.00", "3.00"]
    assert rows(form, 3, CODE, *SPLIT)[0] == ["合计", "10.00", "", "10.00"]
    assert rows(form, 5, CODE, *SPLIT)[0] == ["合计", "7.00", "", "7.00"]


def test_table_1_sets_sources_beside_categories() -> None:
    form = a_form(基本支出=[
        basic("2080505", "30108", "10000"), basic("2080505", "30109", "20000", 来源="单位资金", 上年结转="是"),
    ])
    first = rows(form, 1, *INCOME, *OUTLAY)
    assert len(first) == 34
    assert first[0] == ["一、一般公共预算", "1.00", "一、一般公共服务支出", "", "", ""]
    assert first[7] == ["", "", "八、社会保障和就业支出", "3.00", "1.00", "2.00"]
    assert first[30] == ["", "", "", "", "", ""]
    assert first[31:] == [
        ["本年收入合计", "1.00", "本年支出合计", "3.00", "1.00", "2.00"], ["上年结转", "2.00", "年终结转", "", "", ""],
        ["收入总计", "3.00", "支出总计", "3.00", "1.00", "2.00"],
    ]


def test_beside_a_total_a_name_without_a_figure_is_set_as_a_total() -> None:
    first = report_of(a_form(基本支出=[basic("2080505", "30108", "10000")])).tables()[0]
    roles = {cell.text: cell.role for row in first.rows for cell in row.cells}
    assert {roles[name] for name in ("收入总计", "上年结转", "年终结转")} == {"total"}
    assert roles["一、一般公共预算"] == "plain"


def test_table_4_leaves_out_what_is_not_from_the_treasury() -> None:
    form = a_form(基本支出=[basic("2080505", "30108", "10000"), basic("2080505", "30109", "20000", 来源="单位资金")])
    assert rows(form, 4, "收入/项目", "收入/金额", "支出/项目", "小计", "一般公共预算")[-1] == [
        "收入总计", "1.00", "支出总计", "1.00", "1.00",
    ]


def test_table_6_lists_items_under_their_group_beside_the_government_section() -> None:
    form = a_form(基本支出=[
        basic("2101550", "30201", "10000"), basic("2080505", "30108", "20000"), basic("2101550", "30108", "5000"),
    ])
    assert rows(form, 6, *ITEM, "合计", "人员经费", "公用经费") == [
        ["合计", "", "3.50", "2.50", "1.00"],
        ["工资福利支出", "", "2.50", "2.50", ""],
        ["机关事业单位基本养老保险缴费", "工资福利支出", "2.50", "2.50", ""],
        ["商品和服务支出", "", "1.00", "", "1.00"],
        ["办公费", "商品和服务支出", "1.00", "", "1.00"],
    ]


def test_one_item_with_two_government_sections_has_two_rows() -> None:
    form = a_form(基本支出=[
        basic("2101550", "30231", "10000", 政府经济科目="50208"),
        basic("2101550", "30231", "20000", 政府经济科目="50502"),
    ])
    assert rows(form, 6, *ITEM, "合计")[2:] == [
        ["公务用车运行维护费", "公务用车运行维护费", "1.00"], ["公务用车运行维护费", "商品和服务支出", "2.00"],
    ]


def test_fund_money_is_listed_by_revenue_subject_and_by_function() -> None:
    form = a_form(项目支出=[project("公园", "2120803", "10000", **FUND)])
    assert rows(form, 7, "收入科目编码", NAME, "政府性基金收入预算") == [
        ["合计", "", "1.00"], ["1030148", "国有土地使用权出让收入", "1.00"],
    ]
    assert under(form, 8, CODE) == ["合计", "212", "21208", "2120803"]


def test_the_shorter_side_of_table_9_is_filled_with_blank_cells() -> None:
    form = a_form(项目支出=[project("社会化管理", "2230105", "10000", **CAPITAL)])
    assert rows(form, 9, *CAPITAL_SIDES) == [
        ["合计", "", "1.00"], ["1030601", "利润收入", "1.00"], ["", "", ""], ["", "", ""],
    ]
    assert under(form, 9, CODE) == ["", "223", "22301", "2230105"]


def test_three_publics_are_split_by_source() -> None:
    form = a_form(三公经费={"公务用车运行维护费": compared({"一般公共预算": "10000", "政府性基金预算": "20000"}, "0")})
    assert rows(form, 10, "项目", "合计", "一般公共预算", "政府性基金预算")[-2:] == [
        ["②公务用车运行维护费", "3.00", "1.00", "2.00"], ["合计", "3.00", "1.00", "2.00"],
    ]


def test_a_project_of_two_sources_and_two_items_is_one_row() -> None:
    form = a_form(项目支出=[
        project("甲", "2070308", "10000"), project("甲", "2070109", "20000", 来源="单位资金"),
        project("甲", "2070308", "40000", 上年结转="是"),
    ])
    assert rows(form, 12, "项目名称", "合计", "一般公共预算")[1:] == [["甲", "3.00", "1.00"]]
    assert rows(form, 13, "项目名称", "合计", "一般公共预算")[1:] == [["甲", "4.00", "4.00"]]


@pytest.mark.parametrize(
    "form",
    [
        a_form(基本支出=[basic("2070388", "30101", "10000", 科目名称="本县体育支出")]),
        a_form(基本支出=[basic("2070388", "30101", "10000")], 科目名称={"2070388": "本县体育支出"}),
    ],
    ids=["on the line", "in the list of names"],
)
def test_an_officers_name_for_an_unlisted_code_is_printed(form: Form) -> None:
    assert ["2070388", "本县体育支出", "1.00", "1.00", ""] in rows(form, 3, CODE, NAME, *SPLIT)


EMPTY_ROWS = {7: ["合计", ""], 8: ["合计", ""], 9: ["合计", ""], 11: ["部门合计", ""], 12: [""], 13: [""]}
"""Table → what its rows say, each of them in one cell; the others are blank."""


@pytest.mark.parametrize("number", EMPTY_ROWS)
def test_an_empty_table_keeps_its_head_a_blank_row_and_says_so(number: int) -> None:
    shown = table(neutral_of(a_form()), number)
    assert (["".join(cells) for cells in shown["rows"]], shown["note"]) == (EMPTY_ROWS[number], "注：本表无数据")
    assert {len(cells) for cells in shown["rows"]} == {len(shown["columns"])}


@pytest.mark.parametrize("number", range(1, 14))
def test_in_a_form_of_zeros_every_table_says_it_is_empty(number: int) -> None:
    shown = table(neutral_of(a_form()), number)
    assert shown["note"] == "注：本表无数据"
    assert not [text for cells in shown["rows"] for text in cells if any(char.isdigit() for char in text[1:])]


def test_a_table_with_an_amount_says_nothing() -> None:
    form = a_form(项目支出=[project("公园", "2120803", "10000", **FUND)])
    assert table(neutral_of(form), 8)["note"] is None


def test_an_amount_too_small_to_print_keeps_its_row_and_the_table_says_it_shows_none() -> None:
    form = a_form(项目支出=[project("甲", "2101550", "49.99")])
    assert under(form, 12, "项目名称") == [form.unit.name, "甲"]
    assert table(neutral_of(form), 12)["note"] == "注：本表无数据"


def test_titles_and_heads_carry_the_year_of_the_form() -> None:
    report: dict[str, Any] = neutral_of(a_form(报告={"年度": "2026"}))
    assert [shown["title"][:5] for shown in report["tables"]] == ["2026年"] * 13
    assert "收入/2026年" in table(report, 1)["columns"]
