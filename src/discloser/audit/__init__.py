"""The audit: judges any report as printed — tables against tables, text against tables, text by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from ..model.finding import Finding, Severity
from .judge.checks import judge_checks
from .judge.coding import judge_codes
from .judge.completeness import judge_completeness
from .judge.described import described_in, judge_described, read_described
from .judge.formats import judge_formats
from .judge.lists import Unlisted, read_lists
from .judge.people import judge_names
from .judge.rates import wrong_change, wrong_share
from .judge.targets import judge_targets, target_equalities
from .judge.tell import finding_at, told, told_rate
from .judge.wording import judge_wording
from .ledger.ledger import Ledger
from .ledger.structure import sums_by_code, sums_by_group
from .ledger.verdict import faults_of
from .problems import CATALOGUE
from .problems import completeness as completeness_problems
from .problems import figures as problems
from .problems import wording as wording_problems
from .read.book import Book, book_of, unreadable
from .read.claims import Readings
from .read.figure_index import FigureIndex
from .read.figures import Figure, Spot
from .read.layout import sheets_of
from .read.printed import PrintedReport
from .read.reading import read
from .read.relations import Check, Equal, Sum, holds, relations_of

__all__ = ["CATALOGUE", "Book", "PrintedReport", "audit", "book_of", "place_of", "unreadable"]


def audit(printed: PrintedReport, book: Book) -> list[Finding]:
    """Everything wrong with a report, in reading order; each fault once."""
    desk = FigureIndex(printed, sheets_of(printed.tables, book.heads) if book.known else {})
    readings = read(book, desk)
    found = list(_judge_figures(book, desk, readings))
    blamed = {(f.table, f.row, f.field) for f in found}
    forms = {f.section for f in found if f.section and f.table is None}
    found += [
        *_judge_tables(book, desk, readings), *judge_formats(desk, readings, blamed), *judge_wording(book, printed),
        *judge_names(printed), *judge_targets(desk, forms),
    ]
    return sorted(_as_set(found, book), key=lambda f: _reading_order(f, printed))


def _judge_tables(book: Book, desk: FigureIndex, readings: Readings) -> Iterator[Finding]:
    """Codes and completeness, for a report whose kind is known."""
    if book.known:
        yield from judge_codes(desk, {page.no for page in book.tables if page.by_code}, book.names)
        yield from judge_completeness(book, desk, readings)
    else:
        named, sort = desk.report.template, f"{desk.report.kind} {desk.report.year}"
        found = f"报告的版式“{named}”没有安装，或者没有勾稽关系" if named else sort
        yield finding_at(completeness_problems.NO_BOOK, desk.report.file, Spot(), found=found)


def _judge_figures(book: Book, desk: FigureIndex, readings: Readings) -> Iterator[Finding]:
    file = desk.report.file
    unlisted = list(read_lists(readings, desk))
    descriptions = list(described_in(readings, desk))
    of_categories = list(read_described(descriptions, book, readings, desk))
    relations = list(relations_of(book.tie_outs, desk))
    equalities = [r for r in relations if isinstance(r, Equal)] + readings.equalities + list(target_equalities(desk))
    equalities += _counted(readings, desk)
    sums = [r for r in relations if isinstance(r, Sum)] + list(_structural(book, desk)) + of_categories
    ledger = Ledger.of((*desk.cells(), *readings.figures), equalities, sums)
    yield from told(faults_of(ledger), file, readings.lenient)
    blamed: set[Spot] = set()
    for share in readings.shares:
        if wrong := wrong_share(share, ledger, desk):
            yield told_rate(wrong, problems.SHARE, file)
        if not share.signed:
            yield finding_at(problems.NO_SIGN, file, share.spot, found=share.text)
    for change in readings.changes:
        for odd in wrong_change(change, ledger, desk):
            blamed.add(change.spot)
            yield told_rate(odd, problems.RATE, file)
        if change.year is not None and change.year != desk.report.year - 1:
            yield finding_at(wording_problems.YEAR, file, change.spot, found=change.year, expected=desk.report.year - 1)
        if not change.signed:
            yield finding_at(problems.NO_SIGN, file, change.spot, found=str(change.rate))
    yield from _years(readings, desk)
    yield from _lists(unlisted, file)
    yield from _nothing(readings, desk)
    yield from judge_described(descriptions, desk)
    yield from judge_checks([r for r in relations if isinstance(r, Check)], ledger, blamed, file)


def _structural(book: Book, desk: FigureIndex) -> Iterator[Sum]:
    for page in book.tables:
        sheet = desk.sheets.get(page.no)
        if sheet and page.by_code:
            yield from sums_by_code(sheet, book.total_label, desk)
        if sheet and page.grouped_by:
            yield from sums_by_group(sheet, page.grouped_by, book.total_label, desk)


def _counted(readings: Readings, desk: FigureIndex) -> list[Equal]:
    """Numbers of rows, and sums of rows, that a sentence prints."""
    made: list[Equal] = []
    for figure, term in readings.counted:
        rows = desk.find(term)
        if rows is None:
            continue
        if term.counted:
            made.append(Equal(rows[0], figure))
        else:
            value = sum((row.value for row in rows), figure.value * 0)
            spot = Spot(term.table, None, term.row.split("=")[-1], term.column)
            made.append(Equal(Figure(spot, f"{value:.2f}", value), figure))
    return made


def _years(readings: Readings, desk: FigureIndex) -> Iterator[Finding]:
    told_already: set[tuple[str | None, int]] = set()
    for spot, year in readings.years:
        if year != desk.report.year and (spot.section, year) not in told_already:
            told_already.add((spot.section, year))
            yield finding_at(wording_problems.YEAR, desk.report.file, spot, found=year, expected=desk.report.year)


def _lists(unlisted: Iterable[Unlisted], file: str) -> Iterator[Finding]:
    for one in unlisted:
        parts = [
            f"少了{'、'.join(f'“{name}”' for name in one.left_out)}" if one.left_out else "",
            f"表里没有{'、'.join(f'“{name}”' for name in one.too_many)}" if one.too_many else "",
        ]
        if any(parts):
            yield finding_at(problems.LIST, file, one.spot, table=one.table, what="；".join(filter(None, parts)),
                             found="、".join(one.too_many) or None, expected="、".join(one.left_out) or None)
        for name, row in one.like:
            yield finding_at(problems.NEAR_NAME, file, replace(one.spot, field=name), table=one.table, found=name,
                             expected=row)


def _nothing(readings: Readings, desk: FigureIndex) -> Iterator[Finding]:
    for page in readings.nothing:
        for condition in page.nothing_when:
            if not holds(condition, desk):
                section = readings.found_sections[page.heading]
                figure = (desk.find(condition.left) or [Figure(Spot(), "", Decimal(0))])[0]
                yield finding_at(problems.NOTHING_SAID, desk.report.file, Spot(section=section), found=page.nothing,
                                 others=figure.spot)


def _as_set(findings: Iterable[Finding], book: Book) -> Iterator[Finding]:
    """Findings as severe as the book has them; none of a rule that it switches off."""
    settings = book.settings or {}
    for finding in findings:
        off, severity = settings.get(finding.code, (False, None))
        if not off:
            yield replace(finding, severity=severity) if severity else finding


def place_of(finding: Finding) -> str:
    """Where in a report a finding is, as a person looks it up."""
    return str(Spot(finding.table, finding.section, finding.row, finding.field)) or "整份报告"


def _reading_order(finding: Finding, report: PrintedReport) -> tuple[int, ...]:
    severity = list(Severity).index(finding.severity)
    if finding.table is not None:
        return (1, finding.table, severity)
    headings = [section.heading for section in report.sections]
    if finding.section in headings:
        return (2, headings.index(finding.section), severity)
    return (0 if finding.section in ("职责", "机构设置情况") else 3, 0, severity)
