"""Where a value was typed: from a path in the form to a line and column, or to a sheet and cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

FormPath = tuple[str | int, ...]
"""A way into the form: `("基本支出", 3, "金额")`."""

Box = tuple[float, float, float, float]

_WORKBOOKS = (".xlsx", ".xlsm")
_CELL = re.compile(r"([A-Z]*)([0-9]*)")


class Place(NamedTuple):
    """A point in a file: line and column from 1 in a text, sheet and cell in a workbook, page and box in a PDF.

    `sheet_number`: where the sheet stands among those of its workbook. `box`: left, top, right, bottom in points from
    the upper left corner of the page as it is read. `paragraph`: of a Word document, counted from 1, cells included.
    """

    file: str
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None
    sheet_number: int = 0
    page: int | None = None
    box: Box | None = None
    paragraph: int | None = None

    @property
    def reading_order(self) -> tuple[str, int, int, int, str]:
        """A key by which places sort as a person goes through the file: C7 before B10."""
        parts = _CELL.fullmatch(self.cell or "")
        letters, digits = parts.groups() if parts else ("", "")
        line = self.line or self.page or self.paragraph or int(digits or 0)
        return self.file, self.sheet_number, line, self.column or len(letters), letters

    @property
    def in_workbook(self) -> bool:
        """Whether the file is a workbook, in which people look for sheets and cells."""
        return self.sheet is not None or self.file.lower().endswith(_WORKBOOKS)

    @property
    def inside(self) -> str:
        """Where in its file the point is, in words; "" for the file as a whole."""
        if self.sheet is not None:
            return f"{self.sheet}!{self.cell}"
        for number, what in ((self.page, "页"), (self.paragraph, "段"), (self.line, "行")):
            if number is not None:
                return f"第 {number} {what}"
        return ""

    def __str__(self) -> str:
        if self.sheet is not None:
            return f"{self.file}:{self.sheet}!{self.cell}"
        if self.line is not None and self.column is not None:
            return f"{self.file}:{self.line}:{self.column}"
        return f"{self.file}:{self.inside.replace(' ', '')}" if self.inside else self.file


class Places(NamedTuple):
    """The places of all values and keys of one form.

    `values` maps a path to where its value stands, `keys` to where its key stands.
    """

    file: str
    values: Mapping[FormPath, Place] = {}
    keys: Mapping[FormPath, Place] = {}

    def of(self, path: FormPath) -> Place:
        """Where a person should look for `path`: its value, else the nearest enclosing value, else the file."""
        for length in range(len(path), -1, -1):
            if place := self.values.get(path[:length]):
                return place
        return Place(self.file)

    def of_key(self, path: FormPath) -> Place:
        """Where the key at the end of `path` was typed; for an unknown or repeated key."""
        return self.keys.get(path) or self.of(path)


def written(path: FormPath) -> str:
    """A path as an officer reads it: `基本支出 第4行 金额`; rows count from 1."""
    return " ".join(f"第{part + 1}行" if isinstance(part, int) else part for part in path)


def texts_of(value: object, path: FormPath = ()) -> Iterator[tuple[FormPath, str]]:
    """All texts of plain data, keys and rows within each other, each with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from texts_of(inner, (*path, str(key)))
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            yield from texts_of(item, (*path, number))
