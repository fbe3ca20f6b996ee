"""Texts without the blanks that printing puts between East Asian characters."""

from __future__ import annotations

import re

_BLANKS = re.compile(r"[\s\x00-\x1f\x7f\u3000\xa0\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
"""Blanks, and what nobody sees: control characters, joiners, soft hyphens, marks of direction."""


def squeezed(text: str) -> str:
    """A text without blanks, but for one between words in Latin letters: `A4 纸` is `A4纸`, `Open XML` stays."""
    def blank(found: re.Match[str]) -> str:
        before, after = text[found.start() - 1: found.start()], text[found.end(): found.end() + 1]
        latin = before.isascii() and before.isalpha() and after.isascii() and after.isalpha()
        return " " if latin else ""

    return _BLANKS.sub(blank, text)
