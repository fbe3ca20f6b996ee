"""What final accounts say of 财政拨款 when it is more than 一般公共预算, and when nothing changed."""

from __future__ import annotations

from typing import Any

import pytest
from helpers import final_form_from, neutral_of, section
from rules.rule_pages import GOOD_FINAL, completed

FUNDS = """收入:
  - {功能科目: 2080109, 金额: 1000000}
  - {功能科目: 2120803, 金额: 250000, 来源: 政府性基金预算}
项目支出:
  - {项目: 资料修复, 功能科目: 2080109, 经济科目: 30213, 金额: 300000}
  - {项目: 库房改建, 功能科目: 2120803, 经济科目: 31006, 金额: 250000, 来源: 政府性基金预算}
"""
REASONS = "变动原因: {收支: 甲, 财政拨款: 乙, 一般公共预算: 丙}\n"


def said(number: str, fragment: str) -> str:
    """What a section of the good final accounts says with other keys."""
    report: dict[str, Any] = neutral_of(final_form_from(completed(fragment, GOOD_FINAL)))
    return section(report, f"{number}、")


def test_with_government_funds_section_5_says_which_money_it_means():
    text = said("五", FUNDS)
    assert "2022年一般公共预算财政拨款决算支出1,000,000.00元，占本年支出合计的80.00%。" in text
    assert "与2021年相比，一般公共预算财政拨款支出增加100,000.00元，增长11.11%。" in text
    assert "2022年度一般公共预算财政拨款支出年初预算1,100,000.00元" in text
    assert "2022年度一般公共预算财政拨款基本支出700,000.00元" in said("六", FUNDS)


def test_without_them_the_published_wording_stays():
    assert "2022年财政拨款决算支出1,000,000.00元，占本年支出合计的100.00%。" in said("五", "")
    assert "2022年度财政拨款基本支出700,000.00元" in said("六", "")


@pytest.mark.parametrize(("reasons", "fourth", "fifth"), [
    (REASONS, "乙", "丙"),
    ("变动原因: {收支: 甲, 财政拨款: 乙}\n", "乙", "乙"),
    ("变动原因: {收支: 甲}\n", "甲", "甲"),
])
def test_sections_4_and_5_give_each_their_own_reason(reasons: str, fourth: str, fifth: str):
    assert f"主要原因是{fourth}。" in said("四", FUNDS + reasons)
    assert f"主要原因是{fifth}。其中，人员经费" in said("五", FUNDS + reasons)


def test_what_did_not_change_is_compared_with_last_year_once():
    same = "上年: {收入总计: 1000000, 支出总计: 1000000, 财政拨款支出: 1000000}\n"
    assert said("一", same).endswith("与2021年相比，收入总计持平，支出总计持平。")
