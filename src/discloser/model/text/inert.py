"""Texts that a spreadsheet takes for texts, whatever was typed."""

from __future__ import annotations

_ACTIVE = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so would be a formula to a spreadsheet that opens the file."""


def inert(text: str) -> str:
    """A text for a file of values that is no formula to whoever opens it."""
    return f"'{text}" if text.startswith(_ACTIVE) else text
