"""What several rules derive from the whole case, or from its form, is derived once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

A = TypeVar("A")
T = TypeVar("T")


def once(derive: Callable[[A], T]) -> Callable[[A], T]:
    """Keep what was derived from what is being judged; nobody may change it. `NotKnown` is raised anew."""
    last: tuple[A, T] | None = None

    @wraps(derive)
    def kept(judged: A) -> T:
        nonlocal last
        if last is None or last[0] is not judged:
            last = judged, derive(judged)
        return last[1]

    return kept
