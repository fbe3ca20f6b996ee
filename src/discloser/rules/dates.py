"""DAT: dates fit each other and the year of the report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..model.case import Case
from ..model.finding import Severity
from .catalogue import rule
from .rule import Hit, Parameters, hit
from .years import another_year

_IN_TIME = "《中华人民共和国预算法》第十四条：部门预算在财政部门批复后二十日内公开"


@rule(
    "DAT001", "批复后二十日内公开",
    message="公开日期 {found} 是批复（{expected}）后的第 {days} 天，期限是 {limit} 天",
    hint="请核对两个日期；期限按日历日计算，节假日也算在内",
    severity=Severity.WARNING, basis=_IN_TIME, parameters={"期限": 20},
)
def reports_are_published_in_time(case: Case, limit: Parameters) -> Iterator[Hit]:
    """Calendar days. 期限: how many a report may take."""
    approved, published = case.form.request.approved_on, case.form.request.published_on
    if approved and published and (published - approved).days > limit["期限"]:
        yield hit("报告", "公开日期", found=published, expected=approved, days=(published - approved).days,
                  limit=limit["期限"])


@rule(
    "DAT002", "先批复后公开",
    message="公开日期 {found} 早于批复日期 {expected}",
    hint="请核对两个日期",
    severity=Severity.WARNING, basis=_IN_TIME,
)
def reports_are_published_after_approval(case: Case) -> Iterator[Hit]:
    """What is not approved yet is no budget."""
    approved, published = case.form.request.approved_on, case.form.request.published_on
    if approved and published and published < approved and not _of_another_year(published, case):
        yield hit("报告", "公开日期", found=published, expected=approved)


@rule(
    "DAT003", "批复日期、公开日期合于报告年度",
    message="{key}是 {found}，{year}年度的{sort}应当在 {expected} 年{done}",
    hint="请核对日期和“报告 年度”；确实如此的，不必改",
    severity=Severity.WARNING,
)
def dates_fit_the_year(case: Case) -> Iterator[Hit]:
    """A budget is approved and published in its year, final accounts in the year after."""
    if another_year(case):
        return
    year, final = case.form.request.year, case.kind.sort == "final"
    dates = {"批复日期": case.form.request.approved_on, "公开日期": case.form.request.published_on}
    for key, date in dates.items():
        if date and date.year != year + final:
            yield hit("报告", key, found=date, expected=year + final, key=key, year=year,
                      sort="决算" if final else "预算", done=key[:2])


@rule(
    "DAT004", "国有资产的截至日期不陈旧",
    message="国有资产的截至日期是 {found}，{what}",
    hint="请核对截至日期，以及这些数是否还是上年报告里的；无误则不必改",
    severity=Severity.WARNING,
)
def assets_are_counted_lately(case: Case) -> Iterator[Hit]:
    """Assets are counted at the turn of the year; an older date comes with older figures."""
    counted, year = case.form.state_assets.as_of, case.form.request.year
    published = case.form.request.published_on
    if another_year(case) or (published and _of_another_year(published, case)):
        return
    oldest = year if case.kind.sort == "final" else year - 1
    if counted and counted.year < oldest:
        yield hit("国有资产", "截至日期", found=counted, what=f"比{year}年度的报告早了一年以上")
    elif counted and (counted > published if published else counted.year > year + 1):
        what = f"晚于公开日期 {published}" if published else f"晚于{year + 1}年底"
        yield hit("国有资产", "截至日期", found=counted, what=what)


def _of_another_year(date: dt.date, case: Case) -> bool:
    """Whether a date is told to be of another year than the report's."""
    return date.year != case.form.request.year + (case.kind.sort == "final")
