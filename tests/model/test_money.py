"""Money: typed in many ways, kept exactly, rounded half up once."""

from __future__ import annotations

from decimal import Decimal

import pytest

from discloser.model.money import AmountError, Change, parse_amount, printed, share, show


@pytest.mark.parametrize(
    ("typed", "yuan"),
    [
        ("1680240", "1680240"), ("1,234.50", "1234.50"), ("１２３４．５０", "1234.50"), ("１，２３４", "1234"),
        ("  88 ", "88"),
        ("1 234", "1234"), (".5", "0.5"), ("7.", "7"), ("", "0"), (None, "0"), ("　", "0"), ("0", "0"), ("-0", "0"),
        ("+12", "12"), ("999999999999999.99", "999999999999999.99"), ("007", "7"), ("1.230", "1.23"),
    ],
)
def test_an_amount_is_read_as_people_type_it(typed: str | None, yuan: str) -> None:
    assert parse_amount(typed) == Decimal(yuan)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("1e3", "malformed"), ("1_000", "malformed"), ("12,34", "malformed"), ("1,2345", "malformed"),
        ("无", "malformed"),
        ("1.2.3", "malformed"), ("NaN", "malformed"), ("Infinity", "malformed"), ("￥5", "malformed"),
        (".", "malformed"),
        ("-1", "negative"), ("－1", "negative"), ("1.234", "too_precise"), ("1000000000000000", "too_large"),
    ],
)
def test_anything_else_is_refused_with_a_reason(typed: str, reason: str) -> None:
    with pytest.raises(AmountError) as refused:
        parse_amount(typed)
    assert (refused.value.reason, refused.value.found) == (reason, typed)


def test_ten_thousands_become_yuan_exactly() -> None:
    assert parse_amount("3.156241", "万元") == Decimal("31562.41")


def test_a_fraction_of_a_fen_is_refused_in_ten_thousands_too() -> None:
    with pytest.raises(AmountError, match="too_precise"):
        parse_amount("3.1562415", "万元")


@pytest.mark.parametrize(
    ("yuan", "wan"),
    [
        ("49.99", "0.00"), ("50", "0.01"), ("149.99", "0.01"), ("150", "0.02"), ("1234550", "123.46"),
        ("28001602", "2800.16"),
    ],
)
def test_a_printed_figure_is_rounded_half_up(yuan: str, wan: str) -> None:
    assert printed(Decimal(yuan), "万元") == Decimal(wan)


def test_yuan_are_printed_to_the_fen() -> None:
    assert printed(Decimal("12.3"), "元") == Decimal("12.30")


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [
        ("582.81", "2800.16", "20.81"), ("1", "3", "33.33"), ("2", "3", "66.67"), ("1", "8", "12.50"),
        ("0.005", "100", "0.01"),
    ],
)
def test_a_share_has_two_decimals_half_up(part: str, whole: str, percent: str) -> None:
    assert share(Decimal(part), Decimal(whole)) == Decimal(percent)


def test_a_share_of_nothing_is_absent() -> None:
    assert share(Decimal(0), Decimal(0)) is None


@pytest.mark.parametrize(
    ("current", "prior", "change"),
    [
        ("105", "100", Change("increase", Decimal(5), Decimal("5.00"))),
        ("95", "100", Change("decrease", Decimal(5), Decimal("5.00"))),
        ("100", "100", Change("unchanged", Decimal(0), Decimal("0.00"))),
        ("5", "0", Change("increase", Decimal(5), None)),
        ("0", "5", Change("decrease", Decimal(5), Decimal("100.00"))),
        ("0", "0", Change("unchanged", Decimal(0), None)),
    ],
)
def test_a_change_has_a_direction_an_amount_and_a_rate_on_last_year(current: str, prior: str, change: Change) -> None:
    assert Change.between(Decimal(current), Decimal(prior)) == change


@pytest.mark.parametrize(
    ("figure", "separators", "text"),
    [
        ("2800.16", True, "2,800.16"), ("2800.16", False, "2800.16"), ("5", True, "5.00"), ("0", True, "零"),
        ("0.00", False, "零"),
    ],
)
def test_a_figure_shows_two_decimals_and_zero_as_the_kind_wants(figure: str, separators: bool, text: str) -> None:
    assert show(Decimal(figure), separators=separators, zero="零") == text
