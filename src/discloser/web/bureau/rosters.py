"""The roster that the bureau keeps: as a workbook of `batch`, what an import changes, and taking it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from ...disk import Handed
from ...model.roster import RosterUnit
from ...usecases.rosters import RosterFile, read_roster, roster_workbook
from .. import store
from ..models import HandedIn
from . import seasons, trail
from .actor import Actor
from .deeds import Deed
from .models import DueReport, PublicBody, UnitName
from .roster_plan import ABOVE_ONLY, BACK, CHANGED, NEW, PROBLEM, RETIRED, RosterLine, RosterPlan, Standing, plan_of

HANDED = "roster"
BEFORE = "名录-导入以前.xlsx"


class OtherRoster(Exception):  # noqa: N818  an answer to the officer, not a fault
    """The roster changed since the plan was shown."""


class DepartmentLeftOut(Exception):  # noqa: N818  an answer to the officer, not a fault
    """Units were chosen without the department above them; the message names both."""


@dataclass(frozen=True)
class TakenRoster:
    """What an import did. `before`: the roster as it stood, as a file that may be imported again."""

    counts: dict[str, int]
    before: HandedIn


def standing() -> Standing:
    """The roster as it stands."""
    bodies = PublicBody.objects.select_related("department")
    owed = dict(DueReport.objects.exclude(form=None).values_list("unit__code").annotate(Count("id")).order_by())
    return Standing({one.code: unit_of(one) for one in bodies}, {one.code for one in bodies if one.retired_on}, owed)


def unit_of(body: PublicBody) -> RosterUnit:
    """A body as a roster has it, its department by its code."""
    above = body.department.code if body.department else ""
    return RosterUnit(body.code, body.name, above, body.level, body.nature, body.exempt_reason, body.site)


def workbook() -> bytes:
    """The roster and the seasons' days as the workbook that an import and `batch` read."""
    listed = PublicBody.objects.filter(retired_on=None).exclude(level=ABOVE_ONLY)
    bodies = listed.select_related("department").order_by("code")
    units = [_with_department(one) for one in bodies]
    return roster_workbook(units, [seasons.season_of(one) for one in seasons.all_of_them()])


def _with_department(body: PublicBody) -> RosterUnit:
    above = body.department
    unit = unit_of(body)
    return RosterUnit(unit.code, unit.name, f"{above.code} {above.name}" if above else "", unit.level, unit.nature,
                      unit.exempt, unit.site)


def plan(handed: HandedIn) -> RosterPlan:
    """What a file that was handed in would change, and what is wrong with it."""
    return _planned(read_roster(Handed(handed.name, store.content_of(handed.blob))))


def _planned(file: RosterFile) -> RosterPlan:
    if file.rows:
        kept = [seasons.season_of(one) for one in seasons.all_of_them()]
        return replace(plan_of(file.rows, standing()), seasons=[one for one in file.seasons if one not in kept])
    return RosterPlan([RosterLine(PROBLEM, "", "", 0, f"{one.message}。{one.hint}") for one in file.findings], 0, 0)


def take(handed: HandedIn, mark: str, codes: Collection[str], actor: Actor | str) -> TakenRoster:
    """Take the lines of some codes. Raises `OtherRoster` and `DepartmentLeftOut`; then nothing is taken."""
    before, file = store.kept(workbook()), read_roster(Handed(handed.name, store.content_of(handed.blob)))
    with transaction.atomic():  # nobody else writes meanwhile, so what takes time comes before
        _locked()
        shown = _planned(file)
        if shown.mark != mark:
            raise OtherRoster
        lines = [line for line in shown.may_be_taken if line.code in codes]
        _put(lines)
        counts = {sort: sum(line.sort == sort for line in lines) for sort in (NEW, BACK, CHANGED, RETIRED)}
        trail.append(actor, Deed.ROSTER, subject=handed.blob_id[:16], data={
            "file": handed.blob_id, "before": before.digest, **{_KEYS[sort]: count for sort, count in counts.items()}})
        seasons.follow_roster()
        return TakenRoster(counts, HandedIn.objects.create(what=HANDED, name=BEFORE, blob=before))


def _locked() -> None:
    """Nobody else takes a roster until this transaction ends."""
    list(PublicBody.objects.select_for_update().order_by("id").values_list("id", flat=True))


_KEYS = {NEW: "new", BACK: "back", CHANGED: "changed", RETIRED: "retired"}


def _put(lines: Sequence[RosterLine]) -> None:
    """Write the lines: bodies first, then who is above whom."""
    today = timezone.localdate()
    there = {one.code: one for one in PublicBody.objects.all()}
    renamed = [line for line in lines if line.unit and (
        line.code not in there or there[line.code].name != line.unit.name)]
    kept = {code for code, one in there.items() if one.retired_on is None} | {line.code for line in lines if line.unit}
    for line in lines:
        if line.unit and line.unit.department and line.unit.department not in kept:
            raise DepartmentLeftOut(f"{line.code} {line.name} 的上级 {line.unit.department} 没有一起导入，请把它也选上")
    new = [_filled(PublicBody(code=line.code), line.unit) for line in lines if line.unit and line.code not in there]
    PublicBody.objects.bulk_create(new, batch_size=_AT_ONCE)
    old = [_filled(there[line.code], line.unit) if line.unit else _retired(there[line.code], today)
           for line in lines if line.code in there]
    PublicBody.objects.bulk_update(old, _FIELDS, batch_size=_AT_ONCE)
    keys = dict(PublicBody.objects.values_list("code", "pk"))
    _put_below(lines, keys)
    UnitName.objects.bulk_create(
        [UnitName(unit_id=keys[line.code], name=line.name, valid_from=today) for line in renamed], batch_size=_AT_ONCE)


def _put_below(lines: Sequence[RosterLine], keys: Mapping[str, int]) -> None:
    """Give bodies their departments, all of one at a time."""
    below: dict[str, list[int]] = defaultdict(list)
    for line in lines:
        if line.unit:
            below[line.unit.department].append(keys[line.code])
    for above, bodies in below.items():
        PublicBody.objects.filter(pk__in=bodies).update(department=keys.get(above))


_AT_ONCE = 500
_FIELDS = ("name", "level", "nature", "exempt", "exempt_reason", "site", "retired_on")


def _filled(body: PublicBody, unit: RosterUnit) -> PublicBody:
    body.name, body.level, body.nature, body.site = unit.name, unit.level, unit.nature, unit.site
    body.exempt, body.exempt_reason, body.retired_on = bool(unit.exempt), unit.exempt, None
    return body


def _retired(body: PublicBody, today: dt.date) -> PublicBody:
    body.retired_on = today
    return body
