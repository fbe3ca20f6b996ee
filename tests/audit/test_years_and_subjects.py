"""Years that are garbled or another report's, and fixed sentences that tell of another body."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from report_pages import GOOD

from discloser.audit import Book, PrintedReport, audit, book_of
from discloser.audit.read.years import years_in
from discloser.model.finding import Finding
from discloser.read.kind.library import INSTALLED
from discloser.read.kind.tie_outs import tie_outs_for

BUDGET, FINAL = "报告.json", "决算.json"


@cache
def book(kind: str) -> Book:
    found = tie_outs_for({"template": kind}, INSTALLED)
    assert found is not None
    return book_of(found[1])


def judged(name: str, *changes: tuple[str, str], **parts: Any) -> list[Finding]:
    """A good report with other words, or with other parts."""
    text = GOOD[name]
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    report = {**json.loads(text), **parts}
    return audit(PrintedReport.of(report), book(report["template"]))


def told(name: str, *changes: tuple[str, str], **parts: Any) -> list[tuple[str, str | None, str | None]]:
    return [(finding.code, finding.found, finding.expected) for finding in judged(name, *changes, **parts)]


@pytest.mark.parametrize("written", [
    "202", "20222", "2O22", "20I2", "222", "022", "22", "２０２", "2021", "二〇二一",
])
def test_a_year_that_is_not_the_reports_is_told_as_it_is_written(written: str):
    changed = ("云岭县图书馆2022年度财政拨款收入总计", f"云岭县图书馆{written}年度财政拨款收入总计")
    assert ("WRD005", written, "2022") in told(FINAL, changed)


@pytest.mark.parametrize("written", ["２０２２", "二〇二二", "二○二二"])
def test_the_right_year_in_other_digits_is_a_hint(written: str):
    assert told(FINAL, ("2022年度收入合计", f"{written}年度收入合计")) == [("WRD021", written, "2022")]


@pytest.mark.parametrize("text", [
    "建党100年", "近5年", "3年行动", "200年历史", "2022年12月31日", "2021年", "与2021年相比", "三十年",
    "2020-2024年规划", "2035年远景", "一九四九年", "10000年", "12,022年",
])
def test_other_numbers_of_years_are_let_be(text: str):
    assert [written.text for written in years_in(text, 2022) if written.garbled] == []
    assert told(FINAL, ("主要原因是新增资料修复项目。其中", f"主要原因是{text}新增资料修复项目。其中")) == []


@pytest.mark.parametrize(("part", "found"), [
    ("第二部分　2021年单位决算表", "2021"), ("第二部分　202年单位决算表", "202"),
    ("第二部分　2O22年单位决算表", "2O22"), ("第二部分　二〇二一年单位决算表", "二〇二一"),
])
def test_years_of_part_headings_are_the_reports(part: str, found: str):
    assert told(FINAL, parts=["第一部分　概况", part]) == [("WRD005", found, "2022")]


@pytest.mark.parametrize(("toc", "found"), [
    ([{"title": "第二部分 2021年单位决算表"}], "2021"), ([{"title": "2021年财政拨款收支总表"}], "2021"),
])
def test_years_of_the_contents_are_the_reports(toc: list[dict[str, str]], found: str):
    assert ("WRD005", found, "2022") in told(FINAL, toc=toc)


def test_the_year_of_a_target_form_and_of_a_tables_heads_is_the_reports():
    assert ("WRD005", "2024", "2025") in told(BUDGET, ("2025年度）", "2024年度）"))
    heads = ("收入/2025年", "收入/2024年"), ("支出/2025年合计", "支出/2024年合计")
    assert ("WRD005", "2024", "2025") in told(BUDGET, *heads)


def test_the_year_compared_with_is_the_one_before():
    changed = ("与2021年相比，财政拨款支出增加", "与2020年相比，财政拨款支出增加")
    assert told(FINAL, changed) == [("WRD005", "2020", "2021")]


@pytest.mark.parametrize("written", ["二〇二一", "2021"])
def test_a_sentence_that_opens_with_another_year_is_told_once(written: str):
    assert told(FINAL, ("2022年度收入合计", f"{written}年度收入合计")) == [("WRD005", written, "2022")]


def test_a_wrong_year_in_wide_digits_is_told_once():
    changed = ("云岭县图书馆2022年度财政拨款收入总计", "云岭县图书馆２０２１年度财政拨款收入总计")
    assert told(FINAL, changed) == [("WRD005", "2021", "2022")]


@pytest.mark.parametrize(("date", "wrong"), [
    ("2021年12月31日", True), ("2019年6月30日", True), ("2022年6月30日", True),
    ("2025年1月1日", True), ("2022年13月31日", True),
    ("2022年2月30日", True), ("2022年12月31日", False), ("2023年8月31日", False),
])
def test_assets_of_final_accounts_are_counted_at_the_end_of_their_year(date: str, wrong: bool):
    found = told(FINAL, ("截至2022年12月31日", f"截至{date}"))
    assert [code for code, *_ in found] == (["WRD022"] if wrong else [])


def test_a_date_that_is_misspelt_is_read_alike():
    assert told(FINAL, ("截至2022年12月31日", "截止2021年12月31日")) == [("WRD022", "截止2021年12月31日", "2022")]


@pytest.mark.parametrize(("year", "wrong"), [("2023", True), ("2024", False), ("2025", False)])
def test_assets_of_a_budget_are_counted_at_the_end_of_the_year_before(year: str, wrong: bool):
    found = told(BUDGET, ("云岭县图书馆共有公务用车编制", f"截至{year}年12月31日，云岭县图书馆共有公务用车编制"))
    assert ("WRD022" in [code for code, *_ in found]) == wrong


@pytest.mark.parametrize(("date", "wrong"), [
    ("截至12月31日", True), ("截止12月底", True), ("截至年底", True), ("2022年资产清查，截至12月31日", False),
])
def test_assets_are_counted_on_a_day_of_a_year(date: str, wrong: bool):
    assert [code for code, *_ in told(FINAL, ("截至2022年12月31日", date))] == (["WRD022"] if wrong else [])


@pytest.mark.parametrize(("written", "wrong"), [
    ("2022年年度", True), ("2022年度度", True), ("2022年年末", False), ("2022年度", False),
])
def test_a_word_of_a_date_stands_once(written: str, wrong: bool):
    changed = ("主要原因是新增资料修复项目。其中", f"主要原因是{written}新增资料修复项目。其中")
    assert [code for code, *_ in told(FINAL, changed)] == (["WRD015"] if wrong else [])


def test_a_part_whose_year_is_doubled_is_told():
    assert [code for code, *_ in told(FINAL, parts=["第一部分　概况", "第二部分　2022年年度单位决算表"])] == ["WRD015"]


@pytest.mark.parametrize("numbers", ["一三二", "一二二", "一二四", "二三四"])
def test_parts_are_numbered_through(numbers: str):
    assert [code for code, *_ in told(FINAL, parts=[f"第{number}部分　说明" for number in numbers])] == ["CMP009"]


def test_sections_below_a_heading_are_numbered_through():
    changed = ('"（二）财政拨款支出决算结构情况"', '"（三）财政拨款支出决算结构情况"')
    assert [code for code, *_ in told(FINAL, changed)] == ["CMP009"]


@pytest.mark.parametrize("title", ["2022年单位预算表", "2022年度部门预算情况说明", "部门预算公开表"])
def test_the_contents_are_of_the_reports_sort(title: str):
    assert ("WRD024", title, "决算") in told(FINAL, toc=[{"title": title}])


@pytest.mark.parametrize("part", ["第一部分　预算绩效情况", "第一部分　政府性基金预算财政拨款收支决算表"])
def test_budgets_of_other_sorts_belong_into_final_accounts(part: str):
    assert told(FINAL, parts=[part]) == []


UNIT = "云岭县图书馆"


@pytest.mark.parametrize(("name", "sentence"), [
    (FINAL, "{}2022年度财政拨款收入总计"), (FINAL, "{}2022年度财政拨款基本支出"), (FINAL, "{}2022年度政府采购支出总额"),
    (FINAL, "{}共有车辆"), (BUDGET, "2025年度{}预算收入总计"), (BUDGET, "2025年度{}支出预算"),
    (BUDGET, "2025年度{}一般公共预算安排基本支出"),
])
@pytest.mark.parametrize("other", [
    "云岭县文化馆", "云岭县图书管", "云岭县文化和旅游局", "云领县图书馆", "云岭县图书馆分馆", "云岭县图书馆馆",
])
def test_a_fixed_sentence_that_tells_of_another_body_is_told(name: str, sentence: str, other: str):
    found = told(name, (sentence.format(UNIT), sentence.format(other)))
    assert [entry for entry in found if entry[0] == "WRD023"] == [("WRD023", other, UNIT)]
    assert not any(code == "WRD006" and name == other for code, name, _ in found)


@pytest.mark.parametrize("own", ["本单位", "我单位", "本馆", "", "云岭县图书馆部门（单位）"])
def test_the_body_may_speak_of_itself(own: str):
    found = told(FINAL, ("云岭县图书馆2022年度财政拨款收入总计", f"{own}2022年度财政拨款收入总计"))
    assert not any(code in ("WRD023", "WRD007") for code, *_ in found)


def test_the_short_name_of_the_body_is_a_hint():
    changed = ("云岭县图书馆2022年度财政拨款收入总计", "图书馆2022年度财政拨款收入总计")
    assert told(FINAL, changed) == [("WRD007", "图书馆", UNIT)]


@pytest.mark.parametrize("reason", [
    "主要原因是2022年新成立的文化馆财政拨款支出增加", "主要原因是县文化和旅游局机关运行经费支出减少",
    "云岭县文化馆的场地改造已经完工",
])
def test_other_bodies_may_be_named_in_reasons(reason: str):
    found = told(FINAL, ("主要原因是新增资料修复项目。其中", f"{reason}。其中"))
    assert not any(code == "WRD023" for code, *_ in found)


def test_a_department_is_not_one_of_its_units_nor_a_unit_its_department():
    department = {"unit": "云岭县文化和旅游局", "template": "shanxi/department-final-2022"}
    found = told(FINAL, **department)
    assert {(found, expected) for code, found, expected in found if code == "WRD023"} == {
        (UNIT, "云岭县文化和旅游局"),
    }
