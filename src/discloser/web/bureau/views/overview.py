"""总览: how far a season is, and what waits for whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from ...views.files import attachment
from ..due_list import name_of, season_asked
from ..flow import Act
from ..lists import rules_book
from ..models import Review, YearSeason
from ..overview import SeasonOverview, StageCounts, broken_rules, overview_of
from ..standings import EARLY, FAULTY, LATE, MISSING, UNPUBLISHED, WORDS
from ..visible import visible_to
from .gate import for_those_who_may

_COUNTED: Final = (MISSING, "drafting", FAULTY, "submitted", "reviewing", "returned", "approved", "published", LATE)
_BESIDE: Final = (EARLY, "correcting", UNPUBLISHED, "exempt")
_FILLS: Final[Mapping[str, tuple[str, str]]] = {
    "未到期": ("#e6eaee", "#1b2430"), "未报": ("#c3cbd3", "#1b2430"), "填报中": ("#7fa6d6", "#1b2430"),
    "提交和审核": ("#52779c", "#fff"), "退回": ("#b3261e", "#fff"), "已通过": ("#6fb48a", "#1b2430"),
    "已公开": ("#1a6a3c", "#fff"),
}
"""Part of a bar → its colour, and the colour of the number in it."""
_WIDTH = 400
_MOST_RULES = 6


@dataclass(frozen=True)
class BarPart:
    """A part of a department's bar, where it stands and how it looks."""

    x: float
    width: float
    middle: float
    fill: str
    ink: str
    count: int


@require_GET
@for_those_who_may(Act.OVERVIEW)
def overview(request: HttpRequest) -> HttpResponse:
    """The numbers of a season, departments' bars, what waits."""
    seasons = list(YearSeason.objects.all())
    season = season_asked(seasons, request.GET.get("season", ""))
    if season is None:
        return render(request, "bureau/no_season.html", {})
    today = timezone.localdate()
    reports = visible_to(request.actor).filter(season=season)
    shown = overview_of(reports, today)
    return render(request, "bureau/overview.html", {
        "season": season, "name": name_of(season), "seasons": [(name_of(one), one) for one in seasons],
        "tally": shown.tally, "left": _days(today, season.due_on), "over": _days(season.due_on, today),
        "counts": [(state, WORDS[state], shown.tally.at(state)) for state in _COUNTED],
        "beside": [(state, WORDS[state], shown.tally.at(state)) for state in _BESIDE if shown.tally.at(state)],
        "fills": [(band, fill) for band, (fill, _) in _FILLS.items()], "departments": list(_bars(shown)),
        "rules": broken_rules(reports, _MOST_RULES), "first": _first(reports, shown.tally),
    })


@require_GET
@for_those_who_may(Act.OVERVIEW)
def statistics(request: HttpRequest) -> HttpResponse:
    """The rules that are broken most in a season, on a page or as a workbook."""
    seasons = list(YearSeason.objects.all())
    season = season_asked(seasons, request.GET.get("season", ""))
    if season is None:
        return render(request, "bureau/no_season.html", {})
    rules = broken_rules(visible_to(request.actor).filter(season=season))
    if request.GET.get("as") == "xlsx":
        return attachment(rules_book(rules, season), f"{season}-常见错误.xlsx")
    return render(request, "bureau/statistics.html", {
        "season": season, "name": name_of(season), "seasons": [(name_of(one), one) for one in seasons],
        "rules": rules})


def _days(first: dt.date | None, last: dt.date | None) -> int | None:
    """How many days there are from one to another that comes later or is the same."""
    return (last - first).days if first and last and first <= last else None


def _first(reports: Any, tally: StageCounts) -> Any:
    """When the first of those that wait was submitted."""
    if not tally.at("submitted"):
        return None
    return Review.objects.filter(due__in=reports.filter(stage="submitted").order_by(), decision="").aggregate(
        first=Min("at"))["first"]


def _bars(shown: SeasonOverview) -> Iterator[tuple[Any, str, list[BarPart]]]:
    """Departments with what their bars say and look like."""
    for one in shown.departments:
        bands = one.tally.bands()
        said = "，".join(f"{band} {count}" for band, count in bands if count)
        yield one, said, list(_parts(bands))


def _parts(bands: list[tuple[str, int]]) -> Iterator[BarPart]:
    whole, x = sum(count for _, count in bands), 0.0
    for band, count in bands:
        if count:
            width = _WIDTH * count / whole
            fill, ink = _FILLS[band]
            yield BarPart(round(x, 1), round(max(width - 1.5, 1), 1), round(x + width / 2 - 0.75, 1), fill, ink, count)
            x += width
