"""The tie-outs of a kind: whether each can be read, and speaks of tables that the kind has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from os.path import lexists
from typing import Any

from ..audit import Book, book_of, unreadable
from ..model.finding import Finding
from ..model.kind.report_kind import KindError, KindFaults
from ..model.place import Places
from ..read.kind import problems
from ..read.kind.ordinary import linked
from ..read.kind.tie_outs import FILE, read_tie_outs
from ..read.yaml.reader import read_document
from .pieces import Desk


def judge_tie_outs(desk: Desk) -> tuple[Book, list[Finding]]:
    """The book of a kind, and what is wrong with it; an empty book when there is none or it can't be read."""
    file = desk.shaped.files.folder / FILE
    if not lexists(file):
        return Book(), []
    if refused := linked(file, desk.shaped.files.folder):
        return Book(), [refused]
    document = read_document(file, frozenset)
    try:
        data = read_tie_outs(file)
    except KindFaults as faults:
        return Book(), faults.findings
    except KindError as fault:
        return Book(), list(document.findings) or [_fault(document.places, (), str(fault))]
    found = [_fault(document.places, path, reason) for path, reason in unreadable(data)]
    if found:
        return Book(), found
    return book_of(data, FILE), list(_stale(desk, document.places, data))


def _stale(desk: Desk, places: Places, data: Mapping[str, Any]) -> Iterator[Finding]:
    """Tables that a tie-out speaks of and the kind does not have: such a relation would never be judged."""
    numbers = {table.no for table in desk.tables.values()}
    for tie_out in book_of(data, FILE).tie_outs:
        terms = [term for formula in (*tie_out.formulas, *tie_out.when) for term in formula.terms]
        for number in sorted({term.table for term in terms if term.table is not None} - numbers):
            yield _fault(places, ("勾稽", tie_out.name), f"没有表{number}")


def _fault(places: Places, path: tuple[str | int, ...], reason: str) -> Finding:
    return problems.TIE_OUT.at(places.of_key(path) if path else places.of(path), reason=reason)
