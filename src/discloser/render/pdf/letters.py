"""Texts as the typesetter gets them: with characters that the fonts have, and with breaks only where one is right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..markup import forbidden_removed

MISSING = "〓"
"""What is printed for a character that no shipped font has, as printers do: never an empty box, never another one."""

_KNOWN = "characters.txt"
LINE_END = "\u2028"
"""Where a line must end, until the text is printable; a line feed is a blank, as in HTML."""

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_BLANKS = re.compile(r"[ \t\n\f\r]+")
_ROOM = 27.0
_WIDE = frozenset("mw#&_<=>+~^")
"""Signs of half a width for `fit`, which wants what most texts take; here no word may stick out."""

_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff10-\uff5a\U00020000-\U0003ffff"
_UNBROKEN = re.compile(rf"[^\s{_IDEOGRAPHS}]{{8,}}")
"""Words, figures and rows of signs, inside which no line ends by itself."""

_AMOUNT = re.compile(r"[0-9][0-9,.]{0,20}(?:[万亿]?元|个百分点|平方米|[年月日人名个辆台套件项次户亩])")

Clean = Callable[[Any], Any]


class Said(str):
    """A text that is told to those who can't see the page, and needs no font."""

    __slots__ = ()


@lru_cache(maxsize=4)
def known_characters(fonts: Path) -> frozenset[str]:
    """The characters that all shipped fonts have; none when the folder does not say."""
    listed = fonts / _KNOWN
    return frozenset(listed.read_text("utf-8")) if listed.is_file() else frozenset()


def cleaner(fonts: Path) -> Clean:
    """A function that makes every text within plain data printable."""
    known = known_characters(fonts)
    seen: dict[str, str] = {}

    def clean(value: Any) -> Any:
        if isinstance(value, Said):
            return forbidden_removed(value)
        if isinstance(value, str):
            if value not in seen:
                seen[value] = _printable(value, known)
            return seen[value]
        if isinstance(value, dict):
            return {key: clean(item) for key, item in value.items()}
        return [clean(item) for item in value] if isinstance(value, list | tuple) else value

    return clean


def _printable(text: str, known: frozenset[str]) -> str:
    kept = _BLANKS.sub(" ", _UNSEEN.sub("", forbidden_removed(text))).replace(LINE_END, "\n")
    if not known or known.issuperset(kept):
        return kept
    return "".join(c if c in known or c == "\n" else " " if c.isspace() else MISSING for c in kept)


def broken(text: str, room: float = _ROOM) -> str:
    """A text whose words longer than the room, in ems, are broken where the room ends."""
    return _UNBROKEN.sub(lambda found: LINE_END.join(_lines(found[0], room)), text)


def _lines(word: str, room: float) -> Iterator[str]:
    begun, width = 0, 0.0
    for number, character in enumerate(word):
        width += _most(character)
        if width > room and number > begun:
            yield word[begun:number]
            begun, width = number, _most(character)
    yield word[begun:]


def _most(character: str) -> float:
    """The width of a character, in ems, in whichever of the faces it is widest."""
    if character in _WIDE:
        return 0.9
    if not character.isascii():
        return 1.25
    return 1.1 if character.isupper() or character in "%@" else 0.61


def runs(text: str) -> list[str | list[str]]:
    """A paragraph in pieces: those in a list, an amount with its unit, must not be parted by the end of a line."""
    return list(_runs(broken(text)))


def _runs(text: str) -> Iterator[str | list[str]]:
    end = 0
    for found in _AMOUNT.finditer(text):
        if found.start() > end:
            yield text[end : found.start()]
        yield [found[0]]
        end = found.end()
    if end < len(text):
        yield text[end:]
