"""On which page everything lands, before any office program has seen the document.

Pitches and heights are exact, so pages can be counted. Where programs may differ by a line and a contents entry's page
would depend on it, a page break settles the matter for all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from .measure import LineCount
from .page import PageFormat

_DOUBT = 1.5
_BORDER = 0.3
_LINES_BELOW_HEADING = 3
"""Two lines below a heading keep it on its page; LibreOffice sometimes wants more, having moved it before."""

_LEAST_END = 1 / 3
"""A flow's last page is filled to a third, if that can be had by setting its charts closer."""

_LEAST_FILL = 0.5
"""A page that a break cuts short is at least half full."""


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


Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class RunningText:
    """A paragraph of running text; a chart is a paragraph of one high line.

    `before` and `gap` are the spaces above and below it. `place`: its part and block, from 0; a part's heading is -1.
    `floats`: a chart's title, which with the chart may go behind text that follows; `moved`: one that did. `closer`: a
    chart in less height.
    """

    style: str
    content: str
    lines: LineCount
    pitch: float
    keep_next: bool = False
    gap: float = 0
    entry: ContentsEntry | None = None
    before: float = 0
    floats: bool = False
    moved: bool = False
    closer: RunningText | None = None
    place: Place = (0, -1)

    def runs(self, lines: int) -> Iterator[int]:
        """The lines in runs that no page end parts: neither the first nor the last of several lines stands alone."""
        if lines <= 3:
            yield lines
        else:
            yield from (2, *[1] * (lines - 4), 2)


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
    entries: tuple[ContentsEntry, ...] = ()


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
            layout.numbers |= dict.fromkeys(segment.entries, page)
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


def arranged(pieces: Sequence[RunningText], room: float) -> tuple[RunningText, ...]:
    """The pieces as they are set: charts float, and are less high where this spares a page that is hardly filled."""
    usual = floated(pieces, room)
    close = floated([piece.closer or piece for piece in pieces], room)
    pages, used = _ends(usual, room)
    return close if used < _LEAST_END * room and _ends(close, room)[0] < pages else usual


def _ends(pieces: Sequence[RunningText], room: float) -> tuple[int, float]:
    """How many pages the pieces fill, and how high the last one."""
    *_, end = _places(pieces, settled(pieces, room), room, most=True)
    return end


def floated(pieces: Sequence[RunningText], room: float) -> tuple[RunningText, ...]:
    """The pieces, a chart that does not fit on its page behind the text that follows, so that no gap is left."""
    order = list(pieces)
    for index in range(1, len(order) - 2):
        while order[index].floats and (end := _comes_forward(order, index, room)):
            title, picture, *text = order[index:end]
            order[index:end] = [*text, replace(title, moved=True), picture]
            index += len(text)
    return tuple(order)


_CHART = 2
"""The pieces of a chart: its title and its picture."""


def _comes_forward(order: Sequence[RunningText], index: int, room: float) -> int:
    """The end of the text behind a chart that goes before it, because it begins on the page where the chart won't fit.

    0 where the chart stands well, or nothing may go before it, or programs may differ in this.
    """
    end = index + _CHART
    while end < len(order) - 1 and order[end].keep_next:
        end += 1
    end += 1
    if end > len(order) or any(piece.floats for piece in order[index + _CHART : end]):
        return 0
    forward = [*order[:index], *order[index + _CHART : end]]
    for most in (True, False):
        *_, (pages, _) = _places(order[:index], frozenset(), room, most=most)
        *_, (chart_page, _), _, _ = _places(order[: index + _CHART], frozenset(), room, most=most)
        text_page, _ = list(_places(forward, frozenset(), room, most=most))[index]
        if chart_page < pages or text_page >= pages:
            return 0
    return end


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
    extreme = max if most else min
    place = 0, 0.0
    for index in range(begin, len(pieces)):
        piece = pieces[index]
        page, used = place
        if used and (index in breaks or used + _held_together(pieces, index, most) > room):
            page, used = page + 1, 0.0
        yield page, used
        used += piece.before if used or most else 0
        page, used = extreme(_end(piece, lines, page, used, room) for lines in piece.lines.counts)
        place = page, used + piece.gap
    page, used = place
    yield page + 1, used


def _end(piece: RunningText, lines: int, page: int, used: float, room: float) -> tuple[int, float]:
    """The page, and the height used on it, where a piece of so many lines ends.

    More lines may end higher: three keep together and go to the next page where four leave two behind.
    """
    for run in piece.runs(lines):
        if used and used + run * piece.pitch > room:
            page, used = page + 1, 0.0
        used += run * piece.pitch
    return page, used


def _held_together(pieces: Sequence[RunningText], index: int, most: bool) -> float:
    """The height from this piece's top to the first line that need not stay on its page."""
    height, heads = 0.0, False
    while index < len(pieces) - 1 and pieces[index].keep_next:
        piece = pieces[index]
        height += (piece.lines.most if most else piece.lines.fewest) * piece.pitch + piece.gap + piece.before
        index, heads = index + 1, True
    piece = pieces[index]
    extreme = max if most else min
    below = (
        min(_LINES_BELOW_HEADING, piece.lines.most) if heads and most
        else extreme(next(piece.runs(lines)) for lines in piece.lines.counts)
    )
    return height + piece.before + below * piece.pitch


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
