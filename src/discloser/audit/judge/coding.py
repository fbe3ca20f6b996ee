"""Classification codes in the tables: their parents, their order, their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from ...model.finding import Finding
from ..inspection import Inspection
from ..ledger.structure import continued
from ..problems import figures as problems
from ..read.figure_index import FigureIndex
from ..read.figures import FigurePlace
from ..read.layout import LaidOutTable, Panel
from ..read.printed import plain
from ..rule import rule
from .tell import finding_at

_REVENUE = "1"
_DEEPEST = {"2": 7, "3": 5, "5": 5}
"""First digit of a classification → digits of its lowest level: functional items, economic sections."""
_LEVELS = {3: "类", 5: "款", 7: "项"}
_WHOLE_CODE = re.compile(r"\d{3}(\d{2}){0,4}")


@rule(
    problems.CODE_PARENT, problems.CODE_ORDER, problems.CODE_DEPTH, problems.CODE_DAMAGED, problems.CODE_NAME,
    problems.CODE_LISTED, of_known=True, after_figures=True,
)
def codes_are_right(seen: Inspection) -> Iterator[Finding]:
    """What is wrong with codes, table by table, then with names from table to table and against the lists."""
    told: set[str] = set()
    by_code = {page.no for page in seen.book.tables if page.by_code}
    for number in sorted(by_code & set(seen.desk.sheets)):
        sheet = seen.desk.sheets[number]
        for panels in continued(sheet):
            marks = [(row, panel, code) for panel in panels for row, code in _coded(sheet, panel)]
            yield from _parents(sheet, marks, seen.file)
            if not sheet.is_empty:
                yield from _depth(sheet, marks, told, seen.file)
            for panel in panels:
                yield from _order(sheet, [mark for mark in marks if mark[1] is panel], seen.file)
                yield from _damaged(sheet, panel, seen.file)
    given = _given(seen.desk, by_code)
    yield from _names(given, seen.file)
    yield from _against_lists(given, seen.book.names, seen.file)


def _coded(sheet: LaidOutTable, panel: Panel) -> list[tuple[int, str]]:
    return [(i, code) for i in range(len(sheet.table.rows)) if (code := sheet.code(i, panel))]


Mark = tuple[int, Panel, str]
"""A row, its panel, its code."""


def _parents(sheet: LaidOutTable, marks: list[Mark], file: str) -> Iterator[Finding]:
    """Functional and economic codes; revenue subjects are printed without the levels above them."""
    codes = {code for _, _, code in marks}
    if all(code.startswith(_REVENUE) for code in codes):
        return
    for row, panel, code in marks:
        above = [code[:length] for length in (3, 5) if length < len(code)]
        if missing := next((parent for parent in reversed(above) if parent not in codes), None):
            codes.add(missing)
            yield finding_at(problems.CODE_PARENT, file, _spot(sheet, row, panel), found=code, expected=missing)


def _order(sheet: LaidOutTable, marks: list[Mark], file: str) -> Iterator[Finding]:
    for (_, _, before), (row, panel, code) in pairwise(marks):
        if code <= before:
            yield finding_at(problems.CODE_ORDER, file, _spot(sheet, row, panel), found=code, expected=before)


def _depth(sheet: LaidOutTable, marks: list[Mark], told: set[str], file: str) -> Iterator[Finding]:
    """Functional codes go down to seven digits, economic ones to five; a code that does not is told once."""
    codes = {code for _, _, code in marks}
    for row, panel, code in marks:
        digits = _DEEPEST.get(code[0], 0)
        below = any(other != code and other.startswith(code) for other in codes)
        if len(code) < digits and not below and code not in told:
            told.add(code)
            yield finding_at(problems.CODE_DEPTH, file, _spot(sheet, row, panel), found=code,
                             level=_LEVELS.get(len(code), ""), expected=_LEVELS[digits])


def _damaged(sheet: LaidOutTable, panel: Panel, file: str) -> Iterator[Finding]:
    """Digits in a code cell that are no code; words (合计) may stand there."""
    for row, cells in enumerate(sheet.table.rows):
        shown = plain("".join(cells[i] for i in panel.codes))
        if any(char.isdigit() for char in shown) and not _WHOLE_CODE.fullmatch(shown):
            yield finding_at(problems.CODE_DAMAGED, file, _spot(sheet, row, panel), found=shown)


def _given(desk: FigureIndex, by_code: set[int]) -> dict[str, list[tuple[str, FigurePlace]]]:
    """Code → every name that is printed beside it, and where."""
    given: dict[str, list[tuple[str, FigurePlace]]] = {}
    for number in sorted(by_code & set(desk.sheets)):
        sheet = desk.sheets[number]
        for panel in sheet.panels:
            for row, code in _coded(sheet, panel):
                name = plain(sheet.name(row, panel))
                if name and panel.name is not None:
                    given.setdefault(code, []).append((name, _spot(sheet, row, panel)))
    return given


def _names(given: Mapping[str, list[tuple[str, FigurePlace]]], file: str) -> Iterator[Finding]:
    for code, prints in given.items():
        names = [name for name, _ in prints]
        usual = max(dict.fromkeys(names), key=names.count)
        elsewhere = next(spot for name, spot in prints if name == usual)
        if odd := next(((name, spot) for name, spot in prints if name != usual), None):
            yield finding_at(problems.CODE_NAME, file, odd[1], found=odd[0], expected=usual, code=code,
                             elsewhere=f"表{elsewhere.table}")


def _against_lists(
    given: Mapping[str, list[tuple[str, FigurePlace]]], listed: Mapping[str, str], file: str
) -> Iterator[Finding]:
    """A name that the report itself uses throughout, but that is not the code's name."""
    for code, prints in given.items():
        names = {name for name, _ in prints}
        if code in listed and plain(listed[code]) not in names:
            yield finding_at(problems.CODE_LISTED, file, prints[0][1], found=prints[0][0], expected=listed[code],
                             code=code)


def _spot(sheet: LaidOutTable, row: int, panel: Panel) -> FigurePlace:
    return FigurePlace(sheet.table.no, None, sheet.shown_row(row, panel), "科目编码")
