"""Which of the old belongs to which of the new: equal first, then alike, the rest came or went."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from ..model.text.likeness import likeness

Pair = tuple[int | None, int | None]
_MOST_COMPARED = 4000
"""Beyond so many possible pairs only what stands opposite is compared in full."""


def in_order(old: Sequence[str], new: Sequence[str], least: float) -> list[Pair]:
    """Texts that keep their order: equal ones, and between those the ones at least so alike."""
    pairs: list[Pair] = []
    for tag, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += zip(range(start, end), range(first, last), strict=True)
        else:
            pairs += _alike(old, new, range(start, end), range(first, last), least)
    return pairs


def _alike(old: Sequence[str], new: Sequence[str], left: range, right: range, least: float) -> Iterator[Pair]:
    many = len(left) * len(right) > _MOST_COMPARED
    begin = left.start
    for j in right:
        opposite = range(begin, min(begin + 1, left.stop)) if many else range(begin, left.stop)
        best = max(opposite, key=lambda i: (_similarity(old[i], new[j]), -i), default=None)
        if best is None or _similarity(old[best], new[j]) < least:
            yield None, j
            continue
        yield from ((i, None) for i in range(begin, best))
        yield best, j
        begin = best + 1
    yield from ((i, None) for i in range(begin, left.stop))


def _similarity(a: str, b: str) -> float:
    longest = max(len(a), len(b), 1)
    if min(len(a), len(b)) / longest < 0.2:
        return 0.0
    return likeness(a[:1000], b[:1000])


def by_key(old: Sequence[Hashable], new: Sequence[Hashable]) -> dict[int, int]:
    """New → old, for equal keys, the first with the first; None as a key pairs with nothing."""
    waiting: dict[Hashable, list[int]] = {}
    for i, key in enumerate(old):
        if key is not None:
            waiting.setdefault(key, []).append(i)
    for having in waiting.values():
        having.reverse()
    return {j: waiting[key].pop() for j, key in enumerate(new) if key is not None and waiting.get(key)}


def by_score(
    old: Iterable[int], new: Iterable[int], score: Callable[[int, int], float], least: float,
) -> dict[int, int]:
    """New → old, the best fitting first; what scores below `least` stays alone."""
    scored = sorted(((score(i, j), -i, -j) for i in old for j in new), reverse=True)
    found: dict[int, int] = {}
    taken: set[int] = set()
    for value, i, j in scored:
        if value >= least and -i not in taken and -j not in found:
            found[-j] = -i
            taken.add(-i)
    return found


def moved(order: Sequence[int]) -> set[int]:
    """The positions whose old numbers are out of order: all but a longest run that kept its order."""
    ends: list[int] = []
    numbers: list[int] = []
    before: list[int | None] = []
    for here, number in enumerate(order):
        length = bisect_left(numbers, number)
        before.append(ends[length - 1] if length else None)
        ends[length:length + 1] = [here]
        numbers[length:length + 1] = [number]
    kept: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return set(range(len(order))) - kept
