"""A workbook form → `Source`: the same texts as from a YAML form, each with its sheet and cell.

Tables are found by titles and headings (`model.form.workbook` says which), values are read cell by cell, and whatever a
cell hides (an error, a formula never calculated, a merge) is a finding. Formulas are never trusted with a total: what
the report needs is computed from the lines.
"""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from typing import NamedTuple

from ...disk import Given
from ...model.finding import Severity
from ...model.form.areas import FormSheet
from ...model.form.common import CommonForm
from ...model.form.flat import nested, with_required
from ...model.form.outline import canonical_key, entries
from ...model.form.remarks import Remarks
from ...model.form.sorts import form_of
from ...model.form.workbook import CHECK_SHEET, GUIDE_SHEET, LISTS_SHEET, RESULT_SHEET, sheets, sort_by_sheets
from ...model.place import Place, Places
from ..source import Source, listed
from . import problems as excel_problems
from .made_for import made_for
from .package import RefusedWorkbook, package_in
from .sheet_texts import Taken
from .sheets import Workbook
from .tables import TableReader

_NOT_FILLED_IN = (GUIDE_SHEET, CHECK_SHEET, LISTS_SHEET, RESULT_SHEET)


class FilledWorkbook(NamedTuple):
    """A workbook as read, with what was noted beside its cells."""

    source: Source
    remarks: Remarks


def filled_workbook_in(given: Given, only: Collection[str] = ()) -> FilledWorkbook:
    """The form in a workbook, and the remarks of its 备注 columns; whatever goes wrong is a finding.

    `only`: the top keys that are wanted, none for all; sheets that hold no such key are not read.
    """
    file = str(given.path)
    try:
        package = package_in(given)
        book = Workbook(package)
        form = _form_of(book)
        taken = _taken(book, form, file, only)
    except RefusedWorkbook as refused:
        return FilledWorkbook(Source(None, Places(file), (refused.finding,)), {})
    raw = with_required(nested(taken.values, form), form, only_blocks=True)
    places = Places(file, taken.places)
    source = Source(raw, places, listed(taken.findings), frozenset(taken.faulty), form, taken.names,
                    made_for=made_for(package), room=taken.room, spare=taken.spare)
    return FilledWorkbook(source, taken.remarks)


def _form_of(book: Workbook) -> type[CommonForm]:
    """The form whose sheets the workbook has most of."""
    return form_of(sort_by_sheets({canonical_key(name) for name in book.names}))


def _taken(book: Workbook, form: type[CommonForm], file: str, only: Collection[str]) -> Taken:
    present = {canonical_key(name): name for name in book.names}
    wanted = sheets(form)
    if not any(canonical_key(sheet.name) in present for sheet in wanted):
        names = "、".join(f"“{name}”" for name in book.names[:5]) + ("等" if len(book.names) > 5 else "")
        raise RefusedWorkbook(excel_problems.NOT_THE_FORM.at(Place(file), found=names or "空白"))
    taken = Taken()
    for sheet in (sheet for sheet in wanted if not only or not set(only).isdisjoint(sheet.keys)):
        name = present.get(canonical_key(sheet.name))
        alike = [other for other in book.names if canonical_key(other) == canonical_key(sheet.name)]
        if name is None and sheet.elsewhere:
            continue
        if name is None:
            _missing(sheet, book, form, file, taken)
        elif len(alike) > 1:
            taken.findings.append(excel_problems.SHEET_TWICE.at(Place(file), found=len(alike), expected=sheet.name))
            taken.faulty.update((key,) for key in sheet.keys)
        else:
            taken.add(TableReader(file, book.grid(name)).read(sheet.areas))
    return taken


def _missing(sheet: FormSheet, book: Workbook, form: type[CommonForm], file: str, taken: Taken) -> None:
    """A finding for a sheet that is not there; the keys it holds are explained by it."""
    known = {canonical_key(name) for name in (*_NOT_FILLED_IN, *(sheet.name for sheet in sheets(form)))}
    unknown = [name for name in book.names if canonical_key(name) not in known]
    close = get_close_matches(sheet.name, unknown, n=1, cutoff=0.4) or (unknown if len(unknown) == 1 else [])
    may_be_left_out = not close and all(_all_optional(key, form) for key in sheet.keys)
    problem = excel_problems.SHEET_MISSING._replace(severity=Severity.WARNING if may_be_left_out else Severity.ERROR)
    advice = f"请把“{close[0]}”的名称改回“{sheet.name}”" if close else (
        "没有内容要填的，不必改" if may_be_left_out else "请从空白填报表里把这张工作表复制过来")
    found = f"，有一张“{close[0]}”" if close else ""
    taken.findings.append(problem.at(Place(file), expected=sheet.name, found=found, advice=advice))
    taken.faulty.update((key,) for key in sheet.keys)


def _all_optional(key: str, form: type[CommonForm]) -> bool:
    """Whether a block may be left out whole: not required, and nothing that must be there hangs on it."""
    entry = entries(form)[key]
    return not entry.required and entry.sort == "block" and all(
        inner.sort == "amount" for inner in (entries(entry.block) if entry.block else {}).values())
