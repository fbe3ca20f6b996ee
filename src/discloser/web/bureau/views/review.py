"""审核: the report as it was submitted beside the official sheet; it is returned with a list, or approved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_GET, require_POST

from ... import store
from ...views.common import found_in
from ...views.files import attachment
from ...views.report import sandboxed
from .. import acts
from ..acts.judge import judging
from ..flow import Act, Hindered, Stage
from ..inspecting import SheetRow, inspecting, sheet_of
from ..missing import ItemToMend, missing_to_approve
from ..models import DueReport, Review
from ..permit import may
from ..visible import visible_to
from .due import due_or_404

_FITS = {"yes": True, "no": False, "na": None}
_LONGEST = 2000
_MOST_ROWS, _BLANK_ROWS = 100, 1
_DAYS = 5
_PARTS = ("place", "what", "expected")
_WAITING = (Stage.SUBMITTED.value, Stage.REVIEWING.value)


@require_GET
def review(request: HttpRequest, due_id: int) -> HttpResponse:
    """The round under way of a report."""
    due = due_or_404(request, due_id)
    if not may(request.actor, Act.FILL, due):
        raise acts.NotAllowed(Act.FILL.label)
    if due.stage not in _WAITING:
        return redirect("due", due_id=due.pk)
    return _shown(request, due)


@require_POST
def begin(request: HttpRequest, due_id: int) -> HttpResponse:
    """Begin to judge."""
    due = due_or_404(request, due_id)
    try:
        acts.begin_review(request.actor, due.pk)
    except Hindered as hindered:
        return _shown(request, due_or_404(request, due_id), hindered.reasons, 409)
    return redirect("due_review", due_id=due.pk)


@require_POST
def judge(request: HttpRequest, due_id: int) -> HttpResponse:
    """Keep what was filled in, and send it back or approve it, as the pressed button says."""
    due, what = due_or_404(request, due_id), request.POST.get("do", "")
    try:
        return _judged(request, due, what)
    except Hindered as hindered:
        return _shown(request, due_or_404(request, due_id), hindered.reasons, 409)


def _judged(request: HttpRequest, due: DueReport, what: str) -> HttpResponse:
    given = request.POST.get("review", "")
    one = get_object_or_404(due.reviews, pk=int(given) if given.isdecimal() else 0)
    listed = _listed(request)
    acts.fill(request.actor, due.pk, one.pk, _filled(request, sheet_of(one)), listed)
    if what == "send_back":
        acts.send_back(request.actor, due.pk, one.pk, [_to_mend(request, row) for row in listed])
    elif what == "approve":
        acts.approve(request.actor, due.pk, one.pk, request.POST.get("report", ""), request.POST.get("note", ""))
    else:
        return redirect(f"{request.path.removesuffix('judge/')}{'?more=1' if what == 'more' else ''}#list")
    return redirect("due", due_id=due.pk)


def _filled(request: HttpRequest, sheet: Sequence[SheetRow]) -> dict[str, acts.FilledItem]:
    """What the page sends of the sheet; what the program said and nobody touched stays the program's."""
    filled = {}
    for row in sheet:
        chosen = request.POST.get(f"fits{row.number}", "")
        note = request.POST.get(f"note{row.number}", "").strip()[:_LONGEST]
        if chosen in _FITS:
            untouched = row.who == "程序填的" and row.chosen == chosen and note == row.note
            filled[row.name] = acts.FilledItem(_FITS[chosen], row.place, note, untouched)
    return filled


def _listed(request: HttpRequest) -> list[dict[str, str]]:
    """The return list as it was typed, without rows that are blank."""
    columns = [request.POST.getlist(f"return_{part}")[:_MOST_ROWS] for part in _PARTS]
    rows = [dict(zip(_PARTS, (text.strip()[:_LONGEST] for text in row), strict=True))
            for row in zip(*columns, strict=False)]
    return [row for row in rows if row["what"] or row["expected"]]


def _to_mend(request: HttpRequest, row: dict[str, str]) -> ItemToMend:
    try:
        day = dt.date.fromisoformat(request.POST.get("due_on", "").strip())
    except ValueError:
        day = None
    return ItemToMend(row["place"], row["what"], row["expected"], day)


def _shown(request: HttpRequest, due: DueReport, refused: Sequence[str] = (), status: int = 200) -> HttpResponse:
    rounds = due.reviews.select_related("version", "by", "by_link", "reviewer")
    one = rounds.filter(decision=Review.Decision.OPEN).last()
    if one is None:
        return redirect("due", due_id=due.pk)
    sheet = sheet_of(one)
    answers = {row.name: row.fits for row in sheet if row.filled}
    found = found_in(one.version) or {"findings": ()}
    return render(request, "bureau/review.html", {
        "due": due, "review": one, "version": one.version, "sheet": sheet, "refused": refused,
        "open": sum(not row.filled for row in sheet), "failed": sum(row.chosen == "no" for row in sheet),
        "inspecting": inspecting(one), "rows": _rows(one, sheet, more="more" in request.GET),
        "missing": missing_to_approve(judging(request.actor, due, one, one.report, answers)),
        "found": found["findings"], "before": _before(due, one), "queue": _queue(request, due),
        "day": request.POST.get("due_on") or (timezone.localdate() + dt.timedelta(_DAYS)).isoformat(),
        "limit": settings.LARGEST_FORM, "begun": due.stage == Stage.REVIEWING,
        "outputs": one.files.exclude(format=""),
    }, status=status)


def _rows(one: Review, sheet: Sequence[SheetRow], *, more: bool) -> list[dict[str, str]]:
    """The return list: as it was typed, then what failed and is not on it yet, then a blank row if asked for."""
    rows = [dict(row) for row in one.listed]
    named = {row["what"] for row in rows}
    for item in sheet:
        what = item.note or item.name
        if item.chosen == "no" and not {what, item.name} & named:
            rows.append({"place": item.place, "what": what, "expected": ""})
    blank = {"place": "", "what": "", "expected": ""}
    return rows + [blank] * (_BLANK_ROWS if more or not rows else 0)


def _before(due: DueReport, one: Review) -> Review | None:
    """The round before that was sent back, with what the unit answered."""
    rounds = due.reviews.filter(decision=Review.Decision.RETURNED, pk__lt=one.pk)
    return rounds.select_related("version").prefetch_related("items").last()


def _queue(request: HttpRequest, due: DueReport) -> dict[str, Any]:
    """Where this report stands among those that wait to be judged."""
    waiting: QuerySet[Any] = visible_to(request.actor).filter(season=due.season, stage__in=_WAITING)
    keys = list(waiting.order_by("unit__code", "scope").values_list("pk", flat=True))
    at = keys.index(due.pk) if due.pk in keys else 0
    return {"at": at + 1, "of": len(keys), "before": keys[at - 1] if at else None,
            "after": keys[at + 1] if at + 1 < len(keys) else None}


@require_GET
def round_file(request: HttpRequest, due_id: int, review_id: int, name: str) -> HttpResponse:
    """A file of the report as it was submitted."""
    one = get_object_or_404(due_or_404(request, due_id).reviews, pk=review_id)
    file = get_object_or_404(one.files.select_related("blob"), format=name)
    return attachment(store.content_of(file.blob), file.name)


@require_GET
@xframe_options_exempt
def preview(request: HttpRequest, due_id: int, review_id: int) -> HttpResponse:
    """The report's web page as it was submitted."""
    one = get_object_or_404(due_or_404(request, due_id).reviews, pk=review_id)
    file = get_object_or_404(one.files.select_related("blob"), format="html")
    return sandboxed(store.content_of(file.blob))
