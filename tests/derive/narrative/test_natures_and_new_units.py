"""Natures of unit, units without a prior year, units with one source or nothing: what changes, and what is not said."""

from __future__ import annotations

import re
from typing import Any

import pytest
from helpers import UNIT, a_form, basic, compared, neutral_of, prior_year, project, report_of, sample, section, table

from discloser.model.form.terms import FUNDS
from discloser.model.report.report import Chart

NATURES = ("行政单位", "参公事业单位", "事业单位")
LINES = [basic("2130101", "30101", "1000000"), basic("2130101", "30201", "200000")]
OPERATING = compared("200000", "150000", "增加一名人员")
EMPTY = "注：本表无数据"


def report(**blocks: Any) -> dict[str, Any]:
    return neutral_of(a_form(**blocks))


def whole_text(printed: dict[str, Any]) -> str:
    return "\n".join(text for part in printed["narrative"] for text in part["paragraphs"])


def empty_tables(printed: dict[str, Any]) -> list[int]:
    return [table["no"] for table in printed["tables"] if table["note"] == EMPTY]


# ── natures ──


@pytest.mark.parametrize(("nature", "pay", "office"), [
    ("行政单位", "工资奖金津补贴", "办公经费"),
    ("参公事业单位", "工资奖金津补贴", "办公经费"),
    ("事业单位", "工资福利支出", "商品和服务支出"),
])
def test_the_nature_decides_the_governments_economic_classes(nature: str, pay: str, office: str) -> None:
    rows = table(report(单位={"性质": nature}, 基本支出=LINES), 6)["rows"]
    assert {row[0]: row[1] for row in rows if row[1]} == {"基本工资": pay, "办公费": office}


@pytest.mark.parametrize("nature", NATURES[:2])
def test_an_agency_prints_its_operating_costs_in_table_and_sentence(nature: str) -> None:
    printed = report(单位={"性质": nature}, 基本支出=LINES, 机关运行经费=OPERATING)
    assert table(printed, 11)["rows"][-1][:2] == [UNIT, "20.00"]
    assert section(printed, "八、") == (
        f"2025年{UNIT}财政拨款安排的机关运行经费预算20.00万元，比2024年增加5.00万元，主要原因是增加一名人员。"
    )


def test_a_public_institution_has_no_operating_costs_in_table_or_sentence() -> None:
    printed = report(基本支出=LINES)
    assert table(printed, 11)["note"] == EMPTY
    assert section(printed, "八、") == "我单位为事业单位，无机关运行经费。"


def test_the_nature_changes_nothing_else() -> None:
    printed = [report(单位={"性质": nature}, 基本支出=LINES) for nature in NATURES]
    for number in (1, 2, 3, 4, 5, 12):
        assert len({str(table(each, number)["rows"]) for each in printed}) == 1


# ── no prior year, or one under another code ──


@pytest.mark.parametrize("reason", ["本单位为新设立单位", "上年预算编在原单位编码下，编码变更后无法对应"])
def test_without_a_comparable_prior_year_the_reason_stands_where_a_percentage_would(reason: str) -> None:
    printed = report(基本支出=LINES, 上年=prior_year("0", "0", "0"), 变动原因={"收支": reason})
    said = section(printed, "一、")
    assert said.count(f"比上年增加120.00万元，主要原因是{reason}") == 2
    assert "增长" not in whole_text(printed)
    assert "%，主要" not in whole_text(printed)


def test_a_new_unit_compares_its_general_budget_without_a_percentage() -> None:
    said = section(report(基本支出=LINES, 上年=prior_year("0", "0", "0")), "五、")
    assert said.startswith(f"2025年度{UNIT}一般公共预算当年支出120.00万元，比上年增加120.00万元。")


def test_a_new_agency_compares_operating_costs_and_three_publics_by_amount_and_reason() -> None:
    printed = report(
        单位={"性质": "行政单位"}, 基本支出=LINES, 机关运行经费=compared("200000", "0", "新设立单位"),
        三公经费={"公务接待费": compared("5000", "0", "新设立单位")},
        变动原因={"收支": "新设立单位", "三公": "新设立单位"},
    )
    assert "机关运行经费预算20.00万元，比2024年增加20.00万元，主要原因是新设立单位。" in section(printed, "八、")
    assert "公务接待费0.50万元，比2024年增加0.50万元，主要原因是新设立单位；" in section(printed, "七、")


def test_the_sample_of_a_new_unit_prints_no_rate_of_change() -> None:
    printed = neutral_of(sample("new-unit-2025-budget"))
    assert re.findall(r"(?:增长|下降)[\d.,]+%", whole_text(printed)) == []
    assert len(printed["tables"]) == 13


# ── one source, nothing at all ──


@pytest.mark.parametrize("fund", FUNDS)
def test_with_one_source_all_money_is_of_that_source(fund: str) -> None:
    own = {"收入科目": {"编码": "1030148", "名称": "某项收入"}} if fund in FUNDS[1:3] else {}
    printed = report(基本支出=[basic("2130101", "30101", "1000000", 来源=fund, **own)])
    assert section(printed, "二、").count("占100.00%") == 1
    assert section(printed, "二、").count("占0%") == 5
    assert table(printed, 1)["rows"][FUNDS.index(fund)][1] == "100.00"
    filled = {"一般公共预算": {5, 6}, "政府性基金预算": {7, 8}, "国有资本经营预算": {9}}
    assert {5, 6, 7, 8, 9} - set(empty_tables(printed)) == filled.get(fund, set())


def test_a_unit_without_appropriations_says_so() -> None:
    printed = report(基本支出=[basic("2130101", "30101", "1000000", 来源="单位资金")])
    assert section(printed, "四、").endswith("本单位无财政拨款支出。")
    assert 4 in empty_tables(printed)


def test_with_one_source_there_is_no_chart_of_sources() -> None:
    charts = {block.title: block for block in report_of(a_form(基本支出=LINES)).blocks() if isinstance(block, Chart)}
    assert "收入预算结构图" not in charts


def test_with_nothing_at_all_every_table_stands_and_says_that_it_is_empty() -> None:
    printed = report()
    assert empty_tables(printed) == list(range(1, 14))
    assert "主要原因" not in whole_text(printed)
    assert not [text for text in (whole_text(printed),) if re.search(r"None|nan|占。|，，|。。|：。", text)]


def test_with_projects_only_the_tables_of_basic_expenditure_are_empty() -> None:
    printed = report(项目支出=[project("甲", "2130101", "50000")])
    assert {6, 13} <= set(empty_tables(printed))
    assert not {1, 2, 3, 4, 5, 12} & set(empty_tables(printed))
    assert section(printed, "六、") == f"2025年度{UNIT}无一般公共预算安排的基本支出。"
