"""A text freed from slips of typing and pasting that have one right spelling; digits and names stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

_HAN = r"[\u3400-\u9fff]"
_SIGNS = "，。、；：！？”）》〕】"
_CITED = re.compile(r"《[^《》]*》")
_DOCUMENT_YEAR = re.compile(r"[【\[［]\s*((?:19|20)\d\d)\s*[】\]］](?=\s*第?\d+\s*号)")
_TWICE = re.compile(r"([，、；：！？;:])\1+|(?<!。)(。)。(?!。)")
_BEFORE_STOP = re.compile(r"[，、；]+(?=。(?!。))")
_BLANKS = re.compile(r"[ \t\u00a0\u3000]+")
_WIDE = r"[\t\u00a0]|[ \u3000]{2}"
_FIRST_OF_LIST = r"\s*(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]|第[一二三四五六七八九十\d]+|[①-⑳●•·—-])"
_BROKEN = 15
"""The fewest characters of a line that was cut by a page's width; a shorter one is a heading."""
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


class Tidied(NamedTuple):
    """A text as it ought to be written, and what was wrong with it, in words."""

    text: str
    mended: tuple[str, ...]


def tidied(text: str, *, one_line: bool = False) -> Tidied:
    """The text without such slips; `one_line`: it is no more than a sentence, so no line break in it is meant.

    A mending that would join or change a number is left out. One may bring another to light, so they are made again
    until nothing is left; each but one character shortens the text, so that comes to an end.
    """
    mended: dict[str, None] = {}
    before = None
    while before != text:
        before = text
        for what, mend in (("粘贴带来的换行", _whole if one_line else _joined), *_MENDINGS):
            new = mend(text)
            if new != text and _DIGITS.findall(new) == _DIGITS.findall(text):
                text = new
                mended[what] = None
    return Tidied(text, tuple(mended))


def _whole(text: str) -> str:
    """One line of several: nothing stands for a break between Chinese characters."""
    first, *others = [line.strip() for line in text.splitlines() if line.strip()] or [""]
    for line in others:
        first += f"{' ' if _apart(first, line) else ''}{line}"
    return first if others else text


def _joined(text: str) -> str:
    """Lines that a page's width cut are joined; paragraphs, headings and items of a list stay."""
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and _was_cut(lines[-1], line):
            lines[-1] = f"{lines[-1].rstrip()}{' ' if _apart(lines[-1].rstrip(), line.strip()) else ''}{line.strip()}"
        else:
            lines.append(line)
    return "\n".join(lines)


def _was_cut(before: str, after: str) -> bool:
    before, after = before.strip(), after.strip()
    if not before or not after or re.match(_FIRST_OF_LIST, after):
        return False
    if after[0] in _SIGNS or before[-1] in "，、（《“〔":
        return True
    return len(before) >= _BROKEN and re.match(rf"{_HAN}|\d", before[-1]) is not None


def _apart(before: str, after: str) -> bool:
    """Whether a blank has to stay between two passages: neither is Chinese there."""
    return re.match(r"[0-9A-Za-z]", before[-1:]) is not None and re.match(r"[0-9A-Za-z]", after) is not None


def _single_blanks(text: str) -> str:
    return _BLANKS.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    """What is left of blanks: none between Chinese characters, one elsewhere; a single one there may be meant."""
    before, after = match.string[:match.start()][-1:], match.string[match.end():][:1]
    if before in ("", "\n") or after in ("", "\n"):
        return match[0]
    if after in _SIGNS and not before.isdigit():
        return ""
    if not re.search(_WIDE, match[0]) or (before.isdigit() and after.isdigit()):
        return match[0]
    return "" if re.match(rf"{_HAN}|[{_SIGNS}]", before) and re.match(rf"{_HAN}|[{_SIGNS}《（“〔【]", after) else " "


def _own_words(text: str) -> str:
    """其他 for 其它, but not in a title that is cited as it was published."""
    ends = [0, *(place for cited in _CITED.finditer(text) for place in cited.span()), len(text)]
    return "".join(_alternately(text, ends))


def _alternately(text: str, ends: list[int]) -> Iterator[str]:
    for number, (start, end) in enumerate(pairwise(ends)):
        yield text[start:end] if number % 2 else text[start:end].replace("其它", "其他")


_MENDINGS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("制表符和多余的空格", _single_blanks),
    ("文号的括号", lambda text: _DOCUMENT_YEAR.sub(r"〔\1〕", text)),
    ("重复的标点", lambda text: _BEFORE_STOP.sub("", _TWICE.sub(r"\1\2", text))),
    ("“其它”", _own_words),
)
