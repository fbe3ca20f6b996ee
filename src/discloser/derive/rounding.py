"""尾差: where rounding makes a printed total differ from the sum of its printed parts.

Nothing is repaired. A sum that holds exactly in 元 and not as printed is a tail; the report then says so once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from ..model.kind.tables import ColumnSpec
from ..model.money import ZERO, CurrencyUnit, printed
from ..model.report.report import Cell


class PrintedLine(NamedTuple):
    """The cells of one row on one side of a table; a row of level n is the sum of its parts of level n + 1."""

    level: int | None
    cells: tuple[Cell, ...]


def has_tail(columns: Sequence[ColumnSpec], lines: Sequence[PrintedLine], unit: CurrencyUnit) -> bool:
    """Whether any total of the rows or of the columns differs, as printed, from its parts as printed."""
    return any(
        _is_tail(total, parts, unit) for total, parts in (*_down(columns, lines), *_across(columns, lines))
    )


def _is_tail(total: Decimal, parts: Sequence[Decimal], unit: CurrencyUnit) -> bool:
    exact = sum(parts, ZERO) == total
    return exact and sum((printed(part, unit) for part in parts), ZERO) != printed(total, unit)


Sums = Iterator[tuple[Decimal, list[Decimal]]]


def _down(columns: Sequence[ColumnSpec], lines: Sequence[PrintedLine]) -> Sums:
    for position, column in enumerate(columns):
        if column.show != "金额":
            continue
        for index, line in enumerate(lines):
            parts = [part.cells[position].amount or ZERO for part in _parts(lines, index)]
            if parts:
                yield line.cells[position].amount or ZERO, parts


def _parts(lines: Sequence[PrintedLine], index: int) -> list[PrintedLine]:
    """The parts of a line: those that follow it, or, where none does, those that lead up to it."""
    level = lines[index].level
    if level is None:
        return []
    following = takewhile(lambda line: line.level is not None and line.level > level, lines[index + 1 :])
    leading = takewhile(lambda line: line.level is None or line.level > level, reversed(lines[:index]))
    return [line for line in following if line.level == level + 1] or [
        line for line in leading if line.level == level + 1
    ]


def _across(columns: Sequence[ColumnSpec], lines: Sequence[PrintedLine]) -> Sums:
    position = {column.id: i for i, column in enumerate(columns)}
    for column in columns:
        if column.sum_of:
            for line in lines:
                parts = [line.cells[position[part]].amount or ZERO for part in column.sum_of]
                yield line.cells[position[column.id]].amount or ZERO, parts
