"""An accountant's habits: what a difference says of how an amount was mistyped."""

from __future__ import annotations

from decimal import Decimal

import pytest

from discloser.model.mistyped import (
    BLANK,
    EXCHANGED,
    IN_WAN,
    IN_YUAN,
    POINT,
    TWICE,
    WRONG_SIDE,
    slip,
    suspects,
)

ROWS = {"62300": 1, "118200": 2, "9460.50": 3, "0": 4}


def rows(**others: str) -> list[tuple[tuple[str | int, ...], Decimal]]:
    return [(("基本支出", i), Decimal(amount)) for amount, i in {**ROWS, **dict.fromkeys(others.values(), 9)}.items()]


@pytest.mark.parametrize(("typed", "wanted", "why"), [
    ("6.23", "62300", IN_WAN), ("6.23", "62345.67", IN_WAN), ("62300", "6.23", IN_YUAN), ("6230", "62300", POINT),
    ("63200", "62300", EXCHANGED), ("9640.50", "9460.50", EXCHANGED), ("62300", "62300", ""), ("62300", "62400", ""),
    ("26300", "62300", EXCHANGED), ("30062", "62300", ""), ("0", "62300", ""), ("6.23", "62400", ""),
])
def test_a_slip_is_named_by_its_habit(typed: str, wanted: str, why: str):
    assert slip(Decimal(typed), Decimal(wanted)) == why


@pytest.mark.parametrize(("gap", "row", "why"), [
    ("9460.50", 3, TWICE), ("-18720", 4, BLANK), ("5400", 2, EXCHANGED),
])
def test_one_row_explains_a_gap(gap: str, row: int, why: str):
    (found,) = suspects(rows(), Decimal(gap))
    assert (found.path[1], found.why) == (row, why)


def test_a_row_in_wan_is_out_by_9999_times_itself():
    (found,) = suspects(rows(wan="7.584"), Decimal("7.584") * -9999)
    assert (found.path[1], found.wanted, found.why) == (9, Decimal(75840), IN_WAN)


def test_a_row_on_the_wrong_side_counts_twice():
    (found,) = suspects(rows(), Decimal(124600), two_sided=True)
    assert (found.path[1], found.why) == (1, WRONG_SIDE)
    assert suspects(rows(), Decimal(124600)) == []


def test_a_gap_that_no_habit_explains_blames_nobody():
    assert suspects(rows()[:3], Decimal("123.45")) == []
