"""Relations within a table: a row's total and its columns, a code and those below it, a total and its items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from ..read.printed import plain
from .amounts import Equation
from .sheets import ColumnBlock, KnownTable, bare, is_total_name, level

_REPEATED = ("预算数", "决算数", "年初预算数", "全年预算数", "统计数", "调整预算数")
_CATEGORY, _SECTION = 3, 5
_PEOPLE, _GOODS = ("301", "303"), ("302", "307", "309", "310", "311", "312", "313", "399")


@dataclass(slots=True)
class _Node:
    """A head with those below it; a leaf has a column."""

    name: str
    column: int | None = None
    below: list[_Node] = field(default_factory=list)

    def leaves(self) -> Iterator[int]:
        """The columns below that are no 其中."""
        if self.name.startswith("其中"):
            return
        if self.column is not None:
            yield self.column
        for node in self.below:
            yield from node.leaves()

    def totals(self) -> list[_Node]:
        """The columns of totals directly below."""
        return [node for node in self.below if node.column is not None and is_total_name(node.name)]

    def summed(self) -> list[int]:
        """The columns that stand for the whole: its own total, else all its leaves."""
        totals = self.totals()
        return [totals[0].column] if len(totals) == 1 and totals[0].column is not None else list(self.leaves())


def across(sheet: KnownTable) -> Iterator[Equation]:
    """In every row the total of a group of columns is the sum of the others."""
    for block in sheet.blocks:
        relations = [pair for tree in _trees(sheet, block.amounts) for pair in _groups(tree)]
        for row in sheet.rows:
            for total, parts in relations:
                if any(sheet.text(row, column) for column in (total, *parts)):
                    yield Equation("across", sheet.amount(row, block, total),
                                   tuple((1, sheet.amount(row, block, part)) for part in parts), sheet.finest)
        yield from _carried(sheet, block)


def _trees(sheet: KnownTable, columns: Sequence[int]) -> Iterator[_Node]:
    """The heads as a tree; where every last head is 预算数 or 决算数, a tree for each."""
    paths = {column: sheet.table.columns[column].split("/") for column in columns}
    lasts = {path[-1] for path in paths.values() if len(path) > 1}
    if len(lasts) > 1 and lasts <= set(_REPEATED):
        for last in sorted(lasts):
            yield _tree({column: path[:-1] for column, path in paths.items() if path[-1] == last})
    else:
        yield _tree(paths)


def _tree(paths: dict[int, list[str]]) -> _Node:
    root = _Node("")
    for column, path in paths.items():
        node = root
        for name in path[:-1]:
            if not node.below or node.below[-1].name != name or node.below[-1].column is not None:
                node.below.append(_Node(name))
            node = node.below[-1]
        node.below.append(_Node(path[-1], column))
    return root


def _groups(node: _Node) -> Iterator[tuple[int, list[int]]]:
    totals = node.totals()
    others = [other for other in node.below if other not in totals and not other.name.startswith("其中")]
    if len(totals) == 1 and totals[0].column is not None and len(others) > 1:
        yield totals[0].column, [column for other in others for column in other.summed()]
    for below in node.below:
        yield from _groups(below)


def _carried(sheet: KnownTable, block: ColumnBlock) -> Iterator[Equation]:
    """年初结转和结余 + 本年收入 = 本年支出 + 年末结转和结余."""
    heads = [sheet.table.columns[column] for column in block.amounts]
    found = [_one(heads, pattern) for pattern in ("年初结转", "^本年收入", "^本年支出(/合计|/小计)?$", "年末结转")]
    if any(at is None for at in found):
        return
    opening, income, outlay, closing = (block.amounts[at or 0] for at in found)
    for row in sheet.rows:
        if any(sheet.text(row, column) for column in (opening, income, outlay, closing)):
            parts = ((1, opening), (1, income), (-1, outlay))
            yield Equation("across", sheet.amount(row, block, closing),
                           tuple((sign, sheet.amount(row, block, column)) for sign, column in parts), sheet.finest)


def _one(heads: Sequence[str], pattern: str) -> int | None:
    found = [at for at, head in enumerate(heads) if re.search(pattern, head)]
    return found[0] if len(found) == 1 else None


def levels(sheet: KnownTable) -> Iterator[Equation]:
    """A code is the sum of those directly below it; the total is the sum of the highest."""
    coded = [
        (code.text, row, block) for block in sheet.blocks for row in sheet.rows
        if (code := sheet.code(row, block)) and len(code.text) in (3, 5, 7)
    ]
    rows = {code: (row, block) for code, row, block in reversed(coded)}
    for above, (row, block) in rows.items():
        below = [
            (place, own) for other, place, own in coded if len(other) == len(above) + 2 and other.startswith(above)
        ]
        if below:
            yield from _column_by_column(sheet, (row, block), below, "levels")
    if len(sheet.blocks) == 1 and (total := sheet.total_row(sheet.blocks[0])) is not None:
        tops = [rows[code] for code in rows if len(code) == _CATEGORY]
        if tops:
            yield from _column_by_column(sheet, (total, sheet.blocks[0]), tops, "levels")
    yield from _classes(sheet, rows)


def by_names(sheet: KnownTable, names: Mapping[str, str]) -> Iterator[Equation]:
    """In a table of economic classes that prints no codes, the total is the sum of the classes, known by their names.

    Tried only where every row is known: a class, or an item below one.
    """
    if sheet.kind not in ("JB", "YBE") or len(sheet.blocks) != 1 or sheet.blocks[0].codes:
        return
    block, total = sheet.blocks[0], sheet.total_row(sheet.blocks[0])
    economic = {plain(name): code for code, name in names.items() if code.startswith("3")}
    labels = {row: sheet.label(row, block) for row in sheet.rows if row != total}
    codes = {row: economic.get(label) for row, label in labels.items() if label}
    classes = [row for row, code in codes.items() if code and len(code) == _CATEGORY]
    if total is not None and len(classes) > 1 and all(codes.values()):
        yield from _column_by_column(sheet, (total, block), [(row, block) for row in classes], "levels")


def _classes(sheet: KnownTable, rows: dict[str, tuple[int, ColumnBlock]]) -> Iterator[Equation]:
    """人员经费合计 and 公用经费合计 of a table of economic classes."""
    if sheet.kind not in ("JB", "YBE"):
        return
    for name, codes in (("人员经费合计", _PEOPLE), ("公用经费合计", _GOODS)):
        for block in sheet.blocks:
            total = sheet.find(block, name)
            parts = [rows[code] for code in codes if code in rows]
            if total is not None and parts:
                yield from _column_by_column(sheet, (total, block), parts, "levels")


def _column_by_column(
    sheet: KnownTable, total: tuple[int, ColumnBlock], parts: Sequence[tuple[int, ColumnBlock]], family: str,
) -> Iterator[Equation]:
    """The relation in every column; parts of another block stand in the column of the same place there."""
    row, block = total[0], sheet.reached(*total)
    for at, column in enumerate(block.amounts):
        cells = [(other, own, own.amounts[at]) for other, own in parts if at < len(own.amounts)]
        printed = sheet.text(row, column) or any(sheet.text(other, place) for other, _, place in cells)
        if len(cells) == len(parts) and printed:
            yield Equation(family, sheet.amount(row, block, column),
                           tuple((1, sheet.amount(other, own, place)) for other, own, place in cells), sheet.finest)


def totals(sheet: KnownTable, details: AbstractSet[str]) -> Iterator[Equation]:
    """An overview: 合计 is the sum of 一、 二、 …, 总计 that and what follows; items and their parts.

    `details`: rows below a carry-over that only say what it consists of.
    """
    if sheet.kind not in ("ZB", "CZ"):
        return
    for block in sheet.blocks:
        if block.codes:
            continue
        for column in block.amounts:
            yield from _down(sheet, block, column, details)


def _down(sheet: KnownTable, block: ColumnBlock, column: int, details: AbstractSet[str]) -> Iterator[Equation]:
    items: list[int] = []
    sub: list[int] = []
    after: list[int] = []
    subtotal: int | None = None
    for row in sheet.rows:
        label = sheet.label(row, block)
        if not label:
            continue
        if label.endswith("总计"):
            parts = [subtotal, *after] if subtotal is not None else [*items, *after]
            yield from _total(sheet, block, column, row, parts)
        elif is_total_name(label):
            yield from _total(sheet, block, column, row, items)
            subtotal, after = row, []
        elif level(label) == 1:
            items += [row] if subtotal is None else []  # after 合计 they say what a carry-over consists of
        elif level(label) == 2:
            sub.append(row)
        elif bare(label) not in details:
            after.append(row)
    yield from _items(sheet, block, column)


def _total(sheet: KnownTable, block: ColumnBlock, column: int, row: int, parts: Sequence[int]) -> Iterator[Equation]:
    if parts and (sheet.text(row, column) or any(sheet.text(part, column) for part in parts)):
        yield Equation("totals", sheet.amount(row, block, column),
                       tuple((1, sheet.amount(part, block, column)) for part in parts), sheet.finest)


def _items(sheet: KnownTable, block: ColumnBlock, column: int) -> Iterator[Equation]:
    """An item and the 1、 2、 … below it, where one of them holds an amount."""
    item: int | None = None
    parts: list[int] = []
    for row in (*sheet.rows, None):
        label = sheet.label(row, block) if row is not None else ""
        if row is not None and level(label) == 2 and item is not None and not label.startswith("其中"):
            parts.append(row)
        elif row is None or label:
            if item is not None and any(sheet.value(part, column) for part in parts):
                yield from _total(sheet, block, column, item, parts)
            item, parts = (row if row is not None and level(label) == 1 else None), []


def balance(sheet: KnownTable) -> Iterator[Equation]:
    """Income and outlay have one grand total."""
    if sheet.kind not in ("ZB", "CZ") or len(sheet.blocks) < 2:
        return
    found = []
    for block in sheet.blocks[:2]:
        row = next((row for row in sheet.rows if sheet.label(row, block).endswith("总计")), None)
        column = sheet.column("合计", "小计", block=block) or (block.amounts[0] if len(block.amounts) == 1 else None)
        column = column if column is not None else block.amounts[0]
        if row is None:
            return
        found.append(sheet.amount(row, block, column))
    yield Equation("balance", found[1], ((1, found[0]),), sheet.finest, exact=True)


def publics(sheet: KnownTable) -> Iterator[Equation]:
    """“三公” printed in rows: the total of travel, cars and hospitality, and cars of purchase and running."""
    if sheet.kind != "SG" or not sheet.blocks or len(sheet.rows) < _CATEGORY:
        return
    block = sheet.blocks[0]
    rows = {
        name: sheet.find(block, pattern) for name, pattern in (
            ("total", r"合计|“?三公”?经费合计"), ("travel", r"因公出国[(（]境[)）]费用?"),
            ("cars", "公务用车购置[及和]运行(维护)?费"),
            ("guests", "公务接待费"), ("buying", ".{0,3}公务用车购置费?"), ("running", ".{0,3}公务用车运行(维护)?费"))
    }
    for total, parts in (("total", ("travel", "cars", "guests")), ("cars", ("buying", "running"))):
        row, others = rows[total], [rows[part] for part in parts]
        if row is not None and all(other is not None for other in others):
            yield from _column_by_column(sheet, (row, block), [(o, block) for o in others if o is not None], "publics")
