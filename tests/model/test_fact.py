"""Facts: selecting, grouping and adding up amounts by what they are."""

from __future__ import annotations

from decimal import Decimal

import pytest
from helpers import spent

from discloser.model.fact import Facts

FACTS = Facts((
    spent("2080505", "80.10", fund="一般公共预算", nature="基本支出"),
    spent("2080506", "19.90", fund="一般公共预算", nature="项目支出", project="做实"),
    spent("2101550", "0.05", fund="单位资金", nature="基本支出", carried_in="是"),
))


def test_a_total_is_exact() -> None:
    assert FACTS.total() == Decimal("100.05")


def test_no_facts_add_up_to_zero() -> None:
    assert Facts().total() == 0


@pytest.mark.parametrize(
    ("selection", "total"),
    [
        ({"来源": "一般公共预算"}, "100.00"), ({"来源": ("一般公共预算", "单位资金")}, "100.05"),
        ({"功能科目": "208"}, "100.00"),
        ({"功能科目": "2080505"}, "80.10"), ({"功能科目": ("20805", "210")}, "100.05"), ({"结转": "是"}, "0.05"),
        ({"支出性质": "基本支出", "结转": "否"}, "80.10"), ({"来源": "国有资本经营预算"}, "0"), ({}, "100.05"),
    ],
)
def test_where_selects_by_value_and_codes_by_what_lies_under_them(selection: dict[str, str], total: str) -> None:
    assert FACTS.where(selection).total() == Decimal(total)


def test_where_refuses_a_dimension_there_is_not() -> None:
    with pytest.raises(KeyError):
        FACTS.where({"颜色": "红"})


def test_under_a_code_lie_its_items() -> None:
    assert FACTS.under("20805").total() == Decimal("100.00")
    assert not FACTS.under("999")


def test_the_same_name_in_two_units_is_counted_twice() -> None:
    facts = Facts(spent("2080501", "1", unit=unit, project="修缮") for unit in "甲乙")
    assert facts.distinct("项目") == 2
    assert Facts((*facts, *facts)).distinct("项目") == 2


def test_groups_keep_the_order_of_the_form() -> None:
    assert {nature: part.total() for nature, part in FACTS.grouped("nature").items()} == {
        "基本支出": Decimal("80.15"), "项目支出": Decimal("19.90"),
    }
