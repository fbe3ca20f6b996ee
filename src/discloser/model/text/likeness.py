"""Names that are nearly the same: one thing, spelt twice.

A form may hold thousands of names, so only those that share rare pairs of characters are compared in full.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher

_SIGNS = re.compile(r"[\W_]+")
_COMPARED = 8
_COMMON = 200


def likeness(a: str, b: str) -> float:
    """How alike two texts are, from 0 to 1."""
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
