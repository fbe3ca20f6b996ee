"""The tie-outs of a kind: whether each can be read, and speaks of tables that the kind has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from os.path import lexists
from typing import Any

from ..audit import Book, PrintedReport, book_of, unreadable
from ..audit.read.layout import sheets_of
from ..audit.read.relations import TieOut
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
    file = desk.shaped.files.file(FILE)
    if not lexists(file):
        return Book(), []
    if refused := linked(file, file.parent):
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
            if not _is_in_doubt(desk, number):
                yield _fault(places, ("勾稽", tie_out.name), f"没有表{number}")


def _is_in_doubt(desk: Desk, number: int) -> bool:
    """Whether a table may be one that has a fault: its own finding says what to put right, and then it is there."""
    faulty = [table for i, table in enumerate(desk.shaped.files.data["表格"]) if i not in desk.tables]
    written = [str(table.get("编号")) if isinstance(table, Mapping) else "" for table in faulty]
    return str(number) in written or any(not one.isdecimal() for one in written)


def unknown_columns(desk: Desk, book: Book, printed: PrintedReport) -> Iterator[Finding]:
    """Columns that tie-outs speak of and a table does not print: such a relation would never be judged."""
    sheets, told = sheets_of(printed.tables, book.heads), set[tuple[int, str]]()
    places = read_document(desk.shaped.files.folder / FILE, frozenset).places
    for tie_out in book.tie_outs:
        for number, column in _columns_of(tie_out):
            sheet = sheets.get(number)
            if sheet and sheet.column(column) is None and (number, column) not in told:
                told.add((number, column))
                known = "、".join(one.path for one in sheet.columns)
                yield _fault(places, ("勾稽", tie_out.name), f"表{number}没有“{column}”这一列；有的是：{known}")


def _columns_of(tie_out: TieOut) -> Iterator[tuple[int, str]]:
    for formula in (*tie_out.formulas, *tie_out.when):
        for term in formula.terms:
            if term.table is not None and not term.counted:
                for column in tie_out.columns or ("",):
                    yield term.table, term.column.replace("*", column)


def _fault(places: Places, path: tuple[str | int, ...], reason: str) -> Finding:
    return problems.TIE_OUT.at(places.of_key(path) if path else places.of(path), reason=reason)
