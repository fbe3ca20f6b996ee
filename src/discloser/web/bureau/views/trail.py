"""操作记录: who did what, found by what is asked for; taken away as a file; verified."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from .. import trail
from ..deeds import Deed
from ..dossier import told, word_of
from ..flow import Act
from ..kept_heads import kept
from ..models import Account, Event
from .gate import for_those_who_may

_A_PAGE = 100


@require_GET
@for_those_who_may(Act.TRAIL)
def listing(request: HttpRequest) -> HttpResponse:
    """The events, the newest first."""
    return _shown(request, {})


@require_POST
@for_those_who_may(Act.TRAIL)
def verify(request: HttpRequest) -> HttpResponse:
    """Walk the whole trail: is each event as it was written?"""
    return _shown(request, {"verified": True, "broken": trail.verified(kept()), "head": trail.head()})


@require_GET
@for_those_who_may(Act.TRAIL)
def export(request: HttpRequest) -> StreamingHttpResponse:
    """All events, a line of JSON each, with their digests; that they were taken is an event, too."""
    with transaction.atomic():
        trail.append(request.actor, Deed.TRAIL_EXPORT)
    response = StreamingHttpResponse(trail.exported(), content_type="application/x-ndjson; charset=utf-8")
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="trail-{day}.jsonl"'
    return response


def _shown(request: HttpRequest, values: dict[str, Any]) -> HttpResponse:
    asked = {name: request.GET.get(name, "").strip() for name in ("who", "act", "unit", "since")}
    page = Paginator(_found(asked), _A_PAGE).get_page(request.GET.get("page"))
    names = dict(Account.objects.values_list("username", "name"))
    acts = sorted(set(Event.objects.order_by().values_list("act", flat=True).distinct()))
    return render(request, "bureau/trail.html", {
        "asked": asked, "page": page, "events": [told(one, names) for one in page.object_list],
        "acts": [(one, word_of(one)) for one in acts], **values})


def _found(asked: dict[str, str]) -> QuerySet[Any]:
    events = Event.objects.select_related("due__unit").order_by("-id")
    if asked["who"]:
        users = Account.objects.filter(name__contains=asked["who"]).values_list("username", flat=True)
        events = events.filter(actor__in=[f"account:{one}" for one in (*users, asked["who"])])
    if asked["act"]:
        events = events.filter(act=asked["act"])
    if asked["unit"]:
        events = events.filter(subject__startswith=asked["unit"])
    try:
        day = dt.date.fromisoformat(asked["since"])
    except ValueError:
        return events
    return events.filter(at__gte=dt.datetime.combine(day, dt.time(), timezone.get_current_timezone()))
