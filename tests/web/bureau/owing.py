"""Due reports for tests, and versions made ready by prepared bytes: what is checked and built elsewhere is not here."""

from __future__ import annotations

import datetime as dt
from itertools import count

from django.utils import timezone
from people import body_of

from discloser.web import engine, store
from discloser.web.bureau import acts
from discloser.web.bureau.actor import Actor
from discloser.web.bureau.inspecting import items
from discloser.web.bureau.missing import ItemToMend
from discloser.web.bureau.models import DueReport, PublicBody, Review, YearSeason
from discloser.web.bureau.readiness import demanded_signs
from discloser.web.models import FormOutput, FormVersion, Job, YearForm

KIND = "shanxi/budget-2025"
DAY = dt.date(2025, 3, 1)
FORMATS = ("docx", "html", "pdf", "data")
_SEEN = ("html", "pdf")
"""What differs from version to version: files are slow to write."""
_numbers = count(1)


def season() -> YearSeason:
    return YearSeason.objects.get_or_create(year=2025, sort="budget", defaults={
        "kind": KIND, "department_kind": "shanxi/department-budget-2025"})[0]


def owed(body: PublicBody | None = None, scope: str = "unit") -> DueReport:
    """What a unit owes this year."""
    return DueReport.objects.create(unit=body or body_of(f"u{next(_numbers)}"), season=season(), scope=scope)


def handed(actor: Actor, due: DueReport, text: str = "") -> FormVersion:
    """The next version of a due report's form, of bytes that nobody reads."""
    due.refresh_from_db()
    newest = due.form.newest if due.form else None
    content = text.encode() or f"form {next(_numbers)}".encode()
    return acts.hand_in(actor, due.pk, newest, "填报表.yaml", content)


def ready(version: FormVersion, *, signed_by: Actor | None = None) -> FormVersion:
    """A version as it is once it was checked without any fault, built, and signed."""
    unit = version.form.due.unit
    told = {"unit": unit.name, "year": 2025, "kind": KIND, "findings": [], "texts": {}, "readable": True}
    FormVersion.objects.filter(pk=version.pk).update(
        checked=store.kept_json(told), engine=engine.engine_of_today(), errors=0, warnings=0, infos=0)
    YearForm.objects.filter(pk=version.form_id).update(unit=unit.name, year=2025, sort="单位预算", kind=KIND)
    version.jobs.update(state="done")
    for name in FORMATS:
        content = f"{name} of {version.pk}" if name in _SEEN else "the same"
        FormOutput.objects.get_or_create(version=version, format=name, engine=engine.engine_of_today(), defaults={
            "name": f"报告.{name}", "blob": store.kept(content.encode())})
    version = FormVersion.objects.select_related("form").get(pk=version.pk)
    if signed_by is not None:
        for what in demanded_signs(version):
            acts.sign(signed_by, version, what, "某人", DAY)
    return version


def submitted(unit: Actor, due: DueReport) -> Review:
    """A round of judging that waits for its reviewer."""
    review = acts.submit(unit, ready(handed(unit, due), signed_by=unit))
    Job.objects.filter(what="inspect").update(state="done")
    return review


def under_review(unit: Actor, reviewer: Actor, due: DueReport) -> Review:
    """A round of judging that its reviewer began, with the whole sheet filled in."""
    submitted(unit, due)
    review = acts.begin_review(reviewer, due.pk)
    acts.fill(reviewer, due.pk, review.pk, {item: acts.FilledItem(True) for item in items()})
    return review


def approved(unit: Actor, reviewer: Actor, due: DueReport) -> Review:
    review = under_review(unit, reviewer, due)
    return acts.approve(reviewer, due.pk, review.pk, review.report)


def to_mend(days: int = 7) -> ItemToMend:
    """One thing of a return list."""
    return ItemToMend("表五 第 11 页", "没有公开到项级", "公开到项级", timezone.localdate() + dt.timedelta(days))
