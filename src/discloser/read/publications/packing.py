"""Loose blocks as plain JSON, so that they can come out of a process which may have been led astray by a file.

What comes back is only texts and numbers; their shapes are checked by taking them apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...model.place import Box, Place
from ...model.publication import LooseBlock, LooseGrid, LooseText, PublishedCell


def packed(blocks: Iterable[LooseBlock]) -> list[list[Any]]:
    """Blocks as lists."""
    return [_text(block) if isinstance(block, LooseText) else _grid(block) for block in blocks]


def unpacked(data: Iterable[Any], file: str) -> list[LooseBlock]:
    """Blocks from lists, filed under `file`. Raises ValueError, TypeError or KeyError for anything else."""
    return [_to_text(item, file) if item[0] == "text" else _to_grid(item, file) for item in data]


def _text(text: LooseText) -> list[Any]:
    return ["text", text.text, _place(text.place), text.level, text.centred, text.small, text.listed, text.full]


def _grid(grid: LooseGrid) -> list[Any]:
    rows = [[[cell.text, _place(cell.place)] for cell in row] for row in grid.rows]
    return ["grid", rows, _place(grid.place), list(grid.spans), grid.heads, list(grid.edges), grid.title]


def _place(place: Place) -> list[Any]:
    return [place.page, list(place.box) if place.box else None, place.sheet, place.cell, place.sheet_number]


def _to_text(item: list[Any], file: str) -> LooseText:
    _, text, place, level, centred, small, listed, full = item
    return LooseText(str(text), _to_place(place, file), int(level), bool(centred), bool(small), bool(listed),
                     bool(full))


def _to_grid(item: list[Any], file: str) -> LooseGrid:
    _, rows, place, spans, heads, edges, title = item
    cells = tuple(tuple(PublishedCell(str(text), _to_place(where, file)) for text, where in row) for row in rows)
    areas = tuple((int(a), int(b), int(c), int(d)) for a, b, c, d in spans)
    return LooseGrid(cells, _to_place(place, file), areas, None if heads is None else int(heads),
                     tuple(float(edge) for edge in edges), str(title))


def _to_place(item: list[Any], file: str) -> Place:
    page, box, sheet, cell, number = item
    return Place(
        file, page=None if page is None else int(page), box=None if box is None else _box(box),
        sheet=None if sheet is None else str(sheet), cell=None if cell is None else str(cell), sheet_number=int(number),
    )


def _box(sides: list[Any]) -> Box:
    left, top, right, bottom = (float(side) for side in sides)
    return left, top, right, bottom
