"""The use cases after the first report: what a correction moves. Built on those of `app`."""

from __future__ import annotations

import datetime as dt
import errno
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from . import app, versions
from .assemble import assemble
from .checking import Checked, check_each
from .compare.model import Comparison, PrintedChange
from .compare.printed import PrintedReport, printed_changes
from .comparing import Side, compared
from .core.case import Case
from .core.flat import flat
from .core.kind import KindError
from .core.place import Path as FormPath
from .core.place import Places
from .core.report import Report
from .derive.case import case_of
from .derive.next_year import years_named
from .disk import write_all
from .read.forms import read_form
from .read.kinds import choose, find_shared, template_roots
from .read.report_json import read_report
from .read.statements import read_statement
from .render import NOTICES
from .render.neutral import neutral
from .trace.cells import Spot
from .trace.model import Traced
from .versions import State

STATEMENT_FORMATS = tuple(NOTICES)
_REPORT = ".json"


class NotNextYear(Exception):  # noqa: N818  an answer to the officer, not a fault
    """A form gives last year's figures to the next year only."""


@dataclass(frozen=True)
class Rolled:
    """What became of a form rolled on: the file written, if one was.

    `dated`: path → place and the years that a text carried over still names.
    """

    checked: Checked
    target: Path | None
    dated: Mapping[FormPath, tuple[str, list[str]]]


class NoDate(Exception):  # noqa: N818  a question to the officer, not a fault
    """A correction needs a date, and neither the officer nor the form gives one."""


@dataclass(frozen=True)
class Reached:
    """What a value of the form reaches. `moved`: whatever prints otherwise when the value is another one."""

    cells: tuple[Spot, ...]
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


def compare(old: Path, new: Path, templates: Path | None = None) -> tuple[Comparison, Side]:
    """Two forms, or two reports in neutral JSON, beside each other; and the new side."""
    forms = [path for path in (old, new) if path.suffix.lower() != _REPORT]
    checked = dict(zip(forms, check_each(forms, templates), strict=True))
    sides = [_form_side(path, checked[path], templates) if path in checked else _report_side(path)
             for path in (old, new)]
    return compared(*sides), sides[1]


def write_statement(
    comparison: Comparison, new: Side, target: Path, reason: str, date: dt.date | None = None,
    templates: Path | None = None,
) -> None:
    """Write the paper about a correction, as DOCX or PDF. Raises `NoDate`, and FileExistsError rather than lose one."""
    from .compare.statement import Occasion, statement

    if target.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    day = date or (new.case.form.request.published_on if new.case else None)
    if day is None:
        raise NoDate("更正说明要印日期：填报表里没有“公开日期”，请用 --date 写明，例如 --date 年-月-日")
    roots = template_roots(templates)
    data = new.printed.neutral if new.printed else {}
    title = new.title or str(data.get("unit", ""))
    occasion = Occasion(str(data.get("unit", "")), title, int(data.get("year") or day.year), day, reason)
    paper = statement(comparison, occasion, read_statement(find_shared("statements", roots), "correction"))
    content = NOTICES[target.suffix.lower().removeprefix(".")](paper, find_shared("fonts", roots))
    write_all({target: content}, {target: None})


def status(folder: Path) -> dict[str, dict[str, State]]:
    """Report → its outputs and what became of each. A manifest that can't be read has no outputs."""
    found: dict[str, dict[str, State]] = {}
    for path in versions.manifests(folder):
        manifest = versions.read_manifest(path)
        found[path.name.removesuffix(versions.SUFFIX)] = versions.states(folder, manifest) if manifest else {}
    return found


def roll(form: Path, target: Path | None = None, to: int | None = None, templates: Path | None = None) -> Rolled:
    """Write next year's form, begun from this one, beside it unless a target is given.

    Nothing is written while this one can't be read whole.

    Raises `NotNextYear`, and like `app.write_next_year`.
    """
    checked = app.check(form, templates)
    if checked.case is None:
        return Rolled(checked, None, {})
    request = checked.case.form.request
    if to is not None and to != request.year + 1:
        raise NotNextYear(f"这份填报表是{request.year}年度的，只能结转到{request.year + 1}年度")
    wanted = request.model_copy(update={"year": request.year + 1, "template": ""})
    kind_id, _ = choose(wanted, template_roots(templates))
    target = target or _beside(form, wanted.year)
    app.write_next_year(kind_id, form, target, templates)
    written_form = read_form(target)
    named = years_named(written_form.raw or {}, request.year)
    return Rolled(checked, target, {path: (str(written_form.places.of(path)), years) for path, years in named.items()})


def _beside(form: Path, year: int) -> Path:
    """A file beside last year's, its year replaced in the name or put behind it."""
    stem = form.stem.replace(str(year - 1), str(year))
    return form.with_name(f"{stem if stem != form.stem else f'{stem}-{year}'}{form.suffix.lower()}")


def trace(form: Path, asked: str, templates: Path | None = None) -> tuple[Checked, list[Traced]]:
    """What a cell (`table:row:column`) or a figure of the text comes from. Raises `NotFound`."""
    from .trace.cells import is_address, trace_cell
    from .trace.sentences import trace_text

    checked = app.check(form, templates)
    report = _printable(checked, templates)
    if checked.case is None or report is None:
        return checked, []
    if is_address(asked):
        return checked, trace_cell(asked, report.tables(), checked.case)
    return checked, trace_text(asked, report, checked.case)


def reach(form: Path, place: str, templates: Path | None = None) -> tuple[Checked, dict[FormPath, Reached]]:
    """Value of the form → what it reaches, for every value at a place. Raises `NotFound`."""
    from .trace.places import paths_at

    checked = app.check(form, templates)
    if checked.case is None:
        return checked, {}
    typed = [*flat(checked.source.raw or {}, type(checked.case.form)), *checked.case.facts.origins()]
    return checked, {path: reached(checked.case, path) for path in paths_at(place, checked.places, typed)}


def reached(case: Case, path: FormPath) -> Reached:
    """What a value of a form reaches: the cells that add it up, and whatever would print otherwise without it.

    Of a department's unit only the cells are told.
    """
    from .trace.reach import cells_from, with_another_value

    report = assemble(case)
    if case.units:
        return Reached(tuple(cells_from(report, path)), ())
    other = case_of(with_another_value(case.form, path), case.kind, case.classification)
    try:
        moved = printed_changes(_as_printed(report), _as_printed(assemble(other)), {})
    except KindError:
        moved = []
    return Reached(tuple(cells_from(report, path)), tuple(moved))


def _as_printed(report: Report) -> PrintedReport:
    return PrintedReport.of(report, neutral(report))


def _report_side(path: Path) -> Side:
    read = read_report(path)
    printed = PrintedReport(read.data) if read.data is not None else None
    return Side(str(path), Places(str(path)), read.findings, printed=printed)


def _form_side(path: Path, checked: Checked, templates: Path | None) -> Side:
    report = _printable(checked, templates)
    return Side(
        str(path), checked.places, tuple(checked.findings),
        case=checked.case, raw=checked.source.raw,
        printed=PrintedReport.of(report, neutral(report)) if report else None, title=report.title if report else "",
    )


def _printable(checked: Checked, templates: Path | None) -> Report | None:
    """The report a form gives, even one with errors that would stop a build, as far as it can be put together."""
    try:
        return app.report_of(checked, templates) if checked.case else None
    except KindError:
        if checked.buildable:
            raise
        return None
