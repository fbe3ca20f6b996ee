"""Sentences that tell of every 类, or of every 项, its budget and outturn, as read: figures, and what they claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from .book import Book
from .claims import Readings, ShareClaim
from .figure_index import FigureIndex
from .figures import Figure, FigurePlace
from .formulas import address
from .layout import FigureColumn, LaidOutTable, Panel
from .patterns import AMOUNT
from .printed import is_blank, plain
from .reading import change_claim, number_of, text_figure
from .relations import Sum, half_of

_DESCRIBED = re.compile(
    rf"(?:\d{{4}}年度?)?(?P<name>[^,。;\d\n]{{2,30}}?)(?:\(类\))?年初预算(?P<budget>{AMOUNT})(?P<budgetunit>万元|元)"
    rf",支出决算(?P<spent>{AMOUNT})(?P<spentunit>万元|元)(?:,?完成年初预算的(?P<rate>{AMOUNT})(?P<sign>%)?)?(?P<rest>.*)"
)

_ITEM = re.compile(
    rf"^\d+[、.](?P<name>[^\n]{{4,200}}?\(项\))[^\n]*?年初预算为?(?P<budget>{AMOUNT})(?P<budgetunit>万元|元)"
    rf",支出决算为?(?P<spent>{AMOUNT})(?P<spentunit>万元|元)(?:,?完成年初预算的(?P<rate>{AMOUNT})(?P<sign>%)?)?(?P<rest>[^\n]*)",
    re.M,
)
"""A paragraph on one 项, which is called by the names of its 类, its 款 and its own."""
_OF_ITEM = 7
_BUDGET = "年初预算"


class Described(NamedTuple):
    """What a sentence says of one 类 or 项; `rest`: its other words."""

    name: str
    budget: Figure
    spent: Figure
    found: re.Match[str]


class Description(NamedTuple):
    """The 类, or the 项, that a section tells of, beside the table that lists them all. `rows`: name → row.

    `level`: which of the two.
    """

    section: str
    level: str
    sheet: LaidOutTable
    column: FigureColumn
    rows: Mapping[str, int]
    told: tuple[Described, ...]

    @property
    def used(self) -> list[int]:
        """Rows that print an outturn."""
        return [row for row in self.rows.values() if not is_blank(self.sheet.table.rows[row][self.column.index])]

    @property
    def whole(self) -> bool:
        """Whether every 类, or 项, with an outturn is told."""
        return len({one.name for one in self.told}) >= len(self.used)


def described_in(readings: Readings, desk: FigureIndex) -> Iterator[Description]:
    """What the sentences tell 类 by 类."""
    for claim in readings.lists:
        term = claim.slot.term
        sheet = desk.sheets.get(term.table or 0) if term and claim.slot.kind == "逐类" else None
        column = sheet.column(term.column) if sheet and term else None
        if sheet is None or column is None:
            continue
        section = claim.spot.section or ""
        by_item = term is not None and term.row == "每科目"
        rows = _items(sheet, column.panel, desk) if by_item else desk.keyed(sheet, column.panel, "每类")
        found = ((match, next((row for row in rows if plain(match["name"]).endswith(row)), None))
                 for match in (_ITEM if by_item else _DESCRIBED).finditer(claim.text))
        told = tuple(_described(match, name, section, desk) for match, name in found if name)
        yield Description(section, "项" if by_item else "类", sheet, column, rows, told)


def _items(sheet: LaidOutTable, panel: Panel, desk: FigureIndex) -> dict[str, int]:
    """What a sentence calls each 项 of a table → its row."""
    rows = desk.keyed(sheet, panel, "每科目")
    names = {code: plain(sheet.name(row, panel)) for code, row in rows.items()}
    return {
        f"{names.get(code[:3], '')}(类){names.get(code[:5], '')}(款){names[code]}(项)": row
        for code, row in rows.items() if len(code) == _OF_ITEM
    }


def _described(match: re.Match[str], name: str, section: str, desk: FigureIndex) -> Described:
    unit = desk.report.currency_unit
    return Described(
        name,
        text_figure(match["budget"], match["budgetunit"], FigurePlace(section=section, field=f"{name}{_BUDGET}"), unit),
        text_figure(match["spent"], match["spentunit"], FigurePlace(section=section, field=name), unit), match,
    )


def read_described(descriptions: list[Description], book: Book, readings: Readings, desk: FigureIndex) -> Iterator[Sum]:
    """The budgets of all 类 add up to the whole; rates and changes join those already read."""
    for description in descriptions:
        for one in description.told:
            _claims_of(one, book, readings, desk)
        whole = desk.variables.get(_BUDGET)
        if whole and whole.spot.section == description.section and description.whole and len(description.told) > 1:
            parts = tuple((1, one.budget) for one in description.told)
            yield Sum(whole, parts, half_of(desk, whole), len(parts), "text")


def _claims_of(one: Described, book: Book, readings: Readings, desk: FigureIndex) -> None:
    """Names both amounts, so that the rate and the change can be held against them."""
    budget, spent = f"{one.name}{_BUDGET}", f"{one.name}支出决算"
    desk.variables |= {budget: one.budget, spent: one.spent}
    readings.figures += [one.budget, one.spent]
    section = one.spent.spot.section
    if rate := one.found["rate"]:
        spot = FigurePlace(section=section, field=f"{one.name}完成率")
        whole, signed = address(f"文字!{budget}"), bool(one.found["sign"])
        readings.shares.append(ShareClaim(spot, one.spent, whole, number_of(rate), rate, signed, completion=True))
    if change := re.search(book.phrases.pattern(bare=False), one.found["rest"]):
        spot = FigurePlace(section=section, field=f"{one.name}增减")
        readings.changes.append(change_claim(
            change, spot, address(f"文字!{spent}"), book.phrases, desk.report.currency_unit, needs_rate=False))
