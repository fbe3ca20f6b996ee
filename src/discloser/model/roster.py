"""A bureau's roster of units."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from .finding import Finding

DEPARTMENT, UNIT, OWN = LEVELS = "部门", "单位", "本级"


@dataclass(frozen=True, slots=True)
class RosterUnit:
    """A unit that a bureau expects a form of. `department`: code and name; `exempt`: why none is due, "" if one is.

    `level`: 部门, 单位, or 本级 for a department's own part; `nature`: 行政单位, 参公事业单位 or 事业单位;
    `site`: where it publishes.
    """

    code: str
    name: str
    department: str = ""
    level: str = ""
    nature: str = ""
    exempt: str = ""
    site: str = ""

    @property
    def is_department(self) -> bool:
        """Whether the form due is that of a whole department."""
        return self.level == DEPARTMENT


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A row of a roster as it was read, what could not be read left blank. `faults`: what is wrong with it."""

    number: int
    unit: RosterUnit
    faults: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Season:
    """The days by which due dates go: when the congress approved, when departments and units were told.

    `sort`: 预算 or 决算.
    """

    year: int
    sort: str
    congress_on: dt.date | None = None
    departments_on: dt.date | None = None
    units_on: dt.date | None = None
