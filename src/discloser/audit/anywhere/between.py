"""Relations between tables: one fact printed twice, a part that can't exceed its whole, and those under conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .amounts import Equation, PrintedAmount
from .sheets import ColumnBlock, KnownTable, bare

_OLD_NAMES = re.compile("支出$|[(（].*?[)）]")
_SOURCES = (
    ("一般公共预算.*", "一般公共预算.*"), ("政府性基金.*", "政府性基金.*"), ("国有资本经营.*", "国有资本经营.*"),
)
_OWN_SOURCES = ("事业收入", "事业单位经营收入", "经营收入", "其他收入", "上级补助收入", "附属单位上缴收入")
_INSURANCE = (("30108", "2080505"), ("30109", "2080506"), ("30113", "2210201"))


@dataclass(eq=False)
class TablesBySort:
    """The tables of a report by their sort, the first of each.

    `budget`: whether it is a budget; `old_names`: of categories → what they are called now.
    """

    sheets: Sequence[KnownTable]
    budget: bool
    old_names: Mapping[str, str] = field(default_factory=dict)
    _by_kind: dict[str, KnownTable] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for sheet in self.sheets:
            self._by_kind.setdefault(sheet.kind, sheet)

    @property
    def in_known_units(self) -> TablesBySort:
        """The tables whose unit of money is known: only these can be held against texts."""
        return TablesBySort([sheet for sheet in self.sheets if not sheet.in_doubt], self.budget, self.old_names)

    def get(self, kind: str) -> KnownTable | None:
        """The table of a sort."""
        return self._by_kind.get(kind)


def between(book: TablesBySort) -> Iterator[Equation]:
    """All relations between the tables of a report."""
    overview, income, outlay, grants = (book.get(kind) for kind in ("ZB", "SR", "ZC", "CZ"))
    if overview and len(overview.blocks) > 1:
        yield from _whole(overview, overview.blocks[0], income)
        yield from _whole(overview, overview.blocks[1], outlay)
        yield from _own_sources(overview, income)
        yield from _natures(overview, book)
    if overview and grants:
        yield from _sources(overview, grants)
    yield from _fiscal(overview, income, grants)
    yield from _by_fund(grants, book)
    yield from _categories(overview, outlay, "", book)
    general = book.get("YB")
    if general and "不含上年结转" not in general.table.title:
        yield from _categories(grants, general, "一般公共预算", book)
    yield from _basic(general, book.get("JB"))
    yield from _insurance(general, book.get("JB"))
    if income and outlay and book.budget:
        yield from _same_by_code(income, outlay)


def _grand(sheet: KnownTable, block: ColumnBlock, *labels: str) -> PrintedAmount | None:
    """The amount in a block's row of totals, in its column of totals or its only one."""
    row = next((row for label in labels for row in sheet.rows if sheet.label(row, block) == label), None)
    column = whole_column(sheet, block)
    return sheet.amount(row, block, column) if row is not None and column is not None else None


def whole_column(sheet: KnownTable, block: ColumnBlock) -> int | None:
    """A block's column of totals, or its only one."""
    if len(block.amounts) == 1:
        return block.amounts[0]
    return sheet.column("合计", "小计", "本年收入合计", "本年支出合计", "预算数", "决算数", block=block)


def bottom_of(sheet: KnownTable | None) -> tuple[int, ColumnBlock] | None:
    """The row of a table's total and its block."""
    if sheet is None or not sheet.blocks:
        return None
    block = sheet.blocks[0]
    row = sheet.total_row(block)
    return (row, block) if row is not None else None


def _same(
    one: PrintedAmount | None, other: PrintedAmount | None, *, exact: bool = True, certain: bool = True,
    family: str = "twice",
) -> Iterator[Equation]:
    if one and other and (one.text or other.text):
        yield Equation(family, one, ((1, other),), exact=exact, certain=certain)


