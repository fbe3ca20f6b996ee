"""The classification lists, from `templates/codes/<folder>/*.csv`: one list for all years, each row with its years.

Each row says how far it is to be trusted: `verified` was read in an official text or in the reports of two bodies,
`seen` in one report, `recalled` in none.
"""

from __future__ import annotations

import csv
import errno
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ...model.codes import Classification, CodeList, CodeName, Trust

_TITLES = {
    "functional": "支出功能分类科目", "economic_department": "部门预算支出经济分类科目",
    "economic_government": "政府预算支出经济分类科目", "income": "收入分类科目",
}
_MAPPING = "economic_mapping"
_ABSENT_IN_OLD_BOOKS = "income"


@dataclass(frozen=True, slots=True)
class _Mapped:
    """A line of the mapping: department code, natures of units, government code, and the years in which it holds."""

    years: CodeName
    natures: tuple[str, ...]
    government_code: str


@dataclass(frozen=True)
class CodeBook:
    """The lists of all years."""

    rows: Mapping[str, tuple[CodeName, ...]]
    mapping: tuple[_Mapped, ...]

    def of_year(self, year: int) -> Classification:
        """The lists as they are in a year. Of several government codes for one section the last is the usual one."""
        lists = {name: CodeList.of_year(title, self.rows[name], year) for name, title in _TITLES.items()}
        return Classification(
            lists["functional"], lists["economic_department"], lists["economic_government"],
            {(nature, line.years.code): line.government_code
             for line in self.mapping if line.years.holds_in(year) for nature in line.natures},
            lists["income"],
        )


def read_code_book(folder: Path) -> CodeBook:
    """All lists in a folder. Raises OSError, KeyError or ValueError when the folder is not a set of code lists."""
    return CodeBook(
        {name: tuple(map(_row, _rows(folder / f"{name}.csv", optional=name == _ABSENT_IN_OLD_BOOKS)))
         for name in _TITLES},
        tuple(_Mapped(_row({"code": row["department_code"], "name": "", **row}), tuple(row["natures"].split("、")),
                      row["government_code"]) for row in _rows(folder / f"{_MAPPING}.csv")),
    )


def _row(row: Mapping[str, str]) -> CodeName:
    return CodeName(
        row["code"], row["name"], Trust(row["trust"]), _year(row.get("from_year")), _year(row.get("to_year")),
        _parts(row.get("replaced_by")), frozenset(_parts(row.get("fund"))),
        Trust(row.get("years_trust") or Trust.RECALLED),
    )


def _year(typed: str | None) -> int | None:
    return int(typed) if typed else None


def _parts(typed: str | None) -> tuple[str, ...]:
    return tuple(typed.split(";")) if typed else ()


def _rows(path: Path, *, optional: bool = False) -> list[dict[str, str]]:
    if not path.is_file():  # a pipe would be waited for without end
        if optional:
            return []
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
