"""Completeness and order: tables with their titles, labels and notes; sections with their headings and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.finding import Finding
from ...model.text.numerals import chinese_numeral
from ..problems import completeness as problems
from ..read.book import Book
from ..read.claims import Readings
from ..read.figure_index import FigureIndex, numbered_rows
from ..read.figures import Spot
from ..read.layout import Sheet, bare
from ..read.printed import PrintedReport, plain
from .tell import finding_at

_ORDINAL = re.compile(r"([一二三四五六七八九十]+)、")


def judge_completeness(book: Book, desk: FigureIndex, readings: Readings) -> Iterator[Finding]:
    """All that is missing, out of order, or called something else."""
    if book.kind and not desk.report.template:
        yield finding_at(problems.KIND_NOT_NAMED, desk.report.file, Spot(), found=book.kind)
    yield from _tables(book, desk)
    yield from _units(desk.report)
    yield from _owners(book, desk)
    yield from _side_labels(desk)
    yield from _headings(book, readings, desk.report)
    yield from _gaps(readings, desk.report)
    yield from _contents(desk.report)
    yield from _terms(book, desk.report)


def _tables(book: Book, desk: FigureIndex) -> Iterator[Finding]:
    file, report = desk.report.file, desk.report
    for page in book.tables:
        title = page.title.replace("{年度}", str(report.year))
        sheet = desk.sheets.get(page.no)
        if sheet is None:
            yield finding_at(problems.TABLE_MISSING, file, Spot(page.no), expected=title, number=page.no)
            continue
        spot = Spot(page.no)
        if plain(sheet.table.title) != plain(title):
            yield finding_at(problems.TITLE, file, spot, found=sheet.table.title, expected=title)
        label = book.label.replace("{表号}", str(page.no)).replace("{两位表号}", f"{page.no:02}")
        if sheet.table.label and plain(sheet.table.label) != plain(label):
            yield finding_at(problems.LABEL, file, spot, found=sheet.table.label, expected=label)
        yield from _note(book, sheet, file)
    for before, table in zip(report.tables, report.tables[1:], strict=False):
        if table.no <= before.no:
            yield finding_at(problems.TABLE_ORDER, file, Spot(table.no), found=table.no, expected=before.no)


def _note(book: Book, sheet: Sheet, file: str) -> Iterator[Finding]:
    noted, spot = plain(book.empty_note) in plain(sheet.table.note), Spot(sheet.table.no)
    if sheet.is_empty and not noted:
        yield finding_at(problems.NOTE, file, spot, what=f"表里没有数，没有注明“{book.empty_note}”")
    elif noted and sheet.has_money:
        yield finding_at(problems.NOTE, file, spot, what=f"表里有数，却注着“{book.empty_note}”")
    elif noted and (rows := _detail_rows(sheet)):
        yield finding_at(problems.EMPTY_ROWS, file, Spot(sheet.table.no, row=rows[0]), found=len(rows))


def _detail_rows(sheet: Sheet) -> list[str]:
    return [
        sheet.shown_row(i, panel) for panel in sheet.panels[:1] for i in range(len(sheet.table.rows))
        if sheet.code(i, panel)
    ]


def _units(report: PrintedReport) -> Iterator[Finding]:
    lines = [table.unit_line for table in report.tables if table.unit_line]
    usual = max(dict.fromkeys(lines), key=lines.count, default="")
    for table in report.tables:
        if table.unit and table.unit != report.currency_unit:
            yield finding_at(problems.UNIT_LINE, report.file, Spot(table.no), found=table.unit,
                             expected=report.currency_unit)
        elif table.unit_line and not plain(table.unit_line).endswith(plain(":" + report.currency_unit)):
            yield finding_at(problems.UNIT_LINE, report.file, Spot(table.no), found=table.unit_line,
                             expected=report.currency_unit)
    odd = [table for table in report.tables if table.unit_line and table.unit_line != usual]
    if odd:
        yield finding_at(problems.UNIT_LINE_SIGNS, report.file, Spot(odd[0].no), found=odd[0].unit_line, expected=usual)


def _owners(book: Book, desk: FigureIndex) -> Iterator[Finding]:
    """The unit's name in table heads, and in the row that adds up the unit's projects, unless a plain total does."""
    report = desk.report
    for table in report.tables:
        if table.owner and plain(table.owner) != plain(report.unit):
            yield finding_at(problems.UNIT_ROW, report.file, Spot(table.no), found=table.owner, expected=report.unit)
    for sheet in desk.sheets.values():
        heads = {plain(column.split("/")[-1]) for column in sheet.table.columns}
        summed = any(sheet.row(row, sheet.panels[0]) is not None for row in (report.unit, book.total_label))
        if "项目名称" in heads and not sheet.is_empty and not summed:
            first = sheet.name(0, sheet.panels[0])
            yield finding_at(problems.UNIT_ROW, report.file, Spot(sheet.table.no, row=first), found=first,
                             expected=report.unit)


def _side_labels(desk: FigureIndex) -> Iterator[Finding]:
    """Two-sided tables list the same rows, as far as they list the same sort of row."""
    sided = [sheet for sheet in desk.sheets.values() if len(sheet.panels) == 2 and sheet.panels[0].code is None]
    if len(sided) != 2:
        return
    first, second = sorted(sided, key=lambda sheet: sheet.table.no)
    pairs = zip(_labels(first), _labels(second), strict=False)
    for there, here in pairs:
        if there != here:
            yield finding_at(problems.SIDE_LABELS, desk.report.file, Spot(second.table.no, row=here), found=here,
                             expected=there, table=first.table.no)


def _labels(sheet: Sheet) -> list[str]:
    panel = sheet.panels[1]
    return [sheet.name(i, panel) for i in numbered_rows(sheet, panel)]


def _headings(book: Book, readings: Readings, report: PrintedReport) -> Iterator[Finding]:
    for page in readings.missing_sections:
        yield finding_at(problems.SECTION_MISSING, report.file, Spot(section=page.heading), expected=page.heading)
    for wanted, found in readings.found_sections.items():
        if bare(found) != bare(wanted):
            yield finding_at(problems.HEADING, report.file, Spot(section=found), found=found, expected=wanted)
    tops = [section.heading for section in report.sections if section.level == 1]
    if readings.missing_sections:
        return
    for number, heading in enumerate(tops, start=1):
        ordinal = _ORDINAL.match(heading)
        if ordinal and number < 100 and ordinal[1] != chinese_numeral(number):
            yield finding_at(problems.HEADING_ORDER, report.file, Spot(section=heading), found=heading,
                             expected=f"{chinese_numeral(number)}、")
            return


def _gaps(readings: Readings, report: PrintedReport) -> Iterator[Finding]:
    for gap in readings.gaps:
        yield finding_at(problems.SENTENCE_MISSING, report.file, Spot(section=gap.section, field=gap.words),
                         expected=gap.words)


def _contents(report: PrintedReport) -> Iterator[Finding]:
    if not report.contents:
        return
    listed = {bare(title) for title in report.contents} | {plain(title) for title in report.contents}
    wanted = [*((Spot(table.no), table.title) for table in report.tables),
              *((Spot(section=s.heading), s.heading) for s in report.sections if s.level == 1)]
    for spot, title in wanted:
        if not {bare(title), plain(title)} & listed and not any(bare(title) in text for text in listed):
            yield finding_at(problems.CONTENTS, report.file, spot, expected=title)


def _terms(book: Book, report: PrintedReport) -> Iterator[Finding]:
    explained = {plain(term) for term, _ in report.glossary}
    for term in book.terms:
        if plain(term) not in explained:
            yield finding_at(problems.TERM_MISSING, report.file, Spot(section="名词解释", field=term), expected=term)
