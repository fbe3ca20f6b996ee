"""On which page everything lands, before any office program has seen the document.

Pitches and heights are exact, so pages can be counted. Where programs may differ by a line and a contents entry's page
would depend on it, a page break settles the matter for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from .measure import LineCount
from .page import PageFormat

_DOUBT = 1.5
_BORDER = 0.5
_LINES_BELOW_HEADING = 3
"""One line below a heading keeps it on its page; LibreOffice sometimes wants more, having moved it before."""

_LEAST_FILL = 0.5
"""A page that a break cuts short is at least half full."""

_LEAST_END = 0.2
"""A flow's last page need only hold some lines, for what follows begins a page anyway."""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents. Its number orders the entries and names their bookmarks."""

    number: int
    text: str
    level: int

    @property
    def anchor(self) -> str:
        """The bookmark of the heading or table title."""
        return f"_Toc{self.number:08d}"


@dataclass(frozen=True, slots=True)
class RunningText:
    """A paragraph of running text; a chart is a paragraph of one high line.

    `gap` is the space after it. `resized` gives a chart in another height.
    """

    style: str
    content: str
    lines: LineCount
    pitch: float
    keep_next: bool = False
    gap: float = 0
    entry: ContentsEntry | None = None
    resized: Callable[[float], RunningText] | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """Pieces that run from page to page, from the top of a page on."""

    page: PageFormat
    pieces: tuple[RunningText, ...]


@dataclass(frozen=True, slots=True)
class OwnPages:
    """A table or form that begins on a page of its own and ends with the page, or pages, it fills."""

    page: PageFormat
    markup: str
    pages: int
    entry: ContentsEntry | None = None


@dataclass(slots=True)
class Layout:
    """Where the entries stand, and before which pieces of which flow a page break was set."""

    numbers: dict[ContentsEntry, int] = field(default_factory=dict)
    breaks: list[frozenset[int]] = field(default_factory=list)


def paginate(segments: Iterable[Flow | OwnPages]) -> Layout:
    """The layout of the report's body, whose first page is page 1; `breaks` has an item for each segment."""
    layout, page = Layout(), 1
    for segment in segments:
        if isinstance(segment, OwnPages):
            layout.breaks.append(frozenset())
            if segment.entry:
                layout.numbers[segment.entry] = page
            page += segment.pages
            continue
        breaks = settled(segment.pieces, segment.page.text_height)
        layout.breaks.append(breaks)
        *starts, (pages, _) = _places(segment.pieces, breaks, segment.page.text_height, most=True)
        for piece, (start, _) in zip(segment.pieces, starts, strict=True):
            if piece.entry:
                layout.numbers[piece.entry] = page + start
        page += pages
    return layout


def wasted_pages(pieces: Sequence[RunningText], room: float) -> int:
    """How many pages of a flow are cut short by a break or, the last one, hold only a few lines."""
    breaks = settled(pieces, room)
    *_, (pages, used) = _places(pieces, breaks, room, most=False)
    return len(breaks) + (pages > 1 and used < _LEAST_END * room)


def settled(pieces: Sequence[RunningText], room: float) -> frozenset[int]:
    """The pieces to put a page break before, so that no entry's page and not the count of pages is in doubt."""
    breaks: frozenset[int] = frozenset()
    begin = given_up = 0
    while (doubt := _first_doubt(pieces, breaks, room, begin, given_up)) is not None:
        index = _break_against(doubt, pieces, breaks, room, begin)
        if index is None:
            given_up = doubt + 1
        else:
            breaks, begin = breaks | {index}, index
    return breaks


def _break_against(
    doubt: int, pieces: Sequence[RunningText], breaks: frozenset[int], room: float, begin: int
) -> int | None:
    """The piece to put on a new page because of a doubt: the last one that settles it, or else where it arises."""
    least = list(_places(pieces, breaks, room, begin, most=False))
    most = list(_places(pieces, breaks, room, begin, most=True))
    possible = [
        index for index in range(begin + 1, min(doubt, len(pieces) - 1) + 1)
        if not pieces[index - 1].keep_next and least[index - begin][1] >= _LEAST_FILL * room
    ]
    for index in reversed(possible):
        remaining = _first_doubt(pieces, breaks | {index}, room, begin)
        if remaining is None or remaining > doubt:
            return index
    return next((index for index in possible if least[index - begin][0] != most[index - begin][0]), None)


def _first_doubt(
    pieces: Sequence[RunningText], breaks: frozenset[int], room: float, begin: int, given_up: int = 0
) -> int | None:
    """The first entry, or the end, whose page depends on how doubts fall out; those before `given_up` do not count."""
    both = zip(
        _places(pieces, breaks, room, begin, most=False), _places(pieces, breaks, room, begin, most=True), strict=True
    )
    for index, ((least, _), (most, _)) in enumerate(both, begin):
        is_asked = index == len(pieces) or pieces[index].entry is not None
        if least != most and is_asked and index >= given_up:
            return index
    return None


def _places(
    pieces: Sequence[RunningText], breaks: frozenset[int], room: float, begin: int = 0, *, most: bool
) -> Iterator[tuple[int, float]]:
    """The page, from 0, and the height used on it where each piece starts; at last the number of pages.

    `begin` is a piece that starts a page.
    """
    room += -_DOUBT if most else _DOUBT
    page, used = 0, 0.0
    for index in range(begin, len(pieces)):
        piece = pieces[index]
        if used and (index in breaks or used + _held_together(pieces, index, most) > room):
            page, used = page + 1, 0.0
        yield page, used
        for _ in range(piece.lines.most if most else piece.lines.fewest):
            if used and used + piece.pitch > room:
                page, used = page + 1, 0.0
            used += piece.pitch
        used += piece.gap
    yield page + 1, used


def _held_together(pieces: Sequence[RunningText], index: int, most: bool) -> float:
    """The height from this piece's top to the first line that need not stay on its page."""
    height, heads = 0.0, False
    while index < len(pieces) - 1 and pieces[index].keep_next:
        piece = pieces[index]
        height += (piece.lines.most if most else piece.lines.fewest) * piece.pitch + piece.gap
        index, heads = index + 1, True
    below = min(_LINES_BELOW_HEADING, pieces[index].lines.most) if heads and most else 1
    return height + below * pieces[index].pitch


def pages_of_rows(
    opening: float, heads: Sequence[float], rows: Sequence[float], closing: float, room: float
) -> tuple[int, bool]:
    """The pages a table fills, and whether that is beyond doubt: programs differ in whether borders add to rows.

    `opening` stands above the table once, its `heads` on every page, `closing` below its end.
    """
    least, most = (
        _pages(opening, [head + border for head in heads], [height + border for height in rows], closing, room)
        for border in (0, _BORDER)
    )
    return most, least == most


def _pages(opening: float, heads: Sequence[float], rows: Sequence[float], closing: float, room: float) -> int:
    head = sum(heads)
    pages, used = 1, opening + head
    for height in (*rows, closing):
        if used + height > room - _DOUBT and used > head:
            pages, used = pages + 1, head
        used += height
    return pages
