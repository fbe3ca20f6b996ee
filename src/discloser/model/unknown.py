"""What is not known of a form, because what was typed there could not be understood.

Nothing stands in for it: whoever asks gets `NotKnown`. So whatever was told before, was told without it and stays true
when it is put right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


class NotKnown(Exception):  # noqa: N818  an answer to whoever asks, not a fault
    """Something was asked of a form that nobody can know before the form is put right."""


def while_known(items: Iterable[T]) -> Iterator[T]:
    """The items up to the first that depends on something not known."""
    try:
        yield from items
    except NotKnown:
        return
