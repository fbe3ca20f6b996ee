"""The words of a document as they are read: paragraphs and cells, and what stands beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class ControlledStretch(NamedTuple):
    """A stretch of a text that stands in a content control, and the control's tag."""

    start: int
    end: int
    source: str


class Unseen(NamedTuple):
    """Words that a reader overlooks: before which character of the text they stand, and why (隐藏, 划掉)."""

    at: int
    text: str
    why: str


class Extra(NamedTuple):
    """What stands beside the text (批注, 图片): what it is, its words, and under which heading or in which table."""

    what: str
    text: str
    where: str = ""


class WordText(NamedTuple):
    """A paragraph or cell: its text and what of it stands in controls. `heading`: whether it is one."""

    text: str
    stretches: tuple[ControlledStretch, ...] = ()
    heading: bool = False
    unseen: tuple[Unseen, ...] = ()
    numbered: bool = False

    @property
    def whole(self) -> str:
        """The text with what a reader overlooks."""
        if not self.unseen:
            return self.text
        pieces, end = [], 0
        for unseen in self.unseen:
            pieces += [self.text[end:unseen.at], unseen.text]
            end = unseen.at
        return "".join([*pieces, self.text[end:]])


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table: its title as programs read it, and the words of its cells."""

    title: str
    rows: tuple[tuple[WordText, ...], ...]
