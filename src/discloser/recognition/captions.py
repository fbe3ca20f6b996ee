"""What stands around a table: its title, number, owner, unit of money and note."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..model.publication import LooseText
from ..model.text.squeezing import squeezed

_TITLE = re.compile(r"表(\d{1,2})?([（(].*[）)])?(\d{1,2})?$")
_NUMBER = r"[-—]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[-—]\d{1,2})?"
_LABEL = re.compile(
    rf"(?:(?:单位|部门)?(?:预算|决算|财决)?(?:公开)?|附)(?:表{_NUMBER}|0?{_NUMBER}表)(?:续)?[:：]?|附表|附件(?:{_NUMBER})?[:：]?"
)
_NUMBERED_TITLE = re.compile(
    r"(附?表(?:\d{1,2}?(?=(?:19|20)\d\d年)|\d{1,2}(?=[^\d年月]|$)|[一二三四五六七八九十]{1,3}))[:：、.．]?(?=.{4})")
_GOING_ON = re.compile(r"[（(]续(?:表|[一二三四五六七八九十\d]+)?[)）]$|续表?$")
"""What stands behind the title of a table that goes on from the page before."""
_UNIT = re.compile(r"单位[:：](万元|亿元|千元|百元|元)")
_UNIT_BARE = re.compile(r"[（(]?(?:金额)?(?:单位)?[:：]?(万元|元)[）)]?")
_OWNER = re.compile(r"(?:编制|填报|公开|预算)?(?:单位|部门)(?:名称|\(公章\)|（公章）)?[:：](.*)")
_PART = re.compile("第[一二三四五六七八九十]+部分")
_YEAR_LINE = re.compile(r"[（(]?(19|20)\d\d年度?[)）]?")
_NOTE = re.compile(
    r"[（(]?(注|说明|备注)[:：\d]|(本表|此表).{0,6}(无数据|空表)|本?(单位|部门).{0,8}(没有|无).{0,60}(空表|无数据)"
)
_LONGEST_TITLE = 60
_FARTHEST = 6
_STOPS = "。；"


@dataclass(frozen=True, slots=True)
class Captions:
    """What is printed around a table; `used`: the texts it was taken from."""

    title: str = ""
    label: str = ""
    unit: str = ""
    unit_line: str = ""
    owner: str = ""
    year_line: str = ""
    used: frozenset[int] = frozenset()


def captions_of(above: Sequence[LooseText]) -> Captions:
    """The captions among the texts that stand between a table and what came before it, nearest last."""
    found = Captions()
    for text in reversed(above[-_FARTHEST:]):
        if text.listed or (is_title(text.text) and found.title):
            break
        taken = _taken(found, text)
        if taken is None and not text.small and not text.centred and len(text.text) > 40:
            break
        if taken is not None:
            found = replace(taken, used=found.used | {id(text)})
    return found


def captions_within(texts: Iterable[str]) -> Captions:
    """The captions among the cells of rows above the head."""
    found = Captions()
    for text in texts:
        found = _piece(found, squeezed(text)) or found
    return found


def joined(outer: Captions, inner: Captions) -> Captions:
    """Captions above a grid, filled up with those inside of it."""
    return Captions(
        inner.title or outer.title, inner.label or outer.label, inner.unit or outer.unit,
        inner.unit_line or outer.unit_line, inner.owner or outer.owner,
        inner.year_line or outer.year_line, outer.used,
    )


def is_title(text: str) -> bool:
    """Whether a text is the title of a table."""
    shown = squeezed(text)
    return (
        4 <= len(shown) <= _LONGEST_TITLE and _TITLE.search(shown) is not None
        and not _PART.match(shown) and not _LABEL.fullmatch(shown)
        and not any(stop in shown for stop in _STOPS) and not _UNIT.search(shown) and not _NOTE.match(shown)
    )


def is_note(text: str) -> bool:
    """Whether a text is the note of the table above it."""
    return _NOTE.match(squeezed(text)) is not None


def is_caption(text: str) -> bool:
    """Whether a text says a table's unit of money, owner or number."""
    return any(_piece(Captions(), piece) is not None for piece in text.split("\t"))


def _taken(found: Captions, text: LooseText) -> Captions | None:
    taken: Captions | None = None
    for piece in text.text.split("\t"):
        step = _piece(taken or found, squeezed(piece))
        taken = step or taken
    return taken


def _piece(found: Captions, text: str) -> Captions | None:
    """The captions with one more, or nothing if the text is none."""
    if unit := _UNIT.search(text):
        owner = _OWNER.match(text[: unit.start()].removesuffix("金额"))
        line = text[text.rindex("金额", 0, unit.start()) if "金额" in text[: unit.start()] else unit.start():]
        return replace(found, unit=found.unit or unit[1], unit_line=found.unit_line or line,
                       owner=found.owner or (owner[1] if owner else ""))
    if (owner := _OWNER.fullmatch(text)) and len(text) < _LONGEST_TITLE:
        return replace(found, owner=found.owner or owner[1])
    if _UNIT_BARE.fullmatch(text) and len(text) > 1:
        unit = _UNIT_BARE.fullmatch(text)
        return replace(found, unit=found.unit or (unit[1] if unit else ""), unit_line=found.unit_line or text)
    if _YEAR_LINE.fullmatch(text):
        return replace(found, year_line=found.year_line or text)
    if _LABEL.fullmatch(text) and len(text) > 1:
        return replace(found, label=found.label or text)
    if not found.title and is_title(text):
        numbered = _NUMBERED_TITLE.match(text)
        label, title = (numbered[1], text[numbered.end():]) if numbered else ("", text)
        return replace(found, title=_GOING_ON.sub("", title), label=found.label or label)
    return None
