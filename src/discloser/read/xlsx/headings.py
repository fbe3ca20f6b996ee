"""Where the tables of a sheet stand: found by their titles and headings, wherever rows and columns were moved to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ...model.form.areas import NUMBER, REMARK, Fields, FreeRows, Matrix, Repeated
from ...model.form.outline import canonical_key
from .cells import Position
from .sheets import Grid

_LAST = 1 << 21


@dataclass(frozen=True)
class Found:
    """A table on a sheet. `columns`: canonical heading → its column; `twice`: headings that stand over two columns.

    `title`: the cell of the title, where there is one; `header`: None when no row of headings was found. The table's
    own rows are those below the header, before `end`.
    """

    title: Position | None
    header: int | None
    end: int
    columns: Mapping[str, int] = field(default_factory=dict)
    twice: Mapping[str, Position] = field(default_factory=dict)
    others: Mapping[str, int] = field(default_factory=dict)
    """Headings that the table does not have, and their columns."""

    def column(self, heading: str) -> int | None:
        """The column under a heading."""
        return self.columns.get(canonical_key(heading))

    @property
    def remark_column(self) -> int | None:
        """The column of remarks."""
        return self.column(REMARK)

    def rows(self, grid: Grid) -> Iterator[int]:
        """The rows below the header that hold anything."""
        if self.header is not None:
            yield from (row for row in grid.rows if self.header < row < self.end)

    def spot(self) -> Position:
        """Where to look when something is missing: the header, else the title."""
        if self.header is not None:
            return self.header, min(self.columns.values(), default=1)
        return self.title or (1, 1)


def areas_of(grid: Grid, areas: Sequence[Fields | FreeRows | Matrix | Repeated]) -> list[Found]:
    """The tables of a sheet, in the order of the areas."""
    titles = [_title(grid, area.title, 0) for area in areas]
    tops = [_top(grid, area, title) for area, title in zip(areas, titles, strict=True)]
    return [
        _found(grid, area.headings if not isinstance(area, Repeated) else (), titles[i],
               (titles[i] or (0, 0))[0], _next(tops[i + 1:]))
        for i, area in enumerate(areas)
    ]


def blocks_of(grid: Grid, area: Repeated, first: int, end: int) -> list[tuple[Position, int]]:
    """The blocks of a repeated area: the cell of each title, and the row before which the block ends."""
    starts = [
        (row, columns[0]) for row, columns in grid.rows.items()
        if first <= row < end and _says(grid, (row, columns[0]), area.title)
    ]
    ends = [row for row, _ in starts[1:]]
    return list(zip(starts, [*ends, end], strict=False))


def untitled(grid: Grid, headings: tuple[str, ...], first: int, end: int) -> Position | None:
    """Where a further block begins whose title was lost: the row above its headings, which are there a second time."""
    header = _header(grid, headings, first, end)
    again = _header(grid, headings, header + 1, end) if header is not None else None
    if again is None:
        return None
    above = grid.rows.get(again - 1)
    return (again - 1, above[0]) if above else (again, grid.rows[again][0])


def parts_of(grid: Grid, parts: Sequence[Fields | Matrix | FreeRows], first: int, end: int) -> list[Found]:
    """The tables inside a block: each from its row of headings to the next one's."""
    headers = [_header(grid, part.headings, first, end) for part in parts]
    found = []
    for part, header in zip(parts, headers, strict=True):
        begin = header or end
        below = min((other for other in headers if other and other > begin), default=end)
        found.append(_found(grid, part.headings, None, begin, below))
    return found


def _found(grid: Grid, headings: tuple[str, ...], title: Position | None, first: int, end: int) -> Found:
    header = _header(grid, headings, first, end)
    if header is None:
        return Found(title, None, end)
    known = {canonical_key(heading) for heading in headings}
    columns: dict[str, int] = {}
    twice: dict[str, Position] = {}
    others: dict[str, int] = {}
    for column in grid.rows[header]:
        heading = canonical_key(grid.cells[header, column].text)
        if heading not in known:
            others[heading] = column
        elif heading in columns:
            twice.setdefault(heading, (header, column))
        else:
            columns[heading] = column
    return Found(title, header, end, columns, twice, others)


def _header(grid: Grid, headings: tuple[str, ...], first: int, end: int) -> int | None:
    """The row with the most of the headings, the first of several; at least two, if there are two, or there is none."""
    wanted = {canonical_key(heading) for heading in headings} - {REMARK}
    best, most = None, min(len(wanted - {NUMBER}), 2) - 1
    for row, columns in grid.rows.items():
        if not first <= row < end or len(columns) < 2:
            continue
        count = len(wanted & {canonical_key(grid.cells[row, column].text) for column in columns})
        if count > most:
            best, most = row, count
        if count == len(wanted):
            break
    return best


def _title(grid: Grid, title: str, first: int) -> Position | None:
    return next((
        (row, columns[0]) for row, columns in grid.rows.items()
        if row >= first and _says(grid, (row, columns[0]), title)
    ), None)


def _top(grid: Grid, area: Fields | FreeRows | Matrix | Repeated, title: Position | None) -> Position | None:
    """Where what belongs to a table begins: over the first of repeated blocks stands what they are for."""
    if title is None or not isinstance(area, Repeated):
        return title
    row, columns = max(((row, columns) for row, columns in grid.rows.items() if row < title[0]), default=(0, []))
    told = row and canonical_key(grid.cells[row, columns[0]].text).startswith(canonical_key(area.description))
    return (row, columns[0]) if told else title


def _says(grid: Grid, position: Position, text: str) -> bool:
    return canonical_key(grid.cells[position].text) == canonical_key(text)


def _next(titles: Sequence[Position | None]) -> int:
    return next((title[0] for title in titles if title), _LAST)
