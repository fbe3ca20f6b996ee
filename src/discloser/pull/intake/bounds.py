"""What the margins allow each line to be at least and at most: exact, in 分, and never too narrow.

Margins of the same lines are one margin. It says that its lines make between `low` and `high`; none is negative. So
each line is at most what the margin makes without the least of the others, and at least what it lacks with the most of
them. This is repeated until nothing moves. Whatever lines are right satisfies every margin, so it is never shut out; on
rows × columns, which is what budgets print, the bounds found are the narrowest that there are.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from .margin import Margin

Rim = tuple[Margin, list[int]]
"""A margin and the numbers of the lines that make it."""

_UNBOUNDED: Final = 10**17
_MOST_ROUNDS: Final = 60


@dataclass(frozen=True, slots=True)
class Bounds:
    """Line by line, the least and the most. `contradiction`: a margin that no lines can meet with the others."""

    least: list[int]
    most: list[int]
    contradiction: Margin | None = None


def bounds_of(count: int, rims: Sequence[Rim]) -> Bounds:
    """The bounds of `count` lines."""
    merged: dict[frozenset[int], Rim] = {}
    for margin, lines in rims:
        key = frozenset(lines)
        before = merged[key][0] if key in merged else margin
        low, high = max(before.low, margin.low), min(before.high, margin.high)
        if low > high:
            return Bounds([0] * count, [_UNBOUNDED] * count, margin)
        merged[key] = replace(before, low=low, high=high), lines
    return _propagated(count, list(merged.values()))


def _propagated(count: int, rims: Sequence[Rim]) -> Bounds:
    least, most = [0] * count, [_UNBOUNDED] * count
    uses: list[list[int]] = [[] for _ in range(count)]
    for number, (_, lines) in enumerate(rims):
        for line in lines:
            uses[line].append(number)
    waiting = deque(range(len(rims)))
    queued = [True] * len(rims)
    for _ in range(_MOST_ROUNDS * max(len(rims), 1)):
        if not waiting:
            break
        number = waiting.popleft()
        queued[number] = False
        margin, lines = rims[number]
        moved = _narrow(margin, lines, least, most)
        if moved is None:
            return Bounds(least, most, margin)
        for line in moved:
            for other in uses[line]:
                if not queued[other]:
                    queued[other] = True
                    waiting.append(other)
    return Bounds(least, most)


def _narrow(margin: Margin, lines: Sequence[int], least: list[int], most: list[int]) -> list[int] | None:
    """Narrow the bounds of a margin's lines; the lines that moved, None where no lines can meet it."""
    fewest, largest = sum(least[line] for line in lines), sum(most[line] for line in lines)
    if fewest > margin.high or largest < margin.low:
        return None
    moved = []
    for line in lines:
        low = max(least[line], margin.low - (largest - most[line]))
        high = min(most[line], margin.high - (fewest - least[line]))
        if low > least[line] or high < most[line]:
            moved.append(line)
            fewest, largest = fewest + low - least[line], largest + high - most[line]
            least[line], most[line] = low, high
    return moved
