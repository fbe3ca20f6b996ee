"""Chinese numerals from 1 to 999."""

from __future__ import annotations

import pytest

from discloser.model.text.numerals import chinese_numeral

ONES = ["一", "二", "三", "四", "五", "六", "七", "八", "九"]


def test_every_numeral_up_to_ninety_nine() -> None:
    expected = [*ONES, "十", *(f"十{one}" for one in ONES)]
    for ten in ONES[1:]:
        expected += [f"{ten}十", *(f"{ten}十{one}" for one in ONES)]
    assert [chinese_numeral(number) for number in range(1, 100)] == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [(100, "一百"), (101, "一百零一"), (110, "一百一十"), (131, "一百三十一"), (200, "二百"), (999, "九百九十九")],
)
def test_numerals_beyond_a_hundred(number: int, expected: str) -> None:
    assert chinese_numeral(number) == expected


@pytest.mark.parametrize("number", [0, -1, 1000])
def test_there_is_none_beyond(number: int) -> None:
    with pytest.raises(ValueError, match="no numeral"):
        chinese_numeral(number)
