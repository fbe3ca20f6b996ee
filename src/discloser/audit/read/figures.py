"""Figures: printed amounts and counts with the place where each is printed, all in the report's own currency unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from ...model.finding import nested
from ...model.money import CENT, ZERO, half_up

Source = Literal["table", "text", "target", "count"]

_YUAN: Final = {"元": Decimal(1), "万元": Decimal(10000)}


class FigurePlace(NamedTuple):
    """Where in a report: a table with row and column, or a section with the words before the figure."""

    table: int | None = None
    section: str | None = None
    row: str | None = None
    field: str | None = None

    def __str__(self) -> str:
        if self.table is None:
            return nested("，".join(part for part in (self.section, self.field and f"“{self.field}”") if part))
        row = f"“{self.row}”行" if self.row else ""
        return nested(f"表{self.table}{row}{f'“{self.field}”栏' if self.field else ''}")


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """One printed figure. `step`: what its last printed digit is worth, which says how finely it can be compared.

    One that is not `readable` holds words where a figure should be.
    """

    spot: FigurePlace
    text: str
    value: Decimal
    step: Decimal = CENT
    source: Source = "table"
    readable: bool = True

    def shows(self, amount: Decimal) -> bool:
        """Whether an amount, rounded as this figure is, is what it prints."""
        return half_up(amount, self.step) == self.value


def in_unit(amount: Decimal, unit: str, report_unit: str) -> Decimal:
    """An amount printed in one currency unit, in that of the report."""
    return amount * _YUAN[unit] / _YUAN[report_unit] if unit in _YUAN and report_unit in _YUAN else amount


def step_of(text: str, unit: str, report_unit: str) -> Decimal:
    """What the last digit of a figure in running text is worth; in the report's own unit figures are taken as exact."""
    if unit == report_unit:
        return CENT
    decimals = len(text.partition(".")[2])
    return in_unit(Decimal(1).scaleb(-decimals), unit, report_unit)


def total(figures: Iterable[Figure]) -> Decimal:
    """The sum of what some figures print."""
    return sum((figure.value for figure in figures), ZERO)


def show(amount: Decimal) -> str:
    """An amount in a message: two decimals, a whole number without any, more only where it has them."""
    if amount == amount.to_integral_value() and amount.as_tuple().exponent == 0:
        return str(amount)
    return f"{amount:.2f}" if amount == half_up(amount, CENT) else f"{amount.normalize():f}"


def slip(found: Decimal, expected: Decimal) -> str:
    """The known slip by which one amount becomes another, in words, or nothing."""
    if not found or not expected:
        return ""
    ratio = found / expected
    for power, words in ((10000, "像是元和万元弄混了"), (10, "像是小数点移了一位"), (100, "像是小数点移了两位")):
        if ratio in (Decimal(power), 1 / Decimal(power)):
            return words
    first, second = (f"{abs(amount):.2f}" for amount in (found, expected))
    unlike = [i for i in range(len(first)) if first[i] != second[i]] if len(first) == len(second) else []
    if len(unlike) == 2 and sorted(first[i] for i in unlike) == sorted(second[i] for i in unlike):
        return "像是两个数字写颠倒了"
    return "像是错了一个数字" if len(unlike) == 1 else ""
