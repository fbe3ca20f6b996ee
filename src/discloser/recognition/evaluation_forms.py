"""Grids of self-evaluations → their own labels, as the neutral JSON has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ..model.publication import PublishedTable
from .form_areas import Area, areas_of, groups_of, signatures

_EVALUATION = re.compile("自评")
_SCORE = re.compile("(?:自评)?得分")
_SIDES = 2


def is_evaluation(table: PublishedTable) -> bool:
    """Whether a form is a self-evaluation: its title says so, or it has a column of scores."""
    return bool(_EVALUATION.search(table.title)) or any(
        _SCORE.fullmatch(cell.text) for row in table.rows for cell in row)


def evaluation_of(table: PublishedTable, below: str) -> dict[str, Any]:
    """A self-evaluation. `below`: the line under it, with those who signed."""
    found: dict[str, Any] = {"title": table.title, "year_line": table.year_line}
    for group in groups_of(areas_of(table)):
        label, *first = [text for _, text in group[0]]
        if len(group) == 1:
            pairs = [label, *first]
            found.update(zip(pairs[::2], pairs[1::2], strict=False))
            continue
        rows = _rows(table, group)
        found[label] = rows[0] if len(rows) == 1 and len(first) <= _SIDES else rows
    return found | signatures(below)


def _rows(table: PublishedTable, group: Sequence[Sequence[tuple[Area, str]]]) -> list[dict[str, str]]:
    """Head → text, row by row; a cell from above goes on, one that spans several heads is that of the first."""
    covering = {(i, j): area for area in table.spans for i in range(area[0], area[2]) for j in range(area[1], area[3])}
    heads = [(area, text) for area, text in group[0][1:]]
    top, bottom = group[0][0][0][0] + 1, group[0][0][0][2]
    return [
        {head: _text(table, covering.get((i, area[1]), (i, area[1], i + 1, area[1] + 1)), area)
         for area, head in heads}
        for i in range(top, bottom)
    ]


def _text(table: PublishedTable, cell: Area, head: Area) -> str:
    return table.rows[cell[0]][cell[1]].text if cell[1] == head[1] else ""
