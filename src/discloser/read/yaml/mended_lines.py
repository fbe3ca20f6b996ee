"""The lines of a YAML text as it is read, and where each of their positions was typed, whatever was mended in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from ...model.place import Place


class MarkSlip(NamedTuple):
    """A wrong mark in a line: what stands at `column`, and what it is mended to."""

    column: int
    found: str
    mended: str
    key: str


@dataclass
class MendedLines:
    """A text by lines, which may have been mended.

    `indents`: line → its indentation as typed, where it was replaced. `inserted`: line → columns, as mended, of blanks
    that nobody typed.
    """

    file: str
    lines: list[str]
    inserted: dict[int, list[int]] = field(default_factory=dict)
    slips: dict[int, list[MarkSlip]] = field(default_factory=dict)
    indents: dict[int, str] = field(default_factory=dict)
    shifts: dict[int, int] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The text as it stands now."""
        return "\n".join(self.lines)

    def place(self, line: int, column: int) -> Place:
        """Where a position of the mended text was typed."""
        last = len(self.lines) - 1
        if line > last or (line == last > 0 and not self.lines[last]):
            # The end of the text: behind the last character somebody typed.
            line = max((i for i in range(len(self.lines)) if self.lines[i]), default=0)
            column = len(self.lines[line])
        if line in self.inserted:
            column -= sum(1 for blank in self.inserted[line] if blank < column)
        return self.typed(line, column)

    def typed(self, line: int, column: int) -> Place:
        """Where a column of a line with nothing inserted was typed."""
        return Place(self.file, line + 1, max(column - self.shifts.get(line, 0), 0) + 1)

    def as_mended(self, line: int, column: int) -> int:
        """The column, with blanks inserted, of a column without."""
        for blank in self.inserted.get(line, ()):
            column += blank <= column
        return column

    def indent(self, line: int, typed: str, spaces: str) -> None:
        """Replace the indentation of a line by spaces."""
        self.indents[line], self.shifts[line] = typed, len(spaces) - len(typed)
        self.lines[line] = spaces + self.lines[line][len(typed):]

    def mend(self, line: int, slips: list[MarkSlip]) -> None:
        """Put right the slips of a line, given from left to right."""
        text = self.lines[line]
        blanks: list[int] = []
        for slip in reversed(slips):
            text = text[: slip.column] + slip.mended + text[slip.column + len(slip.found):]
        for slip in slips:
            if len(slip.mended) > len(slip.found):
                blanks.append(slip.column + len(slip.found) + len(blanks))
        self.lines[line], self.slips[line] = text, slips
        self.inserted[line] = blanks

    def copy(self) -> MendedLines:
        """A draft to try something on."""
        return MendedLines(self.file, list(self.lines), dict(self.inserted), dict(self.slips), self.indents,
                           self.shifts)
