"""What a bureau's own code lists change: codes they add, and names that differ from the program's."""

from __future__ import annotations

from dataclasses import dataclass

from ..read.kind.library import INSTALLED, Library
from ..read.kind.local_codes import FILES

_LISTS = {"functional": "function", "economic_department": "department_economic",
          "economic_government": "government_economic", "income": "revenue"}


@dataclass(frozen=True, slots=True)
class LocalDifference:
    """A code that a local list has otherwise. `known`: the program's name, "" where it has no such code."""

    list: str
    code: str
    name: str
    known: str

    def line(self) -> str:
        """The difference in words."""
        said = f"程序里叫“{self.known}”" if self.known else "程序里没有"
        return f"{self.list}：{self.code} {self.name}，{said}，报告用本地的"

    def as_json(self) -> dict[str, str]:
        """The difference as plain data."""
        return {"list": self.list, "code": self.code, "name": self.name, "known": self.known}


def local_differences(library: Library = INSTALLED) -> list[LocalDifference]:
    """Every difference, list by list in code order. Raises `KindFaults` for a list that can't be read."""
    found: list[LocalDifference] = []
    for folder in library.code_years:
        local = library.local_codes(folder)
        known = library.program_codes(folder, int(folder) if folder.isdecimal() else 0) if local else None
        for title, name in FILES.items():
            for row in sorted(local.get(name, ())):
                ours = getattr(known, _LISTS[name]).get(row.code)
                if ours is None or ours.name != row.name:
                    found.append(LocalDifference(title, row.code, row.name, ours.name if ours else ""))
    return found
