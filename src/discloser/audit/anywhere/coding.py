"""Codes and names of tables, and notes of empty ones."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from ...model.finding import Finding
from ..read.printed import plain
from . import problems
from .sheets import Code, ColumnBlock, KnownTable
from .telling import at_cell, at_table

_FUNDS = (("一般公共预算", "YB"), ("政府性基金", "JJ"), ("国有资本经营", "GZ"), ("“三公”经费", "SG"))
_EMPTY = re.compile("空表|无数据|没有.{0,30}(预算|支出|收入)|无.{0,40}(预算|支出|收入)")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_ECONOMIC = ("JB", "YBE")
_MANY = 3
_DEPTHS = (3, 5, 7)


@dataclass(frozen=True, slots=True)
class YearCodes:
    """The codes of a year. `names`: code → name, as far as they are certain; `listed`: every code, however certain.

    `of_other_years`: code → since when or until when it holds, and what stands for it now, in Chinese.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    listed: frozenset[str] = frozenset()
    of_other_years: Mapping[str, str] = field(default_factory=dict)


def coding(sheet: KnownTable, year: YearCodes) -> Iterator[Finding]:
    """What is wrong with the codes of a table."""
    coded = [
        (row, block, code) for block in sheet.blocks for row in sheet.rows if (code := sheet.code(row, block))
    ]
    codes = {code.text for _, _, code in coded}
    times = Counter((id(block), code.text) for _, block, code in coded)
    told: set[tuple[int, str]] = set()
    for row, block, code in coded:
        if code.text.startswith("1") and len(code.text) != _DEPTHS[0]:
            continue
        if not _is_whole(code.text, sheet):
            yield at_cell(problems.CODE, sheet, row, block, found=code.printed)
            continue
        if code.short:
            yield at_cell(problems.SHORT_CODE, sheet, row, block, found=code.printed, expected=code.text)
        here = id(block), code.text
        if times[here] > 1 and here not in told:
            told.add(here)
            yield at_cell(problems.TWICE, sheet, row, block, found=code.text, expected=times[here])
        parent = code.text[:-2]
        if len(code.text) > _DEPTHS[0] and parent not in codes:
            yield at_cell(problems.PARENT, sheet, row, block, expected=parent)
    once = [(row, block, code.text) for row, block, code in coded if times[id(block), code.text] == 1]
    yield from _names(sheet, once, year.names)
    yield from _listed(sheet, once, year)
    yield from _order(sheet, coded)


def _listed(sheet: KnownTable, coded: list[tuple[int, ColumnBlock, str]], year: YearCodes) -> Iterator[Finding]:
    """Codes with money that the year's lists have not; a 款 or 项 of a place's own is lawful."""
    for row, block, code in coded:
        known = not year.listed or code in year.listed or code.startswith("1") or not _is_whole(code, sheet)
        if not known and any(sheet.value(row, column) for column in block.amounts):
            yield at_cell(problems.UNLISTED, sheet, row, block, found=code, when=year.of_other_years.get(code, ""))


def _order(sheet: KnownTable, coded: list[tuple[int, ColumnBlock, Code]]) -> Iterator[Finding]:
    """The first code that stands behind a larger one, where all codes of the table are whole and stand there once."""
    once = len({(id(block), code.text) for _, block, code in coded}) == len(coded)
    if not once or any(not _is_whole(code.text, sheet) or code.short for _, _, code in coded):
        return
    for (_, block, before), (row, same, code) in pairwise(coded):
        if block is same and code.text < before.text:
            yield at_cell(problems.ORDER, sheet, row, block, found=code.text, expected=before.text)
            return


def _is_whole(code: str, sheet: KnownTable) -> bool:
    return len(code) in (_DEPTHS[:2] if sheet.kind in _ECONOMIC and code.startswith(("3", "5")) else _DEPTHS)


def _names(sheet: KnownTable, coded: list[tuple[int, ColumnBlock, str]], names: Mapping[str, str]) -> Iterator[Finding]:
    """Names that the year's list has otherwise; many in one table have one cause and are one finding."""
    wrong = [
        (row, block, code) for row, block, code in coded
        if code in names and any(sheet.value(row, column) for column in block.amounts)
        and _folded(sheet.label(row, block)) not in ("", _folded(names[code]))
        and _CHINESE.search(sheet.label(row, block))
    ]
    shown = wrong[:1] if len(wrong) > _MANY else wrong
    for row, block, code in shown:
        others = f"；同样的还有 {len(wrong) - 1} 行" if len(wrong) > _MANY else ""
        yield at_cell(problems.LISTED_NAME, sheet, row, block, found=sheet.label(row, block), expected=names[code],
                      code=code, others=others)


def _folded(name: str) -> str:
    return re.sub(r"支出$|[(（].*?[)）]", "", plain(name).replace("其它", "其他"))


def one_name(sheets: list[KnownTable]) -> Iterator[Finding]:
    """A code that has two names in one report, where it has the one that is rarer."""
    printed: dict[tuple[bool, str], list[tuple[str, KnownTable, int, ColumnBlock]]] = defaultdict(list)
    for sheet in sheets:
        for block in sheet.blocks:
            for row in sheet.rows:
                code, name = sheet.code(row, block), _folded(sheet.label(row, block))
                if code and _CHINESE.search(name):
                    printed[sheet.kind in _ECONOMIC, code.text].append((name, sheet, row, block))
    for places in printed.values():
        usual = Counter(name for name, *_ in places).most_common(1)[0][0]
        where = next(sheet for name, sheet, *_ in places if name == usual)
        once = {id(sheet) for _, sheet, *_ in places}
        for name, sheet, row, block in places:
            if name != usual and len(once) == len(places):
                yield at_cell(problems.ONE_NAME, sheet, row, block, found=name, expected=usual, ground=where.name)


def notes(sheet: KnownTable) -> Iterator[Finding]:
    """Empty tables without a word, tables called empty that are not, notes about another table."""
    note, title = plain(sheet.table.note), plain(sheet.table.title)
    said = _EMPTY.search(note)
    if sheet.kind in ("JX", "XM", "CG", ""):
        return
    if sheet.is_empty and not said:
        yield at_table(problems.NO_NOTE, sheet, found=sheet.table.title)
    elif said and not sheet.is_empty and sheet.kind != "XM":
        yield at_table(problems.FALSE_NOTE, sheet, found=said[0], expected=sheet.table.title)
    for words, kind in _FUNDS:
        if said and kind != sheet.kind and words in note and plain(words) not in title and not any(
                plain(own) in note for own, of in _FUNDS if of == sheet.kind):
            yield at_table(problems.OTHER_NOTE, sheet, found=note[:60], expected=sheet.table.title)
            return
