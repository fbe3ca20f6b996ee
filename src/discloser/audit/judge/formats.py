"""How figures are printed: amounts in cells, zeros, separators, decimals, units, row numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Set
from decimal import Decimal
from itertools import pairwise

from ...model.finding import Finding
from ..inspection import Inspection
from ..problems import completeness as problems
from ..read.figures import FigurePlace
from ..read.layout import LaidOutTable
from ..read.printed import plain
from ..rule import rule
from .tell import finding_at

_TEXT_AMOUNT = re.compile(r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?)(万元|元|%)")
_ODD_DECIMALS = re.compile(r"-?[\d,]+\.(\d|\d{3,})")
_LARGE = 1000
_ROW_NUMBER = "行次"


Blamed = Set[tuple[int | None, str | None, str | None]]
"""Table, row and column of figures that another finding is about."""


@rule(
    problems.NOT_AN_AMOUNT, problems.DECIMALS, problems.ZEROS, problems.ROW_NUMBERS, problems.ROW_NUMBER_GAP,
    problems.TOO_MANY_CELLS, after_figures=True,
)
def cells_are_well_printed(seen: Inspection) -> Iterator[Finding]:
    """The form of figures in tables; cells that another finding is about are left alone."""
    blamed = {(found.table, found.row, found.field) for found in seen.in_figures}
    for _, sheet in sorted(seen.desk.sheets.items()):
        yield from _cells(sheet, seen.file, blamed)
        yield from _zeros(sheet, seen.file, blamed)
        yield from _row_numbers(sheet, seen.file)
        yield from _uneven(sheet, seen.file)


@rule(problems.NO_UNIT, after_figures=True)
def amounts_have_units(seen: Inspection) -> Iterator[Finding]:
    """An amount in a sentence is printed with its unit."""
    for figure in seen.readings.unitless:
        yield finding_at(problems.NO_UNIT, seen.file, figure.spot, found=figure.text)


def _cells(sheet: LaidOutTable, file: str, blamed: Blamed) -> Iterator[Finding]:
    unreadable = {(i, column.index) for i, column in sheet.unreadable()}
    for i, row in enumerate(sheet.table.rows):
        for column in sheet.columns:
            text = plain(row[column.index])
            if not text:
                continue
            spot = FigurePlace(sheet.table.no, None, sheet.shown_row(i, column.panel), column.leaf)
            if (i, column.index) in unreadable:
                yield finding_at(problems.NOT_AN_AMOUNT, file, spot, found=text)
            elif (spot.table, spot.row, spot.field) not in blamed and _ODD_DECIMALS.fullmatch(text):
                yield finding_at(problems.DECIMALS, file, spot, found=text)


def _zeros(sheet: LaidOutTable, file: str, blamed: Blamed) -> Iterator[Finding]:
    """In a table that leaves zeros blank no zero is printed."""
    rows = sheet.amount_rows()
    cells = [(i, column, plain(sheet.table.rows[i][column.index])) for i in rows for column in sheet.columns]
    zeros = [(i, column, text) for i, column, text in cells if text and not text.strip("0.,")]
    if zeros and sum(1 for _, _, text in cells if not text) > len(zeros):
        i, column, text = zeros[0]
        spot = FigurePlace(sheet.table.no, None, sheet.shown_row(i, column.panel), column.leaf)
        if (spot.table, spot.row, spot.field) not in blamed:
            yield finding_at(problems.ZEROS, file, spot, found=text)


def _row_numbers(sheet: LaidOutTable, file: str) -> Iterator[Finding]:
    """行次 are whole numbers without a gap."""
    printed = [
        (FigurePlace(sheet.table.no, row=sheet.shown_row(i, panel), field=_ROW_NUMBER), text)
        for panel in sheet.panels if _ROW_NUMBER in panel.notes for i, row in enumerate(sheet.table.rows)
        if (text := plain(row[panel.notes[_ROW_NUMBER]]))
    ]
    broken = [(spot, text) for spot, text in printed if not text.isdecimal()]
    if broken:
        spot, text = broken[0]
        whole = text.split(".")[0]
        yield finding_at(problems.ROW_NUMBERS, file, spot, found=text, times=len(broken),
                         expected=whole if re.fullmatch(r"\d+\.0+", text) else "整数")
    numbers = [(spot, int(text.split(".")[0]) if re.fullmatch(r"\d+(\.0+)?", text) else None) for spot, text in printed]
    for (_, before), (spot, number) in pairwise(numbers):
        if before is not None and number is not None and number != before + 1:
            yield finding_at(problems.ROW_NUMBER_GAP, file, spot, found=before, expected=number)


def _uneven(sheet: LaidOutTable, file: str) -> Iterator[Finding]:
    for i in sheet.table.uneven:
        yield finding_at(problems.TOO_MANY_CELLS, file,
                         FigurePlace(sheet.table.no, row=sheet.shown_row(i, sheet.panels[0])),
                         found=len(sheet.table.rows[i]), expected=len(sheet.table.columns))


@rule(problems.SEPARATORS, after_figures=True)
def separators_are_even(seen: Inspection) -> Iterator[Finding]:
    """One amount written both with and without thousands separators."""
    written: dict[Decimal, dict[bool, tuple[str, str]]] = defaultdict(dict)
    without = 0
    for passage in seen.report.narrative():
        for number, unit in _TEXT_AMOUNT.findall(plain(passage.text)):
            value = _value(number)
            if unit == "%" or value is None or value < _LARGE:
                continue
            without += "," not in number
            written[value].setdefault("," in number, (passage.section, number + unit))
    for forms in written.values():
        if len(forms) == 2:
            section, found = forms[False]
            yield finding_at(problems.SEPARATORS, seen.file, FigurePlace(section=section), found=found,
                             expected=forms[True][1], times=without)
            return


@rule(problems.TEXT_DECIMALS, after_figures=True)
def decimals_are_even(seen: Inspection) -> Iterator[Finding]:
    """Amounts with one decimal, and whole percentages other than zero, beside figures with two."""
    odd: list[tuple[str, str]] = []
    usual = 0
    for passage in seen.report.narrative():
        for number, unit in _TEXT_AMOUNT.findall(plain(passage.text)):
            decimals = len(number.partition(".")[2])
            usual += decimals == 2
            if decimals == 1 or (unit == "%" and decimals == 0 and number != "0"):
                odd.append((passage.section, number + unit))
    if odd and usual > len(odd):
        yield finding_at(problems.TEXT_DECIMALS, seen.file, FigurePlace(section=odd[0][0]), found=odd[0][1],
                         times=len(odd))


def _value(number: str) -> Decimal | None:
    plain_number = number.replace(",", "")
    return Decimal(plain_number) if re.fullmatch(r"\d+(\.\d+)?", plain_number) else None
