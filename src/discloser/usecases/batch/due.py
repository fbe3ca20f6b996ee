"""By when a unit has to publish: the steps of the budget law, counted in calendar days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ...model.roster import RosterUnit, Season

BASIS: Final = (
    "《中华人民共和国预算法》第十四条、第五十二条、第八十条："
    "批准后二十日内批复部门，部门十五日内批复单位，批复后二十日内公开")
_TO_DEPARTMENTS = dt.timedelta(20)
_TO_UNITS = dt.timedelta(15)
_TO_PUBLISH = dt.timedelta(20)


@dataclass(frozen=True, slots=True)
class Due:
    """The latest days of a season. `told_departments`, `told_units`: by when each is to be told, or was."""

    told_departments: dt.date | None
    told_units: dt.date | None

    @property
    def departments(self) -> dt.date | None:
        """By when departments publish."""
        return self.told_departments and self.told_departments + _TO_PUBLISH

    @property
    def units(self) -> dt.date | None:
        """By when units publish."""
        return self.told_units and self.told_units + _TO_PUBLISH

    def of(self, unit: RosterUnit) -> dt.date | None:
        """By when a unit of a roster publishes."""
        return self.departments if unit.is_department else self.units


def due_of(season: Season) -> Due:
    """The latest days: from the day on which a step was done where that is known, else from the latest for it."""
    departments = season.departments_on or (season.congress_on and season.congress_on + _TO_DEPARTMENTS)
    units = season.units_on or (departments and departments + _TO_UNITS)
    return Due(departments, units)


def season_of(seasons: Sequence[Season], year: int, sort: str) -> Season | None:
    """The season of a year's budgets or final accounts. `sort`: as kinds have it."""
    word = {"budget": "预算", "final": "决算"}.get(sort, "")
    return next((season for season in seasons if (season.year, season.sort) == (year, word)), None)
