"""A published report's tables → margins: what the lines within some limits make together, and where it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ...audit.anywhere.amounts import amount_in
from ...audit.anywhere.facts import fold
from ...audit.anywhere.sheets import ColumnBlock, KnownTable
from ...model.codes import Classification
from ...model.form.sorts import Sort
from ...model.money import CENT
from .margin import Margin, SaidCell, margins_of
from .words import NO_LIMITS, PART, IntakeWords, Limits, bare, both

BESIDE: Final = "·"
"""Parts an economic item from the government item beside it, where one item stands in several rows."""
FISCAL_PREFIX, ECONOMIC_PREFIX, GOVERNMENT_PREFIX = "2", "3", "5"
_TABLES_OF_PROJECTS = "XM"
_OVERVIEWS = ("ZB", "CZ")
_SIDES: Final = {
    "收入": ("收入", "使用非财政拨款结余", "年初"), "支出": ("支出", "结余分配", "年末"),
}
_TOTAL = re.compile("总计|(部门)?合计")
_SUM_OF_YEAR = re.compile("本年(收入|支出)合计")
_NOTHING = re.compile("[-—─–－/无]*")
_UNIT = re.compile("[一二三四五六七八九十]+、")
_NUMBERS_OF_COLUMNS = re.compile(r"栏次|\d{1,2}|[①-⑳=+\-]+")


@dataclass(frozen=True)
class TakenTables:
    """What the tables of a report say of its lines.

    `names`: code → name as printed; `government`: economic item → name of its government item as printed;
    `unread`: (table, what) that no margin was made of, in words.
    """

    margins: tuple[Margin, ...]
    names: Mapping[str, str]
    government: Mapping[str, str]
    unread: tuple[tuple[KnownTable, str], ...]


@dataclass(frozen=True)
class MarginReader:
    """Reads margins out of tables.

    `sort`: of the form; `classes`: 人员经费, 公用经费 → economic classes; `owner`: the unit that publishes.
    """

    words: IntakeWords
    codes: Classification
    sort: Sort
    classes: Mapping[str, tuple[str, ...]]
    owner: str = ""

    def read(self, sheets: list[KnownTable]) -> TakenTables:
        """All margins of a report's tables."""
        tables: list[list[SaidCell]] = []
        names: dict[str, str] = {}
        government: dict[str, str] = {}
        unread: list[tuple[KnownTable, str]] = []
        for sheet in sheets:
            limits = self.words.limits_of_table(sheet.kind, bare(sheet.table.title))
            if limits is None:
                continue
            cells: list[SaidCell] = []
            tables.append(cells)
            for number, block in enumerate(sheet.blocks):
                rows = list(self._rows(sheet, block, limits))
                names.update((code, sheet.label(row, block)) for row, _, code in rows if code)
                government.update(_government(sheet, block, rows))
                side = _side(sheet, block, number) if sheet.kind in (*_OVERVIEWS, "GZ") else NO_LIMITS
                columns = list(self._columns(sheet, block, both(limits, side)))
                unread += [(sheet, sheet.leaf(column)) for column, found in columns if found is None]
                cells += self._said(sheet, block, rows, columns)
        return TakenTables(tuple(margins_of(tables)), names, government, tuple(unread))

    def _said(
        self, sheet: KnownTable, block: ColumnBlock, rows: list[tuple[int, Limits | None, str]],
        columns: list[tuple[int, Limits | None]],
    ) -> Iterator[SaidCell]:
        for row, of_row, code in rows:
            if not code and not sheet.is_empty and not any(sheet.text(row, column) for column in block.amounts):
                continue  # a total whose amount stands in another block
            for column, of_column in columns:
                if of_row is None or of_column is None:
                    continue
                limits = self._whole(both(of_column, of_row))
                if limits is not None and _is_said(sheet.text(row, column)):
                    is_part = PART in of_row or PART in of_column
                    yield SaidCell(limits, sheet.amount(row, block, column), is_part)

    def _whole(self, limits: Limits) -> Limits | None:
        """Limits in the dimensions of a form's lines; None for an amount that no line of the form is part of."""
        found = {key: values for key, values in limits.items() if key != PART}
        if "经费" in found:
            wanted = tuple(code for name in found.pop("经费") for code in self.classes.get(name, ()))
            found["经济"] = tuple(code for code in found.get("经济", wanted) if code.startswith(wanted))
        if self.sort == "final":
            found.pop("结转", None)
        elif "边" in found:
            sides = found.pop("边")
            if not set(sides) & {"收入", "支出", "年初"}:
                return None
        return found

    def _columns(self, sheet: KnownTable, block: ColumnBlock, limits: Limits) -> Iterator[tuple[int, Limits | None]]:
        """(column, what it limits); a total beside columns of some sources is that of these sources."""
        found = {column: self._of_column(sheet, column, limits) for column in block.amounts}
        funds = [fund for one in found.values() if one and one is not limits for fund in one.get("来源", ())]
        for column, one in found.items():
            if one == limits and funds and "来源" not in limits:
                one = {**limits, "来源": tuple(dict.fromkeys(funds))}
            yield column, one

    def _of_column(self, sheet: KnownTable, column: int, limits: Limits) -> Limits | None:
        found = limits
        *groups, leaf = sheet.table.columns[column].split("/")
        for part in groups:
            found = self._narrowed(found, self.words.limits_of(part) or NO_LIMITS)
        of_leaf = self.words.limits_of(leaf)
        return None if of_leaf is None else self._narrowed(found, of_leaf)

    def _narrowed(self, limits: Limits, more: Limits) -> Limits:
        """Limits with more; a column of income beside outlay, or of what was left, is about that side alone."""
        if "边" in more and "边" in limits and not set(more["边"]) & set(limits["边"]):
            return both({key: value for key, value in limits.items() if key != "边"}, more)
        return both(limits, more)

    def _rows(self, sheet: KnownTable, block: ColumnBlock, limits: Limits) -> Iterator[tuple[int, Limits | None, str]]:
        """(row, what it limits, its code)."""
        carried: Limits = NO_LIMITS
        above = ""
        labels = [sheet.label(row, block) for row in sheet.rows]
        government = _government_column(sheet, block)
        headers = self._headers(sheet, block) if sheet.kind == _TABLES_OF_PROJECTS else {}
        carrying = any(self._is_carried(sheet.label(row, block)) for row in sheet.rows)
        for row in sheet.rows:
            label = sheet.label(row, block)
            if sheet.kind in _OVERVIEWS:
                found = self._of_overview(label, carried, carrying=carrying)
                carried = found if found and self._is_carried(label) else NO_LIMITS if _TOTAL.search(label) else carried
                yield row, found, ""
                continue
            code = sheet.code(row, block)
            text = code.text if code else self._by_name(sheet, label, above)
            above = text[:3] if text[:1] == ECONOMIC_PREFIX else above
            if text and government is not None and labels.count(label) > 1:
                text = f"{text}{BESIDE}{_beside(sheet, row, government)}"
            if text:
                dimension = {FISCAL_PREFIX: "功能", ECONOMIC_PREFIX: "经济"}.get(text[0])
                yield row, {dimension: (text,)} if dimension else None, text
            elif sheet.kind == _TABLES_OF_PROJECTS:
                yield row, self._of_project(sheet, row, block, headers), ""
            else:
                yield row, self._of_total(label), ""

    def _of_total(self, label: str) -> Limits | None:
        """A total of all limits nothing; a sum of 人员经费 does; a row of blanks or of column numbers is none."""
        if not label or _NUMBERS_OF_COLUMNS.fullmatch(label):
            return None
        return self.words.limits_of(label)

    def _of_project(
        self, sheet: KnownTable, row: int, block: ColumnBlock, headers: Mapping[int, bool],
    ) -> Limits | None:
        label = _project_in(sheet, row, block)
        if not label or _NUMBERS_OF_COLUMNS.fullmatch(bare(label)):
            return None
        if row in headers:
            return NO_LIMITS if headers[row] else None
        return NO_LIMITS if _TOTAL.fullmatch(bare(label)) else {"项目": (label,)}

    def _headers(self, sheet: KnownTable, block: ColumnBlock) -> Mapping[int, bool]:
        """The rows of a table of projects that name a body whose projects follow; whether that is the whole report's.

        The first row is one where it is the sum of all projects; so are rows of its amount above the unit's own name.
        """
        if not block.amounts:
            return {}
        column = block.amounts[0]
        own = [row for row in sheet.rows if fold(_project_in(sheet, row, block)) == fold(self.owner)]
        found = {row: False for row in sheet.rows if _UNIT.match(_project_in(sheet, row, block))}
        found |= dict.fromkeys(own, True)
        first = dict.fromkeys(range(min(own, default=0)), True) or {0: True}
        values = {row: sheet.value(row, column) for row in sheet.rows}
        projects = [value for row, value in values.items() if row not in found and row not in first]
        sums = all(abs(values[row] - sum(projects)) <= len(values) * CENT for row in first if row in values)
        return found | (first if projects and sums else {})

    def _is_carried(self, label: str) -> bool:
        found = self.words.limits_of(label)
        return bool(found) and found is not None and "年初" in found.get("边", ())

    def _of_overview(self, label: str, carried: Limits, *, carrying: bool) -> Limits | None:
        if not label:
            return None
        shown = bare(label)
        if code := self.category(shown):
            return {"功能": (code,), "边": ("支出",)}
        found = self.words.limits_of(label)
        if found is None or (_TOTAL.search(shown) and not _SUM_OF_YEAR.fullmatch(shown)):
            return found
        if "来源" in found and "边" not in found:
            return both(found, carried or ({"结转": ("否",), "边": ("收入",)} if carrying else {"边": ("收入",)}))
        return found

    def category(self, name: str) -> str:
        """The functional 类 of a name, "" for another name."""
        return self._categories.get(fold(name.removesuffix("支出")), "")

    @cached_property
    def _categories(self) -> Mapping[str, str]:
        rows = {**{old.code: old for rows in self.codes.function.others.values() for old in rows},
                **self.codes.function.rows}
        return {fold(row.name.removesuffix("支出")): code for code, row in rows.items() if len(code) == 3}

    def _by_name(self, sheet: KnownTable, label: str, above: str) -> str:
        """The economic item of a name, where a table prints no codes: of one name in several classes that of the rows
        above."""
        if sheet.blocks[0].codes or sheet.kind not in ("JB", "YBE"):
            return ""
        found = [code for code, row in self.codes.department_economic.rows.items() if fold(row.name) == fold(label)]
        under = [code for code in found if len(code) > 3 and code.startswith(above or "#")]
        return (under or sorted(found, key=len) or [""])[0]


