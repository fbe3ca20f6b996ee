"""What a printed cell says of the lines within its limits, as exactly as its table prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from ...audit.anywhere.amounts import PrintedAmount, finest_of
from ...model.money import CENT, ZERO
from .words import Limits

_YUAN: Final = Decimal(1)


@dataclass(frozen=True, slots=True)
class Margin:
    """Lines within some limits make an amount between `low` and `high`, both in 分, as far as it was rounded.

    `printed`: the amount as it is printed, in 分; `at`: the cell that prints it. `unseen`: how much may be there that
    rounds to the nothing that is printed.
    """

    limits: Limits
    low: int
    high: int
    printed: int
    at: PrintedAmount
    unseen: int = 0

    @property
    def as_exact(self) -> Margin:
        """The margin where nobody rounded 元, though no 分 is printed."""
        exact = self.at.factor == _YUAN
        return replace(self, low=self.printed, high=self.printed, unseen=0) if exact else self

    @property
    def as_typed(self) -> Margin:
        """The margin where amounts in 万元 were typed with as many digits as pleased, so only their own count."""
        if self.at.factor == _YUAN:
            return self
        low, high = _around(self.printed, self.at.step)
        return replace(self, low=min(self.low, low), high=max(self.high, high))


@dataclass(frozen=True, slots=True)
class SaidCell:
    """A cell and what it is about. `is_part`: whether the form does not tell it apart from others with its limits."""

    limits: Limits
    amount: PrintedAmount
    is_part: bool = False


def margin_of(limits: Limits, amount: PrintedAmount, finest: Decimal, *, keeps_zeros: bool = False) -> Margin:
    """What a printed amount says: a figure rounded half up to the last digit of its table, or to its own where the
    table keeps the zeros behind whole amounts; a blank or a zero, that there is nothing but what is less than half of
    that digit."""
    printed = fen(amount.yuan)
    unseen = 0 if printed else max(fen(finest) // 2 - 1, 0)
    step = amount.step if keeps_zeros else min(amount.step, finest)
    return Margin(limits, *_around(printed, step), printed, amount, unseen)


def margins_of(tables: Sequence[Sequence[SaidCell]]) -> Iterator[Margin]:
    """The margins of a report's cells, table by table; parts that the form does not tell apart are one."""
    for cells, finest in zip(tables, _finest([[cell.amount for cell in cells] for cells in tables]), strict=True):
        kept = _keeps_zeros([cell.amount for cell in cells])
        yield from _added_up(
            (cell, margin_of(cell.limits, cell.amount, finest, keeps_zeros=kept)) for cell in cells)


def _finest(tables: Sequence[Sequence[PrintedAmount]]) -> Iterator[Decimal]:
    """What the last digit is worth, table by table, in 元.

    Where a table prints more decimals here and fewer there, zeros were dropped; a table of whole amounts beside such
    tables of its unit drops them, too. Nobody rounds 元 to 角: who prints any decimal of it prints 分.
    """
    exact = {amounts[0].factor: finest_of(amounts) for amounts in tables
             if len({amount.step for amount in amounts if amount.step}) > 1 and not _keeps_zeros(amounts)}
    for amounts in tables:
        finest = finest_of(amounts)
        if amounts and finest >= amounts[0].factor:
            finest = min(finest, exact.get(amounts[0].factor, finest))
        yield CENT if amounts and amounts[0].factor == _YUAN and ZERO < finest < _YUAN else finest


def _keeps_zeros(amounts: Sequence[PrintedAmount]) -> bool:
    """Whether any whole amount is printed with decimals."""
    return any(amount.value and amount.value == amount.value.to_integral_value() and "." in amount.text
               for amount in amounts)


def _added_up(said: Iterable[tuple[SaidCell, Margin]]) -> Iterator[Margin]:
    parts: dict[tuple[tuple[str, tuple[str, ...]], ...], Margin] = {}
    for cell, margin in said:
        if not cell.is_part:
            yield margin
            continue
        key = tuple(sorted(cell.limits.items()))
        parts[key] = _sum(parts[key], margin) if key in parts else margin
    yield from parts.values()


def _sum(one: Margin, other: Margin) -> Margin:
    at = one.at if one.printed else other.at
    return Margin(one.limits, one.low + other.low, one.high + other.high, one.printed + other.printed, at,
                  one.unseen + other.unseen)


def _around(printed: int, step: Decimal) -> tuple[int, int]:
    half = fen(step) // 2
    return (printed - half, printed + half - 1) if half else (printed, printed)


def fen(amount: Decimal) -> int:
    """An amount in 元 as 分."""
    return int(amount / CENT)
