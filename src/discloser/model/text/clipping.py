"""A text that is too long for its place, cut where a reader is not misled."""

from __future__ import annotations

import re

_MORE = "……"
_CLAUSE = re.compile(r"[，。；、：]")
_OPEN_WORD = re.compile(r"[0-9A-Za-z.,%]+$")


def clipped(text: str, length: int) -> str:
    """The first clauses of a text, with ……; the whole text if it has no more than `length` characters.

    A clause that alone is longer is cut within, never inside a figure or a foreign word.
    """
    if len(text) <= length:
        return text
    room = text[: length - len(_MORE)]
    clauses = [found.start() for found in _CLAUSE.finditer(room)]
    if clauses and clauses[-1] * 2 >= length:
        return room[: clauses[-1]] + _MORE
    return _OPEN_WORD.sub("", room) + _MORE
