"""One-time links for the units of a season, in one workbook that the bureau hands out."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.utils import timezone

from . import links
from .accounts import NoSuch, address_of_link
from .actor import Actor
from .flow import Stage
from .lists import link_book
from .models import DueReport, OneTimeLink, YearSeason


def season_named(year: int, sort: str) -> YearSeason:
    """The season of a year: `预算` or `决算`. Raises `NoSuch`."""
    found = next((one for one in YearSeason.objects.filter(year=year) if one.get_sort_display() == sort), None)
    if found is None:
        raise NoSuch(f"还没有 {year} 年{sort}的期限。请先在网页的“期限”里开始这一年")
    return found


def handed_out(
    season: YearSeason, codes: Collection[str] = (), *, may_submit: bool = True, by: Actor | None = None,
) -> tuple[int, bytes]:
    """Links for all units that owe a report, or for some; how many, and the workbook of them. Raises `NoSuch`."""
    owed = DueReport.objects.filter(season=season).exclude(stage=Stage.EXEMPT).select_related("unit", "season")
    if codes:
        owed = owed.filter(unit__code__in=codes)
        known = set(owed.values_list("unit__code", flat=True))
        if missing := sorted(set(codes) - known):
            raise NoSuch(f"{season}没有要报的单位 {'、'.join(missing)}")
    rows = []
    for due in owed:
        link, token = links.issued(due=due, by=by, may_submit=may_submit)
        rows.append((due, address_of_link(token), link.expires))
    return len(rows), link_book(rows, season)


def issued_so_far() -> Iterator[tuple[str, ...]]:
    """Each link for a report, in words: whose, for what, what became of it, until when."""
    for one in OneTimeLink.objects.exclude(due=None).select_related("due__unit", "due__season").order_by("id"):
        state = "收回了" if one.revoked else "用过了" if one.used else "没有用"
        until = f"{timezone.localtime(one.expires):%Y-%m-%d %H:%M} 到期"
        yield one.due.unit.code, one.due.unit.name, str(one.due.season), state, until


def taken_back(codes: Collection[str] = (), by: Actor | None = None) -> int:
    """Take back all links for reports, or those of some units; how many there were."""
    found = OneTimeLink.objects.exclude(due=None)
    return links.revoked(found.filter(due__unit__code__in=codes) if codes else found, by)
