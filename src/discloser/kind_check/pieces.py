"""What every check of a kind works on: its pieces, and where each was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from ..model.fact import Selection
from ..model.kind.report_kind import ReportKind
from ..model.kind.tables import TableSpec
from ..model.place import FormPath, Place
from ..read.kind.files import HEAD
from ..read.kind.shape import ShapedKind

_MOST_NAMED = 40


@dataclass(frozen=True)
class Desk:
    """A kind on the table."""

    shaped: ShapedKind

    @property
    def kind(self) -> ReportKind:
        """The kind, or those of its pieces that are right in themselves."""
        return self.shaped.pieces

    @property
    def tables(self) -> Mapping[int, TableSpec]:
        """The tables by the number of their file."""
        return self.shaped.tables

    def declared(self, key: str) -> tuple[str, ...]:
        """The names written under a key, those of faulty pieces too."""
        written = self.shaped.files.data.get(key)
        return tuple(written) if isinstance(written, Mapping) else ()

    def lacks(self, key: str) -> bool:
        """Whether the file that holds a key is not there or can't be read: what it declares is not known."""
        return not isinstance(self.shaped.files.data.get(key), Mapping)

    def head_is_right(self) -> bool:
        """Whether the head of the kind has no fault of writing or shape."""
        head = str(self.shaped.files.folder / HEAD)
        return not any(finding.place.file == head for finding in self.shaped.findings)

    def place(self, *path: str | int) -> Place:
        """Where a value was written."""
        return self.shaped.files.places.of(path)

    def key_place(self, *path: str | int) -> Place:
        """Where a key was written."""
        return self.shaped.files.places.of_key(path)

    def text_place(self, text: str, line: int | None) -> Place:
        """A line of a text."""
        return Place(self.shaped.files.text_file(text), line or 1, 1)

    def table_path(self, number: int, *inner: str | int) -> FormPath:
        """A path inside a table as it was written: a table with one block does not name it."""
        table = self.shaped.files.data["表格"][number]
        parts = list(inner)
        if isinstance(table, Mapping) and "列" in table:
            if parts[:1] == ["栏"]:
                parts = parts[2:]
            elif parts[:2] == ["空表", "行"]:
                parts = [*parts[:2], *parts[4:]]
            elif parts[:1] == ["行"]:
                parts = [parts[0], *parts[3:]]
        return ("表格", number, *parts)

    def selections(self) -> Iterator[tuple[FormPath, Selection]]:
        """Every selection of the kind, and where it was written."""
        for name, figure in self.kind.figures.items():
            yield ("取数", name, "范围"), figure.where
        for number, table in self.tables.items():
            yield self.table_path(number, "范围"), table.where
            for b, block in enumerate(table.blocks):
                for c, column in enumerate(block.columns):
                    yield self.table_path(number, "栏", b, "列", c, "范围"), column.where
            for path, row in rows_of(table):
                if row.where is not None:
                    yield (*self.table_path(number, *path), "范围"), row.where


def rows_of(table: TableSpec) -> Iterator[tuple[FormPath, Any]]:
    """Every row of a table, those for an empty table too, and its path in the table."""
    bands: list[tuple[FormPath, Any]] = [(("行", i), band) for i, band in enumerate(table.bands)]
    empty = table.empty.rows if table.empty and table.empty.rows else ()
    bands += [(("空表", "行", i), band) for i, band in enumerate(empty)]
    for path, band in bands:
        for block, rows in band.items():
            for number, row in enumerate(rows):
                yield (*path, block, number), row


def advice(found: str, known: Mapping[str, Any] | tuple[str, ...]) -> str:
    """What may stand there instead: the likeliest, else all, else that there is none."""
    names = list(known)
    close = get_close_matches(found, names, n=1, cutoff=0.5)
    if close:
        return f"是不是想写“{close[0]}”？"
    if not names:
        return "这里还没有可以写的"
    more = "…" if len(names) > _MOST_NAMED else ""
    return f"可以写的有：{'、'.join(names[:_MOST_NAMED])}{more}"
