"""The official inspection sheet as reviewers fill it: its items, and what the program can answer beforehand."""

from __future__ import annotations

from .. import engine


def items() -> list[str]:
    """The names of the sheet's items, in its order."""
    return [one.name for one in engine.inspected_items()]
