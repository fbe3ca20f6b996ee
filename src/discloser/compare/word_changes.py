"""The words of a sentence that changed: figures whole, other text by character, with nothing left out."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?%?|[A-Za-z]+|.", re.DOTALL)
_FIGURE = re.compile(r"[\d,.]+%?")
_CLAUSE = re.compile(r"[，；。：、！？\n]")
_CONTEXT = 12
_PART_OF_FIGURE = "0123456789,."
_LONGEST = 4000


class ChangedStretch(NamedTuple):
    """A stretch of text; what stayed has the same `old` and `new`."""

    old: str
    new: str

    @property
    def stayed(self) -> bool:
        """Whether the stretch is the same on both sides."""
        return self.old == self.new


def pieces(old: str, new: str) -> list[ChangedStretch]:
    """Both texts cut where they differ; joined, the pieces give back either text."""
    return _without_islands(cuts(old, new))


def cuts(old: str, new: str) -> list[ChangedStretch]:
    """Like `pieces`, every stretch that stayed for itself, however short."""
    if not old or not new or len(old) + len(new) > _LONGEST:
        return [ChangedStretch(old, new)] if old != new else [ChangedStretch(old, old)] if old else []
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    found: list[ChangedStretch] = []
    for tag, start, end, first, last in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        piece = ChangedStretch("".join(a[start:end]), "".join(b[first:last]))
        if found and tag != "equal" and not found[-1].stayed:
            piece = ChangedStretch(found[-1].old + piece.old, found.pop().new + piece.new)
        found.append(piece)
    return found


def marked(old: str, new: str) -> str:
    """One text with the changes in it: 【旧→新】."""
    return "".join(piece.new if piece.stayed else f"【{piece.old}→{piece.new}】" for piece in pieces(old, new))


def _without_islands(found: list[ChangedStretch]) -> list[ChangedStretch]:
    """A single character that stayed between two changes is no help to a reader: the three become one change."""
    joined: list[ChangedStretch] = []
    for number, piece in enumerate(found):
        is_island = piece.stayed and len(piece.new) <= 1 and 0 < number < len(found) - 1
        if joined and not joined[-1].stayed and (is_island or not piece.stayed):
            joined[-1] = ChangedStretch(joined[-1].old + piece.old, joined[-1].new + piece.new)
        else:
            joined.append(piece)
    return joined

def fragments(old: str, new: str) -> list[ChangedStretch]:
    """Each change: a figure for itself, other words with those beside them as far as the clause goes."""
    parts = pieces(old, new)
    return [_fragment(parts, n) for n, piece in enumerate(parts) if not piece.stayed]


def _fragment(parts: list[ChangedStretch], n: int) -> ChangedStretch:
    piece = parts[n]
    if _FIGURE.fullmatch(piece.old) and _FIGURE.fullmatch(piece.new):
        return ChangedStretch(piece.old.replace(",", ""), piece.new.replace(",", ""))
    before = _CLAUSE.split(parts[n - 1].new)[-1][-_CONTEXT:].lstrip(_PART_OF_FIGURE) if n else ""
    after = _CLAUSE.split(parts[n + 1].new)[0][:_CONTEXT].rstrip(_PART_OF_FIGURE) if n + 1 < len(parts) else ""
    return ChangedStretch(f"{before}{piece.old}{after}", f"{before}{piece.new}{after}")
