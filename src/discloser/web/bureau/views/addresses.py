"""登记网址: where reports were published, many at once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from .. import addresses
from ..due_list import name_of, season_asked
from ..flow import Act
from ..models import YearSeason
from .gate import for_those_who_may

_LONGEST = 500_000


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.BATCH)
def address_list(request: HttpRequest) -> HttpResponse:
    """A text with a line a report; a press notes what can be noted and leaves the rest to be mended."""
    seasons = list(YearSeason.objects.all())
    given = request.POST if request.method == "POST" else request.GET
    season = season_asked(seasons, given.get("season", ""))
    if season is None:
        return render(request, "bureau/no_season.html", {})
    lines = []
    if request.method == "POST":
        lines = addresses.noted(given.get("lines", "")[:_LONGEST], season, request.actor, given.get("late", "").strip())
    return render(request, "bureau/addresses.html", {
        "season": season, "name": name_of(season), "seasons": [(name_of(one), one) for one in seasons],
        "done": [one for one in lines if not one.why], "left": [one for one in lines if one.why],
        "late": given.get("late", "") if any(one.why for one in lines) else ""})
