"""The desk: a report's tables laid out, and every figure that a tie-out addresses, each made once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ...model.money import ZERO
from ...model.text.numerals import chinese_numeral
from .figures import Figure, FigurePlace, in_unit, step_of
from .formulas import EVERY_ABOVE, Operand
from .layout import FigureColumn, LaidOutTable, Panel, bare, has_ordinal
from .printed import PrintedReport, amount_of, plain

_NOTHING = "0.00"
"""What a blank cell stands for."""
NO_ROW = "没有这一行"


@dataclass(eq=False)
class FigureIndex:
    """A report spread out. `variables` are figures that sentences have named; `units`: of tables with their own."""

    report: PrintedReport
    sheets: Mapping[int, LaidOutTable]
    units: Mapping[int, str] = field(default_factory=dict)
    variables: dict[str, Figure] = field(default_factory=dict)
    _made: dict[tuple[int, int | str, int], Figure] = field(default_factory=dict)
    _keyed: dict[tuple[int, str], dict[str, int]] = field(default_factory=dict)

    def cell(self, sheet: LaidOutTable, row: int, column: FigureColumn) -> Figure:
        """The figure in a cell; words in it count as nothing."""
        key = (sheet.table.no, row, column.index)
        if key not in self._made:
            text = sheet.table.rows[row][column.index].strip()
            spot = FigurePlace(sheet.table.no, None, sheet.shown_row(row, column.panel), column.leaf)
            amount, unit = amount_of(text), self.units.get(sheet.table.no, self.report.currency_unit)
            value, step = amount or ZERO, step_of(text or _NOTHING, unit, self.report.currency_unit)
            value = in_unit(value, unit, self.report.currency_unit)
            self._made[key] = Figure(spot, text, value, step, readable=amount is not None)
        return self._made[key]

    def absent(self, sheet: LaidOutTable, row: str, column: FigureColumn) -> Figure:
        """The zero that a row which is not there stands for."""
        key = (sheet.table.no, row, column.index)
        if key not in self._made:
            self._made[key] = Figure(FigurePlace(sheet.table.no, None, row, column.leaf), NO_ROW, ZERO)
        return self._made[key]

    def cells(self) -> Iterator[Figure]:
        """The figures made so far out of cells."""
        return iter(self._made.values())

    def find(self, term: Operand, key: str = "", column_name: str = "") -> list[Figure] | None:
        """The figures of a term for one repetition; None when the report has no such table, column, row or variable."""
        if term.number is not None:
            return [Figure(FigurePlace(), str(term.number), term.number, source="count")]
        if term.variable:
            return self._variable(term)
        sheet = self.sheets.get(term.table or 0)
        if sheet is None:
            return None
        if term.counted:
            return [self.count_of(sheet, term.row)]
        column = sheet.column(term.column.replace("*", column_name))
        return None if column is None else self._rows(term, sheet, column, key)

    def _variable(self, term: Operand) -> list[Figure] | None:
        if term.text.startswith("绩效"):
            number = len(self.report.targets)
            return [Figure(FigurePlace(section=f"绩效目标表的{term.variable}"), str(number), Decimal(number),
                           source="count")]
        found = self.variables.get(term.variable)
        return [found] if found else None

    def count_of(self, sheet: LaidOutTable, rows: str) -> Figure:
        """How many rows a selection has."""
        key = (sheet.table.no, rows, -1)
        if key not in self._made:
            number = len(self.selected(sheet, rows, sheet.panels[0]))
            spot = FigurePlace(section=f"表{sheet.table.no}里的{rows.removeprefix('各')}")
            self._made[key] = Figure(spot, str(number), Decimal(number), source="count")
        return self._made[key]

    def _rows(self, term: Operand, sheet: LaidOutTable, column: FigureColumn, key: str) -> list[Figure] | None:
        if term.summed:
            return [self.cell(sheet, row, column) for row in self.selected(sheet, term.row, column.panel)]
        if term.every == "每行":
            return [self.cell(sheet, int(key), column)]
        if term.every:
            row = self.keyed(sheet, column.panel, term.every).get(key)
            return [self.absent(sheet, key, column) if row is None else self.cell(sheet, row, column)]
        row = self.row(sheet, term.row, column.panel)
        return None if row is None else [self.cell(sheet, row, column)]

    def row(self, sheet: LaidOutTable, label: str, panel: Panel) -> int | None:
        """The row that a label means: a name, 本单位, or one below another."""
        if label == "本单位":
            found = sheet.row(self.report.unit, panel)
            return found if found is not None else 0 if sheet.table.rows else None
        if label == "首行":
            return 0 if sheet.table.rows else None
        above, _, below = label.partition("/")
        first = sheet.row(above, panel)
        return sheet.row(below, panel, first + 1) if below and first is not None else first

    def selected(self, sheet: LaidOutTable, rows: str, panel: Panel) -> list[int]:
        """The rows that a selection after Σ or 个数 means."""
        if rows in ("各项目", "各单位"):
            return [i for i, unit in self.projects(sheet, panel) if (unit == i) == (rows == "各单位")]
        if rows == "下方各行":
            return [i for i in range(1, len(sheet.table.rows)) if sheet.name(i, panel)]
        if rows == EVERY_ABOVE:
            return numbered_rows(sheet, panel)
        head, _, wanted = rows.partition("=")
        beside = panel.notes.get(plain(head))
        return [] if beside is None else [
            i for i, row in enumerate(sheet.table.rows) if plain(row[beside]) == plain(wanted)
        ]

    def projects(self, sheet: LaidOutTable, panel: Panel) -> list[tuple[int, int | None]]:
        """(row, row of its unit) of all that is listed below the body's own row.

        A department's table numbers its units 一、 二、 …, each above its projects; a unit's own table has none.
        """
        body = self.row(sheet, "本单位", panel)
        listed: list[tuple[int, int | None]] = []
        unit: int | None = None
        number = 1
        for i in range(len(sheet.table.rows) if body is None else body + 1, len(sheet.table.rows)):
            name = sheet.name(i, panel)
            if (unit is not None or not listed) and name.startswith(f"{chinese_numeral(number)}、"):
                unit, number = i, number + 1
            if name:
                listed.append((i, unit))
        return listed

    def keys(self, sheet: LaidOutTable, column: FigureColumn, every: str) -> list[str]:
        """What a repeated relation is repeated for in one table."""
        if every == "每行":
            return [str(i) for i in range(len(sheet.table.rows))]
        return list(self.keyed(sheet, column.panel, every))

    def keyed(self, sheet: LaidOutTable, panel: Panel, every: str) -> dict[str, int]:
        """The rows of a panel by code or by name of a 类."""
        key = (id(panel), every)
        if key not in self._keyed:
            self._keyed[key] = keyed_rows(sheet, panel, every)
        return self._keyed[key]


def numbered_rows(sheet: LaidOutTable, panel: Panel) -> list[int]:
    """The rows 一、 二、 三、 … at the head of a panel."""
    found: list[int] = []
    for i in range(len(sheet.table.rows)):
        if has_ordinal(sheet.name(i, panel)):
            found.append(i)
        elif sheet.name(i, panel):
            break
    return found


def keyed_rows(sheet: LaidOutTable, panel: Panel, every: str) -> dict[str, int]:
    """每科目: code → row. 每类: name of a 类 → row, by its code or, in a panel without codes, by its ordinal."""
    if not panel.codes:
        return {bare(sheet.name(i, panel)): i for i in numbered_rows(sheet, panel)} if every == "每类" else {}
    codes = {sheet.code(i, panel): i for i in reversed(range(len(sheet.table.rows))) if sheet.code(i, panel)}
    if every == "每科目":
        return dict(reversed(codes.items()))
    return {plain(sheet.name(i, panel)): i for code, i in reversed(codes.items()) if len(code) == 3}
