"""清单: every report of a season, found by what is asked for, with acts on those that are ticked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from ...views.files import attachment
from ..due_list import A_PAGE, SORTS, WITHIN, Asked, DueRow, beside_of, name_of, rows_of, season_asked
from ..flow import Act
from ..lists import list_book, reminder_book, reminder_text, to_remind
from ..models import PublicBody, YearSeason
from ..permit import may
from ..standings import WORDS
from ..visible import visible_to
from .gate import for_those_who_may

_AT_ONCE = 500


@dataclass(frozen=True)
class Listed:
    """What a list is about: the season, what is asked for, the reports."""

    seasons: Sequence[YearSeason]
    season: YearSeason
    asked: Asked
    reports: Any

    @classmethod
    def of(cls, request: HttpRequest) -> Listed | None:
        """None before there is a season."""
        seasons = list(YearSeason.objects.all())
        given = request.POST if request.method == "POST" else request.GET
        asked = Asked.of(given)
        season = season_asked(seasons, asked.season)
        if season is None:
            return None
        reports = asked.of_reports(visible_to(request.actor), season, timezone.localdate())
        if ticked := [one for one in given.getlist("due") if one.isdecimal()]:
            reports = reports.filter(pk__in=ticked)
        return cls(seasons, season, asked, reports)

    def rows(self) -> list[DueRow]:
        """All rows, read a few hundred at a time."""
        today, keys = timezone.localdate(), list(self.reports.values_list("pk", flat=True))
        found: dict[int, DueRow] = {}
        for start in range(0, len(keys), _AT_ONCE):
            rows = rows_of(self.reports.filter(pk__in=keys[start:start + _AT_ONCE]), today)
            found |= {row.due.pk: row for row in rows}
        return [found[key] for key in keys]


@require_GET
@for_those_who_may(Act.OVERVIEW)
def due_list(request: HttpRequest) -> HttpResponse:
    """A page of the list."""
    listed = Listed.of(request)
    if listed is None:
        return render(request, "bureau/no_season.html", {})
    season, asked, today = listed.season, listed.asked, timezone.localdate()
    if request.GET.get("as") == "xlsx":
        return attachment(list_book(listed.rows(), season, today), f"{season}-清单.xlsx")
    page: Page = Paginator(listed.reports, A_PAGE).get_page(request.GET.get("page"))
    beside = beside_of(listed.seasons, season)
    return render(request, "bureau/due_list.html", {
        "season": season, "name": name_of(season), "seasons": [(name_of(one), one) for one in listed.seasons],
        "asked": asked, "page": page, "rows": rows_of(page.object_list, today, beside), "beside": beside,
        "states": list(WORDS.items()), "withins": list(WITHIN.items()),
        "departments": PublicBody.objects.filter(level="部门", retired_on=None).values_list("code", "name"),
        "orders": {sort: asked.address(sort=sort) for sort in SORTS}, "address": asked.address(),
        "pages": _pages(page, asked), "may_batch": may(request.actor, Act.BATCH),
        "may_link": may(request.actor, Act.PEOPLE),
    })


def _pages(page: Page, asked: Asked) -> list[tuple[str, str]]:
    """Words and addresses of the pages near this one, the first and the last."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [(str(one), asked.address(page=str(one)) if isinstance(one, int) else "") for one in numbers]


@require_GET
@for_those_who_may(Act.OVERVIEW)
def reminders(request: HttpRequest) -> HttpResponse:
    """催报名单: those that have not come, as a text to pass on or a workbook; the others are told as left out."""
    listed = Listed.of(request)
    if listed is None:
        return render(request, "bureau/no_season.html", {})
    season, today = listed.season, timezone.localdate()
    rows, others = to_remind(listed.rows())
    if request.GET.get("as") == "xlsx":
        return attachment(reminder_book(rows, season, today), f"{season}-催报名单-{today:%m%d}.xlsx")
    query = request.GET.copy()
    query["as"] = "xlsx"
    return render(request, "bureau/reminders.html", {
        "season": season, "rows": rows, "others": others, "text": reminder_text(rows, season, today),
        "lines": min(20, 3 + len(rows)), "book": f"?{query.urlencode()}", "name": name_of(season)})
