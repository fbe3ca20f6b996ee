"""What every reader hands over: plain texts in their blocks, where each was typed, and what was wrong already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from ..model.finding import Finding, in_reading_order
from ..model.form.budget import Form
from ..model.form.common import CommonForm
from ..model.place import FormPath, Place, Places
from . import problems

Raw: TypeAlias = "str | list[Raw] | dict[str, Raw] | None"
"""A text, nothing, rows, or keys with what stands behind them."""

_MOST_FINDINGS = 200


class Room(NamedTuple):
    """Blank rows of a workbook below the lines of a free table. `first`: the place of the table's headings.

    `lines`: how many lines are filled in; `rows`: the blank rows that follow; `columns`: value of a line → its column;
    `terms`: what rows hold that are blank but for terms to be picked: row → value of a line → text.
    """

    first: Place
    lines: int
    rows: tuple[int, ...]
    columns: Mapping[FormPath, str]
    terms: Mapping[int, Mapping[FormPath, str]] = {}

    def place(self, line: int, item: FormPath) -> Place | None:
        """Where a value of a further line is to be written."""
        below = line - self.lines
        if not 0 <= below < len(self.rows) or item not in self.columns:
            return None
        cell = f"{self.columns[item]}{self.rows[below]}"
        return Place(self.first.file, sheet=self.first.sheet, cell=cell, sheet_number=self.first.sheet_number)

    def terms_of(self, line: int) -> Mapping[FormPath, str]:
        """What the row of a further line holds already."""
        below = line - self.lines
        return self.terms.get(self.rows[below], {}) if 0 <= below < len(self.rows) else {}


class Source(NamedTuple):
    """A form file as read. `raw` is None when the file could not be read to its end.

    `faulty`: paths that a finding already names; whatever else is wrong there is the same fault. `form`: what the
    file looks like; the kind of report that it asks for has the last word. `names`: codes with what is written
    behind them. `repeated`: paths that were written twice, of which the first is in `raw`. `made_for`: the
    year that a workbook was made for, if it says so. `room`: free tables of a workbook → where further lines may go.
    `spare`: values of the next block that may be begun, which is blank → their cells.
    """

    raw: dict[str, Raw] | None
    places: Places
    findings: tuple[Finding, ...] = ()
    faulty: frozenset[FormPath] = frozenset()
    form: type[CommonForm] = Form
    names: Mapping[FormPath, tuple[str, str]] = {}
    repeated: frozenset[FormPath] = frozenset()
    made_for: int | None = None
    room: Mapping[FormPath, Room] = {}
    spare: Mapping[FormPath, Place] = {}

    def place_of_new(self, path: FormPath) -> Place | None:
        """Where a value of a line that is not there yet is to be written; None where a file has no room for it."""
        above, line = line_of(path)
        room = self.room.get(above)
        return room.place(line, path[len(above) + 1:]) if room else self.spare.get(path)

    def terms_of_new(self, path: FormPath) -> Mapping[FormPath, str]:
        """What the row for a line that is not there yet holds already: path → text."""
        above, line = line_of(path)
        terms = self.room[above].terms_of(line) if above in self.room else {}
        return {(*above, line, *item): text for item, text in terms.items()}


def line_of(path: FormPath) -> tuple[FormPath, int]:
    """The table and the line that a value belongs to; the innermost of several, line -1 for none."""
    return next(((path[:i], part) for i, part in reversed(list(enumerate(path))) if isinstance(part, int)), ((), -1))


def listed(findings: list[Finding]) -> tuple[Finding, ...]:
    """The findings in reading order; of very many only the first, after one that says so."""
    ordered = in_reading_order(findings)
    if len(ordered) <= _MOST_FINDINGS:
        return tuple(ordered)
    left = len(ordered) - _MOST_FINDINGS
    last = problems.TOO_MANY_FINDINGS.at(Place(ordered[0].place.file), listed=_MOST_FINDINGS, left=left)
    return (last, *ordered[:_MOST_FINDINGS])
