"""What is read of one sheet while it is read: texts at their paths, each with its cell, and findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...model.finding import Finding, Problem
from ...model.form.areas import AskedCell
from ...model.form.remarks import Remark, cell_remarks
from ...model.form.scalars import is_blank
from ...model.place import FormPath, Place, written
from ..source import Room
from . import problems as excel_problems
from .cell_text import text_of
from .cells import Position, cell_name
from .sheets import Grid


@dataclass
class Taken:
    """`values`: None for a required cell left blank; `faulty`: paths that a finding names already.

    `names`: codes with what is written behind them. `spare`: cells of a block that may be begun.
    """

    values: dict[FormPath, str | None] = field(default_factory=dict)
    places: dict[FormPath, Place] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    faulty: set[FormPath] = field(default_factory=set)
    remarks: dict[FormPath, Remark] = field(default_factory=dict)
    names: dict[FormPath, tuple[str, str]] = field(default_factory=dict)
    room: dict[FormPath, Room] = field(default_factory=dict)
    spare: dict[FormPath, Place] = field(default_factory=dict)
    _enclosing: set[FormPath] = field(default_factory=set)

    def add(self, other: Taken) -> None:
        """Take over what another reading took."""
        self.values |= other.values
        self.places = {**other.places, **self.places}
        self.findings += other.findings
        self.faulty |= other.faulty
        self.remarks |= other.remarks
        self.names |= other.names
        self.room |= other.room
        self.spare |= other.spare

    def put(self, path: FormPath, place: Place) -> None:
        """Note where a value stands; whatever encloses it stands there, too, unless it has a place already."""
        if path[:-1] not in self._enclosing:
            self._enclosing.add(path[:-1])
            for length in range(1, len(path)):
                self.places.setdefault(path[:length], place)
        self.places[path] = place

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in."""
        return not self.findings and all(is_blank(value) for value in self.values.values())


class SheetTexts:
    """The cells of one sheet of the file `file`."""

    def __init__(self, file: str, grid: Grid) -> None:
        self.file = file
        self.grid = grid
        self.taken = Taken()
        self._format_told = False
        self._merges_told: set[tuple[Position, Position]] = set()

    def place(self, position: Position) -> Place:
        """A cell of this sheet."""
        return Place(self.file, sheet=self.grid.name, cell=cell_name(position), sheet_number=self.grid.number)

    def find(self, problem: Problem, position: Position, **words: Any) -> None:
        """A finding at a cell."""
        self.taken.findings.append(problem.at(self.place(position), **words))

    def tell_faults(self) -> None:
        """A finding for every cell that could not be read."""
        for position, reason in self.grid.faults.items():
            self.find(excel_problems.CELL_UNREADABLE, position, reason=reason)

    def take(self, path: FormPath, item: AskedCell, position: Position) -> None:
        """Read a cell that is to hold an item of the form."""
        place = self.place(position)
        self.taken.put(path, place)
        if self._is_merged(position, path):
            self.taken.faulty.add(path)
            return
        if position in self.grid.faults:
            self.taken.faulty.add(path)
            return
        cell = self.grid.cells.get(position)
        if cell is None:
            if item.required:
                self.taken.values[path] = None
            return
        read = text_of(cell, item.value, date1904=self.grid.date1904)
        for complaint in read.complaints:
            if complaint.problem is excel_problems.CELL_UNREADABLE:
                if self._format_told:  # one format serves many cells
                    continue
                self._format_told = True
            self.find(complaint.problem, position, **{"field": written(path), **complaint.words})
        if read.faulty:
            self.taken.faulty.add(path)
        if read.text and read.name:
            self.taken.names[path] = read.text, read.name
        if item.required or not is_blank(read.text):
            self.taken.values[path] = None if is_blank(read.text) else read.text

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell holds something a person could see."""
        cell = self.grid.cells.get((row, column))
        return cell is not None and (not cell.calculated or not is_blank(cell.text))

    def filled(self, row: int, columns: Sequence[int]) -> bool:
        """Whether any of some cells of a row holds something."""
        return any(self.holds(row, column) for column in columns)

    def typed(self, row: int, columns: Sequence[int]) -> bool:
        """Whether somebody typed there; a row of formulas is a sum and nobody's answer."""
        return any(self.holds(row, column) and self.grid.cells[row, column].formula is None for column in columns)

    def text(self, row: int, column: int) -> str:
        """What is stored in a cell."""
        cell = self.grid.cells.get((row, column))
        return cell.text if cell is not None else ""

    def remarks(self, row: int, column: int | None) -> dict[FormPath, Remark]:
        """The remarks in a cell."""
        return cell_remarks(self.text(row, column)) if column else {}

    def keep(self, path: FormPath, remarks: Mapping[FormPath, Remark], waiting: tuple[str, ...] = ()) -> None:
        """Keep remarks about a path. `waiting`: lines that stand above it."""
        for inside, remark in remarks.items():
            self.taken.remarks[(*path, *inside)] = remark
        if waiting:
            own = self.taken.remarks.get(path, Remark())
            self.taken.remarks[path] = own._replace(above=(*waiting, *own.above))

    def _is_merged(self, position: Position, path: FormPath) -> bool:
        """Whether a cell is part of a merged range; told once for each range."""
        for first, last in self.grid.merged:
            if first[0] <= position[0] <= last[0] and first[1] <= position[1] <= last[1]:
                if (first, last) not in self._merges_told:
                    self._merges_told.add((first, last))
                    self.find(excel_problems.MERGED, first, field=written(path),
                              found=f"{cell_name(first)}:{cell_name(last)}")
                return True
        return False
