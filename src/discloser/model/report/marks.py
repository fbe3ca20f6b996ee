"""Marks inside a text of a report: what was struck and what was put in. Renderers of a 对照稿 draw them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

STRUCK: Final = ("\ue000", "\ue001")
PUT_IN: Final = ("\ue002", "\ue003")
"""Where a stretch begins and ends; characters of no script, which are taken out of what was typed."""
MARKS: Final = "".join((*STRUCK, *PUT_IN))
_MARKS = re.compile(f"([{MARKS}])")


def with_marks(old: str, new: str) -> str:
    """Two stretches that differ, the old one struck, the new one put in; a blank one leaves no marks."""
    struck = f"{STRUCK[0]}{old}{STRUCK[1]}" if old else ""
    return struck + (f"{PUT_IN[0]}{new}{PUT_IN[1]}" if new else "")


def stretches(text: str) -> Iterator[tuple[str, tuple[str, str] | None]]:
    """The pieces of a text that are not blank, and whether each was struck, was put in, or stayed (None)."""
    kind = None
    for piece in _MARKS.split(text):
        if _MARKS.fullmatch(piece):
            kind = next((one for one in (STRUCK, PUT_IN) if one[0] == piece), None)
        elif piece:
            yield piece, kind


def without_marks(text: str) -> str:
    """A text that holds none."""
    return _MARKS.sub("", text)
