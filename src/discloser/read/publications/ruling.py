"""Ruled lines of a page → grids: where the columns and rows are, and which unit cells a merged cell covers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .pages import RuledLine

_SAME = 2.6
"""Points between lines that are drawn as one, such as the two edges of a bar."""
_TOUCHING = 3.2
_CROSSING = 4.0
_SHORTEST = 4.0
_FEWEST_CELLS = 2
_OPEN_SIDE = 8.0
_ONE_ROW = 32.0
_SEVERAL = 5

Area = tuple[int, int, int, int]
"""First row, first column, row after the last, column after the last."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A grid: positions of its lines, and the merged cell that each unit cell (row, column) belongs to."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: dict[tuple[int, int], Area]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def box_of(self, area: Area) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of a cell."""
        return self.xs[area[1]], self.ys[area[0]], self.xs[area[3]], self.ys[area[2]]

    def cell_at(self, x: float, y: float) -> Area | None:
        """The cell around a point, or nothing for a point outside of all cells."""
        left, top, right, bottom = self.box
        if not (left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1):
            return None
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        return self.cells.get((row, column))


def rulings_of(across: Iterable[RuledLine], down: Iterable[RuledLine]) -> list[Ruling]:
    """The grids that the lines of a page make, from above."""
    rows = [line for line in _merged(across) if line.end - line.start > _SHORTEST]
    columns = [line for line in _merged(down) if line.end - line.start > _SHORTEST]
    groups = list(_connected(rows, columns))
    alone = [row for of_rows, of_columns in groups if not of_columns for row in of_rows]
    found = [ruling for group in groups if (ruling := _ruling(_with_edges(group[0], alone), group[1]))]
    found.sort(key=lambda ruling: (ruling.ys[0], ruling.xs[0]))
    return [one for one in found if not any(_holds(other, one) for other in found if other is not one)]


def _with_edges(rows: list[RuledLine], alone: Iterable[RuledLine]) -> list[RuledLine]:
    """The rules of a table open at its sides, with the one that closes a first or last row of a single cell."""
    if not rows:
        return rows
    edges = (min(rows, key=lambda row: row.at), max(rows, key=lambda row: row.at))
    return rows + [
        one for one in alone
        if any(abs(one.start - row.start) < 1 and abs(one.end - row.end) < 1 and 0 < abs(one.at - row.at) < _ONE_ROW
               and (one.at < row.at) == (row is edges[0]) for row in edges)
    ]


def _holds(outer: Ruling, inner: Ruling) -> bool:
    a, b = outer.box, inner.box
    return a != b and a[0] <= b[0] + 1 and a[1] <= b[1] + 1 and a[2] >= b[2] - 1 and a[3] >= b[3] - 1


def _merged(lines: Iterable[RuledLine]) -> list[RuledLine]:
    """Lines of one position as one, pieces that touch joined."""
    bands: list[list[RuledLine]] = []
    for line in sorted(lines):
        if bands and line.at - bands[-1][-1].at <= _SAME:
            bands[-1].append(line)
        else:
            bands.append([line])
    return [joined for band in bands for joined in _joined(band)]


def _joined(band: Sequence[RuledLine]) -> Iterator[RuledLine]:
    at = sum(line.at for line in band) / len(band)
    start = end = None
    for line in sorted(band, key=lambda line: (line.start, line.end)):
        if start is not None and end is not None and line.start <= end + _TOUCHING:
            end = max(end, line.end)
            continue
        if start is not None and end is not None:
            yield RuledLine(at, start, end)
        start, end = line.start, line.end
    if start is not None and end is not None:
        yield RuledLine(at, start, end)


def _connected(rows: list[RuledLine], columns: list[RuledLine]) -> Iterator[tuple[list[RuledLine], list[RuledLine]]]:
    """The groups of lines that cross each other."""
    parent = list(range(len(rows) + len(columns)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, row in enumerate(rows):
        for j, column in enumerate(columns, start=len(rows)):
            if (row.start - _CROSSING <= column.at <= row.end + _CROSSING
                    and column.start - _CROSSING <= row.at <= column.end + _CROSSING):
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[RuledLine], list[RuledLine]]] = defaultdict(lambda: ([], []))
    for i, line in enumerate((*rows, *columns)):
        groups[root(i)][i >= len(rows)].append(line)
    yield from groups.values()


def _ruling(rows: list[RuledLine], columns: list[RuledLine]) -> Ruling | None:
    if len(rows) < 2 or not columns:
        return None
    columns = [*columns, *_open_sides(rows, columns)]
    if len(columns) < 2:
        return None
    xs, ys = _positions(columns), _positions(rows)
    if len(xs) < 2 or len(ys) < 2:
        return None
    above = _ruled(rows, ys, xs)
    left = _ruled(columns, xs, ys)
    cells = _cells(len(ys) - 1, len(xs) - 1, above, left)
    return Ruling(tuple(xs), tuple(ys), cells) if len(set(cells.values())) >= _FEWEST_CELLS else None


def _open_sides(rows: list[RuledLine], columns: list[RuledLine]) -> Iterator[RuledLine]:
    """The sides of a table that is open to the left and right: its lines across reach beyond those down.

    Most of them do or, where cells at the side take several rows, the first and the last one.
    """
    top, bottom = min(row.at for row in rows), max(row.at for row in rows)
    for reached, innermost in ((min(r.start for r in rows), min(c.at for c in columns)),
                               (max(r.end for r in rows), max(c.at for c in columns))):
        ends = [r for r in rows if min(abs(r.start - reached), abs(r.end - reached)) < _CROSSING]
        outer = len(ends) >= _SEVERAL and {row.at for row in ends} >= {top, bottom}
        if abs(reached - innermost) > _OPEN_SIDE and (outer or len(ends) * 2 > len(rows)):
            yield RuledLine(reached, top, bottom)


def _positions(lines: Iterable[RuledLine]) -> list[float]:
    found: list[float] = []
    for at in sorted(line.at for line in lines):
        if not found or at - found[-1] > _SAME:
            found.append(at)
    return found


def _ruled(lines: Iterable[RuledLine], positions: list[float], steps: list[float]) -> set[tuple[int, int]]:
    """(position, step) of every piece between two neighbouring crossings that is drawn."""
    middles = [(steps[k] + steps[k + 1]) / 2 for k in range(len(steps) - 1)]
    drawn: set[tuple[int, int]] = set()
    for line in lines:
        i = _nearest(positions, line.at)
        first, last = bisect_left(middles, line.start), bisect_right(middles, line.end)
        drawn.update((i, k) for k in range(first, last))
    return drawn


def _nearest(positions: list[float], at: float) -> int:
    i = bisect_left(positions, at)
    return min((k for k in (i - 1, i) if 0 <= k < len(positions)), key=lambda k: abs(positions[k] - at))


def _cells(
    rows: int, columns: int, above: set[tuple[int, int]], left: set[tuple[int, int]],
) -> dict[tuple[int, int], Area]:
    """Unit cell → merged cell, by what no line parts; regions that are open to the outside are none."""
    cells: dict[tuple[int, int], Area] = {}
    seen: set[tuple[int, int]] = set()
    for i in range(rows):
        for j in range(columns):
            if (i, j) in seen:
                continue
            region, closed = _region((i, j), rows, columns, above, left)
            seen |= region
            if closed:
                ys, xs = [a for a, _ in region], [b for _, b in region]
                cells.update(dict.fromkeys(region, (min(ys), min(xs), max(ys) + 1, max(xs) + 1)))
    return cells


def _region(
    start: tuple[int, int], rows: int, columns: int, above: set[tuple[int, int]], left: set[tuple[int, int]],
) -> tuple[set[tuple[int, int]], bool]:
    region, waiting, closed = {start}, [start], True
    while waiting:
        i, j = waiting.pop()
        steps = (
            ((i, j + 1), (j + 1, i) in left), ((i, j - 1), (j, i) in left),
            ((i + 1, j), (i + 1, j) in above), ((i - 1, j), (i, j) in above),
        )
        for step, barred in steps:
            if barred or step in region:
                continue
            if not (0 <= step[0] < rows and 0 <= step[1] < columns):
                closed = False
                continue
            region.add(step)
            waiting.append(step)
    return region, closed
