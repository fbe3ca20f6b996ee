"""The lists of the drop-downs, codes with their names first of all; on a hidden sheet, each under a defined name.

A list typed into a validation stops at 255 characters, and a list on another sheet needs a name to work everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.workbook import Workbook

from ...model.codes import UNCHECKED, Classification, CodeList, Level, Trust
from ...model.form.targets import WHOLES
from ...model.form.terms import FINAL_FUNDS, OTHER_NATURES, PROJECT_CLASSES, REVENUE_SOURCES
from ...model.form.workbook import LISTS_SHEET
from ...model.kind.report_kind import ReportKind

Lists = Mapping[str, tuple[str, ...]]
"""Name of a list → what can be picked from it."""


def lists_of(kind: ReportKind, classification: Classification) -> dict[str, tuple[str, ...]]:
    """Every list that a form of a kind needs."""
    indicators = _indicators(kind)
    return {
        "功能科目": _codes(classification.function, Level.ITEM),
        "部门经济科目": _codes(classification.department_economic, Level.SECTION),
        "政府经济科目": _codes(classification.government_economic, Level.SECTION),
        "资金来源": kind.funds,
        "收入来源": REVENUE_SOURCES,
        "支出来源": FINAL_FUNDS,
        "支出性质": OTHER_NATURES,
        "项目类别": PROJECT_CLASSES,
        "单位性质": tuple(kind.natures),
        "金额单位": ("元", "万元"),
        "是否": ("是", "否"),
        "绩效口径": WHOLES,
        "一级指标": tuple(indicators),
        "二级指标": tuple(dict.fromkeys(second for seconds in indicators.values() for second in seconds)),
    }


def indicator_classes(kind: ReportKind) -> tuple[tuple[str, str], ...]:
    """First and second class of every indicator that a kind's form of projects lists, in its order."""
    return tuple((first, second) for first, seconds in _indicators(kind).items() for second in seconds)


def _indicators(kind: ReportKind) -> Mapping[str, tuple[str, ...]]:
    form = kind.target_form or kind.evaluation_form
    return form.indicator_order if form else {}


def names_by_code(lists: Lists, name: str) -> dict[str, str]:
    """Code → how the list shows it: `2080505 机关事业单位基本养老保险缴费支出`."""
    return {shown.split(" ", 1)[0]: shown for shown in lists.get(name, ())}


def add_lists(book: Workbook, lists: Lists) -> None:
    """Write the lists on their hidden sheet, a column and a defined name for each."""
    sheet = book.add_worksheet(LISTS_SHEET)
    sheet.hide()
    for column, (name, entries) in enumerate(lists.items()):
        sheet.write_string(0, column, name)
        for row, entry in enumerate(entries, start=1):
            sheet.write_string(row, column, entry)
        letter = chr(ord("A") + column)
        book.define_name(name, f"='{LISTS_SHEET}'!${letter}$2:${letter}${max(len(entries), 1) + 1}")
    sheet.protect()


def _codes(codes: CodeList, level: Level) -> tuple[str, ...]:
    rows = sorted((code, row) for code, row in codes.rows.items() if len(code) == level.digits)
    return tuple(f"{code} {row.name}{UNCHECKED if row.trust is Trust.RECALLED else ''}" for code, row in rows)
