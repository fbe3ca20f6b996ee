"""How far a season is: how many reports stand where, by department, and the rules that are broken most."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q, QuerySet, Sum

from .models import FoundCode, PublicBody
from .standings import EARLY, FAULTY, LATE, MISSING, UNPUBLISHED, WORDS, standing_of

BANDS: Final[Mapping[str, tuple[str, ...]]] = {
    "未到期": (EARLY,), "未报": (MISSING,), "填报中": ("drafting",), "提交和审核": ("submitted", "reviewing"),
    "退回": ("returned",), "已通过": ("approved",), "已公开": ("published", "correcting"),
}
"""What a department's bar is made of, in its order."""
_MOST_DEPARTMENTS = 60


@dataclass(frozen=True)
class StageCounts:
    """How many reports stand where: state → number; exempt ones count in no sum."""

    states: Mapping[str, int]

    def at(self, state: str) -> int:
        """How many stand at a state."""
        return self.states.get(state, 0)

    @property
    def owed(self) -> int:
        """How many are to be handed in."""
        said = (LATE, FAULTY, UNPUBLISHED, "exempt")
        return sum(count for state, count in self.states.items() if state not in said)

    @property
    def come(self) -> int:
        """How many came to the bureau."""
        return sum(self.at(state) for state in ("submitted", "reviewing", "approved", "published", "correcting"))

    @property
    def done(self) -> int:
        """How many are approved or public."""
        return sum(self.at(state) for state in ("approved", "published", "correcting"))

    def bands(self) -> list[tuple[str, int]]:
        """The parts of a bar."""
        return [(band, sum(self.at(state) for state in states)) for band, states in BANDS.items()]


@dataclass(frozen=True)
class DepartmentTally:
    """A department's reports. `code` is "" for all the departments that are not listed by themselves."""

    code: str
    name: str
    tally: StageCounts


@dataclass(frozen=True)
class SeasonOverview:
    """All of a season that an actor sees."""

    tally: StageCounts
    departments: Sequence[DepartmentTally]


def overview_of(reports: QuerySet[Any], today: dt.date) -> SeasonOverview:
    """How many reports stand where on a day, in two queries."""
    said = (FAULTY, LATE, UNPUBLISHED)
    counts = {f"n_{state}": Count("id", filter=Q(**({state: True} if state in said else {"state": state})))
              for state in WORDS}
    grouped = standing_of(reports, today).order_by().values("department").annotate(**counts)
    parts = {one["department"]: Counter({state: one[f"n_{state}"] for state in WORDS if one[f"n_{state}"]})
             for one in grouped}
    return SeasonOverview(StageCounts(sum(parts.values(), Counter())), _departments(parts))


def _departments(parts: Mapping[int, Counter[str]]) -> list[DepartmentTally]:
    names = PublicBody.objects.in_bulk(list(parts))
    listed = sorted(parts, key=lambda pk: names[pk].code)
    shown, others = listed[:_MOST_DEPARTMENTS], listed[_MOST_DEPARTMENTS:]
    rows = [DepartmentTally(names[pk].code, names[pk].name, StageCounts(parts[pk])) for pk in shown]
    if others:
        rest: Counter[str] = sum((parts[pk] for pk in others), Counter())
        rows.append(DepartmentTally("", f"其他 {len(others)} 个部门", StageCounts(rest)))
    return rows


@dataclass(frozen=True)
class BrokenRule:
    """A rule that was broken: in how many forms it is now, in how many it ever was, at how many places now."""

    code: str
    severity: str
    now: int
    ever: int
    places: int


def broken_rules(reports: QuerySet[Any], most: int | None = None) -> list[BrokenRule]:
    """The rules that were broken in the forms of reports, the most frequent first."""
    found = FoundCode.objects.filter(form__due__in=reports.order_by()).values("code", "severity").annotate(
        forms=Count("id", filter=Q(now__gt=0)), ever=Count("id"), places=Sum("now"))
    ordered = found.order_by("-forms", "-ever", "code")
    return [BrokenRule(one["code"], one["severity"], one["forms"], one["ever"], one["places"] or 0)
            for one in (ordered[:most] if most else ordered)]
