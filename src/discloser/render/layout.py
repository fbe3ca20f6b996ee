"""Which tables stand on which page: decided once for all formats that have pages.

Tables follow one another in their order and are whole; those of one page have type of one size where their amounts
allow it. They take as few pages as they can, and fill them evenly. Only a table larger than a page is broken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..model.report.report import Block, Heading, Paragraph, Part, Table
from . import fit
from .bands import banded
from .columns import PAGE_WIDTH, ems

GAP = 26.0
"""Room between two tables of a page, in points."""

_COMFORTABLE = 5
"""Levels before this one are used to bring one more table onto a page."""

_HEADING, _HEADING_GAP = 36.0, 12.0
_HEADING_SIZE = 22.0
_SPARE = 4.0
_PAGE = 100.0
_BRIEF, _LETTERS = 6, 28


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table, or a band of one, as it is set. `position`: where it stands in its part; `first`: its first band."""

    table: Table
    fit: fit.Fit
    position: int
    first: bool

    def pages(self, room: float) -> int:
        """How many pages it takes; `room` is what is free on its first page."""
        return self.fit.pages(room, _height(self.table))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The tables of one page, or one table of several. `opens`: the part's heading stands above; `notes`: below."""

    tables: tuple[PlacedTable, ...]
    opens: bool = False
    notes: tuple[Paragraph, ...] = ()

    @property
    def landscape(self) -> bool:
        """Whether the page lies sideways."""
        return self.tables[0].table.landscape


def laid_out(part: Part) -> Iterator[Sheet | tuple[int, Block]]:
    """The blocks of a part with their positions, its tables gathered in sheets."""
    numbered = list(enumerate(part.blocks))
    runs = [(is_table, list(run)) for is_table, run in groupby(numbered, key=lambda one: isinstance(one[1], Table))]
    notes: tuple[Paragraph, ...] = ()
    for number, (is_table, run) in enumerate(runs):
        if not is_table:
            yield from run[len(notes) :]
            continue
        following = runs[number + 1][1] if number + 1 < len(runs) else []
        notes = tuple(_leading_notes([block for _, block in following]))
        tables = [(position, block) for position, block in run if isinstance(block, Table)]
        heading = _heading_height(part.heading) if number == 0 else 0.0
        yield from _sheets(tables, heading, notes)


def _leading_notes(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if not (isinstance(block, Paragraph) and block.style == "note"):
            return
        yield block


def _heading_height(heading: str) -> float:
    lines = -(-ems(heading) * _HEADING_SIZE // PAGE_WIDTH[False])
    return lines * _HEADING + _HEADING_GAP


@dataclass(frozen=True, slots=True)
class _Unplaced:
    """A table or band to be placed, and every setting in which it can be read, the largest type first."""

    table: Table
    position: int
    first: bool
    legible: tuple[fit.Fit, ...]

    def at(self, level: int) -> fit.Fit | None:
        """The piece at a level, or the next one that can be read."""
        return next((one for one in self.legible if one.level >= level), None)

    def placed(self, fitted: fit.Fit) -> PlacedTable:
        """The piece as it is set."""
        return PlacedTable(self.table, fitted, self.position, self.first)


def _sheets(tables: Sequence[tuple[int, Table]], heading: float, notes: tuple[Paragraph, ...]) -> Iterator[Sheet]:
    """The fewest pages and, of those, the ones that are most evenly filled."""
    pieces = [
        _Unplaced(band, position, number == 0, tuple(fit.legible(band)))
        for position, table in tables for number, band in enumerate(banded(table))
    ]
    closing = sum(fit.note_height(note.text) for note in notes)
    best: list[tuple[float, list[tuple[PlacedTable, ...]]]] = [(0.0, [])]
    for end in range(1, len(pieces) + 1):
        tried = []
        for begin in range(end - 1, -1, -1):
            taken = (heading if begin == 0 else 0.0) + (closing if end == len(pieces) else 0.0)
            if (found := _set(pieces[begin:end], taken)) is None:
                break
            tried.append((best[begin][0] + found[0], [*best[begin][1], found[1]]))
        best.append(min(tried, key=lambda one: one[0]))
    sheets = best[-1][1]
    for number, placed in enumerate(sheets):
        yield Sheet(placed, bool(heading) and number == 0, notes if number == len(sheets) - 1 else ())


def _set(pieces: Sequence[_Unplaced], taken: float) -> tuple[float, tuple[PlacedTable, ...]] | None:
    """What it costs to set pieces on a page of their own, and how they are set; None if they do not fit together.

    Pages count most, then how empty they are.
    """
    first = pieces[0].table
    room = _height(first) - taken
    if len(pieces) == 1:
        placed = pieces[0].placed(fit.fit(first, room))
        pages = placed.pages(room)
        return _cost(pages, placed.fit.height / (room + (pages - 1) * _height(first))), (placed,)
    if any(piece.table.landscape != first.landscape for piece in pieces):
        return None
    room -= GAP * (len(pieces) - 1)
    for level in range(_COMFORTABLE):
        fits = [one for piece in pieces if (one := piece.at(level))]
        height = sum(one.height for one in fits)
        if len(fits) == len(pieces) and height <= room:
            return _cost(1, height / room), tuple(map(_Unplaced.placed, pieces, fits))
    return None


def _cost(pages: int, filled: float) -> float:
    return _PAGE * pages + (1 - min(filled, 1.0)) ** 2


def _height(table: Table) -> float:
    """The height of a table's page, a little less than there is: the typesetter rounds up."""
    return PAGE_WIDTH[not table.landscape] - _SPARE


def is_brief(part: Part) -> bool:
    """Whether a part is so short that it does not begin a page: a section that says 无."""
    lines = 0
    for block in part.blocks:
        if not isinstance(block, Heading | Paragraph):
            return False
        lines += -(-(len(block.text) + 2) // _LETTERS)
    return lines <= _BRIEF


def title_and_aside(title: str) -> tuple[str, str]:
    """A title, and what stands behind it in parentheses, which is set smaller."""
    main, opened, aside = title.partition("（")
    return (main, opened + aside) if opened and aside.endswith("）") and aside.count("（") == 0 else (title, "")
