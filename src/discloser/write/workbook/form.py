"""The workbook form: blank, or filled with all that a form holds. Same input, same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from xlsxwriter.workbook import Workbook

from ...model.codes import Classification
from ...model.form.areas import Area, Fields, FormSheet, Repeated
from ...model.form.base import key_of
from ...model.form.budget import Form
from ...model.form.common import CommonForm, Request
from ...model.form.flat import flat
from ...model.form.remarks import Remarks
from ...model.form.sorts import Sort, form_of
from ...model.form.workbook import MADE_FOR, sheets
from ...model.kind.report_kind import ReportKind
from ...model.place import FormPath
from .areas import draw, draw_blocks, title
from .checks import add_checks
from .draft import WorkbookDraft
from .final_checks import add_final_checks
from .guide import add_guide
from .lists import add_lists, indicator_classes, lists_of
from .placing import places_of, widths_of
from .sheet import SheetWriter
from .styles import CREATED, UNTOUCHED, Styles

_CHECKS: Mapping[Sort, Callable[[WorkbookDraft, ReportKind], None]] = {"budget": add_checks, "final": add_final_checks}


@dataclass(frozen=True)
class WorkbookForm:
    """A written workbook. `left`: paths of what it has no cell for; a workbook with any must not be handed out."""

    content: bytes
    left: tuple[FormPath, ...]


def blank_values(kind: ReportKind, year: int) -> dict[str, Any]:
    """What is known of a blank form: which report it is for."""
    return {
        key_of(Form, "request"): {
            key_of(Request, "region"): kind.region, key_of(Request, "kind"): kind.kind,
            key_of(Request, "year"): str(year),
        },
        key_of(Form, "currency_unit"): "元",
    }


def workbook_form(
    raw: Mapping[str, Any], kind: ReportKind, classification: Classification, remarks: Remarks | None = None,
) -> WorkbookForm:
    """The workbook form of a kind of report, filled with the texts of a form."""
    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True, "default_format_properties": dict(UNTOUCHED)})
    book.set_properties({"title": kind.description, "keywords": _made_for(raw, kind), "created": CREATED})
    lists, form = lists_of(kind, classification), form_of(kind.sort)
    typed = flat(raw, form)
    asked = kind.asked | _typed_beside(typed, form)
    draft = WorkbookDraft(
        book, Styles(book), lists, typed, frozenset(kind.required), dict(remarks or {}),
        indicator_classes(kind))
    every = sheets(form, asked)
    add_guide(draft, kind, every)
    for sheet in every:
        _add_sheet(draft, sheet, whole=sheet is every[0])
    _CHECKS[kind.sort](draft, kind)
    draft.write_remarks()
    add_lists(book, lists)
    book.close()
    return WorkbookForm(stream.getvalue(), (*draft.left, *draft.values))


def _typed_beside(typed: Iterable[FormPath], form: type[CommonForm]) -> frozenset[FormPath]:
    """Keys that are filled in though the kind does not ask for them: whatever was typed has its cell."""
    plain = (tuple(part for part in path if not isinstance(part, int)) for path in typed)
    return frozenset(path[:length] for path in plain for length in range(1, len(path) + 1))


def _made_for(raw: Mapping[str, Any], kind: ReportKind) -> str:
    """Which report the workbook is made for, in the form that its reader knows again: `discloser 2025`."""
    request = raw.get(key_of(Form, "request"))
    year = request.get(key_of(Request, "year")) if isinstance(request, Mapping) else None
    return f"{MADE_FOR}{str(year or kind.year).strip()}"


def _add_sheet(draft: WorkbookDraft, sheet: FormSheet, *, whole: bool) -> None:
    """A sheet; `whole`: a remark beside its first title is about the whole form."""
    writer = SheetWriter(draft, sheet.name, widths_of(sheet.areas))
    for area in sheet.areas:
        places = places_of(area, sheet.areas)
        title(writer, area, places, _remark_base(area, whole=whole))
        if isinstance(area, Repeated):
            draw_blocks(writer, area)
        else:
            draw(writer, area, places)
        writer.row += 1
    blocks = any(isinstance(area, Repeated) for area in sheet.areas)  # Excel opens no group of a protected sheet
    writer.finish(frozen_columns=0 if isinstance(sheet.areas[0], Fields) else 2, protected=not blocks)


def _remark_base(area: Area, *, whole: bool) -> FormPath | None:
    """What a remark beside a table's title is about; beside the first of all it is about the whole form."""
    if not isinstance(area, Fields):
        return area.path
    return () if whole else None


__all__ = ["WorkbookForm", "blank_values", "workbook_form"]
