"""Untrusted text made safe for HTML and SVG."""

from __future__ import annotations

import re
from html import escape

# What no HTML or XML document may hold (controls, half surrogates, non-characters) and what a parser would drop anyway.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

_WORD = re.compile("[!-~]{8}")


def has_long_word(text: str) -> bool:
    """Whether a text holds a word or figure so long that it may have to break to stay in its column."""
    return _WORD.search(text) is not None


def safe(text: str) -> str:
    """Text as it may stand between tags or inside a quoted attribute; characters HTML forbids are left out."""
    return escape(forbidden_removed(text))


def forbidden_removed(text: str) -> str:
    """Text without the characters that no document may hold."""
    return _FORBIDDEN.sub("", text)
