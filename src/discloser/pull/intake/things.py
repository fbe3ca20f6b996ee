"""What tables say beside the lines: 三公经费, 机关运行经费, 政府采购, 收入科目."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ...audit.anywhere.sheets import ColumnBlock, KnownTable, is_total_name
from ...model.form.sorts import Sort
from ...model.form.terms import APPROPRIATIONS
from ...model.money import ZERO, CurrencyUnit
from ...model.place import FormPath
from .taken import TakenValue
from .texts import typed
from .words import IntakeWords, bare

_PUBLICS, _AGENCY, _STATISTICS, _PROJECTS = "SG", "JG", "CG", "XM"
_RUNNING = "机关运行经费"
_COUNTED = "国有资产/"
_BUDGETED = "预算"


@dataclass(frozen=True, slots=True)
class PrintedSubject:
    """A 收入科目 that a table lists: the source that it belongs to, code, name, amount in 元."""

    fund: str
    code: str
    name: str
    amount: Decimal


def things(sheets: Sequence[KnownTable], words: IntakeWords, sort: Sort, unit: CurrencyUnit) -> Iterator[TakenValue]:
    """What the tables say of 三公经费, 机关运行经费 and 政府采购; amounts are told in `unit`."""
    parts = _parts(sheets) if sort == "final" else []
    for sheet in sheets:
        for block in sheet.blocks:
            if sheet.kind in (_PUBLICS, _AGENCY):
                yield from _by_rows(sheet, block, words, unit)
                if len(sheet.rows) == 1:
                    told = _by_columns(sheet, block, words, sort, unit)
                    yield from _of_part(told) if sheet in parts else told
            elif sheet.kind == _STATISTICS and block.amounts:
                for row in sheet.rows:
                    path = words.counted.get(bare(sheet.label(row, block)))
                    amount = sheet.amount(row, block, block.amounts[0])
                    if path and amount.text:
                        counted = path.startswith(_COUNTED)
                        text = amount.text.replace(",", "") if counted else typed(amount.yuan, unit)
                        yield TakenValue(tuple(path.split("/")), text, amount.place)


def _parts(sheets: Sequence[KnownTable]) -> list[KnownTable]:
    """The tables of what the general public budget pays of 三公经费, beside those of all that is paid."""
    publics = [sheet for sheet in sheets if sheet.kind == _PUBLICS]
    parts = [sheet for sheet in publics if APPROPRIATIONS[0] in sheet.table.title]
    return parts if len(parts) < len(publics) else []


def _of_part(told: Iterable[TakenValue]) -> Iterator[TakenValue]:
    """The budgeted part; what was spent of it, the lines tell."""
    yield from (replace(one, path=(*one.path[:-1], f"{APPROPRIATIONS[0]}{_BUDGETED}")) for one in told
                if one.path[-1] == _BUDGETED)


def _by_rows(sheet: KnownTable, block: ColumnBlock, words: IntakeWords, unit: CurrencyUnit) -> Iterator[TakenValue]:
    """A row for each kind of money, a column for each source."""
    for row in sheet.rows:
        label = sheet.label(row, block)
        item = words.public_of(label)
        if sheet.kind == _AGENCY and (bare(label).endswith("合计") or len(sheet.rows) == 1):
            yield from _by_source(sheet, block, row, (_RUNNING, "本年"), words, unit)
        elif sheet.kind == _PUBLICS and item:
            yield from _by_source(sheet, block, row, ("三公经费", item, "本年"), words, unit)


def _by_source(
    sheet: KnownTable, block: ColumnBlock, row: int, path: FormPath, words: IntakeWords, unit: CurrencyUnit,
) -> Iterator[TakenValue]:
    sources = {column: limits["来源"][0] for column in block.amounts
               if (limits := words.limits_of(sheet.leaf(column).rsplit("/", 1)[-1]))
               and len(limits.get("来源", ())) == 1}
    for column, fund in sources.items():
        amount = sheet.amount(row, block, column)
        if fund in APPROPRIATIONS and (amount.yuan or fund == APPROPRIATIONS[0]):
            yield TakenValue((*path, fund), typed(amount.yuan, unit), amount.place)
    if not sources and block.amounts:
        amount = sheet.amount(row, block, block.amounts[0])
        yield TakenValue((*path, APPROPRIATIONS[0]), typed(amount.yuan, unit), amount.place)


def _by_columns(
    sheet: KnownTable, block: ColumnBlock, words: IntakeWords, sort: Sort, unit: CurrencyUnit,
) -> Iterator[TakenValue]:
    """One row of figures, a column for each kind of money."""
    for column in block.amounts:
        head = sheet.table.columns[column]
        parts = [part for part in head.split("/") if not is_total_name(part)]
        item = next((found for part in reversed(parts) if (found := words.public_of(part))), "")
        amount = sheet.amount(0, block, column)
        said = ("决算" if "决算" in head else _BUDGETED,) if sort == "final" else ("本年", APPROPRIATIONS[0])
        if item:
            yield TakenValue(("三公经费", item, *said), typed(amount.yuan, unit), amount.place)
        elif _RUNNING in head:
            yield TakenValue((_RUNNING, "决算") if sort == "final" else (_RUNNING, *said), typed(amount.yuan, unit),
                        amount.place)


def department(sheets: Sequence[KnownTable], owner: str) -> str:
    """The body above the unit that a table of projects names, "" for none."""
    for sheet in sheets:
        if sheet.kind == _PROJECTS and sheet.blocks and (labels := sheet.blocks[0].labels):
            names = ["".join(sheet.text(row, labels[0]).split()) for row in sheet.rows]
            if owner in names[1:]:
                return names[names.index(owner) - 1]
    return ""


def subjects(sheets: Sequence[KnownTable]) -> Iterator[PrintedSubject]:
    """The 收入科目 that tables list, of the lowest level."""
    for sheet in sheets:
        fund = {"JJS": APPROPRIATIONS[1], "GZ": APPROPRIATIONS[2]}.get(sheet.kind)
        for block in sheet.blocks if fund else ():
            rows = [(found.text, row) for row in sheet.rows if (found := sheet.code(row, block))]
            for code, row in rows:
                amount = sheet.value(row, block.amounts[0]) * sheet.factor if block.amounts else ZERO
                below = any(other != code and other.startswith(code) for other, _ in rows)
                if code.startswith("1") and not below and amount:
                    yield PrintedSubject(str(fund), code, sheet.label(row, block), amount)
