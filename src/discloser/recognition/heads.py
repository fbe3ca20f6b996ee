"""The head of a grid: how many of its rows are heads, and what the leaf columns are called."""

from __future__ import annotations

import re
from itertools import pairwise

from ..model.publication import LooseGrid, PublishedCell

TOTAL = re.compile(r"(本年)?(收入|支出)?(合计|小计|总计)")
AMOUNT = re.compile(r"[-－(（]?\d[\d,，]*(\.\d+)?%?[）)]?")
_ORDINAL = re.compile(r"\d{1,2}")
_YEAR = re.compile(r"(19|20)\d\d")
_CODE = re.compile(r"\d{3}|\d{5}|\d{7}")
_FIRST = re.compile(r"[一二三四五六七八九十]+、|\d{3}$|\d{5}$|\d{7}$")
_MOST_HEADS = 12
_NUMBERING = ("栏次", "行次", "列次")


def text_at(grid: LooseGrid, row: int, column: int) -> str:
    """The text of the merged cell that covers a position."""
    area = area_at(grid, row, column)
    return grid.rows[area[0]][area[1]].text


def area_at(grid: LooseGrid, row: int, column: int) -> tuple[int, int, int, int]:
    """The merged cell that covers a position: first row and column, and those after the last."""
    for area in grid.spans:
        if area[0] <= row < area[2] and area[1] <= column < area[3]:
            return area
    return row, column, row + 1, column + 1


def head_rows(grid: LooseGrid) -> int:
    """How many rows of a grid without captions are heads, those with numbers of columns left out."""
    rows = len(grid.rows)
    if grid.heads:
        count = min(grid.heads, rows, _MOST_HEADS)
        while count > 1 and numbers_columns(grid, count - 1):
            count -= 1
        return count
    limit = next((i for i, row in enumerate(grid.rows) if any(is_money(cell.text) for cell in row)), rows)
    limit = min(limit, _MOST_HEADS)
    count = 1
    while count < limit:
        reach = max([area[2] for area in grid.spans if area[0] < count], default=count)
        wide = any(area[2] == count and area[3] - area[1] > 1 and not _crosses(grid, area) for area in grid.spans)
        if reach > count:
            count = min(reach, limit)
        elif (wide or _is_parted(grid, count)) and not _begins_rows(grid, count):
            count += 1
        else:
            break
    return min(count, limit)


def _is_parted(grid: LooseGrid, row: int) -> bool:
    """Whether a row of words fills up the row above, whose blanks stand for heads that were not merged."""
    above, own = ([cell.text for cell in grid.rows[at]] for at in (row - 1, row))
    return not grid.spans and row == 1 and not all(above) and any(above) and len(own) > 2 and all(own) and not any(
        any(sign.isdigit() for sign in text) for text in own)


def swallowed_total(grid: LooseGrid, heads: int) -> tuple[PublishedCell, ...] | None:
    """The total row that shares the last row of the head, which some forms draw so; nothing where there is none."""
    if heads < 2 or not TOTAL.fullmatch(grid.rows[heads - 1][0].text) or area_at(grid, heads - 1, 0)[0] < heads - 1:
        return None
    first, *others = grid.rows[heads - 1]
    return (first, *(PublishedCell("", cell.place) for cell in others))


def numbers_columns(grid: LooseGrid, row: int) -> bool:
    """Whether a row numbers the columns: 栏次 1 2 3 …"""
    texts = [cell.text for cell in grid.rows[row] if cell.text and cell.text not in _NUMBERING]
    texts = [text.split("=")[0] for text in texts]
    return len(texts) > 1 and all(_ORDINAL.fullmatch(text) for text in texts) and all(
        int(after) - int(before) == 1 for before, after in pairwise(texts))


def _crosses(grid: LooseGrid, area: tuple[int, int, int, int]) -> bool:
    """Whether a merged cell stands below several heads at once, which no head does."""
    top, left, _, right = area
    return top > 0 and len({area_at(grid, top - 1, column) for column in range(left, right)}) > 1


def _begins_rows(grid: LooseGrid, row: int) -> bool:
    """Whether a row begins as rows of amounts do: 一、 or a code."""
    return bool(_FIRST.match(next((cell.text for cell in grid.rows[row] if cell.text), "")))


def begins_with_amounts(grid: LooseGrid) -> bool:
    """Whether the first row of a grid is no head: it holds amounts, or begins as rows of amounts do."""
    return any(is_money(cell.text) or _FIRST.match(cell.text) for cell in grid.rows[0])


def is_money(text: str) -> bool:
    """Whether a cell holds an amount and no ordinal, year or code."""
    return bool(AMOUNT.fullmatch(text)) and not (
        _ORDINAL.fullmatch(text) or _YEAR.fullmatch(text) or _CODE.fullmatch(text))


def columns_of(grid: LooseGrid, heads: int) -> tuple[str, ...]:
    """The heads of the leaf columns, from the outermost group inwards, joined by `/`."""
    return tuple("/".join(_path(grid, heads, column)) for column in range(len(grid.rows[0]) if grid.rows else 0))


def _path(grid: LooseGrid, heads: int, column: int) -> list[str]:
    path: list[str] = []
    seen: set[tuple[int, int, int, int]] = set()
    last = heads - 1 if swallowed_total(grid, heads) and column == 0 else heads
    for row in range(last):
        area = area_at(grid, row, column)
        if area in seen or _crosses(grid, area):
            continue
        seen.add(area)
        text = grid.rows[area[0]][area[1]].text or _inherited(grid, row, heads, column)
        if text and (not path or path[-1] != text):
            path.append(text)
    return path


def _inherited(grid: LooseGrid, row: int, heads: int, column: int) -> str:
    """A blank head above others belongs to the group on its left, where nothing is merged."""
    if row >= heads - 1:
        return ""
    for left in range(column - 1, -1, -1):
        area = area_at(grid, row, left)
        if area[2] - area[0] > 1:
            return ""
        if text := grid.rows[area[0]][area[1]].text:
            return text if all(not grid.rows[row][between].text for between in range(left + 1, column + 1)) else ""
    return ""
