"""Lines of pages → paragraphs: joined where a line only ran full, also over the end of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ...model.place import Place
from ...model.publication import LooseText
from ...model.text.squeezing import squeezed
from .heading_looks import LARGE, LARGER, SET_OFF, may_head
from .lines import TextLine
from .page_measures import LEADERS, LONG_LINE, NUMBERED, Measure, PageLines

_CONTENTS = re.compile(r"目\s*录")
_PAGED = re.compile(r"\D\s*\d{1,3}$")
_SENTENCE = re.compile(r"[。；，]")
_ENDS = ("。", "；", "：", "！", "？", ";", ":")
_INDENT = 0.8
_SHORT, _SHORT_HEADING = 1.7, 4.0
"""Letters that are free at the end of a line: a heading that nearly fills it is an item that goes on."""
_MOSTLY_FULL = 0.8
"""Of the width of lines: a last line that is longer may have been broken off."""
_SMALLER = 0.88
_FEW = 2
_LONG_HEADING = 3


class Joiner:
    """Joins the lines of a document, page by page, into paragraphs."""

    def __init__(self, file: str, measure: Measure) -> None:
        self._file, self._measure = file, measure
        self._lines: list[tuple[PageLines, TextLine]] = []
        self._notes: list[tuple[PageLines, TextLine]] = []
        self._in_contents = False

    def page(self, page: PageLines, lines: Iterable[TextLine]) -> Iterator[LooseText]:
        """The paragraphs that end with some lines of a page."""
        for line in lines:
            if self._is_contents(page, line):
                yield from self.end()
                yield self._text([(page, line)], listed=True)
                continue
            if self._is_small(page, line):
                yield from self._small_line(page, line)
                continue
            yield from self._end_small()
            if self._lines and self._begins(page, line):
                yield from self.end()
            self._lines.append((page, line))

    def end(self) -> Iterator[LooseText]:
        """The paragraph under way, as it stands."""
        if self._lines:
            lines, self._lines = self._lines, []
            yield self._text(lines)
        yield from self._end_small()

    def _small_line(self, page: PageLines, line: TextLine) -> Iterator[LooseText]:
        """A line in small type; it does not part the paragraph around it, but a heading stands before it."""
        if self._lines and self._is_whole():
            yield from self.end()
        if self._notes:
            before_page, before = self._notes[-1]
            full = before.right > self._right(before_page) - _SHORT * before.size and before_page is page
            if not full or NUMBERED.match(line.text.strip()) or "\t" in line.text + before.text:
                yield from self._end_small()
        self._notes.append((page, line))

    def _end_small(self) -> Iterator[LooseText]:
        if self._notes:
            lines, self._notes = self._notes, []
            yield self._text(lines, small=True)

    def _is_whole(self) -> bool:
        """Whether the paragraph under way has come to its end."""
        page, line = self._lines[-1]
        return not _runs_full(line, self._right(page), line.size)

    def new_page(self, page: PageLines) -> None:
        """A page begins; a list of contents goes on as long as its lines look like entries.

        Where pages are not numbered in it, that is a page of nothing but headings.
        """
        if self._in_contents:
            entries = sum(1 for line in page.lines if _is_entry(line))
            headings = all(_is_heading([(page, line)]) for line in page.lines)
            self._in_contents = bool(page.lines) and (entries * 2 > len(page.lines) or headings)

    def _is_contents(self, page: PageLines, line: TextLine) -> bool:
        if LEADERS.search(line.text):
            return True
        if _CONTENTS.fullmatch(squeezed(line.text)):
            self._in_contents = True
            return True
        if self._in_contents and line.size > self._measure.size(page) * LARGER and not _is_entry(line):
            self._in_contents = False
        return self._in_contents

    def _is_small(self, page: PageLines, line: TextLine) -> bool:
        return line.size < self._measure.size(page) * _SMALLER

    def _begins(self, page: PageLines, line: TextLine) -> bool:
        """Whether a line begins a paragraph."""
        before_page, before = self._lines[-1]
        size = self._measure.size(page)
        if self._ends_heading(before_page, before, page, line):
            return False
        if abs(line.size - before.size) > 1.2 or _is_centred(page, line) != _is_centred(before_page, before):
            return True
        left = self._left(page)
        if line.left - left >= _INDENT * size or line.text[:1] in "\t　":
            return True
        runs_full = _runs_full(before, self._right(before_page), size)
        other_face = self._measure.sets_off(line) != self._measure.sets_off(before)
        if not runs_full and (other_face or NUMBERED.match(line.text.strip())):
            return True
        left_free = self._right(before_page) - before.right
        ended = left_free > _SHORT * size and before.text.rstrip().endswith(_ENDS)
        return ended or (left_free > _SHORT_HEADING * size and _is_heading(self._lines))

    def _ends_heading(self, before_page: PageLines, before: TextLine, page: PageLines, line: TextLine) -> bool:
        """Whether a centred line is what was left of a heading in larger type that filled the line before."""
        return (
            before_page is page and _is_centred(page, line) and abs(line.size - before.size) < 1
            and line.face == before.face and line.size > self._measure.size(page) * LARGER
            and line.top - before.bottom < line.size and _runs_full(before, self._right(page), before.size)
        )

    def _left(self, page: PageLines) -> float:
        """Where a page's lines begin that are not indented; where all are, what is usual on such pages."""
        own = [line for line in page.lines if not self._is_small(page, line) and not _is_centred(page, line)]
        first = min((line.left for line in own), default=0.0)
        wrapped = sum(1 for line in own if line.left < first + 2 and not NUMBERED.match(line.text.strip()))
        return first if wrapped > 1 else self._measure.left(page) or first

    def _right(self, page: PageLines) -> float:
        own = [line.right for line in page.lines if not self._is_small(page, line) and len(line.text) > LONG_LINE]
        return max(own) if len(own) > _FEW else self._measure.right(page)

    def _text(self, lines: Sequence[tuple[PageLines, TextLine]], *, small: bool = False,
              listed: bool = False) -> LooseText:
        page, first = lines[0]
        own = [line for on, line in lines if on is page]
        box = (
            min(line.left for line in own), min(line.top for line in own),
            max(line.right for line in own), max(line.bottom for line in own),
        )
        text = _entry(first.text) if listed else _words([line.text for _, line in lines])
        left, top, right, bottom = (round(side, 1) for side in box)
        place = Place(self._file, page=page.number, box=(left, top, right, bottom))
        level = self._level(page, [line for _, line in lines]) if len(lines) < _LONG_HEADING else 0
        return LooseText(text, place, level, _is_centred(page, first), small, listed, self._is_full(*lines[-1]))

    def _level(self, page: PageLines, lines: Sequence[TextLine]) -> int:
        if lines[0].size > self._measure.size(page) * LARGER:
            return LARGE
        set_off = all(self._measure.sets_off(line) and may_head(line.text) for line in lines)
        return SET_OFF if set_off else 0

    def _is_full(self, page: PageLines, line: TextLine) -> bool:
        left, right = self._left(page), self._right(page)
        return line.right - left > (right - left) * _MOSTLY_FULL


