"""Printed amounts with what their last digit is worth, and how far rounding can part a total from its parts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from typing import Final

from ...model.money import ZERO
from ...model.place import Place

YUAN: Final = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_AMOUNT = re.compile(r"-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?")
_LONGEST = 28


@dataclass(frozen=True, slots=True, eq=False)
class PrintedAmount:
    """One printed amount. `value` in the unit that is printed; `factor`: what one of it is in 元.

    `name`: where it is printed, in words; `row`, `field`, `table`, `section`: the same for a finding.
    """

    text: str
    value: Decimal
    factor: Decimal
    name: str
    place: Place
    table: int | None = None
    row: str | None = None
    field: str | None = None
    section: str | None = None

    @property
    def yuan(self) -> Decimal:
        """The amount in 元."""
        return self.value * self.factor

    @property
    def step(self) -> Decimal:
        """What the last printed digit is worth in 元; nothing for a blank or a zero, which nobody rounded."""
        return Decimal(1).scaleb(-len(self.text.partition(".")[2])) * self.factor if self.value else ZERO


class Mismatch(IntEnum):
    """How a relation fails: not at all; only because somebody cut decimals off; in any case."""

    NONE = 0
    DECIMALS = 1
    CERTAIN = 2


@dataclass(frozen=True, slots=True, eq=False)
class Equation:
    """A printed amount and the signed parts that make it. `family` names the problem that a failure is.

    `exact`: one figure printed twice in one unit, which rounding can't part. `finest`: what the last digit of the
    tables concerned is worth where they are most exact, in 元. `certain`: a failure is an error, for it holds by law.
    """

    family: str
    total: PrintedAmount
    parts: tuple[tuple[int, PrintedAmount], ...]
    finest: Decimal = ZERO
    exact: bool = False
    certain: bool = True

    @property
    def amounts(self) -> tuple[PrintedAmount, ...]:
        """Total and parts."""
        return (self.total, *(part for _, part in self.parts))

    @property
    def sum(self) -> Decimal:
        """What the parts make, in 元."""
        return sum((sign * part.yuan for sign, part in self.parts), ZERO)

    @property
    def breach(self) -> Mismatch:
        """How it fails as printed."""
        gap = abs(self.total.yuan - self.sum)
        if not gap:
            return Mismatch.NONE
        printed = [amount.step for amount in self.amounts if amount.step]
        own = sum(printed, ZERO) / 2
        fine = sum((min(step, self.finest or step) for step in printed), ZERO) / 2
        if self.exact:
            return Mismatch.DECIMALS if len(set(printed)) > 1 and gap <= own else Mismatch.CERTAIN
        return Mismatch.NONE if gap <= fine else Mismatch.DECIMALS if gap <= own else Mismatch.CERTAIN


def amount_in(text: str) -> Decimal | None:
    """The amount that a cell prints, None for a blank cell or words; a stroke is no amount."""
    shown = "".join(unicodedata.normalize("NFKC", text).split())
    if not shown or len(shown) > _LONGEST or not _AMOUNT.fullmatch(shown):
        return None
    return Decimal(shown.replace(",", ""))


def shown(yuan: Decimal, like: PrintedAmount) -> str:
    """An amount in 元, as the one beside it is printed."""
    value = yuan / like.factor
    places = max(2, len(like.text.partition(".")[2])) if value != value.to_integral_value() or "." in like.text else 0
    return f"{value:,.{places}f}" if "," in like.text or abs(value) < 1000 else f"{value:.{places}f}"


def finest_of(amounts: Iterable[PrintedAmount]) -> Decimal:
    """What the last digit is worth where amounts are printed most exactly, in 元."""
    return min((amount.step for amount in amounts if amount.step), default=ZERO)
