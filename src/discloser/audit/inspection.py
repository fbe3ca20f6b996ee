"""What every rule of the audit is given: a report laid out and read, its figures set against each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..model.finding import Finding
from .ledger.ledger import Ledger
from .ledger.structure import sums_by_code, sums_by_group
from .read.book import Book
from .read.claims import Readings
from .read.described import Description, described_in, read_described
from .read.figure_index import FigureIndex
from .read.figures import Figure, FigurePlace
from .read.layout import sheets_of
from .read.lists import Unlisted, read_lists
from .read.printed import PrintedReport
from .read.reading import read
from .read.relations import Check, Equal, Sum, relations_of
from .read.subjects import Subject, read_subjects
from .read.target_forms import target_equalities


@dataclass(frozen=True, slots=True)
class Inspection:
    """A report under inspection. `in_figures`: what was found in its figures, which the rules after these leave alone.

    `checks`: relations that hold as a rule but not always; `descriptions`: sentences that go through the 类;
    `unlisted`: lists that differ from their tables; `subjects`: of whom fixed sentences tell.
    """

    book: Book
    desk: FigureIndex
    readings: Readings
    ledger: Ledger
    checks: tuple[Check, ...]
    descriptions: tuple[Description, ...]
    unlisted: tuple[Unlisted, ...]
    subjects: tuple[Subject, ...]
    in_figures: list[Finding] = field(default_factory=list)

    @property
    def report(self) -> PrintedReport:
        """The report as printed."""
        return self.desk.report

    @property
    def file(self) -> str:
        """The report's file."""
        return self.desk.report.file


def inspected(printed: PrintedReport, book: Book) -> Inspection:
    """A report laid out and read as a book of tie-outs has it."""
    units = {page.no: page.unit for page in book.tables if page.unit}
    desk = FigureIndex(printed, sheets_of(printed.tables, book.heads) if book.known else {}, units)
    readings = read(book, desk)
    subjects = tuple(read_subjects(book.subjects, printed, readings))
    unlisted = tuple(read_lists(readings, desk))
    descriptions = list(described_in(readings, desk))
    of_categories = list(read_described(descriptions, book, readings, desk))
    relations = list(relations_of(book.tie_outs, desk))
    equalities = [r for r in relations if isinstance(r, Equal)] + readings.equalities + list(target_equalities(desk))
    equalities += _counted(readings, desk)
    sums = [r for r in relations if isinstance(r, Sum)] + list(_structural(book, desk)) + of_categories
    ledger = Ledger.of((*desk.cells(), *readings.figures), equalities, sums)
    checks = tuple(r for r in relations if isinstance(r, Check))
    return Inspection(book, desk, readings, ledger, checks, tuple(descriptions), unlisted, subjects)


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
            spot = FigurePlace(term.table, None, term.row.split("=")[-1], term.column)
            made.append(Equal(Figure(spot, f"{value:.2f}", value), figure))
    return made
