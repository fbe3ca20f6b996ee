"""What is usual on the pages of a PDF: size and faces of running text, margins, and what runs along their edges."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from ...model.text.squeezing import squeezed
from .heading_looks import usual
from .lines import TextLine

NUMBERED = re.compile(
    r"(第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|\d{1,2}[、.．](?!\d)|\d{1,2}[.．](?=(?:19|20)\d\d年)|[（(]\d{1,2}[）)]|[①-⑳])"
)
"""How an item begins; `1690.69万元` is none."""

LEADERS = re.compile(r"[.．…·。_]{3,}\s*[-—]?\s*\d{1,3}\s*[-—]?$")
_CAPTION = re.compile(r"[:：]|表([（(].*[)）])?(续)?$|公开\d*表")
_PAGE_NUMBER = re.compile(r"[-—–\s]*(第\s*)?\d{1,3}(\s*页)?(\s*[,，/]?\s*共\s*\d{1,3}\s*页)?[-—–\s]*")
LONG_LINE = 18
"""Letters: a line that is longer shows where margins are."""
_MUCH, _NEARLY_ALL = 250, 0.8
_MARGIN = 0.115
"""Of the height of a page: above and below stand running heads and page numbers."""


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of a page outside of its grids. `grids`: at which heights its grids begin."""

    number: int
    width: float
    height: float
    lines: tuple[TextLine, ...]
    grids: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """What is usual on pages: the size of running text by page, and the margins of pages of one width and size.

    `faces`: the fonts in which running text is set.
    """

    sizes: dict[int, float] = field(default_factory=dict)
    lefts: dict[tuple[int, int], float] = field(default_factory=dict)
    rights: dict[tuple[int, int], float] = field(default_factory=dict)
    faces: set[str] = field(default_factory=set)

    def size(self, page: PageLines) -> float:
        """The size of running text on a page."""
        return self.sizes[page.number]

    def left(self, page: PageLines) -> float:
        """Where lines of running text begin on pages like this."""
        return self.lefts.get(self._like(page), 0.0)

    def right(self, page: PageLines) -> float:
        """Where lines of running text end on pages like this."""
        return self.rights.get(self._like(page), page.width)

    def sets_off(self, line: TextLine) -> bool:
        """Whether a line stands in another face than running text."""
        return bool(line.face and self.faces) and line.face not in self.faces

    def _like(self, page: PageLines) -> tuple[int, int]:
        return round(page.width), round(self.size(page))


def without_running_heads(pages: Sequence[PageLines]) -> list[PageLines]:
    """The pages without their numbers and without heads that stand on several of them."""
    def key(line: TextLine) -> tuple[str, int]:
        return re.sub(r"\d+", "#", squeezed(line.text)), round(line.middle / 4)

    def edge(page: PageLines, line: TextLine) -> bool:
        return not page.height * _MARGIN < line.middle < page.height * (1 - _MARGIN)

    seen = Counter(k for page in pages for k in {key(line) for line in page.lines if edge(page, line)})
    return [
        PageLines(page.number, page.width, page.height, tuple(
            line for line in page.lines if not (edge(page, line) and (
                _PAGE_NUMBER.fullmatch(line.text) or _is_head(line, seen[key(line)], len(pages))))
        ), page.grids) for page in pages
    ]


def _is_head(line: TextLine, times: int, pages: int) -> bool:
    """Whether a line at the edge is a running head: it stands on most pages, or on some and is no sentence.

    What names a table, its owner or its unit stands at the edge of many pages, too, and is none.
    """
    if _CAPTION.search(squeezed(line.text)):
        return False
    return times >= 3 and (times * 3 > pages or len(squeezed(line.text)) < 30) and not NUMBERED.match(line.text)


def measured(pages: Sequence[PageLines]) -> Measure:
    """What is usual in a document; a page of much text in another size has its own."""
    by_page = {page.number: _sizes(page) for page in pages}
    whole: Counter[float] = Counter()
    for sizes in by_page.values():
        whole.update(sizes)
    common = whole.most_common(1)[0][0] if whole else 12.0
    measure = Measure({number: _own_size(sizes) or common for number, sizes in by_page.items()})
    lefts: dict[tuple[int, int], Counter[float]] = defaultdict(Counter)
    rights: dict[tuple[int, int], Counter[float]] = defaultdict(Counter)
    faces: Counter[str] = Counter()
    for page in pages:
        like = round(page.width), round(measure.size(page))
        for line in page.lines:
            if abs(line.size - measure.size(page)) < 1 and len(line.text) > LONG_LINE and "\t" not in line.text:
                lefts[like][round(line.left)] += 1
                rights[like][round(line.right)] += 1
                faces[line.face] += 1
    measure.lefts.update({like: min(usual(found)) for like, found in lefts.items()})
    measure.rights.update({like: max(usual(found)) for like, found in rights.items()})
    measure.faces.update(face for face in usual(faces) if face)
    return measure


def _sizes(page: PageLines) -> Counter[float]:
    sizes: Counter[float] = Counter()
    for line in page.lines:
        sizes[round(line.size * 2) / 2] += 0 if LEADERS.search(line.text) else len(line.text)
    return sizes


def _own_size(sizes: Counter[float]) -> float | None:
    """The size of a page that is nearly all in one size."""
    size, count = sizes.most_common(1)[0] if sizes else (0.0, 0)
    return size if count > _MUCH and count > sizes.total() * _NEARLY_ALL else None
