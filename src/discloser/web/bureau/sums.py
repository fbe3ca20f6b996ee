"""A department's form and the approved versions of its units that it sums up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from ..models import BesideFile
from .models import DueReport, Review, SummedUnit

_Stage: Any = DueReport.Stage
_Scope: Any = DueReport.Scope


@dataclass(frozen=True)
class UnitOfSum:
    """A unit of a department. `approved`: its approved version's id, if any; `summed`: the one that was summed up."""

    due: Any
    approved: int | None
    summed: int | None

    @property
    def words(self) -> str:
        """What is to be known of it."""
        if self.approved is None:
            return "还没有通过"
        if self.summed is None:
            return "还没有汇总"
        return "" if self.summed == self.approved else "汇总以后又有新的一版通过"


def with_approved(reports: QuerySet[Any]) -> QuerySet[Any]:
    """Reports with `approved`, the version that was approved last and is not recalled."""
    judged = Review.objects.filter(due=OuterRef("pk"), decision=Review.Decision.APPROVED).order_by("-id")
    return reports.annotate(approved=Subquery(judged.values("version")[:1]))


def units_of(departments: Iterable[Any]) -> Mapping[int, list[UnitOfSum]]:
    """Department's report → the reports of its units, its own part first; what is exempt is left out. Two queries."""
    wholes = list(departments)
    if not wholes:
        return {}
    [season] = {one.season_id for one in wholes}
    bodies = [one.unit_id for one in wholes]
    below = DueReport.objects.filter(season=season).exclude(stage=_Stage.EXEMPT).exclude(scope=_Scope.DEPARTMENT)
    of_units, own = below.filter(unit__department__in=bodies), below.filter(unit__in=bodies)
    listed = with_approved(own | of_units).select_related("unit").order_by("unit__code")
    lying = BesideFile.objects.filter(form=OuterRef("form"), name=OuterRef("name"), blob=OuterRef("version__blob"))
    taken = SummedUnit.objects.filter(Exists(lying), form__in=[one.form_id for one in wholes if one.form_id])
    summed = {(one.form_id, one.due_id): one.version_id for one in taken}
    found: dict[int, list[UnitOfSum]] = defaultdict(list)
    of_body = {one.unit_id: one for one in wholes}
    for one in listed:
        whole = of_body[one.unit.department_id if one.unit.department_id in of_body else one.unit_id]
        found[whole.pk].append(UnitOfSum(one, one.approved, summed.get((whole.form_id, one.pk))))
    return found


def words_of(departments: Sequence[Any]) -> dict[int, str]:
    """Department's report → how its sum stands, in words; nothing where it is up to date."""
    return {pk: words for pk, units in units_of(departments).items() if (words := in_words(units))}


def in_words(units: Sequence[UnitOfSum]) -> str:
    """How a sum of units stands, "" where it is up to date."""
    lacking = sum(one.approved is None for one in units)
    stale = sum(one.approved != one.summed for one in units if one.approved is not None)
    if lacking:
        return f"汇总：还差 {lacking} 个单位"
    return f"要汇总：{stale} 个单位有新通过的一版" if stale else ""
