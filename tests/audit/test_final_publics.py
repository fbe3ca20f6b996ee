"""“三公”经费 of final accounts: what each item changed by, and journeys, cars and guests against their money."""

from __future__ import annotations

import json
from functools import cache

import pytest
from report_pages import GOOD

from discloser.audit import Book, PrintedReport, audit, book_of
from discloser.model.finding import Finding
from discloser.read.kind.library import INSTALLED
from discloser.read.kind.tie_outs import tie_outs_for

KINDS = ("shanxi/final-2022", "shanxi/department-final-2022")
ITEMS = ("因公出国（境）费", "公务用车购置费", "公务接待费")


@cache
def book(kind: str) -> Book:
    found = tie_outs_for({"template": kind}, INSTALLED)
    assert found is not None
    return book_of(found[1])


def judged(*changes: tuple[str, str], kind: str = KINDS[0]) -> list[Finding]:
    """The good report with other words."""
    text = GOOD["决算.json"]
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return audit(PrintedReport.of(json.loads(text)), book(kind))


def codes(*changes: tuple[str, str], kind: str = KINDS[0]) -> list[str]:
    return [finding.code for finding in judged(*changes, kind=kind) if finding.code[:3] in ("PCT", "NAR")]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("item", ITEMS)
@pytest.mark.parametrize(("said", "code"), [
    ("比上年度减少0.00元，与上年相同", "PCT004"), ("比上年度增加500.00元，增长100.00%", "PCT007"),
    ("比上年度减少1,000.00元，下降50.00%", "PCT002"), ("比上年度减少1,000.00元，增长100.00%", "PCT004"),
])
def test_the_change_of_every_item_is_recomputed(kind: str, item: str, said: str, code: str):
    told = codes((f"{item}支出0.00元，与上年相同", f"{item}支出0.00元，{said}"), kind=kind)
    assert code in told


@pytest.mark.parametrize("item", ITEMS)
def test_a_rate_on_nothing_is_told_where_the_item_is_new(item: str):
    found = judged((f"{item}支出0.00元，与上年相同", f"{item}支出820.00元，比上年度增加820.00元，增长100.00%"))
    assert any(finding.code == "PCT003" and "上年数却是零" in finding.message for finding in found)


def test_the_changes_of_the_items_add_up_to_that_of_all():
    changed = "公务接待费支出0.00元，比上年度减少700.00元，下降100.00%"
    assert codes(("公务接待费支出0.00元，与上年相同", changed)) == ["NAR012"]


@pytest.mark.parametrize(("rate", "grown", "told"), [
    ("104.65", "5.88", []), ("140.65", "5.88", ["PCT001"]), ("104.65", "5.56", ["PCT002"]),
])
def test_rate_and_change_of_a_category_are_recomputed(rate: str, grown: str, told: list[str]):
    said = f"，完成年初预算的{rate}%，用于借阅服务。较2021年决算增加50,000.00元，增长{grown}%。"
    assert codes(("900,000.00元，用于借阅服务和资料修复。", f"900,000.00元{said}")) == told


def test_the_budgets_of_the_categories_add_up():
    assert codes(("年初预算860,000.00元", "年初预算870,000.00元")) == ["NAR004"]


HOME, ABROAD = "国内接待费0.00元，共接待0批次，0人次", "共接待国（境）外0批次，0人次"
FOREIGN = "外事接待费0.00元，共接待0批次，0人次"


@pytest.mark.parametrize(("old", "new", "code", "words"), [
    ("出国团组共0个，0人次", "出国团组共1个，2人次", "NAR019", "出国团组"),
    ("出国团组共0个，0人次", "出国团组共0个，2人次", "NAR019", "出国人次"),
    ("购置公务用车0辆", "购置公务用车1辆", "NAR019", "公务用车购置费"),
    ("保有量共1辆", "保有量共0辆", "NAR019", "公务用车运行维护费"),
    (HOME, "国内接待费0.00元，共接待3批次，20人次", "NAR019", "共接待"),
    (HOME, "国内接待费0.00元，共接待0批次，20人次", "NAR019", "国内人次"),
    (ABROAD, "共接待国（境）外2批次，9人次", "NAR019", "国外接待费"),
    (FOREIGN, "外事接待费0.00元，共接待0批次，5人次", "NAR019", "外事人次"),
])
def test_counts_without_money_and_people_without_groups_are_told_once(old: str, new: str, code: str, words: str):
    found = [finding for finding in judged((old, new)) if finding.code == code]
    assert len(found) == 1
    assert found[0].severity.label == "提醒"


