"""A comparison as lines for a terminal, and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from ..model.finding import Finding
from .comparison import SORT_LABELS, Comparison, InputChange, PrintedChange
from .word_changes import marked, pieces

_BLANK = "（无）"
_LONG = 40


def lines_of(comparison: Comparison) -> Iterator[str]:
    """What differs: the form's lines, then the report part by part, then the findings."""
    if comparison.is_empty and not comparison.unread:
        yield f"{comparison.old_name} 与 {comparison.new_name}：没有不同。"
        return
    if comparison.unreadable:
        yield from _why_not_compared(comparison)
        return
    yield f"填报表：{_count(comparison.inputs)}"
    yield from (f"  {line}" for change in comparison.inputs for line in _input_lines(change))
    if comparison.unread:
        yield f"报告：{'、'.join(comparison.unread)} 有错误，排不出报告，没有比较"
    else:
        yield f"报告：{_count(comparison.report)}"
    yield from _report_lines(comparison.report)
    for title, findings in (("新出现的提示", comparison.appeared), ("消失的提示", comparison.vanished)):
        yield from _finding_lines(title, findings)


def _why_not_compared(comparison: Comparison) -> Iterator[str]:
    """Where nothing of a file could be read, nothing is said of what differs."""
    yield f"没有比较：{'、'.join(comparison.unreadable)} 读不了"
    for finding in (*comparison.vanished, *comparison.appeared):
        if finding.place.file in comparison.unreadable:
            yield f"  {_finding_line(finding)}"
            yield f"    {finding.hint}"


def as_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison as plain data; `words` cuts a changed text into what stayed and what changed."""
    return {
        "old": comparison.old_name, "new": comparison.new_name, "unread": list(comparison.unread),
        "inputs": [_input_json(change) for change in comparison.inputs],
        "report": [_printed_json(change) for change in comparison.report],
        "appeared": [finding.as_json() for finding in comparison.appeared],
        "vanished": [finding.as_json() for finding in comparison.vanished],
    }


def _count(changes: Iterable[object]) -> str:
    number = sum(1 for _ in changes)
    return f"{number} 处不同" if number else "没有不同"


def _input_lines(change: InputChange) -> Iterator[str]:
    place = f"（{change.new_place or change.old_place}）" if change.new_place or change.old_place else ""
    head = f"{SORT_LABELS[change.sort]}　{change.field}{place}："
    if max(len(change.old), len(change.new)) > _LONG and change.old and change.new:
        yield head
        yield f"    {_on_one_line(marked(change.old, change.new))}"
    elif change.sort in ("added", "removed"):
        yield head + (change.new or change.old)
    else:
        yield f"{head}{_shown(change.old)} → {_shown(change.new)}"


def _report_lines(changes: Iterable[PrintedChange]) -> Iterator[str]:
    for part, group in groupby(changes, key=lambda change: change.part):
        yield f"  {part}"
        yield from _part_lines(list(group))


def _part_lines(changes: list[PrintedChange]) -> Iterator[str]:
    if all(change.printed == "target" and not change.old for change in changes):
        yield f"    新增整张表，{len(changes)} 格"
        return
    if all(change.printed == "target" and not change.new for change in changes):
        yield f"    删去整张表，{len(changes)} 格"
        return
    for change in changes:
        if change.printed != "sentence":
            yield f"    {change.place}：{_shown(change.old)} → {_shown(change.new)}"
        elif change.old and change.new:
            yield f"    {_on_one_line(marked(change.old, change.new))}"
        else:
            yield f"    {'新增' if change.new else '删去'}：{_on_one_line(change.new or change.old)}"


def _finding_lines(title: str, findings: tuple[Finding, ...]) -> Iterator[str]:
    if findings:
        yield f"{title}：{len(findings)} 条"
    yield from (f"  {_finding_line(finding)}" for finding in findings)


def _finding_line(finding: Finding) -> str:
    return f"{finding.place}: {finding.severity.label} {finding.code} {finding.message}"


def _shown(text: str) -> str:
    return _on_one_line(text) or _BLANK


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _input_json(change: InputChange) -> dict[str, Any]:
    return {
        "sort": change.sort, "field": change.field, "old": change.old, "new": change.new,
        "old_place": change.old_place, "new_place": change.new_place,
    }


def _printed_json(change: PrintedChange) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "printed": change.printed, "part": change.part, "place": change.place, "old": change.old, "new": change.new,
    }
    if change.table is not None:
        shown |= {"table": change.table, "row": change.row, "column": change.column}
    if change.printed == "sentence":
        shown["words"] = [
            {"same": piece.new} if piece.stayed else {"old": piece.old, "new": piece.new}
            for piece in pieces(change.old, change.new)
        ]
    return shown
