"""The cells of a form that a report has once a project, by the rows that a label at their side takes together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model.publication import PublishedTable

Area = tuple[int, int, int, int]
"""Of a cell: its first row and column, and the row and column behind its last."""

_SIGNED = ("项目负责人", "财务负责人", "负责人", "经办人", "填表人", "联系电话", "填报日期")
SIGNATURE = re.compile(rf"(?:{'|'.join(_SIGNED)})[:：]")
"""How the line begins in which people sign."""


def areas_of(table: PublishedTable) -> list[list[tuple[Area, str]]]:
    """Row by row, the merged cells that begin there, blanks included."""
    covered: dict[tuple[int, int], Area] = {
        (i, j): area for area in table.spans for i in range(area[0], area[2]) for j in range(area[1], area[3])
    }
    return [
        [(covered.get((i, j), (i, j, i + 1, j + 1)), cell.text) for j, cell in enumerate(row)
         if covered.get((i, j), (i, j))[:2] == (i, j)]
        for i, row in enumerate(table.rows)
    ]


def groups_of(rows: Sequence[Sequence[tuple[Area, str]]]) -> Iterator[Sequence[Sequence[tuple[Area, str]]]]:
    """The rows that stand beside one label; a group without any cell is left out."""
    at = 0
    while at < len(rows):
        height = max((area[2] - area[0] for area, _ in rows[at][:1]), default=1)
        group, at = rows[at: at + height], at + height
        if group[0]:
            yield group


def signatures(line: str) -> dict[str, str]:
    """Who signed in a line, and when."""
    names = "|".join(_SIGNED)
    return dict(re.findall(rf"({names})[:：](.*?)(?=(?:{names})[:：]|$)", line))
