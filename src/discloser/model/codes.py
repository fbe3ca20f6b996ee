"""Classification codes (政府收支分类科目): lists of codes with name, level and how far the row is to be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum


class Level(StrEnum):
    """类, 款, 项: told by a code's length, 3, 5 or 7 digits."""

    CATEGORY = "类"
    SECTION = "款"
    ITEM = "项"

    @property
    def digits(self) -> int:
        """How many digits a code of this level has."""
        return {"类": 3, "款": 5, "项": 7}[self.value]


@dataclass(frozen=True, slots=True)
class CodeName:
    """A row of a list. `verified`: seen in a published document, not only recalled."""

    code: str
    name: str
    verified: bool = True


@dataclass(frozen=True)
class CodeList:
    """One classification: its title (功能科目, 经济科目, 政府经济科目) and its codes."""

    title: str
    rows: Mapping[str, CodeName] = field(default_factory=dict)

    def get(self, code: str) -> CodeName | None:
        """The row of a code, if the list has it."""
        return self.rows.get(code)

    def name(self, code: str) -> str:
        """The name of a code; the code itself where the list has none (a finding says so before it is printed)."""
        row = self.rows.get(code)
        return row.name if row else code

    def named(self, names: Mapping[str, str]) -> CodeList:
        """This list with names supplied by an officer, for codes it lacks."""
        extra = {code: CodeName(code, name) for code, name in names.items() if code not in self.rows}
        return CodeList(self.title, {**self.rows, **extra})

    def nearest(self, code: str, count: int = 3) -> list[CodeName]:
        """The codes most like a mistyped one, of the same level, best first."""
        same_level = sorted(row for row in self.rows if len(row) == len(code)) or sorted(self.rows)
        return [self.rows[row] for row in sorted(same_level, key=lambda row: (-_likeness(row, code), row))[:count]]


def _likeness(row: str, code: str) -> float:
    shared_head = next((i for i, (a, b) in enumerate(zip(row, code, strict=False)) if a != b), min(len(row), len(code)))
    return SequenceMatcher(None, row, code, autojunk=False).ratio() + shared_head / 10


@dataclass(frozen=True)
class Classification:
    """All lists of a year, and how department economic sections map to government ones by nature of unit.

    `government_by_nature`: (nature of unit, department code) → government code.
    """

    function: CodeList
    department_economic: CodeList
    government_economic: CodeList
    government_by_nature: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def government_for(self, nature: str, department_code: str) -> str:
        """The government section for a department section, or "" where the mapping has none."""
        return self.government_by_nature.get((nature, department_code), "")

    def named(self, function_names: Mapping[str, str]) -> Classification:
        """This classification with the officer's own names for functional and economic codes."""
        return Classification(
            self.function.named(function_names), self.department_economic.named(function_names),
            self.government_economic.named(function_names), self.government_by_nature,
        )


def ancestry(codes: Iterable[str]) -> Iterator[str]:
    """类, 款 and 项 of all the given items, parents before children, in code order."""
    yield from sorted({code[:digits] for code in codes for digits in (3, 5, 7) if len(code) >= digits})
