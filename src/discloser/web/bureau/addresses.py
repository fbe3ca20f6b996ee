"""Where many reports were published, told at once: a line a report, its unit's code, its address, its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.forms import DateField

from . import acts
from .actor import Actor
from .flow import Hindered, Stage
from .models import DueReport, YearSeason

MOST: int = 2000
_DAY = DateField(input_formats=["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"])


@dataclass(frozen=True)
class AddressLine:
    """A line that was told. `why`: what kept it from being noted, "" where it was; `name`: the unit's, if known."""

    text: str
    why: str
    name: str = ""


def noted(text: str, season: YearSeason, actor: Actor, late_reason: str = "") -> list[AddressLine]:
    """Note every publication that a text tells, each by itself; blank lines tell nothing."""
    lines = [line.strip() for line in text.splitlines() if line.strip()][:MOST]
    return [_noted(line, season, actor, late_reason) for line in lines]


def _noted(line: str, season: YearSeason, actor: Actor, late_reason: str) -> AddressLine:
    parts = line.split()
    if len(parts) != 3:
        return AddressLine(line, "一行写三样：代码、网址、公开日期，中间空一格，例如 205002 https://… 2025-03-10")
    code, url, typed = parts
    try:
        day = _day(typed)
        due = _one_of(code, season)
        acts.publish(actor, due.pk, url, day, late_reason)
    except Hindered as hindered:
        return AddressLine(line, "；".join(hindered.reasons))
    except acts.NotAllowed:
        return AddressLine(line, "这个单位不归您登记")
    return AddressLine(line, "", due.unit.name)


def _day(typed: str) -> dt.date:
    try:
        day: dt.date = _DAY.clean(typed)
    except ValidationError:
        raise Hindered(f"“{typed}”不是日期，日期写成 2025-03-10") from None
    return day


def _one_of(code: str, season: YearSeason) -> DueReport:
    """The report of a unit that waits to be published. Raises `Hindered` where there is none, or more than one."""
    reports = list(_of(code, season))
    if not reports:
        raise Hindered(f"这个年度没有代码 {code} 的单位要报")
    waiting = [one for one in reports if one.stage == Stage.APPROVED]
    if len(waiting) == 1:
        return waiting[0]
    if waiting:
        raise Hindered("部门的和本级的都通过了，不知道是哪一份，请到单位的页面登记")
    raise Hindered(f"现在是“{'、'.join(Stage(one.stage).label for one in reports)}”，只登记审核通过、还没公开的")


def _of(code: str, season: YearSeason) -> Iterator[DueReport]:
    return iter(DueReport.objects.filter(unit__code=code, season=season).select_related("unit"))
