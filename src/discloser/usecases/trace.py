"""Where a printed figure comes from, and what a value of the form reaches."""

from __future__ import annotations

from dataclasses import dataclass

from ..compare.comparison import PrintedChange
from ..compare.printed import PrintedSnapshot, printed_changes
from ..derive.case import case_of
from ..derive.report import assemble
from ..disk import Document
from ..model.case import Case
from ..model.form.flat import flat
from ..model.kind.report_kind import KindError
from ..model.place import FormPath
from ..model.report.report import Report
from ..read.kind.library import INSTALLED, Library
from ..render.neutral import neutral
from ..trace.cells import TracedCell, is_address, trace_cell
from ..trace.places import paths_at
from ..trace.reach import cells_from, with_another_value
from ..trace.sentences import trace_text
from ..trace.traced import Traced
from .build import printable
from .check import Checked, check


@dataclass(frozen=True)
class Reached:
    """What a value of the form reaches. `moved`: whatever prints otherwise when the value is another one."""

    cells: tuple[TracedCell, ...]
    moved: tuple[PrintedChange, ...]

    def cells_told(self) -> list[tuple[str, str]]:
        """(where, printed) of every cell."""
        told = {spot.where: spot.cell.text for spot in self.cells}
        moved = {f"{change.part} · {change.place}": change.old for change in self.moved if change.table is not None}
        return list((told | moved).items())

    def others_told(self) -> list[tuple[str, str]]:
        """(where, printed) of every sentence, chart and line of a target form."""
        return [
            (change.part if change.printed == "sentence" else f"{change.part} {change.place}", change.old or change.new)
            for change in self.moved if change.table is None
        ]


def trace(form: Document, asked: str, library: Library = INSTALLED) -> tuple[Checked, list[Traced]]:
    """What a cell (`table:row:column`) or a figure of the text comes from. Raises `NotFound`."""
    checked = check(form, library)
    report = printable(checked, library)
    if checked.case is None or report is None:
        return checked, []
    if is_address(asked):
        return checked, trace_cell(asked, report.tables(), checked.case)
    return checked, trace_text(asked, report, checked.case)


def reach(form: Document, place: str, library: Library = INSTALLED) -> tuple[Checked, dict[FormPath, Reached]]:
    """Value of the form → what it reaches, for every value at a place. Raises `NotFound`."""
    checked = check(form, library)
    if checked.case is None:
        return checked, {}
    typed = [*flat(checked.source.raw or {}, type(checked.case.form)), *checked.case.facts.origins()]
    return checked, {path: reached(checked.case, path) for path in paths_at(place, checked.places, typed)}


def reached(case: Case, path: FormPath) -> Reached:
    """What a value of a form reaches: the cells that add it up, and whatever would print otherwise without it.

    Of a department's unit only the cells are told.
    """
    report = assemble(case)
    if case.units:
        return Reached(tuple(cells_from(report, path)), ())
    other = case_of(with_another_value(case.form, path), case.kind, case.classification)
    try:
        moved = printed_changes(_as_printed(report), _as_printed(assemble(other)), {})
    except KindError:
        moved = []
    return Reached(tuple(cells_from(report, path)), tuple(moved))


def _as_printed(report: Report) -> PrintedSnapshot:
    return PrintedSnapshot.of(report, neutral(report))
