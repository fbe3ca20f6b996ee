"""A report as a reader has it before them: its tables as rows of texts and amounts, its sections as sentences.

Built from the neutral JSON alone, so that the tie-outs share no code with what they judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from typing import Any, Generic, TypeVar

from discloser.model.report.report import Report
from discloser.render.neutral import neutral

NOTE = "注：本表无数据"
T = TypeVar("T")


class Unreadable(Exception):  # noqa: N818  what a report lacks, not a fault of the tests
    """A sentence, a row or a section that a report must have and has not."""


_AMOUNT = re.compile(r"-?\d[\d,]*\.\d\d")
_CODE = re.compile(r"\d{3}(\d\d)?(\d\d)?")


@cache
def _under(head: str, heads: tuple[str, ...]) -> str:
    """The one of a table's heads that a head means."""
    found = [name for name in dict.fromkeys(heads) if f"/{name}".endswith(f"/{head}")]
    if len(found) != 1:
        raise Unreadable(f"“{head}”一栏：{'、'.join(heads)}")
    return found[0]


class Cells(Generic[T]):
    """Cells of a row under their heads. A head may be given by its end alone (合计 for 本年收入/合计)."""

    def __init__(self, heads: tuple[str, ...], cells: Iterable[T]) -> None:
        self._heads, self._cells = heads, dict(zip(heads, cells, strict=True))

    def __getitem__(self, head: str) -> T:
        return self._cells[_under(head, self._heads)]

    def of(self, *heads: str) -> list[T]:
        """The cells under some heads."""
        return [self[head] for head in heads]

    def but(self, *heads: str) -> dict[str, T]:
        """Head → cell, without some."""
        return {name: cell for name, cell in self._cells.items() if name.rsplit("/", 1)[-1] not in heads}

    def all(self) -> list[T]:
        """Every cell, in order."""
        return list(self._cells.values())


@dataclass(frozen=True)
class SeenRow:
    """A row: its cells as printed, and its cells as amounts, blank and text cells being zero."""

    texts: Cells[str]
    amounts: Cells[Decimal]

    @cached_property
    def code(self) -> str:
        """The code of its function."""
        return self.texts["科目编码"]

    @property
    def is_blank(self) -> bool:
        """Whether no cell prints an amount."""
        return not any(_AMOUNT.fullmatch(text) for text in self.texts.all())


@dataclass(frozen=True)
class SeenTable:
    """A table: title, label, rows, note."""

    number: int
    label: str
    title: str
    rows: tuple[SeenRow, ...]
    note: str | None

    def row(self, name: str) -> SeenRow:
        """The first row that prints `name`."""
        return self.rows[self.at(name)]

    def at(self, name: str) -> int:
        """The position of the first row that prints `name`."""
        if name not in self._first:
            raise Unreadable(f"表{self.number} 的“{name}”")
        return self._first[name]

    @cached_property
    def _first(self) -> dict[str, int]:
        """Text → the first row that prints it."""
        return {text: position for position, row in reversed(list(enumerate(self.rows))) for text in row.texts.all()}

    @cached_property
    def coded(self) -> list[SeenRow]:
        """The rows that print a code of expenditure by function."""
        return [row for row in self.rows if _CODE.fullmatch(row.code)]


@dataclass(frozen=True)
class SeenReport:
    """A whole report. `rounding`: by how much one printed figure may be off, zero where amounts are exact 元."""

    unit: str
    year: int
    tables: Mapping[int, SeenTable]
    headings: tuple[tuple[int, str], ...]
    sections: Mapping[str, str]
    targets: Sequence[Mapping[str, Any]]
    notes: tuple[str, ...]
    rounding: Decimal = field(default=Decimal("0.005"))

    def section(self, number: str) -> str:
        """All paragraphs of a section, those under its subheadings included, by its numeral."""
        if number not in self.sections:
            raise Unreadable(f"第{number}部分")
        return self.sections[number]


def as_printed(data: Mapping[str, Any]) -> SeenReport:
    """A report from its neutral JSON."""
    return _seen(data, {table["no"]: _printed_table(
        table["no"], table["label"], table["title"], tuple(table["columns"]), tuple(map(tuple, table["rows"])),
        table["note"]) for table in data["tables"]}, Decimal("0.005"))


def as_exact(report: Report) -> SeenReport:
    """The same tables with the exact 元 behind every cell; sections and targets stay as printed."""
    data = neutral(report)
    heads = {table["no"]: table["columns"] for table in data["tables"]}
    tables = {
        table.no: SeenTable(table.no, table.label, table.title, tuple(
            _row(heads[table.no], [cell.text for cell in row.cells],
                 [cell.amount or Decimal(0) for cell in row.cells])
            for row in table.rows
        ), table.note)
        for table in report.tables()
    }
    return _seen(data, tables, Decimal(0))


def amount(text: str) -> Decimal:
    """A printed figure as a number; a blank cell is zero."""
    return Decimal(text.replace(",", "")) if text else Decimal(0)


@cache
def _heads(columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(re.sub(r"\d{4}年?", "本年", column) for column in columns)


@cache
def _printed_amount(cell: str) -> Decimal:
    return amount(cell) if _AMOUNT.fullmatch(cell) else Decimal(0)


def _row(columns: Sequence[str], texts: Sequence[str], amounts: Sequence[Decimal]) -> SeenRow:
    heads = _heads(tuple(columns))
    return SeenRow(Cells(heads, texts), Cells(heads, amounts))


@lru_cache(maxsize=64)
def _printed_table(
    number: int, label: str, title: str, columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...], note: str | None,
) -> SeenTable:
    """A table; whoever changes one cell of a report leaves the other tables as they are."""
    seen = tuple(_row(columns, cells, list(map(_printed_amount, cells))) for cells in rows)
    return SeenTable(number, label, title, seen, note)


def _seen(data: Mapping[str, Any], tables: Mapping[int, SeenTable], rounding: Decimal) -> SeenReport:
    return SeenReport(
        unit=data["unit"], year=data["year"], tables=tables,
        headings=tuple((part["level"], part["heading"]) for part in data["narrative"]),
        sections=_sections(data["narrative"]), targets=data["performance_targets"], notes=tuple(data["notes"]),
        rounding=rounding,
    )


def _sections(narrative: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """一 → all paragraphs of section 一、, those under its subheadings included."""
    sections: dict[str, str] = {}
    number = ""
    for part in narrative:
        if part["level"] == 1:
            number = part["heading"].split("、")[0]
        sections[number] = "\n".join([*filter(None, [sections.get(number, "")]), *part["paragraphs"]])
    return sections
