"""The audit: judges any report as printed — tables against tables, text against tables, text by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..model.finding import Finding, Nature, Severity
from .inspection import Inspection, inspected
from .judge import (  # noqa: F401
    coding,
    completeness,
    described,
    evaluations,
    figures,
    formats,
    people,
    sorts,
    subjects,
    targets,
    wording,
    years,
)
from .problems import CATALOGUE
from .read.book import Book, book_of, unreadable
from .read.figures import FigurePlace
from .read.printed import PrintedReport
from .read.relations import Equal
from .rule import RULES, AuditRule

__all__ = [
    "CATALOGUE", "Book", "PrintedReport", "audit", "audit_counted", "book_of", "contradictions", "place_of",
    "unreadable",
]


def audit(printed: PrintedReport, book: Book) -> list[Finding]:
    """Everything wrong with a report, in reading order; each fault once."""
    return audit_counted(printed, book)[0]


def audit_counted(printed: PrintedReport, book: Book) -> tuple[list[Finding], int, int]:
    """What `audit` finds, how many of the book's relations were tried, and how many hold as printed."""
    seen = inspected(printed, book)
    equal, sums = seen.ledger.equalities, seen.ledger.sums
    held = sum(map(_agree, equal)) + sum(map(seen.ledger.holds, sums))
    return _found(seen, RULES), len(equal) + len(sums), held


def _agree(relation: Equal) -> bool:
    """Whether two prints may tell one amount: what is rounded to 万元 is held against 元 as far as it goes."""
    left, right = relation.left, relation.right
    return left.shows(right.value) or right.shows(left.value)


def contradictions(printed: PrintedReport, book: Book) -> list[Finding]:
    """What is wrong with a report for which only the program or the kind that made it can be to blame."""
    rules = [one for one in RULES if not one.after_figures or one.is_of_own]
    return [one for one in _found(inspected(printed, book), rules)
            if one.nature is Nature.OWN and one.severity is Severity.ERROR]


def _found(seen: Inspection, rules: Sequence[AuditRule]) -> list[Finding]:
    seen.in_figures.extend(f for one in rules if not one.after_figures for f in one.findings(seen))
    found = [*seen.in_figures, *(f for one in rules if one.after_figures for f in one.findings(seen))]
    return sorted(_as_set(found, seen.book), key=lambda f: _reading_order(f, seen.report))


def _as_set(findings: Iterable[Finding], book: Book) -> Iterator[Finding]:
    """Findings as severe as the book has them; none of a rule that it switches off."""
    settings = book.settings or {}
    for finding in findings:
        off, severity = settings.get(finding.code, (False, None))
        if not off:
            yield finding._replace(severity=severity) if severity else finding


def place_of(finding: Finding) -> str:
    """Where in a report a finding is, as a person looks it up."""
    return str(FigurePlace(finding.table, finding.section, finding.row, finding.field)) or "整份报告"


def _reading_order(finding: Finding, report: PrintedReport) -> tuple[int, ...]:
    severity = list(Severity).index(finding.severity)
    if finding.table is not None:
        return (1, finding.table, severity)
    headings = [section.heading for section in report.sections]
    if finding.section in headings:
        return (2, headings.index(finding.section), severity)
    return (0 if finding.section in ("职责", "机构设置情况") else 3, 0, severity)
