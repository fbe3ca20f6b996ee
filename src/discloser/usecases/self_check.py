"""The report just made, read as a stranger would read it: nothing may be wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..audit import Book, PrintedReport, book_of, contradictions, place_of
from ..read.kind.library import INSTALLED, Library
from ..read.kind.tie_outs import FILE, tie_outs_for
from .kind_faults import SelfCheckFailed

__all__ = ["SelfCheckFailed", "book_of_kind", "check_own"]


def check_own(report: Mapping[str, Any], library: Library = INSTALLED) -> None:
    """Make sure that a report just made, in neutral form, ties out. Raises `SelfCheckFailed`.

    Names of codes and terms of the glossary came out of the kind itself; they are not read again.
    """
    found = tie_outs_for(report, library)
    book = book_of_kind(*found, library) if found else Book()
    faults = contradictions(PrintedReport.of(report, "报告"), book) if book.known else []
    if faults:
        shown = "\n".join(f"{finding.code} {place_of(finding)}：{finding.message}" for finding in faults)
        raise SelfCheckFailed(f"生成的报告自相矛盾，共 {len(faults)} 处\n{shown}")


def book_of_kind(kind_id: str, data: Mapping[str, Any], library: Library) -> Book:
    """The tie-outs of a kind, shaped once."""
    return library.once("book", kind_id, lambda: book_of(data, f"{kind_id}/{FILE}"))
