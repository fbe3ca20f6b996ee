"""Grids of performance targets → the keys by which the neutral JSON has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ..model.publication import PublishedTable
from .form_areas import Area, areas_of, groups_of, signatures

_FUNDING = re.compile(r"资金[（(](万?元)[)）]")
_SIDE = re.compile(r"^(实施期|年度)")
_TOTAL = re.compile("总额|合计$")
_TERM, _YEAR = "实施期", "年度"
_FIRST, _SECOND, _THIRD, _VALUE = "一级指标", "二级指标", "三级指标", "指标值"


def target_of(table: PublishedTable, below: str) -> dict[str, Any]:
    """A form of performance targets. `below`: the line under it, with those who signed."""
    target: dict[str, Any] = {"title": table.title, "year_line": table.year_line}
    for group in groups_of(areas_of(table)):
        _take(target, group)
    return target | signatures(below)


def _take(target: dict[str, Any], group: Sequence[Sequence[tuple[Area, str]]]) -> None:
    label, first = group[0][0][1], [text for _, text in group[0][1:]]
    if money := _FUNDING.search(label):
        target[f"资金({money[1]})"] = _funding([first, *([text for _, text in row] for row in group[1:])])
    elif _FIRST in first:
        target[label] = _indicators(group[0][1:], group[1:])
    elif len(group) == 2 and len(group[1]) == 2:
        target[label] = {_TERM: group[1][0][1], _YEAR: group[1][1][1]}
    else:
        pairs = [label, *first]
        target.update(zip(pairs[::2], pairs[1::2], strict=False))


def _funding(rows: Sequence[Sequence[str]]) -> dict[str, dict[str, str]]:
    """What each side has of each source; the total stands first, under the side's own heading."""
    sides: dict[str, dict[str, str]] = {_TERM: {}, _YEAR: {}}
    for number, row in enumerate(rows):
        for side, (label, amount) in zip(sides, zip(row[::2], row[1::2], strict=False), strict=False):
            total = number == 0 and _TOTAL.search(label)
            if label:
                sides[side]["资金总额" if total else _SIDE.sub("", label)] = amount
    return sides


def _indicators(
    heads: Sequence[tuple[Area, str]], rows: Sequence[Sequence[tuple[Area, str]]],
) -> list[dict[str, Any]]:
    """The indicators row by row, by the heads that they stand under; a cell to the left holds for the rows beside it.

    A form may have the names once for the term and the year, or tell only those of the year.
    """
    lefts = {name: [area[1] for area, head in heads if head.endswith(name)]
             for name in (_FIRST, _SECOND, _THIRD, _VALUE)}
    found: list[dict[str, Any]] = []
    shared: dict[str, str] = {}
    for row in rows:
        texts = {area[1]: text for area, text in row}
        shared |= {name: texts[left] for name in (_FIRST, _SECOND) for left in lefts[name] if left in texts}
        names, values = ([texts.get(left, "") for left in lefts[name]] for name in (_THIRD, _VALUE))
        if names and values:
            found.append({_FIRST: shared.get(_FIRST, ""), **{
                side: {_SECOND: shared.get(_SECOND, ""), _THIRD: name, _VALUE: value}
                for side, name, value in ((_TERM, names[0], values[0]), (_YEAR, names[-1], values[-1]))
            }})
    return found
