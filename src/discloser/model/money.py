"""Money: exact `Decimal` in 元 from the first character typed to the last figure shown.

The only door in is `parse_amount`; the only rounding is `printed`, half up, once, when a figure is shown.
Shares and changes are computed from printed figures, so that a reader with the report in hand can recompute them.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple

from .text.folding import half_width

CurrencyUnit = Literal["元", "万元"]

ZERO = Decimal(0)
CENT = Decimal("0.01")
_SCALE: dict[str, Decimal] = {"元": Decimal(1), "万元": Decimal(10000)}
_STEPS = (Decimal(1), Decimal("0.1"), CENT)
_PLAIN = re.compile(r"[+-]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]*)?|[+-]?\.[0-9]+")
_GROUP_ENDS = re.compile(r"(?<=[0-9])[ \xa0\u2009\u202f](?=[0-9]{3}(?![0-9]))")
_LIMIT = Decimal(10) ** 15
_LONGEST = 28


class AmountError(ValueError):
    """A text that is no amount of money: `reason` is malformed, negative, too_precise or too_large."""

    def __init__(self, reason: Literal["malformed", "negative", "too_precise", "too_large"], found: str) -> None:
        super().__init__(f"{reason}: {found}")
        self.reason = reason
        self.found = found


def parse_amount(text: str | None, unit: CurrencyUnit = "元") -> Decimal:
    """An amount as people type it, in 元: `1,234.50`, `1 234`, full-width digits, blank is zero.

    Raises `AmountError` for anything else: `1e3`, `1_000`, `12①`, `12 34`, a minus sign, fractions of a fen, 10^15 元
    and above.
    """
    plain = _GROUP_ENDS.sub(",", half_width(text or "").strip())
    if not plain:
        return ZERO
    if len(plain) > _LONGEST:  # more digits than Decimal keeps exactly
        raise AmountError("malformed", text or "")
    if not _PLAIN.fullmatch(plain):
        raise AmountError("malformed", text or "")
    amount = Decimal(plain.replace(",", "")) * _SCALE[unit]
    if amount < 0:
        raise AmountError("negative", text or "")
    if amount >= _LIMIT:
        raise AmountError("too_large", text or "")
    if amount != half_up(amount):
        raise AmountError("too_precise", text or "")
    return amount + ZERO


def half_up(amount: Decimal, step: Decimal = CENT) -> Decimal:
    """An amount in whole steps, rounded half up."""
    if step is CENT:
        return amount.quantize(CENT, ROUND_HALF_UP)
    return (amount / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def printed(amount: Decimal, unit: CurrencyUnit, digits: int = 2) -> Decimal:
    """The figure a report shows for an amount in 元: in `unit`, with so many decimals, rounded half up."""
    return (amount / _SCALE[unit]).quantize(_STEPS[digits], ROUND_HALF_UP)


def share(part: Decimal, whole: Decimal) -> Decimal | None:
    """What per cent of `whole` the `part` is, two decimals, half up; absent when there is no whole."""
    return half_up(part * 100 / whole) if whole else None


class Change(NamedTuple):
    """How a printed figure moved against last year's printed figure.

    `amount` is never negative; `rate` is absent when last year was zero.
    """

    direction: Literal["increase", "decrease", "unchanged"]
    amount: Decimal
    rate: Decimal | None

    @classmethod
    def between(cls, current: Decimal, prior: Decimal) -> Change:
        """The change from `prior` to `current`, both as printed."""
        gap = current - prior
        direction: Literal["increase", "decrease", "unchanged"] = (
            "increase" if gap > 0 else "decrease" if gap < 0 else "unchanged"
        )
        return cls(direction, abs(gap), share(abs(gap), prior))


def show(figure: Decimal, *, separators: bool, zero: str, digits: int = 2) -> str:
    """A printed figure as text, with or without thousands separators; zero as the kind wants it."""
    if not figure:
        return zero
    return f"{figure:{',' if separators else ''}.{digits}f}"


def shortest(number: Decimal) -> str:
    """A number as short as it is exact: 10, 9.5."""
    return f"{number.normalize():f}" if number else "0"


def digits_of(figure: Decimal | int) -> int:
    """How many decimals a printed figure was rounded to."""
    exponent = Decimal(figure).as_tuple().exponent
    return min(2, -exponent) if isinstance(exponent, int) and exponent < 0 else 0
