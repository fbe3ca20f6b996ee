"""What other cells of a form determine need not be typed, may be, and is never guessed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from helpers import SAMPLES, a_form, basic, case_of_form, final_form_from, project, read_yaml

from discloser.compare.values import tree_of_case
from discloser.model.case import Case
from discloser.model.form.targets import PerformanceTarget


def case(lines: list[dict[str, Any]] | None = None, whole: dict[str, str] | None = None, **target: Any) -> Case:
    return case_of_form(a_form(
        基本支出=[basic("2080109", "30101", 700000)], 项目支出=lines or [line(300000)],
        绩效={"整体绩效目标": whole, "项目绩效目标": [{"项目": "资料修复", **target}]},
    ))


def line(amount: int, **more: str) -> dict[str, Any]:
    return project("资料修复", "2080109", amount, **more)


def target(found: Case) -> PerformanceTarget:
    return found.budget.performance.targets[0]


def test_the_money_of_a_year_is_the_projects():
    funding = target(case([line(300000), line(200000, 来源="单位资金"), line(7, 来源="财政专户管理资金")])).year_funding
    assert (funding.county, funding.own, funding.other) == (300000, 200000, 7)


@pytest.mark.parametrize("term", ["1年", "一年", "2025年（当年）"])
def test_a_project_of_one_year_costs_as_much_in_all(term: str):
    found = target(case(项目期=term, 实施期目标="修复资料"))
    assert found.term_funding.total() == found.year_funding.total() == 300000
    assert found.year_goal == "修复资料"


@pytest.mark.parametrize("term", ["3年", "11年", ""])
def test_a_longer_one_is_not_guessed(term: str):
    found = target(case(项目期=term, 实施期目标="修复资料"))
    assert found.term_funding.total() == 0
    assert found.year_goal == ""


def test_what_is_typed_stays():
    found = target(case(项目期="1年", 年度资金={"中央财政资金": "100"}, 实施期资金={"中央财政资金": "200"}))
    assert (found.year_funding.total(), found.term_funding.total()) == (100, 200)


def test_money_of_two_years_is_not_guessed():
    assert target(case([line(300000), line(5, 上年结转="是")])).year_funding.total() == 0
    assert target(case([line(5, 上年结转="是")])).year_funding.total() == 5


@pytest.mark.parametrize(("basis", "expected"), [("全部支出", 1000000), ("项目支出", 300000)])
def test_the_whole_target_follows_from_what_it_covers(basis: str, expected: int):
    whole = case(whole={"口径": basis}).budget.performance.whole
    assert whole is not None
    assert whole.amount == Decimal(expected)


def test_a_comparison_of_forms_lists_what_was_typed():
    tree: Any = tree_of_case(case(whole={"口径": "项目支出"}, 项目期="1年"))
    assert "年度资金" not in tree["绩效"]["项目绩效目标"][0]
    assert "金额" not in tree["绩效"]["整体绩效目标"]


def publics(*lines: dict[str, Any], **stated: Any) -> Case:
    blank = {item: {"上年": "0", **({"本年": stated[item]} if item in stated else {})}
             for item in ("因公出国（境）费", "公务接待费", "公务用车购置费", "公务用车运行维护费")}
    projects = [line for line in lines if "项目" in line]
    return case_of_form(a_form(
        基本支出=[line for line in lines if "项目" not in line], 项目支出=projects, 三公经费=blank))


def running(found: Case) -> Decimal:
    amount: Decimal = found.budget.three_publics.vehicle_operation.current.total()
    assert found.facts.where({"口径": "三公经费"}).total() == amount
    return amount


def test_three_publics_are_what_their_lines_hold():
    found = publics(basic("2080109", "30231", 25000), line(3000, 经济科目="30231"),
                    line(7, 经济科目="30231", 来源="单位资金"))
    assert running(found) == 28000
    assert found.facts.where({"口径": "三公经费"}).origins() == (("基本支出", 0, "金额"), ("项目支出", 0, "金额"))


def test_typed_ones_stay():
    assert running(publics(basic("2080109", "30231", 25000), 公务用车运行维护费="26000")) == 26000
    assert running(publics(basic("2080109", "30231", 25000), 公务用车运行维护费="0")) == 0


@pytest.mark.parametrize("other", [
    line(3000), line(3000, 经济科目="30231", 上年结转="是"), line(3000, 经济科目="30231", 来源="政府性基金预算"),
])
def test_where_lines_do_not_say_it_nothing_is_guessed(other: dict[str, Any]):
    assert running(publics(basic("2080109", "30231", 25000), other)) == 0


def test_final_accounts_always_say_it():
    raw = dict(read_yaml(SAMPLES / "library-2022-final.yaml").raw or {})
    stated = raw["三公经费"]["公务用车运行维护费"].pop("决算")
    assert case_of_form(final_form_from(raw)).final.three_publics.vehicle_operation.outturn == Decimal(stated)
