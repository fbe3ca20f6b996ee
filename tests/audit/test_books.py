"""The tie-outs of a kind say what its tables and sentences are: every address leads somewhere, every title agrees."""

from __future__ import annotations

from dataclasses import replace

import pytest
from helpers import kind_named, report_of, sample

from discloser.audit import PrintedReport, book_of
from discloser.audit.problems import BY_CODE
from discloser.audit.read.book import Book
from discloser.audit.read.figure_index import FigureIndex
from discloser.audit.read.formulas import EVERY, Operand
from discloser.audit.read.layout import sheets_of
from discloser.audit.read.reading import read
from discloser.model.kind.report_kind import fill
from discloser.read.kind.library import INSTALLED
from discloser.read.kind.tie_outs import FILE, tie_outs_for
from discloser.render.neutral import neutral

KINDS = sorted(INSTALLED.files(FILE))
BUDGETS = [kind_id for kind_id in KINDS if "budget" in kind_id]
SELECTIONS = ("上方各行", "下方各行", "各项目", "本单位", "首行")


def book_named(kind_id: str) -> Book:
    found = tie_outs_for({"template": kind_id}, INSTALLED)
    assert found is not None
    return book_of(found[1], kind_id)


def test_every_kind_has_tie_outs():
    assert list(INSTALLED.folders) == KINDS
    assert BUDGETS


@pytest.mark.parametrize("kind_id", BUDGETS)
def test_titles_labels_and_headings_are_those_of_the_kind(kind_id: str):
    kind, book = kind_named(kind_id), book_named(kind_id)
    own = {**kind.own_words, "年度": "{年度}"}
    titles = [fill(spec.title, own) for spec in sorted(kind.tables, key=lambda t: t.no)]
    assert [page.title for page in book.tables] == titles
    assert book.label.replace("{表号}", "1") == kind.table_label.replace("{表号}", "1")
    headings = [line.removeprefix("# ").replace("{{ 年度 }}", "{年度}") for text in kind.texts.values()
                for line in text.split("\n") if line.startswith("# ")]
    headings += [fill(part.heading, own) for part in kind.parts if part.one_section]
    headings += [kind.digest.name] if kind.digest else []
    assert [section.heading for section in book.sections if section.heading not in headings] == []


@pytest.mark.parametrize("kind_id", KINDS)
def test_codes_in_the_data_are_in_the_catalogue(kind_id: str):
    book = book_named(kind_id)
    named = {tie_out.code for tie_out in book.tie_outs if tie_out.code} | {word.code for word in book.words}
    assert named <= set(BY_CODE)
    assert set(book.settings or {}) <= set(BY_CODE)


@pytest.mark.parametrize("name", ["bureau-2025-budget"])
def test_every_address_leads_somewhere(name: str):
    report = neutral(replace(report_of(sample(name)), shows_digest=True))
    book = book_named(report["template"])
    desk = FigureIndex(PrintedReport.of(report), sheets_of(PrintedReport.of(report).tables, book.heads))
    read(book, desk)
    lost = [
        f"{tie_out.name} {term.text} {column}" for tie_out in book.tie_outs for column in tie_out.columns
        for formula in (*tie_out.formulas, *tie_out.when) for term in formula.terms if not _leads(term, column, desk)
    ]
    assert lost == []


def _leads(term: Operand, column_name: str, desk: FigureIndex) -> bool:
    """Whether a term names a column, and a row or a variable, of the report; codes and 类 may be absent."""
    if term.number is not None or term.text.startswith("绩效") or term.counted:
        return True
    if term.variable:
        return term.variable in desk.variables
    sheet = desk.sheets[term.table or 0]
    column = sheet.column(term.column.replace("*", column_name))
    if column is None or term.row in (*EVERY, *SELECTIONS) or "=" in term.row or term.row.isdecimal():
        return column is not None
    return desk.row(sheet, term.row, column.panel) is not None


@pytest.mark.parametrize("name", ["bureau-2025-budget", "fenyang-2025-budget"])
def test_every_sentence_of_the_book_is_found_in_a_full_report(name: str):
    report = neutral(replace(report_of(sample(name)), shows_digest=True))
    book = book_named(report["template"])
    desk = FigureIndex(PrintedReport.of(report), sheets_of(PrintedReport.of(report).tables, book.heads))
    readings = read(book, desk)
    assert readings.gaps == []
    assert readings.missing_sections == []
    assert len(readings.figures) > 40
