"""Figures: what the narrative may name, as printed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from helpers import a_form, basic, case_of_form, project


def figures(**blocks: object) -> dict[str, Any]:
    return dict(case_of_form(a_form(**blocks)).figures)


def test_a_figure_is_a_printed_amount() -> None:
    assert figures(基本支出=[basic("2080505", "30108", "12345.67")])["收入总计"] == Decimal("1.23")


def test_a_figure_of_nothing_is_zero() -> None:
    assert figures()["财政拨款总计"] == 0


def test_projects_are_counted_by_name() -> None:
    lines = [project("甲", "2101550", "1"), project("甲", "2101102", "2"), project("乙", "2101550", "3")]
    assert figures(项目支出=lines)["项目个数"] == 2


def test_a_project_of_last_years_money_only_is_not_counted() -> None:
    assert figures(项目支出=[project("甲", "2101550", "1", 上年结转="是")])["项目个数"] == 0


def test_categories_with_money_come_in_code_order() -> None:
    lines = [basic("2210201", "30113", "10000"), basic("2080505", "30108", "20000")]
    items = figures(基本支出=lines)["一般公共预算支出分类"]
    assert [(item.名称, item.编码, item.金额) for item in items] == [
        ("社会保障和就业支出", "208", Decimal("2.00")), ("住房保障支出", "221", Decimal("1.00")),
    ]


def test_what_is_too_small_to_print_is_not_listed() -> None:
    assert figures(基本支出=[basic("2210201", "30113", "49.99")])["一般公共预算支出分类"] == []


def test_both_project_classes_are_listed_even_without_projects() -> None:
    items = figures(项目支出=[project("甲", "2101550", "10000")])["项目分类"]
    assert [(item.名称, item.个数, item.金额) for item in items] == [
        ("其他运转类", 0, Decimal("0.00")), ("特定目标类", 1, Decimal("1.00")),
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("公开项目个数", 1), ("公开项目金额", Decimal("1.00")), ("项目个数", 2),
    ],
)
def test_projects_whose_target_is_not_published_are_told_apart(name: str, expected: object) -> None:
    lines = [project("甲", "2101550", "10000"), project("乙", "2101550", "20000", 公开绩效目标="否")]
    assert figures(项目支出=lines)[name] == expected
