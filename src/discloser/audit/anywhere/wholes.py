"""Parts that can't exceed their whole, codes that must stand in another table, names that differ between tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .amounts import PrintedAmount
from .between import TablesBySort, bottom_of, classes_of, folded, rows_by_code, whole_column
from .sheets import ColumnBlock, KnownTable, bare

_IN_PUBLICS = (("30217", "公务接待"), ("30231", "运行"), ("30212", "因公出国"))


@dataclass(frozen=True, slots=True, eq=False)
class Excess:
    """A part and the whole that it can't exceed. `certain` as of an equation."""

    part: PrintedAmount
    whole: PrintedAmount
    certain: bool

    @property
    def fails(self) -> bool:
        """Whether the part is larger than rounding allows."""
        return self.part.yuan - self.whole.yuan > (self.part.step + self.whole.step) / 2


def parts_of_wholes(book: TablesBySort) -> Iterator[Excess]:
    """General outlay is part of all outlay, code by code; running costs of agencies are part of 公用经费."""
    general, outlay = book.get("YB"), book.get("ZC")
    if general and outlay:
        there = rows_by_code(outlay)
        for code, (row, block) in rows_by_code(general).items():
            for name in ("合计", "基本支出", "项目支出"):
                columns = general.column(name, block=block), outlay.column(name, f"本年支出{name}")
                if code in there and columns[0] is not None and columns[1] is not None:
                    yield Excess(general.amount(row, block, columns[0]), outlay.amount(*there[code], columns[1]), True)
    yield from _agency(book)


def _agency(book: TablesBySort) -> Iterator[Excess]:
    basic, own = book.get("JB"), bottom_of(book.get("JB"))
    for sheet in book.sheets:
        column = next((c for b in sheet.blocks for c in b.amounts if "机关运行" in sheet.table.columns[c]), None)
        there = basic.column("公用经费") if basic else None
        if sheet.in_doubt or basic is None or basic.in_doubt:
            continue
        if sheet.kind in ("SG", "JG") and own and column is not None and there is not None and sheet.rows:
            yield Excess(sheet.amount(0, sheet.blocks[0], column), basic.amount(*own, there), False)


def below_basic(book: TablesBySort, publics: Mapping[str, PrintedAmount]) -> Iterator[Excess]:
    """“三公” that is less than what basic outlay alone has for the same; the name of the row is looked at, too."""
    basic = book.get("JB")
    rows = rows_by_code(basic) if basic and not basic.in_doubt else {}
    for code, name in _IN_PUBLICS:
        if basic is None or code not in rows or name not in publics:
            continue
        row, block = rows[code]
        column = whole_column(basic, block)
        if column is not None and name in basic.label(row, block):
            yield Excess(basic.amount(row, block, column), publics[name], certain=False)


def missing_codes(book: TablesBySort) -> Iterator[tuple[KnownTable, int, ColumnBlock, str]]:
    """Codes of general outlay that all outlay has not."""
    general, outlay = book.get("YB"), book.get("ZC")
    if general and outlay and rows_by_code(outlay):
        there = rows_by_code(outlay)
        names = {outlay.label(row, block) for row, block in there.values()}
        for code, (row, block) in rows_by_code(general).items():
            otherwise = general.label(row, block) in names or any(other.startswith(code) for other in there)
            if code not in there and not general.is_empty and not otherwise:
                yield general, row, block, code


def renamed(book: TablesBySort) -> Iterator[tuple[KnownTable, int, ColumnBlock, str, KnownTable]]:
    """Categories of overviews under an old name where the detail has the new one: table, row, block, new name."""
    for kind, of in (("ZB", "ZC"), ("CZ", "YB")):
        overview, detail = book.get(kind), book.get(of)
        if overview is None or detail is None or len(overview.blocks) < 2 or not detail.blocks:
            continue
        classes, block = classes_of(detail), overview.blocks[1]
        for row in overview.rows:
            new = book.old_names.get(bare(overview.label(row, block)))
            if new and folded(new) in classes:
                yield overview, row, block, new, detail
