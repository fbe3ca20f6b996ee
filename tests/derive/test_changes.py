"""Changes: printed figure against printed figure, with the officer's reason made ready for a sentence."""

from __future__ import annotations

from decimal import Decimal

import pytest
from helpers import a_form, basic, case_of_form, compared, prior_year

from discloser.derive.changes import tidy_reason
from discloser.model.change import ExplainedChange

LINES = [basic("2080505", "30108", "1000000")]


def change(name: str, **blocks: object) -> ExplainedChange:
    return case_of_form(a_form(**blocks)).changes[name]


@pytest.mark.parametrize(
    ("last_year", "direction", "amount", "rate"),
    [
        ("800000", "increase", "20.00", "25.00"), ("1250000", "decrease", "25.00", "20.00"),
        ("0", "increase", "100.00", None),
        ("1000000", "unchanged", "0.00", "0.00"), ("1000049", "unchanged", "0.00", "0.00"),
    ],
)
def test_a_total_is_compared_as_printed(last_year: str, direction: str, amount: str, rate: str | None) -> None:
    moved = change("收入总计", 基本支出=LINES, 上年=prior_year(last_year, "0", "0")).change
    assert (moved.direction, moved.amount, moved.rate) == (direction, Decimal(amount), rate and Decimal(rate))


@pytest.mark.parametrize(
    ("typed", "ready"),
    [
        ("任务增加。", "任务增加"), ("任务增加；", "任务增加"), ("任务增加，", "任务增加"),
        ("任务增加。。", "任务增加"),
        ("任务增加。 ", "任务增加"), ("任务增加；。，", "任务增加"), ("任务增加.", "任务增加"),
        ("一是增人；二是增资。", "一是增人；二是增资"),
        ("人员增加，\n  工资调整。\n", "人员增加，工资调整"), ("。", ""), ("", ""), ("\n\n", ""),
    ],
)
def test_a_reason_loses_its_final_punctuation_and_its_line_breaks(typed: str, ready: str) -> None:
    assert tidy_reason(typed) == ready


def test_one_reason_serves_revenue_and_expenditure() -> None:
    both = case_of_form(a_form(基本支出=LINES, 变动原因={"收支": "机构合并。"})).changes
    assert (both["收入总计"].reason, both["支出总计"].reason) == ("机构合并", "机构合并")


def test_a_reason_of_its_own_goes_first() -> None:
    reasons = {"收支": "机构合并", "收入": "拨款增加", "支出": ""}
    both = case_of_form(a_form(基本支出=LINES, 变动原因=reasons)).changes
    assert (both["收入总计"].reason, both["支出总计"].reason) == ("拨款增加", "机构合并")


CARS = {
    "公务用车购置费": compared("180000", "0", "更新车辆。"),
    "公务用车运行维护费": compared("10000", "20000", "车辆减少；"),
}


def test_the_reasons_of_the_parts_are_joined_where_the_whole_has_none() -> None:
    assert change("公务用车费", 三公经费=CARS).reason == "更新车辆，车辆减少"


def test_equal_reasons_are_joined_once() -> None:
    cars = {key: {**value, "原因": "机构合并"} for key, value in CARS.items()}
    assert change("公务用车费", 三公经费=cars).reason == "机构合并"


def test_the_reason_of_an_unchanged_part_is_left_out() -> None:
    cars = {**CARS, "公务用车运行维护费": compared("10000", "10000", "没有变动")}
    assert change("公务用车费", 三公经费=cars).reason == "更新车辆"


def test_a_reason_given_for_the_whole_wins() -> None:
    assert change("公务用车费", 三公经费=CARS, 变动原因={"公务用车": "车辆更新换代"}).reason == "车辆更新换代"


def test_last_years_three_publics_are_added_up_before_they_are_rounded() -> None:
    publics = {key: compared("0", "149") for key in ("公务接待费", "公务用车运行维护费")}
    assert change("三公", 三公经费=publics).prior == Decimal("0.03")


@pytest.mark.parametrize(
    ("reason", "last_year", "lacks"),
    [
        ("", "0", True), ("增人", "0", False), ("", "1000000", False),
    ],
)
def test_a_change_lacks_a_reason_only_when_there_is_a_change(reason: str, last_year: str, lacks: bool) -> None:
    moved = change("收入总计", 基本支出=LINES, 变动原因={"收支": reason}, 上年=prior_year(last_year, "0", "0"))
    assert moved.lacks_reason is lacks


def test_general_public_expenditure_needs_no_reason() -> None:
    assert not change("一般公共预算", 基本支出=LINES, 变动原因={"收支": ""}).lacks_reason
