"""The use cases after the first report: what a correction moves. Built on those of `app`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from . import app, versions
from .compare.model import Comparison
from .compare.printed import PrintedReport
from .comparing import Side, compared
from .core.kind import KindError
from .core.place import Places
from .core.report import Report
from .output import write_all
from .read.kinds import find_shared, template_roots
from .read.report_json import read_report
from .read.statements import read_statement
from .render import NOTICES
from .render.neutral import neutral
from .versions import State

STATEMENT_FORMATS = tuple(NOTICES)
_REPORT = ".json"


class NoDate(Exception):  # noqa: N818  a question to the officer, not a fault
    """A correction needs a date, and neither the officer nor the form gives one."""


def compare(old: Path, new: Path, templates: Path | None = None) -> tuple[Comparison, Side]:
    """Two forms, or two reports in neutral JSON, beside each other; and the new side."""
    sides = [_side(path, templates) for path in (old, new)]
    return compared(*sides), sides[1]


def write_statement(
    comparison: Comparison, new: Side, target: Path, reason: str, date: dt.date | None = None,
    templates: Path | None = None,
) -> None:
    """Write the paper about a correction, as DOCX or PDF. Raises `NoDate`."""
    from .compare.statement import Occasion, statement

    day = date or (new.form.request.published_on if new.form else None)
    if day is None:
        raise NoDate("更正说明要印日期：填报表里没有“公开日期”，请用 --date 写明，例如 --date 年-月-日")
    roots = template_roots(templates)
    data = new.printed.neutral if new.printed else {}
    title = new.title or str(data.get("unit", ""))
    occasion = Occasion(str(data.get("unit", "")), title, int(data.get("year") or day.year), day, reason)
    paper = statement(comparison, occasion, read_statement(find_shared("statements", roots), "correction"))
    write_all({target: NOTICES[target.suffix.lower().removeprefix(".")](paper, find_shared("fonts", roots))})


def status(folder: Path) -> dict[str, dict[str, State]]:
    """Report → its outputs and what became of each. A manifest that can't be read has no outputs."""
    found: dict[str, dict[str, State]] = {}
    for path in versions.manifests(folder):
        manifest = versions.read_manifest(path)
        found[path.name.removesuffix(versions.SUFFIX)] = versions.states(folder, manifest) if manifest else {}
    return found


def _side(path: Path, templates: Path | None) -> Side:
    if path.suffix.lower() == _REPORT:
        read = read_report(path)
        printed = PrintedReport(read.data) if read.data is not None else None
        return Side(str(path), Places(str(path)), read.findings, printed=printed)
    checked = app.check(path, templates)
    report = _printable(checked)
    return Side(
        str(path), checked.places, tuple(checked.findings),
        form=checked.case.form if checked.case else None, raw=checked.source.raw,
        printed=PrintedReport.of(report, neutral(report)) if report else None, title=report.title if report else "",
    )


def _printable(checked: app.Checked) -> Report | None:
    """The report a form gives, even one with errors that would stop a build, as far as it can be put together."""
    try:
        return app.report_of(checked) if checked.case else None
    except KindError:
        if checked.buildable:
            raise
        return None
