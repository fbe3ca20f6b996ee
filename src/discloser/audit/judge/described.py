"""Sentences that tell of every 类 its budget and its outturn: the right 类, and all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.finding import Finding
from ..problems import figures as problems
from ..read.claims import ListClaim, Readings
from ..read.figure_index import FigureIndex
from ..read.figures import Figure, Spot, show
from ..read.layout import Column, Sheet
from ..read.patterns import AMOUNT
from ..read.printed import is_blank, plain
from ..read.reading import text_figure
from .tell import finding_at

_DESCRIBED = re.compile(
    rf"(?:\d{{4}}年度?)?([^,。;\d\n]{{2,30}}?)(?:\(类\))?年初预算({AMOUNT})(万元|元),支出决算({AMOUNT})(万元|元)"
)


def judge_described(readings: Readings, desk: FigureIndex) -> Iterator[Finding]:
    """Findings about amounts that a sentence attributes to a 类."""
    for claim in readings.lists:
        term = claim.slot.term
        sheet = desk.sheets.get(term.table or 0) if term and claim.slot.kind == "逐类" else None
        column = sheet.column(term.column) if sheet and term else None
        if sheet and column:
            yield from _described(claim, sheet, column, desk)


def _described(claim: ListClaim, sheet: Sheet, column: Column, desk: FigureIndex) -> Iterator[Finding]:
    rows = desk.keyed(sheet, column.panel, "每类")
    found = [(name, match) for match in _DESCRIBED.finditer(claim.text)
             if (name := next((row for row in rows if plain(match[1]).endswith(row)), None))]
    for name, match in found:
        cell = desk.cell(sheet, rows[name], column)
        said = text_figure(match[4], match[5], Spot(section=claim.spot.section, field=name), desk.report.currency_unit)
        if not said.shows(cell.value):
            yield _wrong_category(said, cell, name, desk)
    used = [row for row in rows.values() if not is_blank(sheet.table.rows[row][column.index])]
    if found and len({name for name, _ in found}) < len(used):
        yield finding_at(problems.DESCRIBED, desk.report.file, Spot(section=claim.spot.section), found=len(found),
                         expected=len(used))


def _wrong_category(said: Figure, cell: Figure, name: str, desk: FigureIndex) -> Finding:
    return finding_at(problems.OTHER_CATEGORY, desk.report.file, said.spot, found=said.text,
                      expected=show(cell.value) if cell.value else "空白", name=name, others=cell.spot)