def _is_said(text: str) -> bool:
    """Whether a cell prints an amount, or that there is none; `####` and words say nothing."""
    amount = amount_in(text)
    return _NOTHING.fullmatch("".join(text.split())) is not None if amount is None else amount >= 0


def _project_in(sheet: KnownTable, row: int, block: ColumnBlock) -> str:
    return "".join(sheet.text(row, block.labels[0]).split()) if block.labels else ""


def _side(sheet: KnownTable, block: ColumnBlock, number: int) -> Limits:
    """Which side of an overview a block is: as its heads say, else the first is income."""
    heads = "".join(sheet.table.columns[column] for column in (*block.labels, *block.codes, *block.amounts))
    said = [side for side in _SIDES if side in heads]
    return {"边": _SIDES[said[0] if len(said) == 1 else tuple(_SIDES)[min(number, 1)]]}


def _government(
    sheet: KnownTable, block: ColumnBlock, rows: list[tuple[int, Limits | None, str]],
) -> Iterator[tuple[str, str]]:
    """Economic item → the government item printed beside it."""
    column = _government_column(sheet, block)
    if column is not None:
        yield from ((code, name) for row, _, code in rows if len(code) > 4 and (name := _beside(sheet, row, column)))


def _government_column(sheet: KnownTable, block: ColumnBlock) -> int | None:
    return next((label for label in block.labels if "政府" in sheet.table.columns[label]), None)


def _beside(sheet: KnownTable, row: int, column: int) -> str:
    return "".join(sheet.text(row, column).split())
