"""How much room a text takes: the width of every character and where a line of Chinese may break.

Han characters and full-width punctuation are one em wide in every Chinese font, and the Western characters are those of
Times New Roman, whose widths its free substitutes share. So the lines can be counted without a font at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ...model.report.marks import MARKS
from .markup import legal

NOT_AT_LINE_START = "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠"
NOT_AT_LINE_END = "$([{£¥‘“〈《「『【〔〖〝﹙﹛＄（．［｛￡￥"
"""The kinsoku lists, also written into the document's settings so that every program breaks lines alike."""

_TIMES = (
    (180, "'"), (200, "|"), (250, " ,."), (278, "/:;\\ijlt"), (333, "!()-I[]`fr"), (389, "Js"), (408, '"'),
    (444, "?acez"), (469, "^"), (480, "{}"), (500, "#$*0123456789_bdghknopquvxy"), (541, "~"), (556, "FPS"),
    (564, "+<=>"), (611, "ELTZ"), (667, "BCR"), (722, "ADGHKNOQUVXYw"), (778, "&m"), (833, "%"), (889, "M"),
    (921, "@"), (944, "W"),
)
_ZERO_WIDTH = f"\u00ad\u200b\u200c\u200d\u2060\ufeff{MARKS}"
_WIDTHS = {character: width / 1000 for width, characters in ((0, _ZERO_WIDTH), *_TIMES) for character in characters}
_LINE_END = re.compile(r"\r\n|\r|\n")
_FIRST_EAST_ASIAN = "\u2e80"
_HANGING = "!,.:;?、。！，．：；？"
_FULL_WIDTH = frozenset("，。；：、！？（）“”‘’《》【】〔〕「」『』")
_CLOSING = re.escape(NOT_AT_LINE_START)
_OPENING = re.escape(NOT_AT_LINE_END)
_CLUSTER = re.compile(rf"[{_OPENING}]*(?:—+|…+|[!-~]*[!-'*-Z\\^-z|~]|\S)?[{_CLOSING}]*\s*")


class Habits(NamedTuple):
    """Where office programs differ.

    `gap`: the em put between Chinese and Western words. `hangs`: whether punctuation may stand in the margin.
    `tracked_ends`: whether the last character before a change of script is tracked like the others. `squeezes`: whether
    punctuation may become half as wide, so that one more character stands on a line.
    """

    gap: float = 0
    hangs: bool = False
    tracked_ends: bool = True
    squeezes: bool = False


WORD = Habits()
# LibreOffice reads neither `w:autoSpaceDE`, so that it parts the scripts by a fifth of an em, nor `w:overflowPunct`
# as it is meant, so that it hangs what the others do not.
LIBRE_OFFICE = Habits(gap=0.2, hangs=True, tracked_ends=False)
# But it parts no scripts where a content control begins or ends, and hangs nothing that stands after a Western word.
_ITS_EXCEPTIONS = (LIBRE_OFFICE._replace(gap=0), LIBRE_OFFICE._replace(hangs=False))
TYPST = Habits(squeezes=True)
"""The typesetter of the PDF. How much it squeezes is its choice; no text takes fewer lines than with all squeezed."""

_ALL_HABITS = (WORD, LIBRE_OFFICE, *_ITS_EXCEPTIONS, TYPST)

_ROUNDING = 1.5
"""What rounding may add to a line, in points."""

_AMPLE = 1.3
"""A text that would fit even this many times stands on one line anywhere."""


class LineCount(NamedTuple):
    """A count of lines, with the doubt left by the differences between office programs."""

    fewest: int
    most: int

    @property
    def counts(self) -> range:
        """Every count that is possible."""
        return range(self.fewest, self.most + 1)


