"""What makes a line look like a heading where its format does not say: larger letters, or letters of another face."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

LARGE, SET_OFF = 1, 3
"""Levels of a heading in larger type, and of one that only stands in another face."""
LARGER: Final = 1.25
"""Times running text."""
_MARK = re.compile(r"[。；，：:！？]")
_LONGEST = 60


def may_head(text: str) -> bool:
    """Whether a text holds nothing that no heading does."""
    return len(text) <= _LONGEST and not _MARK.search(text)


def usual(found: Counter[Any]) -> list[Any]:
    """What occurs often; all of it where nothing does."""
    most = max(found.values(), default=0)
    return [at for at, times in found.items() if times * 8 >= most] or list(found)


def weighed(kinds: Iterable[tuple[Any, str]]) -> Counter[Any]:
    """How many letters are of each kind."""
    counted: Counter[Any] = Counter()
    for kind, text in kinds:
        counted[kind] += len(text)
    return counted
