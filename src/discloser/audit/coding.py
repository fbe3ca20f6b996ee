"""Classification codes in the tables: their parents, their order, their names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..core.finding import Finding
from .desk import Desk
from .figures import Spot
from .layout import Panel, Sheet
from .printed import plain
from .problems import figures as problems
from .structure import continued
from .tell import finding_at

_REVENUE = "1"


def judge_codes(desk: Desk, by_code: set[int]) -> Iterator[Finding]:
    """What is wrong with codes, table by table, then with names from table to table."""
    for number in sorted(by_code & set(desk.sheets)):
        sheet = desk.sheets[number]
        for panels in continued(sheet):
            marks = [(row, panel, code) for panel in panels for row, code in _coded(sheet, panel)]
            yield from _parents(sheet, marks, desk.report.file)
            for panel in panels:
                yield from _order(sheet, [mark for mark in marks if mark[1] is panel], desk.report.file)
    yield from _names(desk, by_code)


def _coded(sheet: Sheet, panel: Panel) -> list[tuple[int, str]]:
    return [(i, code) for i in range(len(sheet.table.rows)) if (code := sheet.code(i, panel))]


Mark = tuple[int, Panel, str]
"""A row, its panel, its code."""


def _parents(sheet: Sheet, marks: list[Mark], file: str) -> Iterator[Finding]:
    """Functional and economic codes; revenue subjects are printed without the levels above them."""
    codes = {code for _, _, code in marks}
    if all(code.startswith(_REVENUE) for code in codes):
        return
    for row, panel, code in marks:
        above = [code[:length] for length in (3, 5) if length < len(code)]
        if missing := next((parent for parent in reversed(above) if parent not in codes), None):
            codes.add(missing)
            yield finding_at(problems.CODE_PARENT, file, _spot(sheet, row, panel), found=code, expected=missing)


def _order(sheet: Sheet, marks: list[Mark], file: str) -> Iterator[Finding]:
    for (_, _, before), (row, panel, code) in pairwise(marks):
        if code <= before:
            yield finding_at(problems.CODE_ORDER, file, _spot(sheet, row, panel), found=code, expected=before)


def _names(desk: Desk, by_code: set[int]) -> Iterator[Finding]:
    given: dict[str, list[tuple[str, Spot]]] = {}
    for number in sorted(by_code & set(desk.sheets)):
        sheet = desk.sheets[number]
        for panel in sheet.panels:
            for row, code in _coded(sheet, panel):
                name = plain(sheet.name(row, panel))
                if name and panel.name is not None:
                    given.setdefault(code, []).append((name, _spot(sheet, row, panel)))
    for code, prints in given.items():
        names = [name for name, _ in prints]
        usual = max(dict.fromkeys(names), key=names.count)
        elsewhere = next(spot for name, spot in prints if name == usual)
        if odd := next(((name, spot) for name, spot in prints if name != usual), None):
            yield finding_at(problems.CODE_NAME, desk.report.file, odd[1], found=odd[0], expected=usual, code=code,
                             elsewhere=f"表{elsewhere.table}")


def _spot(sheet: Sheet, row: int, panel: Panel) -> Spot:
    return Spot(sheet.table.no, None, sheet.shown_row(row, panel), "科目编码")
