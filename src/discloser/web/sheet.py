"""看整张表: a sheet of the form as tables of fields, each row with what was found in it, sums above."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ..model.form.flat import WHOLE
from ..model.money import ZERO, AmountError, parse_amount
from ..usecases.form_values import FormValue, FormValues, ValueRow, ValueTable
from .findings import key_of_path, names_of

_CONTROL = "控制数"
_AMOUNT = "金额"
_FIRST = 5


@dataclass(frozen=True)
class ShownCell:
    """One value with what was found at it."""

    value: FormValue
    text: str
    told: tuple[Mapping[str, Any], ...] = ()

    @property
    def style(self) -> str:
        """Its class in the page, by the gravest that was found."""
        severities = {one["severity"] for one in self.told}
        return "bad" if "error" in severities else "odd" if "warning" in severities else ""


@dataclass(frozen=True)
class ShownLine:
    """A row: its number in the workbook or its name, its cells."""

    label: str
    anchor: str
    cells: tuple[ShownCell, ...]

    @property
    def told(self) -> list[Mapping[str, Any]]:
        """What was found in the row."""
        return [one for cell in self.cells for one in cell.told]


@dataclass(frozen=True)
class Sums:
    """What a table adds up to, and what was approved."""

    name: str
    total: Decimal
    control: Decimal | None

    @property
    def gap(self) -> Decimal | None:
        """The total less what was approved."""
        return None if self.control is None else self.total - self.control


@dataclass(frozen=True)
class ShownTable:
    """A table of a sheet. `shape`: free rows, named rows with several values, or named rows with one."""

    title: str
    shape: str
    heads: tuple[FormValue, ...]
    lines: tuple[ShownLine, ...]
    sums: Sums | None = None
    wrong: list[ShownLine] = field(default_factory=list)
    hidden: int = 0
    key: str = ""


def tables_of(
    sheet_tables: Iterable[ValueTable], found: Mapping[str, Any], choices: Mapping[str, Sequence[str]], *, whole: bool,
) -> list[ShownTable]:
    """The tables of a sheet, with findings at their cells, and codes with their names.

    `whole`: free tables with all their columns; else without those that nobody has to fill in and nobody did.
    """
    showing = _Showing(_told_at(found["findings"]), names_of(choices))
    tables = [table for table in sheet_tables if table.rows]
    return [showing.table(table if whole else _without_blanks(table), found["texts"], len(table.rows[0].values))
            for table in tables]


def _without_blanks(table: ValueTable) -> ValueTable:
    """A free table without its blank columns, the first ones kept."""
    if not table.rows[0].label.isdecimal():
        return table
    kept = [i for i, head in enumerate(table.rows[0].values)
            if i < _FIRST or head.required or any(row.values[i].text for row in table.rows)]
    rows = (ValueRow(row.label, tuple(row.values[i] for i in kept)) for row in table.rows)
    return ValueTable(table.title, table.path, tuple(rows))


def lists_of(sheet_tables: Iterable[ValueTable], choices: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """The lists that the values of a sheet may be picked from."""
    named = {value.choices for table in sheet_tables for row in table.rows for value in row.values}
    return {name: listed for name, listed in choices.items() if name in named}


def pasted(rows: str, tables: Iterable[ShownTable], key: str) -> dict[str, str]:
    """Lines copied from a workbook as values of new lines of a table, in the order of its columns."""
    table = next((one for one in tables if one.key == key and one.shape == "free"), None)
    new = [line for line in table.lines if not any(cell.value.text for cell in line.cells)] if table else []
    lines = [line.split("\t") for line in rows.splitlines() if line.strip()]
    return {
        key_of_path(cell.value.path): text.strip()
        for line, texts in zip(new, lines, strict=False) for cell, text in zip(line.cells, texts, strict=False)
        if text.strip()
    }


def counts_of(values: FormValues, found: Mapping[str, Any]) -> list[tuple[str, int]]:
    """The sheets with how many errors stand on each."""
    errors = [one["sheet"] for one in found["findings"] if one["severity"] == "error" and not one["file"]]
    return [(sheet.name, errors.count(sheet.name)) for sheet in values.sheets]


def _told_at(findings: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    """Path → what was found there and was not confirmed."""
    told: dict[str, list[Mapping[str, Any]]] = {}
    for one in findings:
        if one["confirmed"] is None and not one["file"]:
            for place in (one, *one["alike"]):
                told.setdefault(key_of_path(place["path"]), []).append(one)
    return told


class _Showing:
    """Shows tables with what was found at their cells."""

    def __init__(self, told: Mapping[str, list[Mapping[str, Any]]], names: Mapping[str, str]) -> None:
        self._told, self._names = told, names

    def table(self, table: ValueTable, texts: Mapping[str, str], columns: int) -> ShownTable:
        """A table, with its sums where it has lines with amounts; of all its columns some may be hidden."""
        free = table.rows[0].label.isdecimal()
        single = all(len(row.values) == 1 for row in table.rows)
        lines = tuple(self._line(row, free=free) for row in table.rows)
        shape = "free" if free else "fields" if single else "matrix"
        wrong = [line for line in lines if line.told]
        heads, sums = table.rows[0].values, _sums(table, texts) if free else None
        return ShownTable(table.title, shape, heads, lines, sums, wrong, columns - len(heads), key_of_path(table.path))

    def _line(self, row: ValueRow, *, free: bool) -> ShownLine:
        cells = tuple(self._cell(value) for value in row.values)
        number = "".join(c for c in row.values[0].place.cell or "" if c.isdecimal())
        return ShownLine(number if free and number else row.label, f"r{number or row.label}", cells)

    def _cell(self, value: FormValue) -> ShownCell:
        keys = (key_of_path(value.path), key_of_path([*value.path, WHOLE]))
        text = self._names.get(value.text, value.text) if value.sort == "code" else value.text
        return ShownCell(value, text or value.term, tuple(one for key in keys for one in self._told.get(key, ())))


def _sums(table: ValueTable, texts: Mapping[str, str]) -> Sums | None:
    amounts = [value.text for row in table.rows for value in row.values if value.label == _AMOUNT]
    if not amounts:
        return None
    approved = texts.get(key_of_path([_CONTROL, *table.path])) if len(table.path) == 1 else None
    return Sums(table.title, sum(map(_known, amounts), ZERO), _known(approved) if approved else None)


def _known(text: str) -> Decimal:
    """An amount; what is none adds nothing."""
    try:
        return parse_amount(text)
    except AmountError:
        return ZERO
