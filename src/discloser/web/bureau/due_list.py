"""The list of a season's reports: what is asked for in the address, and what each row tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Count, Min, Q, QuerySet

from . import sums
from .models import DueReport, ReturnItem, Review, YearSeason
from .standings import EARLY, LATE, MISSING, WORDS, in_state, standing_of, with_newest

A_PAGE: Final = 100
SORTS: Final[Mapping[str, tuple[str, ...]]] = {
    "unit": ("unit__code", "scope"), "state": ("state", "unit__code", "scope"),
    "due": ("due_on", "unit__code", "scope"), "errors": ("-errors", "unit__code", "scope"),
}
"""By what rows are put in order."""
WITHIN: Final[Mapping[str, str]] = {"7": "7 天内到期", LATE: "已逾期"}
_SOON = dt.timedelta(7)
_LONGEST = 60
_Scope: Any = DueReport.Scope


@dataclass(frozen=True)
class Asked:
    """What a list is asked for. `department`: a code; `within`: how near the day is; `text`: in a name or code."""

    season: str = ""
    department: str = ""
    state: str = ""
    within: str = ""
    text: str = ""
    sort: str = "unit"

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Asked:
        """What an address asks for; what is not known asks for nothing."""
        def one(name: str, known: Mapping[str, Any] | None = None) -> str:
            text = str(given.get(name, "")).replace("\0", "")[:_LONGEST].strip()
            return text if known is None or text in known else ""

        return cls(one("season"), one("department"), one("state", WORDS), one("within", WITHIN), one("q"),
                   one("sort", SORTS) or "unit")

    def address(self, **changes: str) -> str:
        """The address that asks for the same, but for some changes."""
        values = {"season": self.season, "department": self.department, "state": self.state, "within": self.within,
                  "q": self.text, "sort": "" if self.sort == "unit" else self.sort, **changes}
        return "?" + urlencode({name: value for name, value in values.items() if value})

    def of_reports(self, visible: QuerySet[Any], season: YearSeason, today: dt.date) -> QuerySet[Any]:
        """The reports of a season that are asked for, in the order that is asked for."""
        reports = in_state(standing_of(visible.filter(season=season), today), self.state)
        if self.department:
            reports = reports.filter(Q(unit__department__code=self.department) | Q(unit__code=self.department))
        if self.text:
            reports = reports.filter(Q(unit__name__icontains=self.text) | Q(unit__code__startswith=self.text))
        if self.within == LATE:
            reports = reports.filter(late=True)
        elif self.within:
            reports = reports.filter(due_on__range=(today, today + _SOON))
        return reports.order_by(*SORTS[self.sort])


@dataclass(frozen=True)
class DueRow:
    """A report as a list shows it. `style`: of its tag; `note`: what to know; `urgent`: whether that is pressing.

    `beside`: the same unit's report of another season.
    """

    due: Any
    words: str
    style: str
    note: str
    urgent: bool
    beside: Any = None
    beside_words: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it is a department's sum."""
        return bool(self.due.scope == _Scope.DEPARTMENT)


STYLES: Final[Mapping[str, str]] = {
    MISSING: "err", "drafting": "go", "submitted": "note", "reviewing": "note", "returned": "back", "approved": "ok",
    "published": "ok", "correcting": "go", EARLY: "off", "exempt": "off",
}


def rows_of(reports: QuerySet[Any], today: dt.date, beside: YearSeason | None = None) -> list[DueRow]:
    """Rows of some reports of one page, with what is to be known of each: a fixed number of queries."""
    listed = list(with_newest(reports).select_related("unit", "unit__department", "season"))
    known = _Known.of(listed, beside)
    return [_row(one, known, today) for one in listed]


