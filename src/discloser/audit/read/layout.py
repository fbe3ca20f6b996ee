"""How a printed table is laid out: panels side by side, each with its labels and its figures.

Rows and columns are found by what they are called, not by where they stand: `支出/合计`, `208`, `上年结转`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from .printed import PrintedTable, amount_of, is_blank, plain

_YEAR = re.compile(r"\d{4}年?度?")
_ORDINAL = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+、|[①-⑳]|[(（][一二三四五六七八九十\d]+[)）]|\d{1,2}[.、．](?!\d)|其中[:：])\s*"
)
_CODE = re.compile(r"\d{3,}")


@lru_cache(maxsize=4096)
def bare(label: str) -> str:
    """A label without its ordinal: 一、一般公共预算 → 一般公共预算."""
    return plain(_ORDINAL.sub("", label))


def has_ordinal(label: str) -> bool:
    """Whether a label begins with an ordinal such as 一、 or ①."""
    return _ORDINAL.match(label) is not None


class Heads(NamedTuple):
    """Which leaf heads of a kind's tables are codes, names, or notes beside a name; all others hold figures."""

    codes: frozenset[str]
    names: frozenset[str]
    notes: frozenset[str]


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column of figures: its position, its head without the year, its leaf head as printed, its panel.

    Where two columns have the same leaf head, the whole head stands for it.
    """

    index: int
    path: str
    leaf: str
    panel: Panel


@dataclass(eq=False, slots=True)
class Panel:
    """Columns that share labels: one of the two sides of a 收支总表, or a whole table. A code may take several."""

    codes: list[int] = field(default_factory=list)
    name: int | None = None
    notes: dict[str, int] = field(default_factory=dict)
    columns: list[FigureColumn] = field(default_factory=list)


@dataclass(eq=False)
class LaidOutTable:
    """A printed table with its layout."""

    table: PrintedTable
    panels: list[Panel]
    _columns: dict[str, FigureColumn | None] = field(default_factory=dict)
    _rows: dict[tuple[str, int, int], int | None] = field(default_factory=dict)
    _codes: dict[int, list[str]] = field(default_factory=dict)
    _labels: dict[int, list[list[str]]] = field(default_factory=dict)
    _shown: dict[tuple[int, int], str] = field(default_factory=dict)

    @classmethod
    def of(cls, table: PrintedTable, heads: Heads) -> LaidOutTable:
        """The layout of a table, as its heads tell."""
        panels = [Panel()]
        leaves = [printed.split("/")[-1] for printed in table.columns]
        for index, printed in enumerate(table.columns):
            leaf, panel = plain(printed.split("/")[-1]), panels[-1]
            above = plain(printed.split("/")[-2]) if "/" in printed else ""
            if (leaf in heads.codes | heads.names or above in heads.codes) and panel.columns:
                panels.append(panel := Panel())
            if leaf in heads.codes or above in heads.codes:
                panel.codes.append(index)
            elif leaf in heads.names:
                panel.name = index
            elif leaf in heads.notes:
                panel.notes[leaf] = index
            else:
                shown = printed if leaves.count(leaves[index]) > 1 else leaves[index]
                panel.columns.append(FigureColumn(index, _path(printed), shown, panel))
        return cls(table, panels)

    @property
    def columns(self) -> Iterator[FigureColumn]:
        """The columns of figures."""
        return (column for panel in self.panels for column in panel.columns)

    def column(self, name: str) -> FigureColumn | None:
        """The column whose head is `name`, or ends with it after a `/`; None when there is none or more than one."""
        if name not in self._columns:
            self._columns[name] = self._column(plain(name))
        return self._columns[name]

    def _column(self, wanted: str) -> FigureColumn | None:
        exact = [column for column in self.columns if column.path == wanted]
        found = exact or [column for column in self.columns if column.path.endswith(f"/{wanted}")]
        return found[0] if len(found) == 1 else None

    def row(self, label: str, panel: Panel, start: int = 0) -> int | None:
        """The first row from `start` with a label (code or name, with or without ordinal) in a panel, or anywhere."""
        key = (label, id(panel), start)
        if key not in self._rows:
            self._rows[key] = self._row(plain(label), panel, start)
        return self._rows[key]

    def _row(self, wanted: str, panel: Panel, start: int) -> int | None:
        for panels in ([panel], self.panels):
            for shown in (plain, bare):
                for i in range(start, len(self.table.rows)):
                    own = [text for text in map(shown, self.labels(i, panel)) if text]
                    if wanted in (own or [shown(text) for p in panels for text in self.labels(i, p)]):
                        return i
        return None

    def labels(self, row: int, panel: Panel) -> list[str]:
        """What is printed in a row's code and name cells."""
        if id(panel) not in self._labels:
            name = [] if panel.name is None else [panel.name]
            self._labels[id(panel)] = [
                [*(["".join(cells[i].strip() for i in panel.codes)] if panel.codes else []), *(cells[i] for i in name)]
                for cells in self.table.rows
            ]
        return self._labels[id(panel)][row]

    def code(self, row: int, panel: Panel) -> str:
        """The classification code of a row, or nothing."""
        if id(panel) not in self._codes:
            self._codes[id(panel)] = [
                shown if _CODE.fullmatch(shown := plain("".join(cells[i] for i in panel.codes))) else ""
                for cells in self.table.rows
            ]
        return self._codes[id(panel)][row]

    def name(self, row: int, panel: Panel) -> str:
        """The name of a row; where only the code cell is filled (合计), that."""
        name = self.table.rows[row][panel.name] if panel.name is not None else ""
        return name.strip() or next((text.strip() for text in self.labels(row, panel) if text.strip()), "")

    def shown_row(self, row: int, panel: Panel) -> str:
        """A row as a person finds it: `2080505 机关事业单位基本养老保险缴费支出`; without a label, by its position."""
        key = (row, id(panel))
        if key not in self._shown:
            labels = [text.strip() for text in self.labels(row, panel) if text.strip()]
            labels = labels or [text.strip() for p in self.panels for text in self.labels(row, p) if text.strip()]
            self._shown[key] = " ".join(labels) or f"第{row + 1}行"
        return self._shown[key]

    def amount_rows(self) -> list[int]:
        """Rows that print an amount."""
        return [i for i, row in enumerate(self.table.rows) if any(not is_blank(row[c.index]) for c in self.columns)]

    @property
    def is_empty(self) -> bool:
        """Whether the table prints no amount at all."""
        return not self.amount_rows()

    @property
    def has_money(self) -> bool:
        """Whether any cell prints more than zero, or something that can't be read."""
        return any(amount_of(row[column.index]) != 0 for row in self.table.rows for column in self.columns)

    def unreadable(self) -> Iterator[tuple[int, FigureColumn]]:
        """Cells of figure columns that hold something else."""
        for i, row in enumerate(self.table.rows):
            yield from ((i, column) for column in self.columns if amount_of(row[column.index]) is None)


def sheets_of(tables: Sequence[PrintedTable], heads: Heads) -> Mapping[int, LaidOutTable]:
    """The tables of a report by number; of two with one number the first."""
    return {table.no: LaidOutTable.of(table, heads) for table in reversed(tables)}


def _path(printed: str) -> str:
    """A head without years, and without parts that are nothing but a year."""
    parts = [plain(_YEAR.sub("", part)) for part in printed.split("/")]
    return "/".join(part for part in parts if part)
