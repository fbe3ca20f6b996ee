"""Form → Facts: every budget line is money coming in and the same money going out."""

from __future__ import annotations

from decimal import Decimal

from helpers import a_form, basic, case_of_form, compared, project

from discloser.model.fact import Facts


def facts(**blocks: object) -> Facts:
    return case_of_form(a_form(**blocks)).facts


def test_a_basic_line_comes_in_and_goes_out() -> None:
    both = facts(基本支出=[basic("2101550", "30101", "100")])
    assert [(fact.measure, fact.amount, fact.nature) for fact in both] == [
        ("收入", Decimal(100), "基本支出"), ("支出", Decimal(100), "基本支出"),
    ]


def test_a_fact_knows_where_it_was_typed() -> None:
    second = facts(项目支出=[project("甲", "2101550", "1"), project("乙", "2101550", "2")])[-1]
    assert second.origin == ("项目支出", 1, "金额")


def test_a_line_without_a_source_is_general_public_money_of_this_year() -> None:
    fact = facts(基本支出=[basic("2101550", "30101", "100")])[0]
    assert (fact.fund, fact.carried_in) == ("一般公共预算", "否")


def test_a_line_keeps_its_source_its_carry_over_and_its_revenue_subject() -> None:
    fact = facts(项目支出=[project(
        "公园", "2120803", "5", 来源="政府性基金预算", 上年结转="是",
        收入科目={"编码": "1030148", "名称": "土地出让收入"},
    )])[0]
    assert (fact.fund, fact.carried_in, fact.revenue_subject) == ("政府性基金预算", "是", "1030148")


def test_the_government_section_follows_the_nature_of_the_unit() -> None:
    lines = [basic("2101550", "30101", "100")]
    assert facts(基本支出=lines, 单位={"性质": "行政单位"})[0].government_economic == "50101"
    assert facts(基本支出=lines, 单位={"性质": "事业单位"})[0].government_economic == "50501"


def test_a_government_section_written_in_the_line_wins() -> None:
    line = basic("2101550", "30231", "100", 政府经济科目="50208")
    assert facts(基本支出=[line])[0].government_economic == "50208"


def test_personnel_and_operating_are_told_by_the_economic_category() -> None:
    lines = [basic("2101550", code, "1") for code in ("30101", "30201", "30302", "31002", "39999")]
    outgoing = facts(基本支出=lines).where({"口径": "支出"})
    assert [fact.expense_class for fact in outgoing] == ["人员经费", "公用经费", "人员经费", "公用经费", "公用经费"]


def test_a_project_line_has_no_expense_class_and_knows_its_project() -> None:
    fact = facts(项目支出=[project("甲", "2101550", "1", 类别="其他运转类", 公开绩效目标="否")])[0]
    assert (fact.expense_class, fact.project, fact.project_class) == ("", "甲", "其他运转类")
    assert fact.published_target == "否"


def test_a_zero_amount_is_no_fact() -> None:
    assert not facts(基本支出=[basic("2101550", "30101", "0")], 政府采购={"货物": ""})


def test_three_publics_procurement_and_agency_operating_are_facts_by_source() -> None:
    every = facts(
        三公经费={"公务接待费": compared({"一般公共预算": "3", "政府性基金预算": "4"}, "0")},
        机关运行经费=compared("5", "0"), 政府采购={"工程": "6"}, 单位={"性质": "行政单位"},
    )
    assert [(fact.measure, fact.item, fact.fund, fact.amount) for fact in every] == [
        ("三公经费", "公务接待费", "一般公共预算", Decimal(3)),
        ("三公经费", "公务接待费", "政府性基金预算", Decimal(4)),
        ("机关运行经费", "", "一般公共预算", Decimal(5)), ("政府采购", "工程", "", Decimal(6)),
    ]
