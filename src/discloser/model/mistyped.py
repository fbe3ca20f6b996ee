"""How an amount gets mistyped, told from what it should have been: the habits an accountant knows.

An amount typed in the other unit is out by 9,999 times itself, one with two digits exchanged by a multiple of 9, a row
typed twice or left out by the row, a row on the wrong side by twice the row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from .money import CENT, ZERO
from .place import FormPath

_WAN = Decimal(10_000)
_ROUNDED = Decimal(50)
"""元 that are lost when an amount is written in 万元 with two decimals."""
_TELLING = 100
"""Rows below this many 元 explain too much by chance."""
_POWERS = (Decimal(10), Decimal(100), Decimal(1000))

IN_WAN = "像是按万元填的"
IN_YUAN = "像是按元填的，多了四个零"
POINT = "像是小数点错了位"
EXCHANGED = "像是数字写颠倒了"
TWICE = "正好是这个差额，像是同一笔填了两遍"
BLANK = "金额空着，像是漏填了"
WRONG_SIDE = "正好是差额的一半，像是填到了另一边"
_LIKELIEST_FIRST = (IN_WAN, IN_YUAN, BLANK, TWICE, WRONG_SIDE, EXCHANGED, POINT)


class Suspect(NamedTuple):
    """A row that alone may explain a difference: what it should then be, and why, in Chinese."""

    path: FormPath
    amount: Decimal
    wanted: Decimal
    why: str


def slip(typed: Decimal, wanted: Decimal) -> str:
    """By which habit `typed` came to stand for `wanted`, in Chinese; "" where by none."""
    if typed == wanted or typed <= 0 or wanted <= 0:
        return ""
    if _is_unit_slip(typed, wanted):
        return IN_WAN
    if _is_unit_slip(wanted, typed):
        return IN_YUAN
    if any(typed * power == wanted or wanted * power == typed for power in _POWERS):
        return POINT
    return EXCHANGED if _are_exchanged(typed, wanted) else ""


def suspects(rows: Iterable[tuple[FormPath, Decimal]], gap: Decimal, *, two_sided: bool = False) -> list[Suspect]:
    """The rows of which one alone explains that they add up to `gap` too much, only those of the likeliest habit.

    `two_sided`: a row may stand on the wrong side of a balance, where it counts twice.
    """
    return likeliest(_explaining(list(rows), gap, two_sided=two_sided))


def likeliest(found: Iterable[Suspect]) -> list[Suspect]:
    """Of some suspects those of the likeliest habit."""
    by_habit: dict[str, list[Suspect]] = {}
    for one in found:
        by_habit.setdefault(one.why, []).append(one)
    return next((by_habit[why] for why in _LIKELIEST_FIRST if why in by_habit), [])


def _explaining(rows: list[tuple[FormPath, Decimal]], gap: Decimal, *, two_sided: bool) -> Iterator[Suspect]:
    for path, amount in rows:
        wanted = amount - gap
        if amount == 0:
            if gap < 0:
                yield Suspect(path, amount, -gap, BLANK)
        elif amount == gap:
            yield Suspect(path, amount, ZERO, TWICE)
        elif two_sided and amount * 2 == gap:
            yield Suspect(path, amount, ZERO, WRONG_SIDE)
        elif max(amount, wanted) >= _TELLING and (why := slip(amount, wanted)):
            yield Suspect(path, amount, wanted, why)


def _is_unit_slip(small: Decimal, large: Decimal) -> bool:
    """Whether `small` is `large` in 万元, as typed or cut to two decimals."""
    gap = abs(small * _WAN - large)
    return gap == 0 or (gap <= _ROUNDED and large >= _WAN and small == small.quantize(CENT))


def _are_exchanged(a: Decimal, b: Decimal) -> bool:
    """Whether two neighbouring digits of one amount are exchanged in the other."""
    one, other = (f"{amount / CENT:.0f}" for amount in (a, b))
    if len(one) != len(other):
        return False
    apart = [i for i, (x, y) in enumerate(zip(one, other, strict=True)) if x != y]
    return len(apart) == 2 and apart[1] == apart[0] + 1 and one[apart[0]] == other[apart[1]] and (
        one[apart[1]] == other[apart[0]])
