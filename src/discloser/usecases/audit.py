"""Auditing reports: any report from a file, and the one just made, which nothing may be wrong with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from ..audit import CATALOGUE, Book, PrintedReport, book_of, place_of
from ..audit import audit as audit_printed
from ..disk import Given, given
from ..model.finding import Finding, Nature, Problem, Severity
from ..read.kind.files import glossary_terms
from ..read.kind.library import INSTALLED, Library
from ..read.kind.tie_outs import FILE, tie_outs_for
from ..read.problems import REPORT_PROBLEMS
from ..read.publications.problems import PUBLICATION_PROBLEMS
from ..read.publications.reading import LARGEST_FILE
from .opened_reports import opened_file

PROBLEMS: Final[tuple[Problem, ...]] = (*REPORT_PROBLEMS, *PUBLICATION_PROBLEMS, *CATALOGUE)
"""What an audit may find."""


class SelfCheckFailed(Exception):  # noqa: N818  it says what happened
    """A report that the program made contradicts itself."""


@dataclass(frozen=True)
class Audited:
    """A report's file as it was read, its data, empty if there are none, and everything wrong with it."""

    file: Given
    data: Mapping[str, Any]
    findings: list[Finding]


_Books = dict[tuple[str, int], Book]
"""What is known, by kind and year."""


def audit(paths: Iterable[Path], library: Library = INSTALLED) -> dict[str, list[Finding]]:
    """File → findings, for reports in any format. Raises `KindError` for a fault in a kind's tie-outs."""
    return {name: one.findings for name, one in audit_each(paths, library).items()}


def audit_each(paths: Iterable[Path], library: Library = INSTALLED) -> dict[str, Audited]:
    """File → what was read and what was found. Raises like `audit`."""
    books: _Books = {}
    return {str(path): _audited(given(path, LARGEST_FILE), library, books) for path in paths}


def _audited(file: Given, library: Library, books: _Books) -> Audited:
    report = opened_file(file, library)
    if report.data is None:
        return Audited(file, {}, list(report.findings))
    printed = PrintedReport.of(report.data, str(file.path))
    judged = audit_printed(printed, _whole_book(report.tie_outs, printed.year, library, books))
    return Audited(file, report.data, [*report.findings, *(report.located(finding) for finding in judged)])


def check_own(report: Mapping[str, Any], library: Library = INSTALLED) -> None:
    """Make sure that a report just made, in neutral form, ties out. Raises `SelfCheckFailed`.

    Names of codes and terms of the glossary came out of the kind itself; they are not read again.
    """
    found = tie_outs_for(report, library)
    book = _book(*found) if found else Book()
    faults = [
        finding for finding in audit_printed(PrintedReport.of(report, "报告"), book)
        if finding.nature is Nature.OWN and finding.severity is Severity.ERROR
    ] if book.known else []
    if faults:
        shown = "\n".join(f"{finding.code} {place_of(finding)}：{finding.message}" for finding in faults)
        raise SelfCheckFailed(f"生成的报告自相矛盾，共 {len(faults)} 处\n{shown}")


def _whole_book(found: tuple[str, Mapping[str, Any]] | None, year: int, library: Library, books: _Books) -> Book:
    """All that is known of a kind and of a year's codes, shaped once; an empty book for a kind not installed."""
    if found is None:
        return Book()
    name, data = found
    if (name, year) not in books:
        books[name, year] = replace(_book(name, data), kind=name, **_known_of_kind(name, year, library))
    return books[name, year]


def _book(kind_id: str, data: Mapping[str, Any]) -> Book:
    return book_of(data, f"{kind_id}/{FILE}")


def _known_of_kind(kind_id: str, year: int, library: Library) -> dict[str, Any]:
    """The names of codes in a year and the terms of the glossary that an installed kind goes by."""
    if kind_id not in library.folders:
        return {}
    lists = library.codes(library.head(kind_id)["科目年度"], year)
    certain = {
        row.code: row.name for codes in (lists.function, lists.department_economic) for row in codes.rows.values()
        if row.verified
    }
    return {"names": certain, "terms": glossary_terms(library.folder(kind_id))}


__all__ = ["PROBLEMS", "Audited", "SelfCheckFailed", "audit", "audit_each", "check_own", "place_of"]
