"""Lines of one text joined: YAML puts a blank where a line ends, and Chinese has none there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import yaml

from ...model.text.characters import is_wide
from ...model.text.line_ends import NO_ROOM

_LAST_PIECE = r"(?:\\(?:x..|u....|U........|.)|^|['\"])([^\\'\"]*)$"
_FAR = 40
"""Characters before and behind a blank by which it is found; more would only cost time."""
_MOST_MISSED = 50
_FIRST_PIECE = r"[^\\'\"]*"


def joined(event: yaml.ScalarEvent, lines: Sequence[str]) -> str:
    """The text of a scalar, without the blanks that folding put beside Chinese characters.

    A text with escapes in it is searched only as far as the nearest of them.
    """
    text: str = event.value.replace(NO_ROOM, "")
    start, end = event.start_mark, event.end_mark
    if event.style == "|" or start is None or end is None or start.line == end.line or " " not in text:
        return text
    kept: list[str] = []
    at = missed = 0
    own = _own_lines(event, lines)
    for above, below in pairwise(own):
        if not above or not below or not (is_wide(above[-1]) or is_wide(below[0])):
            continue
        head, tail = re.search(_LAST_PIECE, above), re.match(_FIRST_PIECE, below)
        if head is None or tail is None or not head[1] or not tail[0]:
            continue
        found = text.find(f"{head[1][-_FAR:]} {tail[0][:_FAR]}", at)
        if found >= 0:
            blank = found + len(head[1][-_FAR:])
            kept.append(text[at:blank])
            at = blank + 1
        elif (missed := missed + 1) > _MOST_MISSED:
            break
    return "".join((*kept, text[at:]))


def _own_lines(event: yaml.ScalarEvent, lines: Sequence[str]) -> list[str]:
    """The lines of the file that a scalar is written on, without what stands around it."""
    start, end = event.start_mark, event.end_mark
    if start is None or end is None:
        return []
    if event.style == ">":
        return [line.strip() for line in lines[start.line + 1:end.line + 1]]
    own = [*lines[start.line:end.line], lines[end.line][:end.column] if end.line < len(lines) else ""]
    quote = len(event.style or "")
    own[0] = own[0][start.column + quote:]
    own[-1] = own[-1][:len(own[-1]) - quote]
    return [line.strip() for line in own]
