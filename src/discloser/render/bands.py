"""Tables too wide for a page, set in bands: lists side by side part, the bands of a single list repeat its names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ..model.report.report import Cell, Column, Row, Table
from . import fit

MOST_AMOUNTS = 9
"""A table with more columns of amounts than this is set in bands."""

_NAMES = frozenset({"code", "name", "text"})
Columns = tuple[int, ...]


def banded(table: Table) -> list[Table]:
    """The table, or the bands it is set in: tables of the same rows, each with some of its columns.

    A table that can't be read in bands either stays whole.
    """
    if table.landscape or not is_too_wide(table):
        return [table]
    bands = list(_bands(table, _lists(table)))
    if len(bands) == 1 or not all(_can_be_read(table, columns) for columns in bands):
        return [table]
    return [_band(table, columns, number, bands) for number, columns in enumerate(bands)]


def is_too_wide(table: Table) -> bool:
    """Whether a table has more columns than can be read on an upright page."""
    amounts = sum(column.show == "amount" for column in table.columns)
    return amounts > MOST_AMOUNTS or not fit.is_legible(replace(table, landscape=False))


def _lists(table: Table) -> list[Columns]:
    """The lists that stand side by side, by their columns: each begins with a code or a name."""
    lists: list[list[int]] = []
    for position, column in enumerate(table.columns):
        named = column.show in _NAMES
        if not lists or (named and table.columns[position - 1].show == "amount"):
            lists.append([])
        lists[-1].append(position)
    return [tuple(one) for one in lists]


def _bands(table: Table, lists: Sequence[Columns]) -> Iterator[Columns]:
    """As many lists in a band as can be read; a list that is too wide by itself is parted, its names are repeated."""
    if len(lists) == 1:
        yield from _parted(table, lists[0])
        return
    band: Columns = ()
    for columns in lists:
        if band and not _can_be_read(table, band + columns):
            yield band
            band = ()
        band += columns
    yield band


def _parted(table: Table, columns: Columns) -> Iterator[Columns]:
    """A single list in bands: a group of heads is not parted if a band can hold it."""
    names = tuple(position for position in columns if table.columns[position].show in _NAMES)
    band: Columns = names
    for group in _groups(table, [position for position in columns if position not in names]):
        if len(band) > len(names) and not _can_be_read(table, (*band, *group)):
            yield band
            band = names
        band = (*band, *group)
    yield band


def _groups(table: Table, amounts: Sequence[int]) -> Iterator[Columns]:
    for _, members in groupby(amounts, key=lambda position: table.columns[position].path[:1]):
        group = tuple(members)
        yield from [group] if _can_be_read(table, group) else [(position,) for position in group]


def _can_be_read(table: Table, columns: Columns) -> bool:
    part = replace(table, columns=tuple(table.columns[position] for position in columns),
                   rows=tuple(Row(tuple(row.cells[position] for position in columns)) for row in table.rows))
    return not is_too_wide(part)


def _band(table: Table, columns: Columns, number: int, bands: Sequence[Columns]) -> Table:
    is_last = number == len(bands) - 1
    rows = [Row(tuple(_cell(table, row, position, columns) for position in columns)) for row in table.rows]
    while rows and not any(cell.text for cell in rows[-1].cells):
        rows.pop()
    return replace(
        table, columns=tuple(_column(table, position) for position in columns), rows=tuple(rows),
        column_numbers=tuple(table.column_numbers[position] for position in columns) if table.column_numbers else (),
        label=table.label if number == 0 else table.continued_label, note=table.note if is_last else None,
    )


def _column(table: Table, position: int) -> Column:
    """A column of a band. Where one head stands over several lists, each says which codes it holds."""
    column = table.columns[position]
    lists = _lists(table)
    own = next(one for one in lists if position in one)
    alike = [one for one in lists if len(column.path) > 1 and table.columns[one[0]].path[0] == column.path[0]]
    codes = [row.cells[own[0]].text for row in table.rows if row.cells[own[0]].text.isdecimal()]
    if len(alike) < 2 or len(codes) < 2 or table.columns[own[0]].show != "code":
        return column
    return replace(column, path=(f"{column.path[0]}（{codes[0]}—{codes[-1]}）", *column.path[1:]))


def _cell(table: Table, row: Row, position: int, columns: Columns) -> Cell:
    """A cell of a band. The name of a total whose amounts stand in a list of another band goes to where they are."""
    lists = _lists(table)
    own = next(number for number, one in enumerate(lists) if position in one)
    if position != lists[own][0]:
        return row.cells[position]
    home = _home_of_total(row, lists, own)
    return row.cells[lists[home][0] if lists[home][0] not in columns else position] if home != own else (
        _unless_moved(table, row, lists, own, columns))


def _home_of_total(row: Row, lists: Sequence[Columns], number: int) -> int:
    """The list in which the name of this list's amounts stands: its own or, where it has none, one before."""
    if not row.cells[lists[number][0]].text and _has_more(row, lists[number]):
        for before in range(number - 1, -1, -1):
            if row.cells[lists[before][0]].text:
                return before if not _has_more(row, lists[before]) else number
    return number


def _unless_moved(table: Table, row: Row, lists: Sequence[Columns], number: int, columns: Columns) -> Cell:
    """The name in a list's first column; where its amounts stand in another band, it says so."""
    own = row.cells[lists[number][0]]
    moved = any(_home_of_total(row, lists, later) == number and lists[later][0] not in columns
                for later in range(number + 1, len(lists)))
    return replace(own, text=f"{own.text}{table.continued_hint}") if moved else own


def _has_more(row: Row, columns: Columns) -> bool:
    return any(row.cells[position].text for position in columns[1:])