def _whole(overview: KnownTable, block: ColumnBlock, detail: KnownTable | None) -> Iterator[Equation]:
    """Income and outlay in the overview are the totals of their tables."""
    bottom = bottom_of(detail)
    if detail is None or bottom is None:
        return
    side = "收入" if block is overview.blocks[0] else "支出"
    column = whole_column(detail, bottom[1])
    this_year = _grand(overview, block, f"本年{side}合计", f"{side}合计")
    total = this_year or _grand(overview, block, f"{side}总计", "总计")
    if column is not None:
        yield from _same(detail.amount(*bottom, column), total)


def _fiscal(overview: KnownTable | None, income: KnownTable | None, grants: KnownTable | None) -> Iterator[Equation]:
    """Fiscal appropriations: the overview, the table of income and that of appropriations."""
    bottom = bottom_of(income)
    column = income.column("财政拨款收入", "财政拨款") if income else None
    printed = income.amount(*bottom, column) if income and bottom and column is not None else None
    if overview and overview.blocks:
        block = overview.blocks[0]
        row = overview.find(block, "财政拨款收入")
        if row is not None and (first := whole_column(overview, block)) is not None:
            yield from _same(printed, overview.amount(row, block, first))
    if grants and grants.blocks:
        yield from _same(printed, _grand(grants, grants.blocks[0], "本年收入合计", "收入合计", "收入总计"))


def _sources(overview: KnownTable, grants: KnownTable) -> Iterator[Equation]:
    """Each source of appropriations is one amount in both overviews."""
    one, other = overview.blocks[0], grants.blocks[0]
    for pattern, wanted in _SOURCES:
        row, there = overview.find(one, pattern), grants.find(other, wanted)
        if row is not None and there is not None:
            columns = whole_column(overview, one), whole_column(grants, other)
            if columns[0] is not None and columns[1] is not None:
                yield from _same(grants.amount(there, other, columns[1]), overview.amount(row, one, columns[0]))


def _own_sources(overview: KnownTable, income: KnownTable | None) -> Iterator[Equation]:
    bottom = bottom_of(income)
    if income is None or bottom is None:
        return
    block = overview.blocks[0]
    for name in _OWN_SOURCES:
        row, column = overview.find(block, name), income.column(name)
        first = whole_column(overview, block)
        if row is not None and column is not None and first is not None:
            yield from _same(income.amount(*bottom, column), overview.amount(row, block, first))


def _natures(overview: KnownTable, book: TablesBySort) -> Iterator[Equation]:
    """An overview that tells 人员, 公用 and 项目 apart says what the tables of detail say."""
    block, basic, outlay = overview.blocks[1], book.get("JB"), book.get("ZC")
    row = next((row for row in overview.rows if overview.label(row, block) == "支出总计"), None)
    if row is None:
        return
    for name, sheet in (("人员经费", basic), ("公用经费", basic), ("项目支出", outlay)):
        here, bottom = overview.column(name, block=block), bottom_of(sheet)
        there = sheet.column(name) if sheet else None
        if sheet and bottom and here is not None and there is not None:
            yield from _same(overview.amount(row, block, here), sheet.amount(*bottom, there))


def _by_fund(grants: KnownTable | None, book: TablesBySort) -> Iterator[Equation]:
    """A column of the table of appropriations is the total of that fund's own table."""
    if grants is None or len(grants.blocks) < 2:
        return
    block = grants.blocks[1]
    for words, kind in (("一般公共预算", "YB"), ("政府性基金", "JJ"), ("国有资本经营", "GZ")):
        sheet, bottom = book.get(kind), bottom_of(book.get(kind))
        columns = [column for column in block.amounts if words in grants.leaf(column).rsplit("/", 1)[-1]]
        row = next((row for label in ("本年支出合计", "支出合计", "支出总计") for row in grants.rows
                    if grants.label(row, block) == label), None)
        if sheet is None or bottom is None or len(columns) != 1 or row is None or "不含上年结转" in sheet.table.title:
            continue
        there = whole_column(sheet, bottom[1])
        if there is None:
            there = sheet.column("本年支出合计", "本年支出/合计")
        if there is not None:
            yield from _same(sheet.amount(*bottom, there), grants.amount(row, block, columns[0]))


