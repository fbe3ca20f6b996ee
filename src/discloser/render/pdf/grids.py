"""Tables of every sort as the typesetter gets them, and what their cells are to those who hear them read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ...model.report.grid import BodyCell, body_cells, header_grid, is_strong, list_starts, parted
from ...model.report.notice import NoticeTable
from ...model.report.report import Table
from .. import fit
from ..columns import PADDING, PAGE_WIDTH, ems
from ..form_cells import FormCell, blocks_of, extents
from ..form_grid import AnyProjectForm, form_rows, setting_of, widths_of
from ..layout import PlacedTable, title_and_aside
from .letters import LINE_END, Said, broken

Scope = Literal["", "row", "col"]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell where it begins: its leaf column, how far it spans, and which way it is a head of others, if it is one."""

    column: int
    colspan: int
    rowspan: int
    scope: Scope


Grid = list[list[GridCell]]
"""Rows from the top."""

Told = tuple[dict[str, Any], Grid]
"""What the typesetter gets of a table, and what its cells are."""

_HALF_A_PAGE = 300.0
_DEEPEST = 4
_NOTICE_WIDTH, _NOTICE_SIZE, _NOTICE_LINE = 470.0, 9.5, 14.0


def standard_table(placed: PlacedTable, anchor: str) -> Told:
    """A standard table, or a band of one: only the first has the title that the contents lead to."""
    table, fitted = placed.table, placed.fit
    level = fit.LEVELS[fitted.level]
    head = header_grid(table.columns)
    named = _naming_column(table)
    rows = [list(body_cells(row, table.columns)) for row in table.rows]
    told = {
        "anchor": anchor, "first": placed.first, "framed": table.framed, "size": level.size, "row": level.row,
        "widths": fitted.widths, "label": table.label, "title": title_and_aside(table.title), "owner": table.owner_line,
        "unit": table.unit_line, "notes": [[broken(line)] for line in table.note_lines],
        "head": [[(cell.text, cell.colspan, cell.rowspan) for cell in line] for line in head],
        "numbers": table.column_numbers, "rows": [_row(row, table, fitted, level) for row in rows],
        "lists": list_starts(table.columns),
    }
    grid: Grid = [[GridCell(cell.column, cell.colspan, cell.rowspan, "col") for cell in line] for line in head]
    if table.column_numbers:
        grid.append([GridCell(column, 1, 1, "") for column in range(len(table.columns))])
    grid += [
        [GridCell(column, colspan, 1, "row" if column == named and cell.text else "") for cell, column, colspan in row]
        for row in rows
    ]
    return told, grid


def _naming_column(table: Table) -> int | None:
    """Where a table names its rows once, the name heads its row; of a table without data it heads nothing."""
    names = [position for position, column in enumerate(table.columns) if column.show == "name"]
    told = any(
        cell.text for row in table.rows for cell, column in zip(row.cells, table.columns, strict=True)
        if column.show in ("amount", "text")
    )
    return names[0] if told and len(names) == 1 else None


def _row(cells: Sequence[BodyCell], table: Table, fitted: fit.Fit, level: fit.SizeStep) -> dict[str, Any]:
    told, breaks = [], False
    for cell, column, colspan in cells:
        indent, show = min(cell.indent, _DEEPEST), table.columns[column].show
        width = sum(fitted.widths[column : column + colspan]) / 100 * PAGE_WIDTH[table.landscape]
        width -= indent * level.size
        text = _within(cell.text, width, level) if show in ("name", "text") else cell.text
        told.append((text, colspan, show, indent, is_strong(cell)))
        breaks = breaks or _is_high(cell.text, width, level)
    return {"cells": told, "breaks": breaks, "parts": parted(cells, table.columns)}


def project_form(form: AnyProjectForm, anchor: str, heading_level: int) -> Told:
    """A form of a project."""
    rows = list(form_rows(form))
    number, padding = setting_of(form, rows)
    level, widths = fit.LEVELS[number], widths_of(form)
    told = {
        "anchor": anchor, "level": heading_level, "size": level.size, "padding": padding,
        "title": form.title, "year": form.year_line,
        "project": Said(form.project), "widths": widths, "signature": form.printed_signature(),
        "notes": [[broken(form.note)]] if form.note else [], "rows": [_form_row(row, level, widths) for row in rows],
        "blocks": blocks_of(rows),
    }
    return told, _form_grid(rows, len(widths))


def _form_row(row: Sequence[FormCell], level: fit.SizeStep, widths: Sequence[float]) -> dict[str, Any]:
    told, breaks = [], False
    for cell, width in extents(row, widths):
        text = LINE_END.join(cell.text.split("\n")) if cell.kind == "text" else cell.text
        whole = cell.kind == "amount" and ems(text) <= width / level.size - 2 * PADDING
        told.append((text if whole else _within(text, width, level), cell.colspan, cell.rowspan, cell.kind))
        breaks = breaks or _is_high(cell.text, width, level)
    return {"cells": told, "breaks": breaks}


def _within(text: str, width: float, level: fit.SizeStep) -> str:
    return broken(text, width / level.size - 2 * PADDING)


def _is_high(text: str, width: float, level: fit.SizeStep) -> bool:
    """Whether a cell is so high that its row may run over two pages."""
    lines = sum(level.lines(line, width) for line in text.split("\n"))
    return lines * level.size * fit.LINE > _HALF_A_PAGE


def _form_grid(rows: Iterable[Sequence[FormCell]], columns: int) -> Grid:
    """A row's cells stand in the columns that cells from above leave free."""
    taken_until = [0] * columns
    scopes: dict[str, Scope] = {"head": "row", "top": "col"}
    grid: Grid = []
    for number, row in enumerate(rows):
        grid.append([])
        column = 0
        for cell in row:
            while taken_until[column] > number:
                column += 1
            taken_until[column : column + cell.colspan] = [number + cell.rowspan] * cell.colspan
            grid[-1].append(GridCell(column, cell.colspan, cell.rowspan, scopes.get(cell.kind, "")))
            column += cell.colspan
    return grid


def notice_table(table: NoticeTable) -> Told:
    """A small table in the running text."""
    total = sum(table.widths)
    widths = [100 * width / total for width in table.widths]
    rooms = [width / 100 * _NOTICE_WIDTH / _NOTICE_SIZE - 1 for width in widths]
    rows = [_notice_row(list(zip(row, rooms, strict=True))) for row in table.rows]
    columns = range(len(table.heads))
    grid: Grid = [[GridCell(column, 1, 1, "col") for column in columns]]
    grid += [[GridCell(column, 1, 1, "") for column in columns] for _ in rows]
    return {"widths": widths, "heads": table.heads, "rows": rows}, grid


def _notice_row(cells: Sequence[tuple[str, float]]) -> dict[str, Any]:
    return {
        "cells": [broken(text, room) for text, room in cells],
        "breaks": any(ems(text) / room * _NOTICE_LINE > _HALF_A_PAGE for text, room in cells),
    }
