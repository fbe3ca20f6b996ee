"""A year's budgets or final accounts: by when what is due, and what each unit of the roster owes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from ...model.roster import DEPARTMENT, OWN, Season
from ...usecases.batch.due import Due, due_of
from . import trail
from .actor import Actor
from .deeds import Deed
from .models import DueReport, PublicBody, YearSeason
from .roster_plan import ABOVE_ONLY

_Scope: Any = DueReport.Scope
_Stage: Any = DueReport.Stage
BY_ROSTER = "名录："
"""How reasons begin that the roster gave, not a person for one report alone."""
RETIRED = f"{BY_ROSTER}单位已停用"
KINDS = ("kind", "department_kind")
DAYS = ("congress_on", "departments_on", "units_on", "due_on", "departments_due_on")
_AT_ONCE = 200
_LONGEST = 200


@dataclass(frozen=True)
class Days:
    """By when one report is handed in and published."""

    due_on: dt.date | None
    publish_due_on: dt.date | None


def all_of_them() -> QuerySet[YearSeason]:
    """Every season, the newest first."""
    return YearSeason.objects.all()


def season_of(season: YearSeason) -> Season:
    """A season as a roster has it."""
    return Season(season.year, season.get_sort_display(), season.congress_on, season.departments_on, season.units_on)


def legal_days(season: YearSeason) -> Due:
    """The latest days that follow from the budget law."""
    return due_of(season_of(season))


def days_of(season: YearSeason, scope: str) -> Days:
    """By when reports of a scope are due: what stands for a whole department has the departments' days."""
    law = legal_days(season)
    if scope == _Scope.DEPARTMENT:
        return Days(season.departments_due_on, law.departments)
    return Days(season.due_on, law.units)


def saved(season: YearSeason, actor: Actor) -> YearSeason:
    """A season begun, or changed with the days of its reports; days that one report was given alone stay."""
    with transaction.atomic():
        before = YearSeason.objects.select_for_update().filter(pk=season.pk).first() if season.pk else None
        season.save()
        if before is not None:
            _move_days(before, season)
        told = {name: str(season.serializable_value(name) or "") for name in (*KINDS, *DAYS)}
        trail.append(actor, Deed.SEASON, subject=f"{season.year}/{season.sort}", data=told)
        follow(season)
    return season


def _move_days(before: YearSeason, now: YearSeason) -> None:
    """Give reports the new days where they have the old ones."""
    for whole in (True, False):
        of = DueReport.objects.filter(season=now)
        of = of.filter(scope=_Scope.DEPARTMENT) if whole else of.exclude(scope=_Scope.DEPARTMENT)
        scope = _Scope.DEPARTMENT if whole else _Scope.UNIT
        old, new = days_of(before, scope), days_of(now, scope)
        of.filter(due_on=old.due_on).update(due_on=new.due_on)
        of.filter(publish_due_on=old.publish_due_on).update(publish_due_on=new.publish_due_on)


def follow_roster() -> None:
    """Let what is due follow the roster, in every season that is not closed."""
    for season in YearSeason.objects.filter(closed_on=None):
        follow(season)


def follow(season: YearSeason) -> None:
    """Every unit of the roster owes its reports; what was exempted or retired is not due, what was handed in stays."""
    bodies = list(PublicBody.objects.filter(retired_on=None).order_by("code"))
    wanted = {(body.pk, scope): body for body, scope in owed_by(bodies)}
    there = {(one.unit_id, one.scope): one for one in DueReport.objects.filter(season=season).select_related("unit")}
    days = {scope: days_of(season, scope) for scope in _Scope.values}
    DueReport.objects.bulk_create([
        DueReport(
            unit=body, season=season, scope=scope, due_on=days[scope].due_on,
            publish_due_on=days[scope].publish_due_on, stage=_Stage.EXEMPT if body.exempt else _Stage.ABSENT,
            exempt_reason=_reason(body))
        for (_, scope), body in wanted.items() if (body.pk, scope) not in there], batch_size=_AT_ONCE)
    changed = [one for key, one in there.items() if _followed(one, wanted.get(key))]
    DueReport.objects.bulk_update(changed, ["stage", "exempt_reason"], batch_size=_AT_ONCE)


def owed_by(bodies: Iterable[PublicBody]) -> Iterator[tuple[PublicBody, str]]:
    """What each body owes: a department the sum with its units, and its own part unless one of them is that.

    One that is only above others owes nothing.
    """
    listed = list(bodies)
    units = {body.department_id for body in listed if body.department_id}
    own = {body.department_id for body in listed if is_own(body)}
    for body in listed:
        if body.level == ABOVE_ONLY:
            continue
        if body.level != DEPARTMENT:
            yield body, _Scope.OWN if is_own(body) else _Scope.UNIT
            continue
        yield body, _Scope.DEPARTMENT
        if body.pk in units and body.pk not in own:
            yield body, _Scope.OWN


def is_own(body: PublicBody) -> bool:
    """Whether a body of the roster stands for its department's own part."""
    return body.department_id is not None and (body.level == OWN or body.name.rstrip("）)").endswith(OWN))


def _followed(due: DueReport, body: PublicBody | None) -> bool:
    """Bring a report up to the roster; whether that changed anything. What has a form is left to people."""
    if due.form_id is not None:
        return False
    reason = _reason(body)
    before = due.stage, due.exempt_reason
    if reason:
        due.stage, due.exempt_reason = _Stage.EXEMPT, reason
    elif due.stage == _Stage.EXEMPT and due.exempt_reason.startswith(BY_ROSTER):
        due.stage, due.exempt_reason = _Stage.ABSENT, ""
    return before != (due.stage, due.exempt_reason)


def _reason(body: PublicBody | None) -> str:
    """Why the roster exempts a body, "" where it does not; None is one that is in it no more."""
    if body is None:
        return RETIRED
    return f"{BY_ROSTER}{body.exempt_reason}"[:_LONGEST] if body.exempt else ""
