"""A report as a reader has it before them: its tables as rows of texts and amounts, its sections as sentences.

Built from the neutral JSON alone, so that the tie-outs share no code with what they judge.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from discloser.model.report.report import Report
from discloser.render.neutral import neutral

NOTE = "注：本表无数据"


class Unreadable(Exception):  # noqa: N818  what a report lacks, not a fault of the tests
    """A sentence, a row or a section that a report must have and has not."""


_AMOUNT = re.compile(r"-?\d[\d,]*\.\d\d")


@dataclass(frozen=True)
class SeenRow:
    """A row: its cells as printed, and its cells as amounts, blank and text cells being zero."""

    texts: tuple[str, ...]
    amounts: tuple[Decimal, ...]

    @property
    def is_blank(self) -> bool:
        """Whether no cell prints an amount."""
        return not any(_AMOUNT.fullmatch(text) for text in self.texts)


@dataclass(frozen=True)
class SeenTable:
    """A table: title, label, rows, note."""

    number: int
    label: str
    title: str
    rows: tuple[SeenRow, ...]
    note: str | None

    def row(self, name: str, column: int = 0) -> SeenRow:
        """The first row that prints `name` in a column."""
        return self.rows[self.at(name, column)]

    def at(self, name: str, column: int = 0) -> int:
        """The position of the first row that prints `name` in a column."""
        for position, row in enumerate(self.rows):
            if row.texts[column] == name:
                return position
        raise Unreadable(f"表{self.number} 的“{name}”")

    def coded(self, column: int = 0) -> list[SeenRow]:
        """The rows that print a classification code in a column."""
        return [row for row in self.rows if re.fullmatch(r"\d{3}(\d\d)?(\d\d)?", row.texts[column])]


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
    return _seen(data, {table["no"]: _printed_table(table) for table in data["tables"]}, Decimal("0.005"))


def as_exact(report: Report) -> SeenReport:
    """The same tables with the exact 元 behind every cell; sections and targets stay as printed."""
    tables = {
        table.no: SeenTable(table.no, table.label, table.title, tuple(
            SeenRow(tuple(c.text for c in row.cells), tuple(c.amount or Decimal(0) for c in row.cells))
            for row in table.rows
        ), table.note)
        for table in report.tables()
    }
    return _seen(neutral(report), tables, Decimal(0))


def amount(text: str) -> Decimal:
    """A printed figure as a number; a blank cell is zero."""
    return Decimal(text.replace(",", "")) if text else Decimal(0)


def _printed_table(data: Mapping[str, Any]) -> SeenTable:
    rows = tuple(
        SeenRow(tuple(cells), tuple(amount(cell) if _AMOUNT.fullmatch(cell) else Decimal(0) for cell in cells))
        for cells in data["rows"]
    )
    return SeenTable(data["no"], data["label"], data["title"], rows, data["note"])


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
