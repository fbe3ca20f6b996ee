"""What an act on a due report waits for, all of it at once, in words for whoever acts: values in, values out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Draft:
    """What is known of a version that somebody wants to submit."""

    is_newest: bool
    errors: int | None
    warnings: int
    by_present_engine: bool
    built: bool
    building: bool
    unsigned: Sequence[str] = ()
    unanswered: int = 0
    misfits: Sequence[str] = ()
    statement_missing: bool = False


@dataclass(frozen=True)
class Missing:
    """One thing that is missing before an act; `what`: where it can be done."""

    what: str
    words: str


def missing_to_submit(draft: Draft) -> list[Missing]:
    """All that keeps a version from being submitted, in the order in which it is done."""
    checked = draft.errors is not None and draft.by_present_engine
    found = (
        (not draft.is_newest, "newest", "这不是最新的一版；只能提交最新的"),
        (draft.errors is None, "check", "还没有核对完，核对好才能提交"),
        (draft.errors is not None and not draft.by_present_engine, "check", "核对是程序更新以前做的，请再核对一次"),
        (bool(draft.errors), "errors", f"还有 {draft.errors} 处错误，改好才能提交"),
        (draft.warnings > 0, "warnings", f"还有 {draft.warnings} 处提醒，改好或者写明属实才能提交"),
        *((True, "fit", one) for one in draft.misfits),
        (draft.unanswered > 0, "replies", f"退回意见还有 {draft.unanswered} 处没有答复"),
        (draft.building, "report", "报告正在生成，生成完再提交"),
        (checked and not draft.errors and not draft.built and not draft.building, "report",
         "还没有由这一版生成报告，请先生成"),
        (draft.statement_missing, "statement", "公开后更正要附更正说明，请先做好"),
        (bool(draft.unsigned), "signs", f"还缺签署：{'、'.join(draft.unsigned)}"),
    )
    return [Missing(what, words) for holds, what, words in found if holds]


SAME_HANDS = "自己填报、提交的，或者由自己发的链接提交的，不能自己审核；请另一位审核人审核"
STALE = "您看的不是现在提交的这一版，请刷新以后再看一遍"


def same_hands(reviewer: str, hands: Collection[str]) -> bool:
    """Whether whoever judges had a hand in what is judged: two persons at least see every report."""
    return reviewer in hands


@dataclass(frozen=True)
class Judging:
    """What is known when a reviewer wants to approve. `seen_*` is what the reviewer's page showed."""

    reviewer: str
    hands: Collection[str]
    seen_version: int
    seen_report: str
    version: int
    report: str
    valid: bool
    unfilled: Sequence[str] = ()
    unfit: Sequence[str] = ()


def missing_to_approve(judging: Judging) -> list[str]:
    """All that keeps a version from being approved."""
    stale = (judging.seen_version, judging.seen_report) != (judging.version, judging.report)
    found = (
        (same_hands(judging.reviewer, judging.hands), SAME_HANDS),
        (stale or not judging.valid, STALE),
        (bool(judging.unfit), f"检查表有 {len(judging.unfit)} 项不合格：{_listed(judging.unfit)}"),
        (bool(judging.unfilled), f"检查表还有 {len(judging.unfilled)} 项没有填：{_listed(judging.unfilled)}"),
    )
    return [words for holds, words in found if holds]


_MOST_LISTED = 5


def _listed(names: Sequence[str]) -> str:
    shown = "、".join(names[:_MOST_LISTED])
    return shown if len(names) <= _MOST_LISTED else f"{shown} 等"


@dataclass(frozen=True)
class ItemToMend:
    """One thing of a return list: where, what, what was expected, by when."""

    place: str
    what: str
    expected: str
    due_on: dt.date | None
    code: str = ""


def missing_to_send_back(items: Sequence[ItemToMend], today: dt.date) -> list[str]:
    """All that keeps a list from being sent back: it names at least one place, and of each what, how and by when."""
    if not items:
        return ["退回至少要写明一处：在哪里、有什么问题、应当怎样、什么时候改好"]
    found = []
    for number, one in enumerate(items, start=1):
        blank = [name for name, text in (("在哪里", one.place), ("有什么问题", one.what), ("应当怎样", one.expected))
                 if not text.strip()]
        if one.due_on is None:
            blank.append("什么时候改好")
        elif one.due_on < today:
            found.append(f"第 {number} 处的期限 {one.due_on.isoformat()} 已经过了")
        if blank:
            found.append(f"第 {number} 处没有写{'、'.join(blank)}")
    return found


@dataclass(frozen=True)
class ToPublish:
    """What is told of a publication, and the days it is held against."""

    url: str
    on: dt.date | None
    today: dt.date
    approved_on: dt.date
    due_on: dt.date | None
    late_reason: str


def missing_to_publish(told: ToPublish) -> list[str]:
    """All that keeps a publication from being noted: an address, a day that can be, and a reason where it is late."""
    day = told.on
    found = (
        (not told.url.startswith(("http://", "https://")), "请写公开的网址，以 http:// 或 https:// 开头"),
        (day is None, "请写公开日期，年-月-日"),
        (day is not None and day > told.today, "公开日期还没有到"),
        (day is not None and day < told.approved_on, f"公开日期早于审核通过的日期 {told.approved_on.isoformat()}"),
        (day is not None and told.due_on is not None and day > told.due_on and not told.late_reason.strip(),
         f"公开期限是 {told.due_on.isoformat() if told.due_on else ''}，晚了要写明原因"),
    )
    return [words for holds, words in found if holds]
