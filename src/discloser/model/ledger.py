"""A bureau's lists: sheets of plain columns, drawn alike as a workbook and as a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, TypeAlias

ColumnSort = Literal["text", "count", "amount", "share"]
"""An amount is in 元, a share in percent with one decimal."""


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a folder or a file, its way told from the list's own folder."""

    text: str
    target: str


LedgerCell: TypeAlias = "str | int | Decimal | Link | None"


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """A column. `width`: in characters."""

    title: str
    width: int
    sort: ColumnSort = "text"


@dataclass(frozen=True, slots=True)
class LedgerSheet:
    """A sheet. `note`: what a reader should know of it; a sheet without rows is told to be empty."""

    title: str
    columns: tuple[LedgerColumn, ...]
    rows: Sequence[tuple[LedgerCell, ...]]
    note: str = ""


    def cut(self, most: int, more: str) -> LedgerSheet:
        """The sheet with its first rows only, where it has more than `most`; `more`: where the others are."""
        if len(self.rows) <= most:
            return self
        note = f"{self.note}。" if self.note else ""
        return replace(self, rows=self.rows[:most], note=f"{note}一共 {len(self.rows)} 行，这里只列前 {most} 行{more}")


def columns_of(*told: str) -> tuple[LedgerColumn, ...]:
    """Columns as `title width sort` tells each, the sort left out for texts."""
    sorts: dict[str, ColumnSort] = {"text": "text", "count": "count", "amount": "amount", "share": "share"}
    parts = [(*one.split(" "), "text")[:3] for one in told]
    return tuple(LedgerColumn(title, int(width), sorts[sort]) for title, width, sort in parts)


def share(part: Decimal, whole: Decimal) -> Decimal | None:
    """A part in percent of a whole, one decimal, half up; None of nothing."""
    return (part * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP) if whole else None


def growth(now: Decimal, before: Decimal) -> Decimal | None:
    """By how many percent something grew; None where there was nothing before."""
    return share(now - before, before)
