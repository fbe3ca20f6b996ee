"""Sums that follow from a table's own structure: codes that contain each other, groups that hold items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..read.figure_index import FigureIndex
from ..read.layout import LaidOutTable, Panel
from ..read.printed import is_blank, plain
from ..read.relations import Sum, half_of

_SHORTEST = 3


def sums_by_code(sheet: LaidOutTable, total_label: str, desk: FigureIndex) -> Iterator[Sum]:
    """合计 = Σ类, 类 = Σ款, 款 = Σ项, column by column; a level that is not printed is passed over."""
    for panels in continued(sheet):
        codes = {
            (i, number): code for number, panel in enumerate(panels) for i in range(len(sheet.table.rows))
            if (code := sheet.code(i, panel))
        }
        below: dict[Cellmark | None, list[Cellmark]] = {}
        for mark, parent in _parents(codes).items():
            below.setdefault(parent, []).append(mark)
        top = sheet.row(total_label, panels[0])
        for whole, parts in below.items():
            if whole is not None or top is not None:
                yield from _column_sums(sheet, panels, whole or (top or 0, 0), parts, desk)


Cellmark = tuple[int, int]
"""A row, and which of several panels it is in."""


def continued(sheet: LaidOutTable) -> list[list[Panel]]:
    """Panels with codes; those with the same heads continue each other."""
    alike: dict[tuple[str, ...], list[Panel]] = {}
    for panel in sheet.panels:
        if panel.codes:
            alike.setdefault(tuple(column.path.split("/")[-1] for column in panel.columns), []).append(panel)
    return list(alike.values())


def _parents(codes: Mapping[Cellmark, str]) -> dict[Cellmark, Cellmark | None]:
    """Row → the row of the longest other code that its own begins with."""
    marks = {code: mark for mark, code in reversed(list(codes.items()))}
    return {
        mark: next((marks[code[:n]] for n in range(len(code) - 1, _SHORTEST - 1, -1) if code[:n] in marks), None)
        for mark, code in codes.items()
    }


def sums_by_group(sheet: LaidOutTable, beside: str, total_label: str, desk: FigureIndex) -> Iterator[Sum]:
    """合计 = Σ groups = Σ items, group = Σ its items; a group prints nothing in the column `beside`."""
    panel = sheet.panels[0]
    top = sheet.row(total_label, panel)
    groups = groups_of(sheet, beside, total_label)
    if top is None or not groups:
        return
    for group, items in groups.items():
        yield from _column_sums(sheet, [panel], (group, 0), [(item, 0) for item in items], desk)
    yield from _column_sums(sheet, [panel], (top, 0), [(group, 0) for group in groups], desk)
    every = [(item, 0) for items in groups.values() for item in items]
    yield from _column_sums(sheet, [panel], (top, 0), every, desk)


def groups_of(sheet: LaidOutTable, beside: str, total_label: str) -> dict[int, list[int]]:
    """Group row → its item rows."""
    panel = sheet.panels[0]
    note = panel.notes.get(plain(beside))
    groups: dict[int, list[int]] = {}
    current: list[int] | None = None
    for i, row in enumerate(sheet.table.rows):
        name = plain(sheet.name(i, panel))
        if note is None or not name or name == plain(total_label):
            continue
        if is_blank(row[note]):
            current = groups.setdefault(i, [])
        elif current is not None:
            current.append(i)
    return groups


def _column_sums(
    sheet: LaidOutTable, panels: Sequence[Panel], whole: Cellmark, parts: Sequence[Cellmark], desk: FigureIndex
) -> Iterator[Sum]:
    for number, column in enumerate(panels[whole[1]].columns):
        figure = desk.cell(sheet, whole[0], column)
        shown = tuple((1, desk.cell(sheet, row, panels[panel].columns[number])) for row, panel in parts)
        if shown:
            yield Sum(figure, shown, half_of(desk, figure), len(shown), "levels")
