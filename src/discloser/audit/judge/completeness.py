"""Completeness and order: tables with their titles, labels and notes; sections with their headings and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count, groupby

from ...model.finding import Finding
from ...model.text.numerals import chinese_numeral
from ..inspection import Inspection
from ..problems import completeness as problems
from ..read.book import Book, TablePage
from ..read.figure_index import numbered_rows
from ..read.figures import FigurePlace
from ..read.layout import LaidOutTable, bare
from ..read.printed import plain
from ..rule import rule
from .tell import finding_at

_ORDINAL = re.compile(r"([一二三四五六七八九十]+)、")
_PART = re.compile(r"第([一二三四五六七八九十]+)部分")
_SECOND = re.compile(r"[（(]([一二三四五六七八九十]+)[）)]")


@rule(problems.KIND_NOT_NAMED, of_known=True, after_figures=True)
def the_kind_is_named(seen: Inspection) -> Iterator[Finding]:
    """A report says which kind it follows."""
    if seen.book.kind and not seen.report.template:
        yield finding_at(problems.KIND_NOT_NAMED, seen.file, FigurePlace(), found=seen.book.kind)


@rule(
    problems.TABLE_MISSING, problems.TITLE, problems.LABEL, problems.TABLE_ORDER, problems.NOTE, problems.EMPTY_ROWS,
    of_known=True, after_figures=True,
)
def tables_are_there(seen: Inspection) -> Iterator[Finding]:
    """Every table, with its title, its label and its note, in order."""
    for page in seen.book.tables:
        title = page.title.replace("{年度}", str(seen.report.year))
        sheet = seen.desk.sheets.get(page.no)
        if sheet is None:
            yield finding_at(problems.TABLE_MISSING, seen.file, FigurePlace(page.no), expected=title, number=page.no)
            continue
        spot = FigurePlace(page.no)
        if plain(sheet.table.title) != plain(title):
            yield finding_at(problems.TITLE, seen.file, spot, found=sheet.table.title, expected=title)
        label = seen.book.label.replace("{表号}", str(page.no)).replace("{两位表号}", f"{page.no:02}")
        if sheet.table.label and plain(sheet.table.label) != plain(label):
            yield finding_at(problems.LABEL, seen.file, spot, found=sheet.table.label, expected=label)
        yield from _note(seen.book, page, sheet, seen.file)
    for before, table in zip(seen.report.tables, seen.report.tables[1:], strict=False):
        if table.no <= before.no:
            yield finding_at(problems.TABLE_ORDER, seen.file, FigurePlace(table.no), found=table.no, expected=before.no)


def _note(book: Book, page: TablePage, sheet: LaidOutTable, file: str) -> Iterator[Finding]:
    noted, spot = plain(book.empty_note) in plain(sheet.table.note), FigurePlace(sheet.table.no)
    if sheet.is_empty and not noted and page.noted:
        yield finding_at(problems.NOTE, file, spot, what=f"表里没有数，没有注明“{book.empty_note}”")
    elif noted and sheet.has_money:
        yield finding_at(problems.NOTE, file, spot, what=f"表里有数，却注着“{book.empty_note}”")
    elif noted and (rows := _detail_rows(sheet)):
        yield finding_at(problems.EMPTY_ROWS, file, FigurePlace(sheet.table.no, row=rows[0]), found=len(rows))


def _detail_rows(sheet: LaidOutTable) -> list[str]:
    return [
        sheet.shown_row(i, panel) for panel in sheet.panels[:1] for i in range(len(sheet.table.rows))
        if sheet.code(i, panel)
    ]


@rule(problems.UNIT_LINE, problems.UNIT_LINE_SIGNS, of_known=True, after_figures=True)
def units_are_printed(seen: Inspection) -> Iterator[Finding]:
    """The unit line of every table."""
    own = {page.no: page.unit for page in seen.book.tables if page.unit}
    lines = [table.unit_line for table in seen.report.tables if table.unit_line]
    usual = max(dict.fromkeys(lines), key=lines.count, default="")
    for table in seen.report.tables:
        expected = own.get(table.no, seen.report.currency_unit)
        if table.unit and table.unit != expected:
            yield finding_at(problems.UNIT_LINE, seen.file, FigurePlace(table.no), found=table.unit, expected=expected)
        elif table.unit_line and not plain(table.unit_line).endswith(plain(":" + expected)):
            yield finding_at(problems.UNIT_LINE, seen.file, FigurePlace(table.no), found=table.unit_line,
                             expected=expected)
    odd = [table for table in seen.report.tables if table.unit_line not in ("", usual) and table.no not in own]
    if odd:
        yield finding_at(problems.UNIT_LINE_SIGNS, seen.file, FigurePlace(odd[0].no), found=odd[0].unit_line,
                         expected=usual)


@rule(problems.UNIT_ROW, of_known=True, after_figures=True)
def owners_are_printed(seen: Inspection) -> Iterator[Finding]:
    """The unit's name in table heads, and in the row that adds up the unit's projects, unless a plain total does."""
    for table in seen.report.tables:
        if table.owner and plain(table.owner) != plain(seen.report.unit):
            yield finding_at(problems.UNIT_ROW, seen.file, FigurePlace(table.no), found=table.owner,
                             expected=seen.report.unit)
    for sheet in seen.desk.sheets.values():
        heads = {plain(column.split("/")[-1]) for column in sheet.table.columns}
        summed = any(sheet.row(row, sheet.panels[0]) is not None for row in (seen.report.unit, seen.book.total_label))
        if "项目名称" in heads and not sheet.is_empty and not summed:
            first = sheet.name(0, sheet.panels[0])
            yield finding_at(problems.UNIT_ROW, seen.file, FigurePlace(sheet.table.no, row=first), found=first,
                             expected=seen.report.unit)


@rule(problems.SIDE_LABELS, of_known=True, after_figures=True)
def labels_agree(seen: Inspection) -> Iterator[Finding]:
    """Two-sided tables list the same rows, as far as they list the same sort of row."""
    sided = [sheet for sheet in seen.desk.sheets.values() if len(sheet.panels) == 2 and not sheet.panels[0].codes]
    if len(sided) != 2:
        return
    first, second = sorted(sided, key=lambda sheet: sheet.table.no)
    pairs = zip(_labels(first), _labels(second), strict=False)
    for there, here in pairs:
        if there != here:
            yield finding_at(problems.SIDE_LABELS, seen.file, FigurePlace(second.table.no, row=here), found=here,
                             expected=there, table=first.table.no)


def _labels(sheet: LaidOutTable) -> list[str]:
    panel = sheet.panels[1]
    return [sheet.name(i, panel) for i in numbered_rows(sheet, panel)]


@rule(problems.SECTION_MISSING, problems.HEADING, problems.HEADING_ORDER, of_known=True, after_figures=True)
def headings_are_there(seen: Inspection) -> Iterator[Finding]:
    """Every section under its heading, in order."""
    for page in seen.readings.missing_sections:
        yield finding_at(problems.SECTION_MISSING, seen.file, FigurePlace(section=page.heading), expected=page.heading)
    for wanted, found in seen.readings.found_sections.items():
        if bare(found) != bare(wanted):
            yield finding_at(problems.HEADING, seen.file, FigurePlace(section=found), found=found, expected=wanted)
    tops = [s.heading for s in seen.report.sections if s.level == 1 and _ORDINAL.match(s.heading)]
    if seen.readings.missing_sections:
        return
    number = 0
    for heading in tops:
        ordinal = _ORDINAL.match(heading)
        number = 1 if ordinal and ordinal[1] == chinese_numeral(1) and number > 1 else number + 1  # of another part
        if ordinal and number < 100 and ordinal[1] != chinese_numeral(number):
            yield finding_at(problems.HEADING_ORDER, seen.file, FigurePlace(section=heading), found=heading,
                             expected=f"{chinese_numeral(number)}、")
            return


@rule(problems.HEADING_ORDER, of_known=True, after_figures=True)
def parts_and_their_sections_are_numbered(seen: Inspection) -> Iterator[Finding]:
    """第一部分, 第二部分; below a heading （一）, （二）: each once, in order, none left out."""
    yield from _misnumbered(seen.report.parts, _PART, "第{}部分", seen.file)
    seconds = [section for section in seen.report.sections if section.level == 2]
    for _, below in groupby(seconds, key=lambda section: section.top):
        yield from _misnumbered((section.heading for section in below), _SECOND, "（{}）", seen.file)


def _misnumbered(headings: Iterable[str], pattern: re.Pattern[str], form: str, file: str) -> Iterator[Finding]:
    """The first heading whose number does not follow the one before."""
    numbered = [(heading, match[1]) for heading in headings if (match := pattern.match(heading.strip()))]
    for (heading, ordinal), wanted in zip(numbered, map(chinese_numeral, count(1)), strict=False):
        if ordinal != wanted:
            yield finding_at(problems.HEADING_ORDER, file, FigurePlace(section=heading), found=heading,
                             expected=form.format(wanted))
            return


@rule(problems.SENTENCE_MISSING, of_known=True, after_figures=True)
def sentences_are_there(seen: Inspection) -> Iterator[Finding]:
    """Every sentence that the kind demands."""
    for gap in seen.readings.gaps:
        yield finding_at(problems.SENTENCE_MISSING, seen.file, FigurePlace(section=gap.section, field=gap.words),
                         expected=gap.words)


@rule(problems.CONTENTS, of_known=True, after_figures=True)
def contents_are_whole(seen: Inspection) -> Iterator[Finding]:
    """The contents list every heading."""
    if not seen.report.contents:
        return
    listed = {bare(title) for title in seen.report.contents} | {plain(title) for title in seen.report.contents}
    wanted = [*((FigurePlace(table.no), table.title) for table in seen.report.tables),
              *((FigurePlace(section=s.heading), s.heading) for s in seen.report.sections if s.level == 1)]
    for spot, title in wanted:
        if not {bare(title), plain(title)} & listed and not any(bare(title) in text for text in listed):
            yield finding_at(problems.CONTENTS, seen.file, spot, expected=title)


@rule(problems.TERM_MISSING, of_known=True, after_figures=True)
def terms_are_explained(seen: Inspection) -> Iterator[Finding]:
    """Every term of the glossary."""
    explained = {plain(term) for term, _ in seen.report.glossary}
    for term in seen.book.terms:
        if plain(term) not in explained:
            yield finding_at(problems.TERM_MISSING, seen.file, FigurePlace(section="名词解释", field=term),
                             expected=term)
