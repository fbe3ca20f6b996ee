"""尾差: what rounding to 0.01 万元 leaves between two sums of one thing in a form that is typed in 万元.

An amount typed so stands for any that rounds to it. Where two sums must be one, some rows are taken by less than half
a step otherwise than typed, so that the sums agree and every row still rounds to what was approved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_DOWN, Decimal
from typing import NamedTuple

from .money import ZERO
from .place import FormPath

STEP = Decimal(100)
"""元 in 0.01 万元."""
HALF = STEP / 2
_LEAST_UP = Decimal("0.01")
"""元 short of half a step by which a row may be taken higher; lower it may be by all of it, since 5 is rounded up."""
_EASY = HALF - 1
"""元 by which a row is taken otherwise, where there are rows enough."""

Row = tuple[FormPath, Decimal]


class Tail(NamedTuple):
    """Two sums of one thing, how much the first is larger as typed, and row → what is added to it so that they agree.

    `first`, `second`: what the sums are, in Chinese.
    """

    first: str
    second: str
    gap: Decimal
    moves: Mapping[FormPath, Decimal]


def is_rounded(amount: Decimal) -> bool:
    """Whether an amount, in 元, is one of 0.01 万元 and so may have been rounded."""
    return amount % STEP == 0


def may_be_taken(typed: Decimal, more: Decimal) -> bool:
    """Whether an amount may be taken as so much more than typed, and still rounds to what was typed."""
    return is_rounded(typed) and typed >= STEP and -HALF <= more < HALF


def levelled(first: Sequence[Row], second: Sequence[Row], rigid: frozenset[FormPath], *, turned: bool = False,
             ) -> dict[FormPath, Decimal]:
    """Row → what to add to it, so that both sums are one; nothing where they are, or rounding does not explain it.

    Rows of the first sum are taken before those of the second, or `turned` after them; the largest first; of `rigid`
    rows none.
    """
    gap = sum((amount for _, amount in first), ZERO) - sum((amount for _, amount in second), ZERO)
    sides = [_movable(first, rigid, falls=gap > 0), _movable(second, rigid, falls=gap < 0)]
    rows = [row for side in (reversed(sides) if turned else sides) for row in side]
    easily = int((abs(gap) / _EASY).to_integral_value(ROUND_CEILING))
    if abs(gap) > sum((_room(falls=falls) for _, falls in rows), ZERO):
        return {}
    return _shared(abs(gap), rows[:easily])


def _movable(rows: Sequence[Row], rigid: frozenset[FormPath], *, falls: bool) -> list[tuple[FormPath, bool]]:
    free = [row for row in rows if row[1] >= STEP and is_rounded(row[1]) and row[0] not in rigid]
    return [(path, falls) for path, _ in sorted(free, key=lambda row: -row[1])]


def _room(*, falls: bool) -> Decimal:
    return HALF if falls else HALF - _LEAST_UP


def _shared(gap: Decimal, rows: Sequence[tuple[FormPath, bool]]) -> dict[FormPath, Decimal]:
    """A gap in shares of whole 元, as equal as can be, and what is less than one wherever there is room."""
    if not gap:
        return {}
    each = (gap / len(rows)).quantize(Decimal(1), ROUND_DOWN)
    shares, left = [each] * len(rows), gap - each * len(rows)
    for most in (Decimal(1), HALF):
        for number, (_, falls) in enumerate(rows):
            more = min(left, most, _room(falls=falls) - shares[number])
            shares[number] += more
            left -= more
    return {path: -share if falls else share for (path, falls), share in zip(rows, shares, strict=True)}
