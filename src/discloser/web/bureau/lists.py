"""The bureau's lists to take along: reports as they stand, who is to be reminded, rules broken most."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone

from ...model.ledger import LedgerSheet, columns_of
from ...usecases.ledgers import ledger_workbook
from .due_list import DueRow
from .models import YearSeason
from .overview import BrokenRule
from .standings import OPEN

_SEVERITIES = {"error": "错误", "warning": "提醒", "info": "提示"}


def list_book(rows: Iterable[DueRow], season: YearSeason, today: dt.date) -> bytes:
    """All rows that a list shows, as a workbook."""
    columns = columns_of(
        "代码 12", "单位 30", "主管部门 26", "种类 8", "状态 10", "说明 40", "错误 6 count", "提醒 6 count",
        "报送期限 12", "公开期限 12", "公开日期 12")
    listed = [(
        row.due.unit.code, row.due.unit.name, _department(row.due), row.due.get_scope_display(), row.words, row.note,
        row.due.errors, row.due.warnings, _day(row.due.due_on), _day(row.due.publish_due_on), _day(row.due.published),
    ) for row in rows]
    return ledger_workbook("清单", [LedgerSheet("清单", columns, listed, f"{season}公开，{today.isoformat()}")])


def to_remind(rows: Iterable[DueRow]) -> tuple[list[DueRow], list[DueRow]]:
    """Those whose reports have not come, returned ones among them, and the others."""
    listed = list(rows)
    return ([row for row in listed if row.due.stage in OPEN], [row for row in listed if row.due.stage not in OPEN])


def reminder_book(rows: Sequence[DueRow], season: YearSeason, today: dt.date) -> bytes:
    """催报名单 as a workbook: who owes what since when."""
    columns = columns_of(
        "代码 12", "单位 30", "主管部门 26", "种类 8", "状态 10", "说明 40", "报送期限 12", "逾期天数 10 count")
    listed = [(
        row.due.unit.code, row.due.unit.name, _department(row.due), row.due.get_scope_display(), row.words, row.note,
        _day(row.due.due_on), _days_late(row, today)) for row in rows]
    note = f"{season}公开，{today.isoformat()} 还没有报上来的 {len(listed)} 份"
    return ledger_workbook("催报名单", [LedgerSheet("催报名单", columns, listed, note)])


def reminder_text(rows: Sequence[DueRow], season: YearSeason, today: dt.date) -> str:
    """催报名单 as a text for a group of messages, a department a line."""
    groups: dict[str, list[str]] = {}
    for row in rows:
        late = _days_late(row, today)
        said = f"逾期{late}天" if late else row.words if row.due.stage == "returned" else (
            f"{row.due.due_on:%m月%d日}到期" if row.due.due_on else row.words)
        name = row.due.unit.name if row.due.scope != "department" else f"{row.due.unit.name}部门汇总"
        groups.setdefault(_department(row.due) or row.due.unit.name, []).append(f"{name}（{said}）")
    lines = [f"{season}公开，截至{today.month}月{today.day}日还有 {len(rows)} 份没有报上来，请尽快填报、提交："]
    lines += [f"【{department}】{'、'.join(names)}" for department, names in groups.items()]
    return "\n".join(lines)


def link_book(links: Iterable[tuple[Any, str, dt.datetime]], season: YearSeason) -> bytes:
    """One-time links to be handed out: each opens one unit's report once."""
    columns = columns_of("代码 12", "单位 30", "种类 8", "链接（只能用一次） 70", "有效到 18")
    listed = [(due.unit.code, due.unit.name, due.get_scope_display(), address,
               f"{timezone.localtime(expires):%Y-%m-%d %H:%M}") for due, address, expires in links]
    note = f"{season}公开。每个链接只能用一次，打开以后 4 小时内填报；请单独发给各单位，不要发在群里"
    return ledger_workbook("一次性链接", [LedgerSheet("一次性链接", columns, listed, note)])


def rules_book(rules: Iterable[BrokenRule], season: YearSeason) -> bytes:
    """The rules broken most, as a workbook."""
    columns = columns_of("编号 10", "级别 8", "现在有的填报表 16 count", "现在的处数 12 count", "有过的填报表 16 count")
    listed = [(one.code, _SEVERITIES.get(one.severity, ""), one.now, one.places, one.ever) for one in rules]
    return ledger_workbook("常见错误", [LedgerSheet("常见错误", columns, listed, f"{season}公开")])


def _department(due: Any) -> str:
    return due.unit.department.name if due.unit.department else ""


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _days_late(row: DueRow, today: dt.date) -> int | None:
    return (today - row.due.due_on).days if row.due.late else None
