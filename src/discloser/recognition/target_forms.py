"""Grids of performance targets → the keys by which the neutral JSON has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ..model.publication import PublishedTable

_FUNDING = re.compile(r"资金[（(]元[)）]")
_SIDE = re.compile(r"^(实施期|年度)")
_SIGNED = ("负责人", "经办人", "联系电话", "填报日期")
_TERM, _YEAR = "实施期", "年度"
_NAMES_ONCE = 5
"""Heads of indicators in a form that prints their names once for the term and the year."""

Area = tuple[int, int, int, int]


def target_of(table: PublishedTable, below: str) -> dict[str, Any]:
    """A form of performance targets. `below`: the line under it, with those who signed."""
    rows = _areas(table)
    target: dict[str, Any] = {"title": table.title, "year_line": table.year_line}
    at = 0
    while at < len(rows):
        height = max((area[2] - area[0] for area, _ in rows[at][:1]), default=1)
        group, at = rows[at: at + height], at + height
        _take(target, group)
    return target | _signatures(below) if below else target


def _areas(table: PublishedTable) -> list[list[tuple[Area, str]]]:
    """Row by row, the merged cells that begin there, blanks included."""
    covered: dict[tuple[int, int], Area] = {
        (i, j): area for area in table.spans for i in range(area[0], area[2]) for j in range(area[1], area[3])
    }
    return [
        [(covered.get((i, j), (i, j, i + 1, j + 1)), cell.text) for j, cell in enumerate(row)
         if covered.get((i, j), (i, j))[:2] == (i, j)]
        for i, row in enumerate(table.rows)
    ]


def _take(target: dict[str, Any], group: Sequence[Sequence[tuple[Area, str]]]) -> None:
    if not group or not group[0]:
        return
    label, first = group[0][0][1], [text for _, text in group[0][1:]]
    if _FUNDING.search(label):
        target["资金(元)"] = _funding([first, *([text for _, text in row] for row in group[1:])])
    elif len(group) == 2 and len(group[1]) == 2:
        target[label] = {_TERM: group[1][0][1], _YEAR: group[1][1][1]}
    elif len(group) > 2:
        target[label] = _indicators(group[1:], names_once=len(first) == _NAMES_ONCE)
    else:
        pairs = [label, *first]
        target.update(zip(pairs[::2], pairs[1::2], strict=False))


def _funding(rows: Sequence[Sequence[str]]) -> dict[str, dict[str, str]]:
    sides: dict[str, dict[str, str]] = {_TERM: {}, _YEAR: {}}
    for row in rows:
        for side, (label, amount) in zip(sides, zip(row[::2], row[1::2], strict=False), strict=False):
            sides[side][_SIDE.sub("", label)] = amount
    return sides


def _indicators(rows: Sequence[Sequence[tuple[Area, str]]], *, names_once: bool) -> list[dict[str, Any]]:
    """The indicators row by row: what stands left of the names goes on until another stands there."""
    found: list[dict[str, Any]] = []
    first = second = ""
    own = 3 if names_once else 4
    for row in rows:
        texts = [text for _, text in row]
        if len(texts) >= own + 2:
            first, second, *texts = texts
        elif len(texts) == own + 1:
            second, *texts = texts
        if len(texts) != own:
            continue
        if names_once:
            texts = [texts[0], texts[1], texts[0], texts[2]]
        found.append({"一级指标": first, **{
            side: {"二级指标": second, "三级指标": name, "指标值": value}
            for side, (name, value) in ((_TERM, texts[:2]), (_YEAR, texts[2:]))
        }})
    return found


def _signatures(line: str) -> dict[str, str]:
    names = "|".join(_SIGNED)
    return dict(re.findall(rf"({names})[:：](.*?)(?=(?:{names})[:：]|$)", line))
