"""What a comparison says: changes of the form, changes of the report, findings that came and went."""

from __future__ import annotations

from typing import Literal, NamedTuple

from ..model.finding import Finding
from ..model.place import FormPath

Sort = Literal["changed", "added", "removed", "renamed", "moved"]
Printed = Literal["cell", "row", "sentence", "heading", "chart", "target", "title"]

SORT_LABELS: dict[Sort, str] = {
    "changed": "修改", "added": "新增", "removed": "删去", "renamed": "改名", "moved": "移动",
}


class InputChange(NamedTuple):
    """One change of what was typed. `old_paths`, `new_paths`: every place it was typed at; `field` as an officer reads.

    An added or removed line is one change, its cells summed up in `new` or `old`.
    """

    sort: Sort
    field: str
    old: str
    new: str
    old_paths: tuple[FormPath, ...] = ()
    new_paths: tuple[FormPath, ...] = ()
    old_place: str = ""
    new_place: str = ""


class PrintedChange(NamedTuple):
    """One change of what a reader sees. `part`: table, section, chart or form; `place`: where in it.

    A cell of a row that is there only once, or a sentence, has "" on the other side.
    """

    printed: Printed
    part: str
    place: str
    old: str
    new: str
    table: int | None = None
    row: str = ""
    column: str = ""


class Comparison(NamedTuple):
    """Everything between two forms or two reports.

    `unread`: the files of which no report could be made; `unreadable`: those of them of which nothing could be read.
    """

    old_name: str
    new_name: str
    inputs: tuple[InputChange, ...]
    report: tuple[PrintedChange, ...]
    appeared: tuple[Finding, ...]
    vanished: tuple[Finding, ...]
    unread: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.inputs or self.report or self.appeared or self.vanished)