class Face(NamedTuple):
    """A type size, the exact pitch of its lines, and the space added after every character; all in points."""

    size: float
    pitch: float
    tracking: float = 0

    def width(self, text: str) -> float:
        """The width of a text on one line."""
        return _em(text) * self.size + self.tracking * len(text)

    def lines(self, text: str, room: float, indent: float = 0) -> LineCount:
        """How many lines a text fills in a column of that width; `indent` is that of its first line."""
        if indent + self.width(text) * _AMPLE <= room and not _LINE_END.search(text):
            return LineCount(1, 1)
        return _counted(text, self, room, indent)

    def broken(self, text: str, room: float, indent: float, habits: Habits) -> list[str]:
        """The lines of a text as a program with those habits breaks them."""
        return [
            "".join([cluster.text for cluster in clusters[a:b]])
            for clusters, breaks in _broken_parts(text, self, room, indent, habits)
            for a, b in pairwise([0, *breaks, len(clusters)])
        ]


@lru_cache(maxsize=8192)
def _counted(text: str, face: Face, room: float, indent: float) -> LineCount:
    counts = [
        sum(len(breaks) + 1 for _, breaks in _broken_parts(text, face, width, indent, habits))
        for habits in _ALL_HABITS for width in (room, room - _ROUNDING)
    ]
    return LineCount(min(counts), max(counts))


def _broken_parts(
    text: str, face: Face, room: float, indent: float, habits: Habits
) -> Iterator[tuple[tuple[_Cluster, ...], list[int]]]:
    """The parts of a text between its own line ends: their clusters, and those before which a new line begins."""
    for number, part in enumerate(_LINE_END.split(legal(text))):
        clusters = _clusters(part)
        yield clusters, _breaks(clusters, face, room, 0 if number else indent, habits)


@dataclass(frozen=True, slots=True)
class _Cluster:
    """Characters no line break may part; the widths in em do not count the spaces at the end, which may be cut off.

    `squeezed`: the em by which its punctuation can be narrower. `joint` is 1 where the script changes before it, 2
    where words of the two scripts touch.
    """

    text: str
    em: float
    count: int
    hanging: float
    squeezed: float
    joint: int


@lru_cache(maxsize=8192)
def _em(text: str) -> float:
    widths = _WIDTHS
    return sum([widths.get(character, 1.0) for character in text])


@lru_cache(maxsize=8192)
def _clusters(text: str) -> tuple[_Cluster, ...]:
    texts = [cluster for cluster in _CLUSTER.findall(text) if cluster]
    return tuple(_cluster(cluster, before[-1:]) for before, cluster in pairwise(["", *texts]))


def _cluster(text: str, before: str) -> _Cluster:
    solid = text.rstrip()
    hanging = _em(solid[-1]) if solid and solid[-1] in _HANGING else 0
    after = text[0]
    changes = bool(before) and (before >= _FIRST_EAST_ASIAN) != (after >= _FIRST_EAST_ASIAN)
    joint = changes + (changes and before.isalnum() and after.isalnum())
    squeezed = sum(sign in _FULL_WIDTH for sign in solid) / 2
    return _Cluster(text, _em(solid), len(solid), hanging, squeezed, joint)


def _breaks(clusters: tuple[_Cluster, ...], face: Face, room: float, indent: float, habits: Habits) -> list[int]:
    """The clusters before which a new line begins."""
    size, tracking, room = face.size, face.tracking, max(room, face.size)
    end_tracking = 0 if habits.tracked_ends else -tracking
    gaps = (0, end_tracking, end_tracking + habits.gap * size)
    breaks = []
    used = indent
    for index, cluster in enumerate(clusters):
        em = cluster.em - cluster.squeezed if habits.squeezes else cluster.em
        width = em * size + cluster.count * tracking
        before = used + gaps[cluster.joint]
        inside = width - cluster.hanging * size if habits.hangs else width
        if before + inside > room and index:
            breaks.append(index)
            before = 0
        used = before + width + (len(cluster.text) - cluster.count) * _WIDTHS[" "] * size
        while used > room and width > room:
            # A word longer than the line is cut; each cut counts as a line of its own.
            breaks.append(index)
            used -= room
            width -= room
    return breaks
