"""Counties and cities for tests and the benchmark: many units, seasons and due reports at once."""

from __future__ import annotations

import datetime as dt
from itertools import cycle

from discloser.web.bureau.models import DueReport, FoundCode, PublicBody, YearSeason
from discloser.web.models import Blob, FormVersion, YearForm

TODAY = dt.date(2025, 3, 5)
STAGES = ("absent", "drafting", "submitted", "reviewing", "returned", "approved", "published", "exempt")
A_DEPARTMENT = 20
_AT_ONCE = 2000


def season_of_year(year: int = 2025, sort: str = "budget") -> YearSeason:
    """A season whose units are due on 28 February, departments a week later."""
    known = {
        "kind": "shanxi/budget-2025", "department_kind": "shanxi/department-budget-2025",
        "congress_on": dt.date(year, 1, 20), "due_on": dt.date(year, 2, 28), "departments_due_on": dt.date(year, 3, 7)}
    return YearSeason.objects.get_or_create(year=year, sort=sort, defaults=known)[0]


def roster_of(units: int) -> list[PublicBody]:
    """So many units, twenty a department."""
    departments = PublicBody.objects.bulk_create(
        PublicBody(code=f"{100 + number}", name=f"第{number}局", level="部门")
        for number in range(-(-units // A_DEPARTMENT)))
    return PublicBody.objects.bulk_create((
        PublicBody(code=f"{100 + number // A_DEPARTMENT}{number % A_DEPARTMENT:03d}", name=f"第{number}单位",
                   level="单位", department=departments[number // A_DEPARTMENT])
        for number in range(units)), batch_size=_AT_ONCE)


def owed_by_many(season: YearSeason, bodies: list[PublicBody]) -> list[DueReport]:
    """A due report for each body, in all stages in turn; those that were handed in have two versions."""
    blob, _ = Blob.objects.get_or_create(digest="0" * 64, defaults={"size": 1})
    stages = [stage for stage, _ in zip(cycle(STAGES), bodies, strict=False)]
    handed = [stage not in ("absent", "exempt") for stage in stages]
    forms = iter(YearForm.objects.bulk_create(
        (YearForm(unit=body.name, year=season.year) for body, there in zip(bodies, handed, strict=True) if there),
        batch_size=_AT_ONCE))
    due = DueReport.objects.bulk_create((
        DueReport(unit=body, season=season, stage=stage, due_on=season.due_on, form=next(forms) if there else None,
                  exempt_reason="" if stage != "exempt" else "涉密")
        for body, stage, there in zip(bodies, stages, handed, strict=True)), batch_size=_AT_ONCE)
    with_form = [one for one in due if one.form_id]
    for number in (1, 2):
        FormVersion.objects.bulk_create((
            FormVersion(form_id=one.form_id, number=number, blob=blob, name="表.xlsx", how="上传",
                        errors=3 if number == 1 else one.form_id % 3, warnings=1) for one in with_form),
            batch_size=_AT_ONCE)
    FoundCode.objects.bulk_create((
        FoundCode(form_id=one.form_id, code=code, severity="error", now=one.form_id % 3, most=3)
        for one in with_form for code in ("BAL001", "PRI001", "TGT004", "XLS031")), batch_size=_AT_ONCE)
    return due
