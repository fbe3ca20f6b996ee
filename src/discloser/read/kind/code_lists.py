"""The classification lists, from `templates/codes/<folder>/*.csv`: one list for all years, each row with its years.

Each row says how far it is to be trusted: `verified` was read in an official text or in the reports of two bodies,
`seen` in one report, `recalled` in none.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from functools import cache
from os.path import lexists
from pathlib import Path
from typing import NamedTuple, TypeVar

from ...model.codes import Classification, CodeList, CodeName, Trust
from ...model.finding import Finding
from ...model.kind.report_kind import KindFaults
from ...model.place import Place
from .ordinary import LARGEST_LIST, text_below
from .problems import CODES

T = TypeVar("T")

_TITLES = {
    "functional": "支出功能分类科目", "economic_department": "部门预算支出经济分类科目",
    "economic_government": "政府预算支出经济分类科目", "income": "收入分类科目",
}
_MAPPING = "economic_mapping"
_trust = cache(Trust)
_BLANK = -1
"""Where a column is that a list does not have: behind the last one, in which nothing stands."""
_ABSENT_IN_OLD_BOOKS = "income"


class _Mapped(NamedTuple):
    """A line of the mapping: department code, natures of units, government code, and the years in which it holds."""

    years: CodeName
    natures: tuple[str, ...]
    government_code: str


class CodeBook(NamedTuple):
    """The lists of all years."""

    rows: Mapping[str, tuple[CodeName, ...]]
    mapping: tuple[_Mapped, ...]

    def with_local(self, local: Mapping[str, tuple[CodeName, ...]]) -> CodeBook:
        """The book with a bureau's own rows, which hold in every year and go before those of the same code."""
        if not local:
            return self
        own = {name: {row.code for row in rows} for name, rows in local.items()}
        rows = {name: (*(row for row in every if row.code not in own.get(name, ())), *local.get(name, ()))
                for name, every in self.rows.items()}
        return CodeBook(rows, self.mapping)

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
    """All lists in a folder. Raises `KindFaults` for a file that is no code list."""
    return CodeBook(
        {name: _each(folder / f"{name}.csv", _row, optional=name == _ABSENT_IN_OLD_BOOKS) for name in _TITLES},
        _each(folder / f"{_MAPPING}.csv", _mapped),
    )


def _mapped(at: Mapping[str, int]) -> Callable[[list[str]], _Mapped]:
    years = _row({"code": at["department_code"], "name": _BLANK, **at})
    natures, government = at["natures"], at["government_code"]
    return lambda row: _Mapped(years(row), tuple(row[natures].split("、")), row[government])


def _row(at: Mapping[str, int]) -> Callable[[list[str]], CodeName]:
    code, name, trust = at["code"], at["name"], at["trust"]
    first, last, successors, funds, trust_in_years = (
        at.get(head, _BLANK) for head in ("from_year", "to_year", "replaced_by", "fund", "years_trust"))

    def made(row: list[str]) -> CodeName:
        return CodeName(
            row[code], row[name], _trust(row[trust]), int(row[first]) if row[first] else None,
            int(row[last]) if row[last] else None, tuple(row[successors].split(";")) if row[successors] else (),
            _funds(row[funds]), _trust(row[trust_in_years] or Trust.RECALLED),
        )

    return made


@cache
def _funds(typed: str) -> frozenset[str]:
    return frozenset(typed.split(";") if typed else ())


def _each(path: Path, make: Callable[[Mapping[str, int]], Callable[[list[str]], T]],
          *, optional: bool = False) -> tuple[T, ...]:
    """What each row of a list says. Raises `KindFaults` with the line that says nothing."""
    if optional and not lexists(path):
        return ()
    text = text_below(path, path.parent, LARGEST_LIST)
    if isinstance(text, Finding):
        raise KindFaults([text])
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    made: list[T] = []
    making: Callable[[list[str]], T] | None = None
    try:
        heads = next(reader, [])
        for row in filter(None, reader):
            if len(row) != len(heads):
                raise ValueError("这一行的栏数与第一行不同")
            making = making or make({head: column for column, head in enumerate(heads)})
            row.append("")
            made.append(making(row))
    except KeyError as lacking:
        raise _fault(path, 1, f"缺少 {lacking.args[0]} 这一栏") from None
    except csv.Error:
        raise _fault(path, reader.line_num, "引号不成对，或者一格太长") from None
    except ValueError as wrong:
        known = str(wrong) if not str(wrong).isascii() else "年份、可信程度的写法不对"
        raise _fault(path, reader.line_num, known) from None
    if not made:
        raise _fault(path, 1, "里面没有科目")
    return tuple(made)


def _fault(path: Path, line: int, reason: str) -> KindFaults:
    return KindFaults([CODES.at(Place(str(path), line, 1), found=path.name, reason=reason)])
