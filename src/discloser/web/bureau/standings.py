"""Where due reports stand on a day: what is counted, what is listed, by one set of words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django.db.models import BooleanField, Case, CharField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from ..models import FormVersion
from .models import DueReport, PublishedPage

_Stage: Any = DueReport.Stage
EARLY, MISSING, FAULTY, LATE, UNPUBLISHED = "early", "missing", "faulty", "late", "unpublished"
WORDS: Final[Mapping[str, str]] = {
    MISSING: "未报", "drafting": "填报中", FAULTY: "有错误", "submitted": "已提交", "reviewing": "审核中",
    "returned": "退回", "approved": "已通过", "published": "已公开", LATE: "逾期", "correcting": "更正中",
    EARLY: "未到期", "exempt": "不适用", UNPUBLISHED: "公开逾期",
}
"""Where a report may stand, and what may be said of it besides, in words."""
OPEN = (_Stage.ABSENT, _Stage.DRAFTING, _Stage.RETURNED)
"""Stages in which a report has not come to the bureau."""
_MENDED = (_Stage.DRAFTING, _Stage.RETURNED, _Stage.CORRECTING)


def standing_of(reports: QuerySet[Any], today: dt.date) -> QuerySet[Any]:
    """Reports with `state`, `late`, `unpublished` and `faulty` on a day, and `department`, the id of whose they are.

    One that is absent is missing from its day on; before, or without a day, it is not due yet. Late is what has not
    come by its day; faulty, what is still filled in and has errors in its newest version.
    """
    return reports.annotate(
        state=Case(
            When(stage=_Stage.ABSENT, due_on__lte=today, then=Value(MISSING)),
            When(stage=_Stage.ABSENT, then=Value(EARLY)), default=F("stage"), output_field=CharField()),
        late=_whether(stage__in=OPEN, due_on__lt=today),
        unpublished=_whether(publish_due_on__lt=today, stage__in=(*OPEN, "submitted", "reviewing", "approved")),
        errors=_newest("errors"),
        faulty=_whether(stage__in=_MENDED, errors__gt=0),
        department=Coalesce("unit__department_id", "unit_id"),
    )


def with_newest(reports: QuerySet[Any]) -> QuerySet[Any]:
    """Reports with their newest versions' `version`, `number`, `warnings` and the day `published` of their pages."""
    page = PublishedPage.objects.filter(due=OuterRef("pk")).order_by("-id")
    return reports.annotate(
        version=_newest("id"), number=_newest("number"), warnings=_newest("warnings"),
        published=Subquery(page.values("published_on")[:1]))


def in_state(reports: QuerySet[Any], state: str) -> QuerySet[Any]:
    """Those of reports with a standing that are in a state, or of which it is said."""
    if state in (LATE, FAULTY, UNPUBLISHED):
        return reports.filter(**{state: True})
    return reports.filter(state=state) if state in WORDS else reports


def _newest(field: str) -> Subquery:
    newest = FormVersion.objects.filter(form=OuterRef("form")).order_by("-number")
    return Subquery(newest.values(field)[:1])


def _whether(**conditions: Any) -> Case:
    return Case(When(Q(**conditions), then=Value(True)), default=Value(False), output_field=BooleanField())
