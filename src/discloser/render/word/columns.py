"""Column widths: the proportions a table asks for, bent so that no code and no amount is ever broken."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...model.report.report import Cell, Column, Table
from .measure import Face
from .styles import CELL_MARGIN

SLACK = 3.0
"""What office programs may differ by when they place a text in a cell, in points."""

_UNBREAKABLE = re.compile(r"[!-~]+")
_HEAD_LINES = 3


def column_widths(table: Table, face: Face, room: float, *, whole_names: bool) -> list[float] | None:
    """The widths in points, together `room`; nothing when what must not break does not fit in this type size.

    With `whole_names` that is every cell of the table, otherwise codes, amounts and Western words.
    """
    needed = [_needed(table, index, face, whole_names) for index in range(len(table.columns))]
    if sum(needed) > room:
        return None
    return _shared([column.width for column in table.columns], needed, room)


def proportional_widths(table: Table, room: float) -> list[float]:
    """The widths as the table asks for them, whatever may break."""
    return _shared([column.width for column in table.columns], [0] * len(table.columns), room)


def inner(width: float) -> float:
    """The room for text in a cell of that width."""
    return width - 2 * CELL_MARGIN


def balancing_margin(text: str, face: Face, width: float) -> float:
    """The margin left and right by which a head of several lines has lines of about the same length."""
    room = inner(width)
    lines = face.lines(text, room).most
    if lines == 1:
        return CELL_MARGIN
    step = face.size / 2
    while room > 2 * face.size and face.lines(text, room - step).most == lines:
        room -= step
    return (width - room) / 2


def _needed(table: Table, index: int, face: Face, whole_names: bool) -> float:
    column = table.columns[index]
    cells = [row.cells[index] for row in table.rows]
    widest = max((
        _widest(cell.text, face, whole_names or _must_stay_whole(column, cell)) + cell.indent * face.size
        for cell in cells
    ), default=0)
    head = column.path[-1]
    head_share = face.width(head) / _HEAD_LINES + face.size
    return max(widest, _widest(head, face, whole=False), head_share) + 2 * CELL_MARGIN + SLACK


def _must_stay_whole(column: Column, cell: Cell) -> bool:
    """Whether a text may not be broken: an amount or a code, but not the name of a total in the column of codes."""
    return column.show == "amount" or (column.show == "code" and cell.text.isascii())


def _widest(text: str, face: Face, whole: bool) -> float:
    """The width of what must stand on one line."""
    return max((face.width(word) for word in ([text] if whole else _UNBREAKABLE.findall(text))), default=0)


def _shared(shares: Sequence[float], needed: Sequence[float], room: float) -> list[float]:
    """The room shared out in proportion, after those who would get less than they need have got that."""
    fixed: dict[int, float] = {}
    while True:
        open_shares = sum(share for index, share in enumerate(shares) if index not in fixed)
        unit = (room - sum(fixed.values())) / open_shares if open_shares else 0
        short = {
            index: needed[index]
            for index, share in enumerate(shares) if index not in fixed and share * unit < needed[index]
        }
        if not short:
            return [fixed.get(index, share * unit) for index, share in enumerate(shares)]
        fixed.update(short)
