"""Marks inside a text of a report: what was struck and what was put in. Renderers of a 对照稿 draw them."""

from __future__ import annotations

import re
from typing import Final

STRUCK: Final = ("\ue000", "\ue001")
PUT_IN: Final = ("\ue002", "\ue003")
"""Where a stretch begins and ends; characters of no script, which are taken out of what was typed."""
_MARKS = re.compile("[\ue000-\ue003]")


def with_marks(old: str, new: str) -> str:
    """Two stretches that differ, the old one struck, the new one put in; a blank one leaves no marks."""
    struck = f"{STRUCK[0]}{old}{STRUCK[1]}" if old else ""
    return struck + (f"{PUT_IN[0]}{new}{PUT_IN[1]}" if new else "")


def without_marks(text: str) -> str:
    """A text that holds none."""
    return _MARKS.sub("", text)
