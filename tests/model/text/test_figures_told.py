"""What a text tells in figures: moves of the whole and of parts, totals; earlier years are let be."""

from __future__ import annotations

from decimal import Decimal

import pytest

from discloser.model.text.figures_told import moves_told, totals_told


@pytest.mark.parametrize(("text", "told"), [
    ("比上年下降87.31%", [("", "decrease", "87.31", True)]),
    ("新增项目，增加20万元", [("", "increase", "200000", False)]),
    ("人员经费增加10万元，公用经费减少2.5万元",
     [("人员经费", "increase", "100000", False), ("公用经费", "decrease", "25000.0", False)]),
    ("上年压减5万元，本年恢复", []),
    ("较上年预算数减少1,200元", [("", "decrease", "1200", False)]),
    ("人员增加", []),
])
def test_moves_are_told_clause_by_clause(text: str, told: list[tuple[str, str, str, bool]]):
    assert [(m.about, m.direction, str(m.size), m.is_rate) for m in moves_told(text)] == told


@pytest.mark.parametrize(("text", "told"), [
    ("本年支出总计271.91万元。", [("支出总计", Decimal("2719100.00"))]),
    ("基本支出合计：5万元，项目支出为3万元", [("基本支出", Decimal(50000)), ("项目支出", Decimal(30000))]),
    ("上年支出总计90万元", []),
    ("一般公共预算基本支出", []),
    ("支出总计约5万元", []),
])
def test_totals_are_told_by_name(text: str, told: list[tuple[str, Decimal]]):
    assert [(total.name, total.amount) for total in totals_told(text)] == told


def test_a_figure_is_as_exact_as_it_is_told():
    assert [move.hidden for move in moves_told("增加1.34万元，减少5元")] == [Decimal("50.0"), Decimal(0)]
