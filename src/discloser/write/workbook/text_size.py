"""How much room a text takes in a cell."""

from __future__ import annotations

import unicodedata

HIGHEST = 400
"""Points; Excel has rows of 409 at most."""

_LINE_HEIGHT = 16


def height_of(text: str, width: float) -> int:
    """How many points high a row must be for a text that is wrapped in a column so many digits wide; 0 for one line."""
    room = int(width - 2)
    lines = sum(max(1, -(-_width(line) // room)) for line in text.split("\n"))
    return min(8 + lines * _LINE_HEIGHT, HIGHEST) if lines > 1 else 0


def _width(text: str) -> int:
    """How many digits wide a text is."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)
