"""Classification codes (政府收支分类科目): lists of codes with name, years, and how far each row is to be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Final, NamedTuple


class Level(StrEnum):
    """类, 款, 项: told by a code's length, 3, 5 or 7 digits."""

    CATEGORY = "类"
    SECTION = "款"
    ITEM = "项"

    @property
    def digits(self) -> int:
        """How many digits a code of this level has."""
        return {"类": 3, "款": 5, "项": 7}[self.value]


UNCHECKED: Final = "（未核实）"
"""What stands behind a name in drop-downs that nobody has read in print."""


class Trust(StrEnum):
    """How a row, or the years of a row, became known."""

    VERIFIED = "verified"
    SEEN = "seen"
    INFERRED = "inferred"
    RECALLED = "recalled"


class CodeName(NamedTuple):
    """A row of a list: a code and its name from the year `first` to the year `last`, None where no change is known.

    `successors`: what the code or name was replaced by; `funds`: the budgets in which a functional code stands;
    `trust` is about the name, `trust_in_years` about the years.
    """

    code: str
    name: str
    trust: Trust = Trust.VERIFIED
    first: int | None = None
    last: int | None = None
    successors: tuple[str, ...] = ()
    funds: frozenset[str] = frozenset()
    trust_in_years: Trust = Trust.RECALLED

    @property
    def verified(self) -> bool:
        """Whether the name was read in an official text, or in reports of two bodies."""
        return self.trust is Trust.VERIFIED

    def holds_in(self, year: int) -> bool:
        """Whether the code has this name in a year, as far as is known."""
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)


class CodeList(NamedTuple):
    """One classification in one year: its title (功能科目, 经济科目, 政府经济科目) and its codes.

    `others`: rows that hold in other years, by code: old names of codes in `rows`, and codes that ended or are to come.
    """

    title: str
    rows: Mapping[str, CodeName] = {}
    others: Mapping[str, tuple[CodeName, ...]] = {}

    @classmethod
    def of_year(cls, title: str, every: Iterable[CodeName], year: int) -> CodeList:
        """The list of a year out of the rows of all years."""
        rows: dict[str, CodeName] = {}
        others: dict[str, tuple[CodeName, ...]] = {}
        for row in every:
            if row.holds_in(year):
                rows[row.code] = row
            else:
                others[row.code] = (*others.get(row.code, ()), row)
        return cls(title, rows, others)

    def get(self, code: str) -> CodeName | None:
        """The row of a code: that of the year, else one of another year; None for a code that no year has."""
        return self.rows.get(code) or next(iter(reversed(self.others.get(code, ()))), None)

    def name(self, code: str) -> str:
        """The name of a code; the code itself where the list has none (a finding says so before it is printed)."""
        row = self.get(code)
        return row.name if row else code

    def named(self, names: Mapping[str, str]) -> CodeList:
        """This list with names supplied by an officer, for codes it lacks."""
        extra = {code: CodeName(code, name) for code, name in names.items() if self.get(code) is None}
        return CodeList(self.title, {**self.rows, **extra}, self.others)

    def nearest(self, code: str, count: int = 3) -> list[CodeName]:
        """The codes most like a mistyped one, of the same level, best first."""
        same_level = sorted(row for row in self.rows if len(row) == len(code)) or sorted(self.rows)
        return [self.rows[row] for row in sorted(same_level, key=lambda row: (-_likeness(row, code), row))[:count]]


def _likeness(row: str, code: str) -> float:
    from difflib import SequenceMatcher  # asked for only when a code is wrong

    shared_head = next((i for i, (a, b) in enumerate(zip(row, code, strict=False)) if a != b), min(len(row), len(code)))
    return SequenceMatcher(None, row, code, autojunk=False).ratio() + shared_head / 10


class Classification(NamedTuple):
    """All lists of a year, and how department economic sections map to government ones by nature of unit.

    `government_by_nature`: (nature of unit, department code) → government code. `revenue`: 收入科目, a few of them.
    """

    function: CodeList
    department_economic: CodeList
    government_economic: CodeList
    government_by_nature: Mapping[tuple[str, str], str] = {}
    revenue: CodeList = CodeList("收入分类科目")

    def government_for(self, nature: str, department_code: str) -> str:
        """The government section for a department section, or "" where the mapping has none."""
        return self.government_by_nature.get((nature, department_code), "")

    def named(self, function_names: Mapping[str, str]) -> Classification:
        """This classification with the officer's own names for functional and economic codes."""
        return self._replace(
            function=self.function.named(function_names),
            department_economic=self.department_economic.named(function_names),
            government_economic=self.government_economic.named(function_names),
        )


def ancestry(codes: Iterable[str]) -> Iterator[str]:
    """类, 款 and 项 of all the given items, parents before children, in code order."""
    yield from sorted({code[:digits] for code in codes for digits in (3, 5, 7) if len(code) >= digits})