@dataclass(frozen=True)
class _Known:
    """What is known of reports of a page, by their ids."""

    reviews: Mapping[int, Review] = field(default_factory=dict)
    items: Mapping[int, tuple[int, dt.date | None]] = field(default_factory=dict)
    sums: Mapping[int, str] = field(default_factory=dict)
    beside: Mapping[tuple[int, str], Any] = field(default_factory=dict)

    @classmethod
    def of(cls, listed: Sequence[Any], beside: YearSeason | None) -> _Known:
        """What four queries tell."""
        ids = [one.pk for one in listed if one.form_id]
        reviews = {one.due_id: one for one in Review.objects.filter(
            due__in=ids).select_related("reviewer", "decided_by").order_by("id")}
        to_mend = ReturnItem.objects.filter(review__in=[one.pk for one in reviews.values()]).exclude(
            answered=ReturnItem.Answered.CLOSED).order_by()
        counted = to_mend.values_list("review__due").annotate(Count("id"), Min("due_on"))
        others = DueReport.objects.filter(season=beside, unit__in=[one.unit_id for one in listed]) if beside else ()
        return cls(reviews, {due: (count, day) for due, count, day in counted},
                   sums.words_of([one for one in listed if one.scope == _Scope.DEPARTMENT]),
                   {(one.unit_id, one.scope): one for one in others})


def _row(one: Any, known: _Known, today: dt.date) -> DueRow:
    words, style = WORDS[one.state], STYLES[one.state]
    if one.state == MISSING and one.late:
        words = "逾期未报"
    other = known.beside.get((one.unit_id, one.scope))
    said = [_note(one, known, today), known.sums.get(one.pk, ""), _lateness(one, today)]
    return DueRow(one, words, style, "；".join(filter(None, said)), one.late or one.faulty, other,
                  WORDS.get(other.stage, other.get_stage_display()) if other else "")


def _lateness(one: Any, today: dt.date) -> str:
    if one.late:
        return f"逾期 {(today - one.due_on).days} 天"
    return f"公开逾期 {(today - one.publish_due_on).days} 天" if one.unpublished else ""


def _note(one: Any, known: _Known, today: dt.date) -> str:
    review = known.reviews.get(one.pk)
    match one.state:
        case "exempt":
            return str(one.exempt_reason)
        case "drafting" | "correcting":
            return _found(one)
        case "returned":
            count, day = known.items.get(one.pk, (0, None))
            return (f"{count} 处待改" + (f"，{_short(day, today)} 前" if day else "")) if count else ""
        case "submitted" if review:
            return f"{_short(review.at.date(), today)} 提交"
        case "reviewing" if review and review.reviewer:
            return f"{review.reviewer.name} 在审核"
        case "approved" if review and review.decided:
            by = review.decided_by.name if review.decided_by else ""
            return f"{by} {_short(review.decided.date(), today)} 通过".strip()
        case "published" if one.published:
            return f"{_short(one.published, today)} 公开"
    return ""


def _found(one: Any) -> str:
    if one.form_id is None or one.errors is None:
        return "还没有核对完" if one.form_id else ""
    parts = [f"{count} 处{word}" for count, word in ((one.errors, "错误"), (one.warnings, "提醒")) if count]
    return "，".join(parts) or "没有错误"


def _short(day: dt.date, today: dt.date) -> str:
    return f"{day:%m-%d}" if day.year == today.year else day.isoformat()


def season_asked(seasons: Iterable[YearSeason], asked: str) -> YearSeason | None:
    """The season that an address names, `2025-budget`, else the newest that is open, else the newest."""
    listed = list(seasons)
    named = next((one for one in listed if name_of(one) == asked), None)
    return named or next((one for one in listed if one.closed_on is None), listed[0] if listed else None)


def name_of(season: YearSeason) -> str:
    """A season as addresses name it."""
    return f"{season.year}-{season.sort}"


def beside_of(seasons: Iterable[YearSeason], season: YearSeason) -> YearSeason | None:
    """The season shown beside another: the newest of the others."""
    return next((one for one in seasons if one.pk != season.pk), None)
