"""What a report's tables say, under the words by which texts call it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from .amounts import PrintedAmount
from .between import TablesBySort
from .sheets import ColumnBlock, KnownTable, bare

_BEFORE = r"(?:^|(?<=[，。；：、（）§年度的中“]))"
_LINK = r"(?:预算|决算|支出|数|总额|规模)?(?:为|是|共|共计|合计|计|安排)?"
_WORDS: Final[tuple[tuple[str, str], ...]] = (
    ("财政拨款(?:收入支出|收支)(?:预算|决算)?(?:总计|总数)", "CZ 总计"),
    ("(?:收入支出|收支)(?:预算|决算)?(?:总计|总数)", "ZB 总计"),
    ("(?:收入总计|预算收入总计)", "ZB 收入总计"), ("(?:支出总计|预算支出总计)", "ZB 支出总计"),
    ("本年收入合计", "ZB 本年收入合计"), ("本年支出合计", "ZB 本年支出合计"),
    ("收入预算", "ZB 收入总计"), ("支出预算", "ZB 支出总计"),
    ("财政拨款收入", "SR 财政拨款收入"), ("财政拨款支出预算", "CZ 支出总计"),
    ("一般公共预算(?:财政)?拨款支出(?:预算)?", "YB 合计"),
    ("政府性基金(?:预算)?(?:财政)?拨款支出(?:预算)?", "JJ 合计"),
    ("国有资本经营预算(?:财政)?拨款支出(?:预算)?", "GZ 合计"),
    ("一般公共预算(?:财政拨款|安排)?(?:的)?基本支出", "YB 基本支出"),
    ("人员经费", "JB 人员经费"), ("公用经费", "JB 公用经费"),
    ("机关运行经费(?:支出)?(?:预算)?", "机关运行"),
    ("“三公”经费(?:财政拨款)?(?:支出)?(?:预算数|年初预算|全年预算|预算)", "三公 合计 预算"),
    ("“三公”经费(?:财政拨款)?支出决算(?:数)?", "三公 合计 决算"),
    ("因公出国（境）费(?:用)?(?:支出)?(?:预算|决算)?(?:数)?", "三公 因公出国"),
    ("公务用车购置及运行(?:维护)?费(?:支出)?(?:预算|决算)?(?:数)?", "三公 公务用车购置及运行"),
    ("公务接待费(?:支出)?(?:预算|决算)?(?:数)?", "三公 公务接待"),
    ("公务用车购置费(?:支出)?(?:预算|决算)?(?:数)?", "三公 购置"),
    ("公务用?车(?:用车)?运行(?:维护)?费(?:支出)?(?:预算|决算)?(?:数)?", "三公 运行"),
)
_ITEM = re.compile("(?:公务用车)?(购置|运行)(?:维护)?费?")
_WHEN = ("预算数", "决算数")
_FINAL_ONLY = ("人员经费", "公用经费")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words before an amount, and what the tables have for them; of the `whole`, what they mean of appropriations."""

    pattern: re.Pattern[str]
    amount: PrintedAmount
    of_grants: PrintedAmount | None = None
    whole: bool = False

    def fact(self, before: str) -> PrintedAmount | None:
        """What the words mean; in a sentence about appropriations the totals are those of appropriations."""
        return self.of_grants if self.whole and "财政拨款" in before else self.amount


def phrases(book: TablesBySort, money: str) -> list[Phrase]:
    """The words that texts of a report may use for what its tables print."""
    facts = dict(_facts(book))
    spent = "预算" if book.budget else "决算"
    facts |= {key.removesuffix(f" {spent}"): fact for key, fact in facts.items() if key.endswith(spent)}
    return [
        Phrase(re.compile(f"{_BEFORE}{words}{_LINK}{money}"), facts[key], facts.get(f"CZ {key[3:]}"), key[:2] == "ZB")
        for words, key in _WORDS if key in facts
    ]


def _facts(book: TablesBySort) -> Iterator[tuple[str, PrintedAmount]]:
    for kind in ("ZB", "CZ"):
        if sheet := book.get(kind):
            yield from _overview(kind, sheet)
    if income := book.get("SR"):
        column, row = income.column("财政拨款收入"), income.total_row(income.blocks[0])
        if column is not None and row is not None:
            yield "SR 财政拨款收入", income.amount(row, income.blocks[0], column)
    for kind in ("YB", "JJ", "GZ", "JB"):
        if sheet := book.get(kind):
            yield from _detail(kind, sheet)
    yield from _publics(book)


