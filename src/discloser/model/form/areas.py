"""The tables of a workbook form: fields, free rows, a matrix, blocks that are repeated, and the cells in them."""

from __future__ import annotations

from typing import NamedTuple

from ..place import FormPath
from .values import Value

REMARK = "备注"
NUMBER = "序号"
FIELD_HEADINGS = ("栏目", "要求", "填写内容", "填写说明", REMARK)


class AskedCell(NamedTuple):
    """What one cell is asked for. `path`: below the table's own path. `choices`: the list it may be picked from.

    `later`: workbooks made by the first version have no such cell. `elsewhere`: only some kinds ask for it.
    """

    path: FormPath
    heading: str
    description: str
    required: bool
    value: Value
    choices: str = ""
    later: bool = False
    elsewhere: bool = False


class Section(NamedTuple):
    """Fields under one title; the title is empty for a key that stands alone."""

    title: str
    path: FormPath
    items: tuple[AskedCell, ...]


class Fields(NamedTuple):
    """One field a row: its name, whether it must be filled, what was filled in, what it means."""

    title: str
    sections: tuple[Section, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """The heading of every column."""
        return FIELD_HEADINGS


class FreeRows(NamedTuple):
    """Free rows, one heading for each key. `of_names`: a row is a code and its name."""

    title: str
    path: FormPath
    items: tuple[AskedCell, ...]
    description: str
    of_names: bool = False
    elsewhere: bool = False

    @property
    def headings(self) -> tuple[str, ...]:
        """The heading of every column."""
        return (NUMBER, *(item.heading for item in self.items), REMARK)


class MatrixRow(NamedTuple):
    """A fixed row of a matrix, its items in the order of the headings."""

    label: str
    description: str
    items: tuple[AskedCell, ...]

    @property
    def about(self) -> FormPath:
        """What a remark on the row is about: what all its items lie below, else the first of them."""
        shared: list[str | int] = []
        for parts in zip(*(item.path for item in self.items), strict=False):
            if len(set(parts)) > 1:
                break
            shared.append(parts[0])
        return tuple(shared) or self.items[0].path


class Matrix(NamedTuple):
    """Fixed rows under headings; `corner` stands over the names of the rows."""

    title: str
    path: FormPath
    corner: str
    rows: tuple[MatrixRow, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """The heading of every column."""
        return (self.corner, *(item.heading for item in self.rows[0].items), REMARK)


class Repeated(NamedTuple):
    """A block of tables that is repeated downwards, once for each row of the form; paths are below that row."""

    title: str
    path: FormPath
    parts: tuple[Fields | Matrix | FreeRows, ...]
    description: str
    elsewhere: bool = False


Area = Fields | FreeRows | Matrix | Repeated


class FormSheet(NamedTuple):
    """A sheet to be filled in. `keys`: the top keys of the form that it holds. `elsewhere`: see `AskedCell`."""

    name: str
    keys: tuple[str, ...]
    areas: tuple[Area, ...]
    elsewhere: bool = False
