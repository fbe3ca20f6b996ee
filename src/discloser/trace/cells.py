"""A cell of a table by its address, `table:row:column`, and what it adds up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model.case import Case
from ..model.fact import Facts
from ..model.kind.tables import ColumnSpec, TableSpec
from ..model.report.report import Cell, Table
from ..model.text.numerals import chinese_numeral
from .phrases import said
from .traced import NotFound, Traced

_ADDRESS = re.compile(r"表?(\d{1,3}|(?<=表)[一二三四五六七八九十]{1,3})[:：](.{1,400})", re.DOTALL)
_NUMERALS = {chinese_numeral(number): number for number in range(1, 100)}
_COLON = re.compile("[:：]")
_ROW_NUMBER = re.compile(r"第?(\d{1,5})行")
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class TracedCell:
    """A cell in its table: row and column from 0, the names of its row, the heading of its column."""

    table: Table
    row: int
    column: int
    name: str
    heading: str
    cell: Cell

    @property
    def where(self) -> str:
        """The cell as people name it."""
        return f"表{self.table.no} {self.table.title} · {self.name or f'第{self.row + 1}行'} · {self.heading}"


def is_address(text: str) -> bool:
    """Whether a text is written like the address of a cell."""
    found = _ADDRESS.fullmatch(text.strip())
    return found is not None and _COLON.search(found[2]) is not None


def spots(tables: Sequence[Table]) -> Iterator[TracedCell]:
    """Every cell of every table."""
    for table in tables:
        for r, row in enumerate(table.rows):
            for c, cell in enumerate(row.cells):
                yield TracedCell(table, r, c, _name(table, r, c), "/".join(table.columns[c].path), cell)


def trace_cell(address: str, tables: Sequence[Table], case: Case) -> list[Traced]:
    """The figures an address names. Raises `NotFound`."""
    found = _ADDRESS.fullmatch(address.strip())
    if found is None or not is_address(address):
        raise NotFound(f"“{address}”不是“表:行:列”的写法，例如 3:合计:合计")
    number = int(found[1]) if found[1].isdecimal() else _NUMERALS.get(found[1], 0)
    table = next((table for table in tables if table.no == number), None)
    if table is None:
        raise NotFound(f"没有表{found[1]}；有的是：{'、'.join(f'表{table.no}' for table in tables)}")
    return [_traced(spot, case) for spot in _named(table, found[2])]


def _named(table: Table, names: str) -> list[TracedCell]:
    """The cells that `row:column` names; a row or a heading may have a colon of its own (其中：…)."""
    failed: list[NotFound] = []
    for colon in _COLON.finditer(names):
        try:
            return _chosen(table, names[:colon.start()].strip(), names[colon.end():].strip())
        except NotFound as missing:
            failed.append(missing)
    raise failed[0]


def _chosen(table: Table, row: str, column: str) -> list[TracedCell]:
    every = [spot for spot in spots([table]) if spot.cell.amount is not None]
    of_row = [spot for spot in every if _fits_row(spot, row)]
    if not of_row:
        names = list(dict.fromkeys(spot.name for spot in every if spot.name))
        raise NotFound(f"表{table.no}没有“{row}”这一行；有的是：{_some(names)}")
    chosen = _exact_first(of_row, column)
    if not chosen:
        headings = list(dict.fromkeys(spot.heading for spot in of_row))
        raise NotFound(f"表{table.no}没有“{column}”这一列的数；有的是：{_some(headings)}")
    return chosen


def _exact_first(of_row: Sequence[TracedCell], column: str) -> list[TracedCell]:
    """The cells whose heading is or ends with what was asked for; failing that, has it in it."""
    last = [spot for spot in of_row if column in (spot.heading, spot.heading.split("/")[-1])]
    return last or [spot for spot in of_row if column in spot.heading]


def _fits_row(spot: TracedCell, row: str) -> bool:
    if number := _ROW_NUMBER.fullmatch(row):
        return spot.row + 1 == int(number[1])
    return row == spot.name or row in spot.name.split(" ") or spot.name.partition("、")[2] == row


def _some(names: Sequence[str]) -> str:
    return "、".join(names[:_MOST_NAMED]) + ("等" if len(names) > _MOST_NAMED else "")


def _name(table: Table, row: int, column: int) -> str:
    """The names of a row on this side of its table."""
    columns, cells = table.columns, table.rows[row].cells
    first = last = next((c for c in range(column, -1, -1) if columns[c].show != "amount"), 0)
    while first > 0 and columns[first - 1].show != "amount":
        first -= 1
    while last + 1 < len(columns) and columns[last + 1].show != "amount":
        last += 1
    own = " ".join(cells[c].text for c in range(first, last + 1) if cells[c].text)
    return own or next((cell.text for cell in cells if cell.text), "")


def _traced(spot: TracedCell, case: Case) -> Traced:
    spec = next(spec for spec in case.kind.tables if spec.no == spot.table.no)
    column = _columns(spec)[spot.column]
    chosen = case.facts.where(case.kind.expanded(spec.where)).where(case.kind.expanded(column.where))
    facts = Facts(fact for fact in chosen if fact.origin in set(spot.cell.origins))
    formula = f"“{spot.name}”这一行里，{said((spec.where, column.where))}的各笔相加"
    return Traced(spot.where, spot.cell.text, spot.cell.amount, formula, facts)


def _columns(spec: TableSpec) -> list[ColumnSpec]:
    return [column for block in spec.blocks for column in block.columns]
