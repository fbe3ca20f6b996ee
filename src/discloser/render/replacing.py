"""Parts of a library replaced for as long as we use it; afterwards it is as it was, for whoever else uses it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple


class Replacement(NamedTuple):
    """An attribute of a module or a class, and what it is to be for a while."""

    owner: Any
    name: str
    value: Any


@contextmanager
def replaced(replacements: list[Replacement]) -> Iterator[None]:
    """Something done otherwise for a while; afterwards all is as it was."""
    before = [Replacement(owner, name, vars(owner)[name]) for owner, name, _ in replacements]
    try:
        for owner, name, value in replacements:
            setattr(owner, name, value)
        yield
    finally:
        for owner, name, value in before:
            setattr(owner, name, value)
