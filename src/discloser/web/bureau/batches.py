"""Batches that the bureau asks for: which of the chosen reports are taken, which are left and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from .. import jobs, store
from ..findings import key_of_path
from ..models import FormVersion, Job
from . import trail
from .actor import Actor
from .acts.holding import by
from .deeds import Deed
from .models import BatchPart, BureauBatch, WebSite
from .sums import with_approved

What: Any = BureauBatch.What
JOB = "batch"
_DAY = key_of_path(["报告", "公开日期"])
_DONE = "done"


@dataclass(frozen=True)
class ChosenReport:
    """A report that was chosen. `version`: the id of the one that is taken, None where it is left, as `why` says."""

    due: Any
    version: int | None
    why: str = ""


@dataclass(frozen=True)
class Choice:
    """What becomes of the reports that were chosen for a batch."""

    what: str
    reports: Sequence[ChosenReport]

    @property
    def taken(self) -> list[ChosenReport]:
        """Those that are worked at."""
        return [one for one in self.reports if one.version is not None]

    @property
    def left(self) -> list[ChosenReport]:
        """Those that are not touched."""
        return [one for one in self.reports if one.version is None]


def choice_of(what: str, reports: Any) -> Choice:
    """What a batch would do with reports, in their order. Two queries."""
    listed = list(with_approved(reports).select_related("unit", "season", "form"))
    newest = {one.form_id: one for one in FormVersion.objects.filter(
        form__in=[one.form_id for one in listed if one.form_id]).order_by("number")}
    judge = _for_the_web if what == What.PUBLISH else _to_build
    return Choice(what, [judge(one, newest.get(one.form_id)) for one in listed])


def _for_the_web(due: Any, newest: FormVersion | None) -> ChosenReport:
    if due.approved is None:
        return ChosenReport(due, None, f"{due.get_stage_display()}，还没有审核通过")
    return ChosenReport(due, due.approved)


def _to_build(due: Any, newest: FormVersion | None) -> ChosenReport:
    if newest is None or due.stage == "exempt":
        return ChosenReport(due, None, f"{due.get_stage_display()}，没有填报表" if newest is None else "不适用，不用报")
    if newest.errors is None:
        return ChosenReport(due, None, "还没有核对完")
    if newest.errors:
        return ChosenReport(due, None, f"还有 {newest.errors} 处错误")
    return ChosenReport(due, newest.pk)


class OtherUnderWay(Exception):  # noqa: N818  an answer to the officer, not a fault
    """The web site is being laid out already; a second batch at once would lose what the first puts there."""


def undated(choice: Choice) -> list[ChosenReport]:
    """Those of a choice for the web whose forms say no day of publication."""
    versions = FormVersion.objects.select_related("checked").in_bulk([one.version for one in choice.taken])
    return [one for one in choice.taken if one.version and not _says_day(versions[one.version])]


def _says_day(version: FormVersion) -> bool:
    return bool(version.checked and store.json_of(version.checked)["texts"].get(_DAY, "").strip())


def begin(choice: Choice, actor: Actor, published_on: dt.date | None = None) -> BureauBatch:
    """Ask for a batch of what is taken of a choice: a job of the least urgency, and a part for each report.

    `published_on`: the day of publication for forms that say none. Raises `OtherUnderWay`.
    """
    with transaction.atomic():
        site, _ = WebSite.objects.select_for_update().get_or_create(pk=1)
        under_way = BureauBatch.objects.filter(what=What.PUBLISH, job__state__in=Job.OPEN)
        if choice.what == What.PUBLISH and under_way.exists():
            raise OtherUnderWay
        job = jobs.asked(JOB)
        batch = BureauBatch.objects.create(
            what=choice.what, job=job, site=site.manifest, published_on=published_on, **by(actor))
        BatchPart.objects.bulk_create(
            BatchPart(batch=batch, due=one.due, version_id=one.version) for one in choice.taken)
        trail.append(actor, Deed.BATCH, subject=str(batch.pk), data={
            "what": choice.what, "count": len(choice.taken), "left": len(choice.left)})
    return batch


@dataclass(frozen=True)
class BatchProgress:
    """How far a batch is."""

    done: int
    failed: int
    whole: int

    @classmethod
    def of(cls, parts: Iterable[BatchPart]) -> BatchProgress:
        """Counted over its parts."""
        states = [one.state for one in parts]
        return cls(states.count(_DONE), states.count("failed"), len(states))

    @property
    def ended(self) -> int:
        """How many are over with."""
        return self.done + self.failed
