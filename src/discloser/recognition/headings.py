"""Which texts are headings and of which level, and which are lines of the contents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..model.publication import LooseBlock, LooseText
from ..model.text.squeezing import squeezed

_PART = re.compile(r"第[一二三四五六七八九十]+部分")
_FIRST = re.compile(r"[一二三四五六七八九十]+、")
_SECOND = re.compile(r"[（(][一二三四五六七八九十]+[）)]")
_THIRD = re.compile(r"\d{1,2}[、.．](?!\d)")
_FOURTH = re.compile(r"[（(]\d{1,2}[）)]")
_SENTENCE = re.compile(r"[。；]|[:：].{4,}|，.*，")
_LONGEST = 45
_LEAST, _MOST = 5, 30
_MARKS = re.compile(r"[。；：:，、！？,;…]|[.．](?!\d)|\d{4}年\d{1,2}月|表|图$")
"""What an unnumbered heading does not hold."""
_DATE = re.compile("{0}{{4}}年{0}{{1,3}}月(?:{0}{{1,3}}日)?".format(r"[\d〇○零一二三四五六七八九十]"))
"""What is no heading, however large a cover sets it."""
_LOW = 3
"""From this level on a format's unnumbered heading stands within a part, if its numbered ones do not say otherwise."""
_PAGE = re.compile(r"(?<=\D)[.．…·。_]*\d{1,3}$")
_MOST_ENTRIES = 150
_PART_LEVEL, _FIRST_LEVEL, _SECOND_LEVEL, _THIRD_LEVEL, _UNNUMBERED = 1, 2, 3, 4, 5


@dataclass(frozen=True, slots=True)
class Marks:
    """What a format says of headings. `all_marked`: which texts are, so that no other without a number is one.

    `within`: from which of its levels on an unnumbered one stands within a part, as 一、 does.
    """

    all_marked: bool = False
    within: int = _LOW


def marks_of(texts: Iterable[LooseText]) -> Marks:
    """What the format of some texts says of headings."""
    levels = [text.level for text in texts if _FIRST.match(squeezed(text.text)) and level_of(text)]
    if not levels or not all(levels):
        return Marks()
    return Marks(all_marked=True, within=min(_LOW, *levels) if min(levels) > 1 else _LOW)


def level_of(text: LooseText, marks: Marks | None = None) -> int:
    """0 for running text, 1 for a part or a page's own heading, 2 for 一、, 3 for （一）, 4 for 1、, 5 else."""
    marks = marks or Marks()
    shown = squeezed(text.text)
    said = _SENTENCE.search(shown.rstrip("。")) or _DATE.fullmatch(shown)
    if text.small or len(shown) > _LONGEST or said:
        return 0
    if _PART.match(shown):
        return _PART_LEVEL
    for pattern, level in ((_FIRST, _FIRST_LEVEL), (_SECOND, _SECOND_LEVEL), (_THIRD, _THIRD_LEVEL)):
        if pattern.match(shown):
            return level if not shown.endswith("。") or text.level else 0
    if text.level:
        return _PART_LEVEL if text.level < marks.within else _UNNUMBERED
    told = marks.all_marked and not _FOURTH.match(shown)
    return _UNNUMBERED if not told and _LEAST <= len(shown) <= _MOST and not _MARKS.search(shown) else 0


def with_contents(blocks: Sequence[LooseBlock]) -> list[LooseBlock]:
    """The blocks, lines of contents known as such where the format does not say: behind 目录, up to where they repeat.

    A line of contents ends in its page; without pages the list ends where its first line stands again, or with its
    sheet.
    """
    start = next((i for i, block in enumerate(blocks) if isinstance(block, LooseText) and _is_contents(block)), None)
    if start is None or any(isinstance(block, LooseText) and block.listed for block in blocks):
        return list(blocks)
    entries: list[LooseText] = []
    for block in blocks[start + 1: start + 1 + _MOST_ENTRIES]:
        if not isinstance(block, LooseText):
            break
        entries.append(block)
    names = [_PAGE.sub("", squeezed(entry.text)) for entry in entries]
    again = next((i for i, name in enumerate(names) if i > 1 and name == names[0]), 0)
    paged = next((i for i, entry in enumerate(entries) if not _PAGE.search(squeezed(entry.text))), len(entries))
    sheet = blocks[start].place.sheet
    on_sheet = sum(1 for entry in entries if entry.place.sheet == sheet) if sheet else 0
    count = max(again, paged if paged > 1 else 0, on_sheet)
    listed = [replace(entry, text=name, listed=True)
              for entry, name in zip(entries[:count], names[:count], strict=True)]
    return [*blocks[:start], *listed, *blocks[start + 1 + count:]] if count else list(blocks)


def _is_contents(text: LooseText) -> bool:
    return squeezed(text.text) == "目录"


def contents_of(blocks: Sequence[object]) -> tuple[str, ...]:
    """The entries of the list of contents; a list that wraps is joined."""
    entries: list[str] = []
    for block in blocks:
        if isinstance(block, LooseText) and block.listed and squeezed(block.text) not in ("目录", ""):
            entries.append(squeezed(block.text))
    return tuple(entries)