def _words(lines: Sequence[str]) -> str:
    """The text of a paragraph; of a single line with wide gaps the pieces, parted by tabulators."""
    if len(lines) == 1 and "\t" in lines[0].strip():
        return "\t".join(filter(None, map(squeezed, lines[0].split("\t"))))
    return squeezed("".join(lines))


def _is_entry(line: TextLine) -> bool:
    return bool(LEADERS.search(line.text) or _PAGED.search(line.text.strip()))


def _entry(text: str) -> str:
    """A line of contents without dots and page number."""
    return squeezed(re.sub(r"[.．…·_\s]*[-—]?\s*\d{1,3}\s*[-—]?\s*$", "", text.strip()))


def _is_centred(page: PageLines, line: TextLine) -> bool:
    left, right = line.left, page.width - line.right
    return min(left, right) > page.width * 0.2 and abs(left - right) < page.width * 0.08


def _runs_full(line: TextLine, right: float, size: float) -> bool:
    return line.right > right - size * 1.1 and not line.text.rstrip().endswith(_ENDS)


def _is_heading(lines: Sequence[tuple[PageLines, TextLine]]) -> bool:
    text = lines[0][1].text.strip()
    return len(lines) == 1 and bool(NUMBERED.match(text)) and not _SENTENCE.search(text)
