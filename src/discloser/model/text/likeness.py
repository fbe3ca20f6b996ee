"""Names that are nearly the same: one thing, spelt twice.

A form may hold thousands of names, so only those that share rare pairs of characters are compared in full.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

_SIGNS = re.compile(r"[\W_]+")
_COMPARED = 8
_COMMON = 200
_CLOSE = 0.2
_FEWEST = 4
_LONGEST = 100


def likeness(a: str, b: str) -> float:
    """How alike two texts are, from 0 to 1."""
    if a == b:
        return 1.0
    from difflib import SequenceMatcher  # most names are the same or nothing like each other

    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def bare(text: str) -> str:
    """A text without blanks and signs, its letters and digits half-width: what two spellings have in common."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text))


class Names:
    """Names among which the one most like another is looked for."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(dict.fromkeys(names))
        self._having: dict[str, list[int]] = {}
        for i, name in enumerate(self._names):
            for pair in _pairs(name):
                self._having.setdefault(pair, []).append(i)

    def nearest(self, name: str) -> str | None:
        """The name most like the given one; None when none has two characters in a row in common with it."""
        shared: Counter[int] = Counter()
        known = [self._having[pair] for pair in _pairs(name) if pair in self._having]
        for having in [having for having in known if len(having) <= _COMMON] or known[:1]:
            shared.update(having)
        candidates = [self._names[i] for i, _ in shared.most_common(_COMPARED)]
        return max(candidates, key=lambda other: likeness(other, name), default=None)


def _pairs(name: str) -> list[str]:
    return list(dict.fromkeys(name[i:i + 2] for i in range(len(name) - 1))) or [name]


def distance(first: str, second: str) -> int:
    """How many characters must be added, dropped or changed to make one text the other."""
    row = list(range(len(second) + 1))
    for i, one in enumerate(first, start=1):
        previous, row[0] = row[0], i
        for j, other in enumerate(second, start=1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (one != other))
    return row[-1]


def is_near(first: str, second: str) -> bool:
    """Whether two different names are likely meant to be one; names that differ in a year are not."""
    longest = max(len(first), len(second))
    allowed = max(1, round(longest * _CLOSE))
    if first == second or not _FEWEST <= longest <= _LONGEST or abs(len(first) - len(second)) > allowed:
        return False
    return _years(first) == _years(second) and distance(first, second) <= allowed


def slip_of(name: str, others: Iterable[str]) -> str | None:
    """The name among others that differs by a slip of the pen, if there is one."""
    near = [other for other in others if is_near(name, other)]
    return min(near, key=lambda other: distance(name, other)) if near else None


def _years(name: str) -> list[str]:
    digits = "".join(char if char.isdecimal() else " " for char in name).split()
    return [number for number in digits if len(number) == 4 and number.startswith("20")]