def _categories(
    overview: KnownTable | None, detail: KnownTable | None, fund: str, book: TablesBySort,
) -> Iterator[Equation]:
    """A category of outlay in an overview is that class of the table of outlay, by name, an old one included."""
    if overview is None or detail is None or len(overview.blocks) < 2 or not detail.blocks:
        return
    block, own = overview.blocks[1], detail.blocks[0]
    columns = [c for c in block.amounts if fund and overview.leaf(c).rsplit("/", 1)[-1].startswith(fund)]
    column = columns[0] if len(columns) == 1 else whole_column(overview, block) if not fund else None
    there = whole_column(detail, own)
    if column is None or there is None:
        return
    classes = classes_of(detail)
    for row in overview.rows:
        name = bare(overview.label(row, block))
        name = next((own for own in map(folded, (name, book.old_names.get(name, name))) if own in classes), "")
        if name:
            yield from _same(detail.amount(classes[name], own, there), overview.amount(row, block, column), exact=False)


def classes_of(sheet: KnownTable) -> Mapping[str, int]:
    """Name, folded → row of the classes of a table; names that occur twice are left out."""
    block = sheet.blocks[0]
    rows = [(folded(sheet.label(row, block)), row) for row in sheet.rows
            if (code := sheet.code(row, block)) and len(code.text) == 3]
    names = [name for name, _ in rows]
    return {name: row for name, row in rows if names.count(name) == 1}


def folded(name: str) -> str:
    """A name of outlay as it is told from others: without 支出 at the end and brackets."""
    return _OLD_NAMES.sub("", name.replace("其它", "其他"))


def _basic(general: KnownTable | None, basic: KnownTable | None) -> Iterator[Equation]:
    """The basic outlay of the general budget is the total of its own table."""
    bottom, own = bottom_of(general), bottom_of(basic)
    column = general.column("基本支出") if general else None
    if general is None or basic is None or bottom is None or column is None:
        return
    here = general.amount(*bottom, column)
    if own and (there := whole_column(basic, own[1])) is not None:
        yield from _same(basic.amount(*own, there), here, exact=False)
        return
    parts = [_grand_of(basic, name) for name in ("人员经费合计", "公用经费合计")]
    if all(parts):
        yield Equation("twice", here, tuple((1, part) for part in parts if part), basic.finest)


def _grand_of(sheet: KnownTable, label: str) -> PrintedAmount | None:
    for block in sheet.blocks:
        row = sheet.find(block, label)
        if row is not None and len(block.amounts) == 1:
            there = sheet.reached(row, block)
            return sheet.amount(row, there, there.amounts[0])
    return None


def _insurance(general: KnownTable | None, basic: KnownTable | None) -> Iterator[Equation]:
    """Insurance and housing funds by economic class are those by function; there may be lawful reasons otherwise."""
    if general is None or basic is None or not general.blocks:
        return
    functions, classes = rows_by_code(general), rows_by_code(basic)
    column = general.column("基本支出")
    for economic, function in _INSURANCE:
        if economic in classes and function in functions and column is not None:
            row, block = classes[economic]
            there = whole_column(basic, block)
            if there is not None:
                yield from _same(basic.amount(row, block, there), general.amount(*functions[function], column),
                                 exact=False, certain=False, family="insurance")


def rows_by_code(sheet: KnownTable) -> dict[str, tuple[int, ColumnBlock]]:
    """Code → row and block, the first of each."""
    return {
        code.text: (row, block) for block in reversed(sheet.blocks) for row in reversed(sheet.rows)
        if (code := sheet.code(row, block))
    }


def _same_by_code(income: KnownTable, outlay: KnownTable) -> Iterator[Equation]:
    """In a budget without carry-over each item's income is its outlay."""
    one, other = bottom_of(income), bottom_of(outlay)
    columns = (whole_column(income, one[1]) if one else None, whole_column(outlay, other[1]) if other else None)
    if one is None or other is None or columns[0] is None or columns[1] is None:
        return
    if income.value(one[0], columns[0]) != outlay.value(other[0], columns[1]):
        return
    there = rows_by_code(outlay)
    for code, (row, block) in rows_by_code(income).items():
        if code in there:
            yield from _same(income.amount(row, block, columns[0]), outlay.amount(*there[code], columns[1]),
                             exact=False, certain=False, family="by_code")
