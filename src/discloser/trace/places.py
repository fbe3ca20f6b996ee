"""The values of the form at a place: a cell of the workbook, a line of the text, or a way into the form."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..model.place import FormPath, Places
from .traced import NotFound

_CELL = re.compile(r"(?P<sheet>[^!]+)!(?P<cell>\$?[A-Za-z]{1,3}\$?\d{1,7})")
_LINE = re.compile(r"第?(?P<line>\d{1,7})(?:行)?(?::(?P<column>\d{1,5}))?")


def paths_at(place: str, places: Places, known: Iterable[FormPath]) -> list[FormPath]:
    """The known values that stand at a place, in their order. Raises `NotFound`."""
    typed = list(dict.fromkeys(known))
    place = place.strip()
    if cell := _CELL.fullmatch(place):
        found = [path for path in typed if _is_cell(path, places, cell["sheet"], cell["cell"])]
    elif line := _LINE.fullmatch(place):
        found = _on_line(typed, places, int(line["line"]), int(line["column"] or 0))
    else:
        found = [path for path in typed if place in (_slashed(path, 0), _slashed(path, 1), _slashed(path, 1, "第{}行"))]
    if not found:
        raise NotFound(
            f"“{place}”处没有填写内容；写成 工作表!单元格（基本支出!C7）、行号（75）或 栏目/行/栏目（基本支出/1/金额）")
    return found


def _is_cell(path: FormPath, places: Places, sheet: str, cell: str) -> bool:
    place = places.of(path)
    return place.sheet == sheet and place.cell == cell.replace("$", "").upper()


def _on_line(typed: list[FormPath], places: Places, line: int, column: int) -> list[FormPath]:
    """The values on a line or, with a column, the one that begins there or last before it."""
    there = [path for path in typed if places.of(path).line == line]
    if not column:
        return there
    before = [path for path in there if (places.of(path).column or 0) <= column]
    return [max(before, key=lambda path: places.of(path).column or 0)] if before else []


def _slashed(path: FormPath, first: int, row: str = "{}") -> str:
    return "/".join(row.format(part + first) if isinstance(part, int) else part for part in path)
