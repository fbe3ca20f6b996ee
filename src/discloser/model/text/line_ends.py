"""Line ends as libyaml is to see them: it also takes marks for line ends that no editor shows as such."""

from __future__ import annotations

import re

from .characters import is_wide

_LINE_END = re.compile(r"\r\n?")
_NO_LINE_END = re.compile("[\x85\u2028\u2029\ufeff]")
NO_ROOM = "\u200b"
"""A blank that takes no room; readers drop it."""


def with_plain_line_ends(text: str) -> str:
    """A text whose lines end as people see them; apart from `\\r\\n` every character keeps its place."""
    return _NO_LINE_END.sub(_blank, _LINE_END.sub("\n", text))


def seen_lines(text: str) -> list[str]:
    """The lines of such a text; one that only has blanks is empty, for a tab in it would stop libyaml."""
    return ["" if line.isspace() else line for line in text.split("\n")]


def _blank(mark: re.Match[str]) -> str:
    """What stands for a mark: a blank, beside a Chinese character one that takes no room."""
    start, end = mark.span()
    beside = mark.string[max(start - 1, 0):start] + mark.string[end:end + 1]
    return NO_ROOM if any(map(is_wide, beside)) else " "
