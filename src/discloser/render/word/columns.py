"""The room in a table's cells, and heads whose last line is a word."""

from __future__ import annotations

from .measure import WORD, Face
from .styles import CELL_MARGIN

_HEAD_MARGIN = 1.5
_WORD = 2
"""Letters of a word, nearly always."""


def inner(width: float) -> float:
    """The room for text in a cell of that width."""
    return width - 2 * CELL_MARGIN


def head_room(width: float) -> float:
    """The room for a head in a cell of that width, a little more than for other texts."""
    return width - 2 * _HEAD_MARGIN


def head_margin(text: str, face: Face, width: float) -> float:
    """The margin left and right of a head by which its last line is no single letter, torn from its word."""
    room = head_room(width)
    lines = face.broken(text, room, 0, WORD)
    count = len(lines)
    while count > 1 and len(lines[-1]) < _WORD:
        room -= face.size / 2
        lines = face.broken(text, room, 0, WORD) if room > face.size else []
        if len(lines) != count:
            return _HEAD_MARGIN
    return (width - room) / 2
