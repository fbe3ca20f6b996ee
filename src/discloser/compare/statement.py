"""A comparison as a paper to be filed or published: what was corrected, why, and what that moved in the report."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..model.kind.report_kind import fill
from ..model.report.notice import Closing, Notice, NoticeBlock, NoticeTable
from ..model.report.report import Heading, Paragraph
from ..model.text.numerals import chinese_numeral
from .comparison import Comparison, InputChange, PrintedChange
from .inputs import OF_PERSONS
from .public_words import is_amount, named, yuan
from .word_changes import fragments

_MOST_ROWS = 32
_LONG_PLACE = 90
_LONG = 60
_FOR_THE_OFFICE = ("控制数", "确认")
_APPROVED = "批复日期"
_WIDTHS = (3.0, 3.0, 5.0)
_LINES = {"added": "新增行", "removed": "删去行", "moved": "移动行"}
_WHERE = {
    "表格句": ("cell", "row"), "文字句": ("sentence", "heading", "title"), "图形句": ("chart",), "目标句": ("target",),
}


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a correction says of itself: whose report, its title, the date, the reason.

    `currency_unit`: of the report's amounts; `codes`: names of the codes that its lines are called by.
    """

    unit: str
    report: str
    year: int
    date: dt.date
    reason: str
    currency_unit: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)


def statement(comparison: Comparison, occasion: Occasion, texts: Mapping[str, Any]) -> Notice:
    """The paper, for any renderer of notices. `texts`: its fixed words."""
    day = occasion.date
    words: dict[str, object] = {"单位名称": occasion.unit, "报告": occasion.report}
    words["日期"] = fill(texts["日期"], {"年": day.year, "月": day.month, "日": day.day})
    blocks = tuple(_blocks(comparison, occasion, texts, words))
    return Notice(texts["标题"], occasion.unit, occasion.year, blocks)


def _blocks(
    comparison: Comparison, occasion: Occasion, texts: Mapping[str, Any], words: Mapping[str, object],
) -> Iterator[NoticeBlock]:
    yield Paragraph(fill(texts["引言"], words))
    yield Heading(texts["内容标题"], 1)
    corrected = [change for change in comparison.inputs if _is_published(change, comparison.report)]
    for number, change in enumerate(corrected, start=1):
        yield Paragraph(_line(number, change, texts, occasion.codes))
    if not corrected:
        yield Paragraph(texts["没有内容"])
    yield Heading(texts["原因标题"], 1)
    yield from (Paragraph(line.strip()) for line in occasion.reason.splitlines() if line.strip())
    yield Heading(texts["影响标题"], 1)
    yield from (Paragraph(line) for line in _effects(comparison.report, texts))
    if comparison.report:
        yield from _table(comparison.report, texts)
        if occasion.currency_unit:
            yield Paragraph(fill(texts["单位注"], {"金额单位": occasion.currency_unit}), "note")
    yield Closing((fill(texts["署名"], words), str(words["日期"])))


def _is_published(change: InputChange, report: Sequence[PrintedChange]) -> bool:
    """Whether readers of the report ever see it: the paper is published, what is for the office alone is not.

    Names and telephone numbers of persons are printed only by a report that says so.
    """
    paths = change.new_paths or change.old_paths
    if any(path[-1] in OF_PERSONS for path in paths):
        return any((change.old, change.new) == (printed.old, printed.new) for printed in report)
    return not paths or any(path[0] not in _FOR_THE_OFFICE and path[-1] != _APPROVED for path in paths)


def _line(number: int, change: InputChange, texts: Mapping[str, Any], codes: Mapping[str, str]) -> str:
    old, new, sort = change.old, change.new, _LINES.get(change.sort, "内容行")
    if change.sort == "changed" and is_amount(change):
        old, new, sort = yuan(old), yuan(new), "金额行"
    elif change.sort == "changed" and max(len(old), len(new)) > _LONG and old and new:
        parts = fragments(old, new)
        old, new = "……".join(part.old for part in parts), "……".join(part.new for part in parts)
    words = {"序号": number, "栏目": named(change, codes), "原": old or texts["空白"], "新": new or texts["空白"]}
    return fill(texts[sort], words).replace("\n", "")


def _effects(changes: Sequence[PrintedChange], texts: Mapping[str, Any]) -> Iterator[str]:
    for key, sorts in _WHERE.items():
        chosen = [change for change in changes if change.printed in sorts]
        if chosen:
            parts = list(dict.fromkeys(_full(change) for change in chosen))
            yield fill(texts[key], {"数": len(chosen), "位置": "、".join(parts)})
    yield texts["未变句" if changes else "没有影响"]


def _table(changes: Sequence[PrintedChange], texts: Mapping[str, Any]) -> Iterator[NoticeBlock]:
    """The same old and new words stand once, with all the places where they are printed."""
    groups: dict[tuple[str, str], list[str]] = {}
    for change in changes:
        for part in fragments(change.old, change.new):
            groups.setdefault((part.old, part.new), []).append(_short(change))
    rows = tuple((old or texts["空白"], new or texts["空白"], _places(where))
                 for (old, new), where in list(groups.items())[:_MOST_ROWS])
    yield NoticeTable(tuple(texts["表头"]), _WIDTHS, rows)
    if left := len(groups) - len(rows):
        yield Paragraph(fill(texts["其余注"], {"数": left}), "note")


def _short(change: PrintedChange) -> str:
    """Where a change stands, in a few words: the table's number, the section's heading."""
    if change.table is not None:
        return f"表{chinese_numeral(change.table)}"
    return change.part.partition("（")[0] or change.part


def _full(change: PrintedChange) -> str:
    """The same with the table's title."""
    title = change.part.partition(" ")[2]
    return f"{_short(change)}《{title}》" if change.table is not None and title else _short(change)


def _places(where: Sequence[str]) -> str:
    counted = Counter(where)
    shown = "、".join(f"{place}（{count}处）" if count > 1 else place for place, count in counted.items())
    return shown if len(shown) <= _LONG_PLACE else f"{shown[:_LONG_PLACE]}…等{len(where)}处"
