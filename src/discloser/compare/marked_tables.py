"""Tables of a 对照稿: cells, heads and titles with what changed marked, rows and tables that are gone struck."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..model.report.marks import with_marks, without_marks
from ..model.report.report import Cell, Column, Row, Table
from .marked_values import marked, struck
from .tables import paired_rows

_NEW = "（对照稿：原来没有这张表。）"
_GONE = "（对照稿：现在没有这张表。）"
_OTHER_COLUMNS = "（对照稿：这张表的栏数变了，表里没有标改动。）"


def marked_table(old: Table, new: Table, renames: Mapping[str, str]) -> Table:
    """A table, what changed in it marked; rows that went stand struck behind the row that they followed."""
    table = replace(
        new, label=marked(old.label, new.label), title=marked(old.title, new.title),
        unit_line=marked(old.unit_line, new.unit_line), owner_line=marked(old.owner_line, new.owner_line),
        note=_note(old, new))
    if len(old.columns) != len(new.columns):
        return _with_note(table, _OTHER_COLUMNS)
    columns = tuple(_column(was, now) for was, now in zip(old.columns, new.columns, strict=True))
    return replace(table, columns=columns, rows=_rows(old, new, renames))


def new_table(table: Table) -> Table:
    """A table that was not there before: all that stands in it was put in."""
    rows = tuple(Row(tuple(replace(cell, text=marked("", cell.text)) for cell in row.cells)) for row in table.rows)
    return _with_note(replace(table, title=marked("", table.title), rows=rows), _NEW)


def gone_table(table: Table) -> Table:
    """A table that is no longer there, struck."""
    rows = tuple(Row(tuple(replace(cell, text=struck(cell.text)) for cell in row.cells)) for row in table.rows)
    gone = replace(table, label=struck(table.label), title=struck(table.title), toc=struck(table.toc), rows=rows,
                   note=struck(table.note) if table.note else None)
    return _with_note(gone, _GONE)


def _note(old: Table, new: Table) -> str | None:
    return marked(old.note or "", new.note or "") or None


def _with_note(table: Table, why: str) -> Table:
    return replace(table, note="\n".join((*table.note_lines, why)))


def _column(old: Column, new: Column) -> Column:
    """A column whose head is marked where it says something else; a group that spans columns is marked alike in all."""
    if len(old.path) != len(new.path):
        return replace(new, path=(*new.path[:-1], marked(old.path[-1], new.path[-1])))
    return replace(new, path=tuple(map(marked, old.path, new.path)))


def _rows(old: Table, new: Table, renames: Mapping[str, str]) -> tuple[Row, ...]:
    cells = [list(row.cells) for row in new.rows]
    gone: dict[int, list[Row]] = {}
    behind = -1
    for columns, i, j in paired_rows(old.texts(), new.texts(), renames):
        behind = j if j is not None else behind
        for column in columns if j is not None else ():
            was = old.rows[i].cells[column].text if i is not None else ""
            cell = cells[j or 0][column]
            if was != cell.text:
                cells[j or 0][column] = replace(cell, text=with_marks(without_marks(was), without_marks(cell.text)))
        if j is None and i is not None:
            left = tuple(replace(cell, text=struck(cell.text)) if c in columns else Cell()
                         for c, cell in enumerate(old.rows[i].cells))
            gone.setdefault(behind, []).append(Row(left))
    rows = [*gone.get(-1, ())]
    for number, row in enumerate(cells):
        rows += [Row(tuple(row)), *gone.get(number, ())]
    return tuple(rows)