@pytest.mark.parametrize(("old", "new"), [
    ("出国团组共0个，0人次", "出国团组共0个，1O人次"), ("出国团组共0个，0人次", "出国团组共l0个，0人次"),
    ("购置公务用车0辆", "购置公务用车1O辆"),
])
def test_a_count_with_a_letter_in_it_is_told(old: str, new: str):
    assert "CMP011" in [finding.code for finding in judged((old, new))]


@pytest.mark.parametrize(("old", "new", "words"), [
    ("出国团组共0个，0人次", "出国团组共3个，2人次", "出国团组共"),
    ("购置公务用车0辆", "购置公务用车2辆", "购置公务用车"),
    (FOREIGN, "外事接待费500.00元，共接待1批次，3人次", "外事接待费"),
    (HOME, "国内接待费0.00元，共接待9批次，4人次", "国内批次"),
    ("保有量共1辆", "保有量共7辆", "保有量"),
])
def test_a_part_is_no_more_than_its_whole(old: str, new: str, words: str):
    assert any(finding.code in ("NAR018", "NAR019") and words in (finding.field or "") + finding.message
               for finding in judged((old, new)))


@pytest.mark.parametrize(("old", "new"), [
    ("1、因公出国（境）费支出0.00元", "1、因公出国（境）费支出10.00元"),
    ("2、公务用车购置费支出0.00元", "2、公务用车购置费支出10.00元"),
    ("3、公务用车运行维护费支出30,000.00元", "3、公务用车运行维护费支出13,000.00元"),
    ("4、公务接待费支出0.00元", "4、公务接待费支出10.00元"),
])
def test_amounts_told_a_second_time_are_those_of_the_table(old: str, new: str):
    assert codes((old, new)) == ["NAR001"]


def test_hospitality_is_that_at_home_and_that_abroad():
    assert "NAR004" in codes((HOME, "国内接待费900.00元，共接待3批次，20人次"))


@pytest.mark.parametrize(("more", "code"), [
    ("，其中：机要通信用车0辆、应急保障用车0辆、其他用车1辆", None), ("，其中：机要通信用车1辆、其他用车0辆", "NAR001"),
    ("，其中：机要通信用车1辆、其他用车1辆", "NAR001"), ("。单价100万元（含）以上设备（不含车辆）3台（套）", "NAR001"),
])
def test_cars_by_use_are_those_of_the_last_table(more: str, code: str | None):
    told = codes(("共有车辆1辆", f"共有车辆1辆{more}"))
    assert set(told) == ({code} if code else set())


GRADED = "年度一级项目绩效自评个数2个，涉及资金300,000.00元：{}个项目自评等级为“优”，0个项目自评等级为“良”，" \
         "1个项目自评等级为“中”，0个项目自评等级为“差”。"


@pytest.mark.parametrize(("best", "told"), [("1", []), ("2", ["NAR004"])])
def test_projects_by_grade_add_up(best: str, told: list[str]):
    assert codes(("本年度开展了项目绩效自评。", f"2022{GRADED.format(best)}")) == told


def test_income_and_expenditure_of_last_year_were_equal():
    said = "支出总计增加40,000.00元，增长4.00%。主要原因是新增资料修复项目。\"\n   ]\n  },\n  {\n   \"heading\": \"二、"
    other = said.replace("40,000.00元，增长4.00%", "60,000.00元，增长6.12%")
    assert codes((said, other)) == ["NAR011"]