def _overview(kind: str, sheet: KnownTable) -> Iterator[tuple[str, PrintedAmount]]:
    if len(sheet.blocks) < 2:
        return
    for side, block in zip(("收入", "支出"), sheet.blocks, strict=False):
        column = block.amounts[0] if len(block.amounts) == 1 else sheet.column("合计", "小计", block=block)
        if column is None:
            column = block.amounts[0]
        for row in sheet.rows:
            label = sheet.label(row, block)
            if label in (f"{side}总计", "总计"):
                yield f"{kind} {side}总计", sheet.amount(row, block, column)
                yield f"{kind} 总计", sheet.amount(row, block, column)
            elif label == f"本年{side}合计":
                yield f"{kind} {label}", sheet.amount(row, block, column)


def _detail(kind: str, sheet: KnownTable) -> Iterator[tuple[str, PrintedAmount]]:
    block = sheet.blocks[0]
    row = sheet.total_row(block)
    for name in ("合计", "基本支出", "人员经费", "公用经费"):
        column = sheet.column(name, block=block)
        if column is None and name == "合计":
            column = sheet.column("本年支出/合计", "小计") or (block.amounts[0] if len(block.amounts) == 1 else None)
        if row is not None and column is not None:
            yield f"{kind} {name}", sheet.amount(row, block, column)
    for name in _FINAL_ONLY:
        for own in sheet.blocks:
            found = sheet.find(own, f"{name}合计")
            if kind == "JB" and found is not None and len(own.amounts) == 1:
                there = sheet.reached(found, own)
                yield f"JB {name}", sheet.amount(found, there, there.amounts[0])


def _publics(book: TablesBySort) -> Iterator[tuple[str, PrintedAmount]]:
    if sum(one.kind == "SG" for one in book.sheets) > 1:
        return  # of general public money and of all appropriations: which of them a sentence means, no word says
    sheet = book.get("SG")
    if sheet is None or not sheet.blocks:
        return
    block = sheet.blocks[0]
    if len(sheet.rows) == 1:
        yield from _publics_across(sheet, block)
    for other in book.sheets:
        for own in other.blocks:
            columns = [c for c in own.amounts if "机关运行" in other.table.columns[c]]
            if other.kind in ("SG", "JG") and len(columns) == 1 and len(other.rows):
                yield "机关运行", other.amount(0, own, columns[0])


def _publics_across(sheet: KnownTable, block: ColumnBlock) -> Iterator[tuple[str, PrintedAmount]]:
    for column in block.amounts:
        head = sheet.table.columns[column]
        when = "决算" if "决算" in head else "预算"
        parts = [bare(part) for part in head.split("/")]
        for name in ("因公出国", "公务接待", "公务用车购置及运行"):
            whole = "小计" in parts or not any(part.startswith("公务用车购置及") for part in parts)
            if any(part.startswith(name) for part in parts) and whole:
                yield f"三公 {name} {when}", sheet.amount(0, block, column)
        item = _ITEM.fullmatch(parts[-1 - (parts[-1] in _WHEN and len(parts) > 1)])
        if item:
            yield f"三公 {item[1]} {when}", sheet.amount(0, block, column)
        if "合计" in parts:
            yield f"三公 合计 {when}", sheet.amount(0, block, column)


def publics_spent(book: TablesBySort) -> dict[str, PrintedAmount]:
    """Name → “三公” as a budget plans it or final accounts spent it, in tables whose unit is known."""
    spent = "预算" if book.budget else "决算"
    return {
        key.split()[1]: fact for key, fact in _publics(book) if key.startswith("三公") and key.endswith(spent)
    } if (sheet := book.get("SG")) and not sheet.in_doubt else {}


def three_publics(book: TablesBySort) -> dict[str, tuple[PrintedAmount, PrintedAmount]]:
    """Name → budget and outcome of “三公” and its parts, where the table prints both."""
    facts = dict(_publics(book))
    names = ("公务用车购置及运行", "因公出国", "公务接待", "购置", "运行", "合计")
    return {
        {"合计": "“三公”经费", "购置": "公务用车购置费", "运行": "公务用车运行"}.get(name, name): (budget, final)
        for name in names
        if (budget := facts.get(f"三公 {name} 预算")) and (final := facts.get(f"三公 {name} 决算"))
    }


Items = Mapping[tuple[str, str, str], tuple[int, ColumnBlock]]


def items_of(sheet: KnownTable) -> Items:
    """(class, section, item), names without brackets → row, of a table of outlay by function."""
    found: dict[tuple[str, str, str], tuple[int, ColumnBlock]] = {}
    for block in sheet.blocks[:1]:
        names = {code.text: sheet.label(row, block) for row in sheet.rows if (code := sheet.code(row, block))}
        for row in sheet.rows:
            code = sheet.code(row, block)
            if code and len(code.text) == 7:
                path = tuple(fold(names.get(code.text[:length], "")) for length in (3, 5, 7))
                found[path[0], path[1], path[2]] = (row, block)
    return found


def fold(name: str) -> str:
    """A name as it is told from others: brackets in one width, 其它 as 其他."""
    return re.sub(r"[()（）“”\"]", "", name.replace("其它", "其他"))
