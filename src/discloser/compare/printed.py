"""Two reports in neutral form beside each other: every cell, sentence, heading, chart and target form that differs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from ..model.report.report import Chart, Report
from .comparison import PrintedChange
from .pairing import by_key, by_score, in_order
from .tables import table_changes

_SENTENCE = re.compile(r"[^。！？\n]+[。！？]*[”’）]*|[。！？]+")
_ALIKE = 0.4
_MOSTLY = 0.6
_NOTHING = ("", "0")
_NAME_OF_PROJECT = "项目名称"


@dataclass(frozen=True, slots=True)
class PrintedSnapshot:
    """A report as readers see it. A report read from JSON has no cover and no charts."""

    neutral: Mapping[str, Any]
    cover: tuple[str, ...] = ()
    charts: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, report: Report, neutral: Mapping[str, Any]) -> PrintedSnapshot:
        """A report that was just made, with its neutral form."""
        drawn = {block.title: _slices(block) for block in report.blocks() if isinstance(block, Chart)}
        return cls(neutral, (
            report.cover.unit, report.cover.title, report.cover.date, "\n".join(report.cover.lines)), drawn)


def _slices(chart: Chart) -> tuple[tuple[str, str], ...]:
    return tuple((part.name, f"{part.amount_text} {part.share_text}".rstrip()) for part in chart.slices)


def printed_changes(
    old: PrintedSnapshot, new: PrintedSnapshot, renames: Mapping[str, str] | None,
) -> list[PrintedChange]:
    """Every change, in the order in which a reader meets it. `renames`: old project name → new, None if not known."""
    return [
        *_cover(old, new), *_overview(old.neutral, new.neutral), *_tables(old.neutral, new.neutral, renames),
        *_texts("说明", _listed(old.neutral, "notes"), _listed(new.neutral, "notes")),
        *_narrative(old.neutral, new.neutral), *_charts(old, new),
        *_forms("绩效目标表", "performance_targets", old.neutral, new.neutral, renames),
        *_forms("绩效自评表", "self_evaluations", old.neutral, new.neutral, renames),
        *_glossary(old.neutral, new.neutral),
    ]


def _cover(old: PrintedSnapshot, new: PrintedSnapshot) -> Iterator[PrintedChange]:
    names = ("单位", "标题", "日期", "其他各行")
    if old.cover and new.cover:
        for name, was, now in zip_longest(names, old.cover, new.cover, fillvalue=""):
            if was != now:
                yield PrintedChange("title", "封面", name, was, now)
    elif old.neutral.get("unit") != new.neutral.get("unit"):
        yield PrintedChange("title", "封面", names[0], str(old.neutral.get("unit")), str(new.neutral.get("unit")))


def _overview(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[PrintedChange]:
    for key, part in (("duties", "职责"), ("organization", "机构设置")):
        was, now = (str(report.get("overview", {}).get(key) or "").splitlines() for report in (old, new))
        yield from _texts(part, [line.strip() for line in was if line.strip()],
                          [line.strip() for line in now if line.strip()])


def _tables(
    old: Mapping[str, Any], new: Mapping[str, Any], renames: Mapping[str, str] | None,
) -> Iterator[PrintedChange]:
    before, after = (_each_once(_listed(report, "tables"), "no") for report in (old, new))
    for key in sorted({*before, *after}):
        if before.get(key) != after.get(key):
            yield from table_changes(before.get(key), after.get(key), renames)


def _narrative(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[PrintedChange]:
    before, after = _listed(old, "narrative"), _listed(new, "narrative")
    for i, j in in_order([_heading(section) for section in before], [_heading(section) for section in after], 0.5):
        was, now = (before[i] if i is not None else None), (after[j] if j is not None else None)
        part = _heading(now) or _heading(was)
        if _heading(was) != _heading(now):
            yield PrintedChange("heading", part, "标题", _heading(was), _heading(now))
        yield from _texts(part, was["paragraphs"] if was else [], now["paragraphs"] if now else [])


def _heading(section: Mapping[str, Any] | None) -> str:
    return str(section["heading"]) if section else ""


def _texts(part: str, old: Sequence[str], new: Sequence[str]) -> Iterator[PrintedChange]:
    """Paragraph by paragraph, sentence by sentence."""
    if list(old) == list(new):
        return
    for i, j in in_order(old, new, _ALIKE):
        before = _SENTENCE.findall(old[i]) if i is not None else []
        after = _SENTENCE.findall(new[j]) if j is not None else []
        for k, m in in_order(before, after, _ALIKE):
            was, now = before[k] if k is not None else "", after[m] if m is not None else ""
            if was != now:
                number = (j if j is not None else i or 0) + 1
                yield PrintedChange("sentence", part, f"第{number}段", was, now)


def _charts(old: PrintedSnapshot, new: PrintedSnapshot) -> Iterator[PrintedChange]:
    for title in dict.fromkeys((*new.charts, *old.charts)) if old.cover and new.cover else ():
        before, after = (dict(report.charts.get(title, ())) for report in (old, new))
        for name in dict.fromkeys((*after, *before)):
            was, now = before.get(name, ""), after.get(name, "")
            if was != now:
                yield PrintedChange("chart", f"图 {title}", name, was, now)


def _forms(
    sort: str, key: str, old: Mapping[str, Any], new: Mapping[str, Any], renames: Mapping[str, str] | None,
) -> Iterator[PrintedChange]:
    before, after = _listed(old, key), _listed(new, key)
    names = [_project(target) for target in before]
    kept = {_project(target) for target in after}
    known = renames or {}
    found = by_key([name if name in kept else known.get(name, name) for name in names],
                   [_project(target) for target in after])
    gone = [i for i in range(len(before)) if i not in found.values()]
    if renames is None:  # nobody knows the forms: one whose words stayed got a new name
        come = [j for j in range(len(after)) if j not in found]
        found |= by_score(gone, come, lambda i, j: _kept_words(before[i], after[j]), _MOSTLY)
        gone = [i for i in gone if i not in found.values()]
    for i, j in (*((found.get(j), j) for j in range(len(after))), *((i, None) for i in gone)):
        if i is not None and j is not None and before[i] == after[j]:
            continue
        was = dict(_flat(before[i], "")) if i is not None else {}
        now = dict(_flat(after[j], "")) if j is not None else {}
        part = f"{sort} {_project(after[j]) if j is not None else names[i or 0]}"
        yield from (
            PrintedChange("target", part, place, was.get(place, ""), now.get(place, ""))
            for place in dict.fromkeys((*now, *was)) if was.get(place, "") != now.get(place, "")
        )


def _kept_words(old: Mapping[str, Any], new: Mapping[str, Any]) -> float:
    """How much of what two forms say is the same, leaving out what both leave blank or nought."""
    was, now = ({pair for pair in _flat(target, "") if pair[1] not in _NOTHING} for target in (old, new))
    return len(was & now) / max(len(was | now), 1)


def _project(target: Mapping[str, Any]) -> str:
    return str(target.get(_NAME_OF_PROJECT) or "")


def _flat(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        pairs: Iterable[tuple[str, Any]] = value.items()
    elif isinstance(value, list):
        pairs = ((f"第{number}行", item) for number, item in enumerate(value, start=1))
    else:
        yield place, str(value or "")
        return
    for key, inner in pairs:
        yield from _flat(inner, f"{place} {key}".strip())


def _glossary(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[PrintedChange]:
    before, after = (_each_once(_listed(report, "glossary"), "term") for report in (old, new))
    for key in dict.fromkeys((*after, *before)):
        was, now = (str(terms.get(key, {}).get("definition") or "") for terms in (before, after))
        if was != now or (key in before) != (key in after):
            yield PrintedChange("sentence", "名词解释", str(key[0]), was, now)


def _each_once(entries: Iterable[Mapping[str, Any]], key: str) -> dict[tuple[Any, int], Mapping[str, Any]]:
    """Entries by a key of theirs and, where a file has one twice, by which of them it is."""
    seen: Counter[Any] = Counter()
    found: dict[tuple[Any, int], Mapping[str, Any]] = {}
    for entry in entries:
        seen[entry[key]] += 1
        found[entry[key], seen[entry[key]]] = entry
    return found


def _listed(report: Mapping[str, Any], key: str) -> list[Any]:
    return list(report.get(key) or ())
