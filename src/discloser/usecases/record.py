"""Filing the outcome of a check: as a Word or PDF document to be signed, or as a workbook to be worked through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from ..disk import Given, digest, write_all
from ..model.case import Case
from ..model.finding import Finding
from ..model.inspection import Inspected, InspectedItem, inspected, items_of, points_of
from ..read.kind.library import INSTALLED, Library
from ..read.kind.words import read_words
from ..read.problems import FORM_PROBLEMS
from ..read.xlsx.problems import WORKBOOK_PROBLEMS
from ..render import NOTICES
from ..rules import RULES
from ..write.workbook.findings_sheet import findings_sheet
from .audit import PROBLEMS as OF_REPORTS
from .audit import Audited, place_of
from .check import Checked
from .check_report import Examined, check_report
from .signed_figures import changes_told, totals_of

RECORD_ENDINGS: Final = (*(f".{name}" for name in NOTICES), ".xlsx")
"""The endings of file names that a check can be filed under."""


def examined_form(
    file: Given, case: Case | None, findings: Sequence[Finding], of_texts: int, *, rules: int, waiting: int,
) -> Examined:
    """A form that was checked; without a case it could not be read whole: `rules` judged it, others are `waiting`."""
    off = sum(setting.off for setting in case.kind.rules.values()) if case else 0
    about = f"{case.form.unit.name}，{case.form.request.year} 年，{case.kind.description}" if case else ""
    return Examined(
        file.path.name, about, _digest(file), case.form.request.year if case else 0,
        of_texts + (len(RULES) - off if case else rules), [(_in_form(finding), finding) for finding in findings],
        waiting, totals_of(case) if case else (), changes_told(case) if case else (),
        case.kind.told_unit if case else "",
    )


def examined_report(
    file: Given, data: Mapping[str, Any], findings: Sequence[tuple[str, Finding]], rules: int,
) -> Examined:
    """A printed report that was audited; `data` is empty when it could not be read."""
    unit, year = data.get("unit"), data.get("year")
    about = f"{unit}，{year} 年" if isinstance(unit, str) and isinstance(year, int) else ""
    return Examined(file.path.name, about, _digest(file), year if isinstance(year, int) else 0, rules, findings)


def file_check(checked: Mapping[Path, Checked], target: Path, library: Library = INSTALLED) -> None:
    """Write what was found in some forms. Raises like `check_paper`."""
    write_all({target: check_paper(checked.values(), target.suffix, library)})


def file_audit(audited: Iterable[Audited], target: Path, library: Library = INSTALLED) -> None:
    """Write what was found in some reports. Raises like `check_paper`."""
    write_all({target: audit_paper(audited, target.suffix, library)})


def check_paper(checked: Iterable[Checked], ending: str, library: Library = INSTALLED) -> bytes:
    """What was found in some forms, as a document to be signed, or as a workbook: `ending` is one of `RECORD_ENDINGS`.

    Raises `CannotRender`.
    """
    readers = len(FORM_PROBLEMS) + len(WORKBOOK_PROBLEMS)
    return _paper([
        examined_form(one.files[0], one.case, one.findings, readers, rules=one.rules, waiting=one.waiting)
        for one in checked
    ], ending, library)


def audit_paper(audited: Iterable[Audited], ending: str, library: Library = INSTALLED) -> bytes:
    """What was found in some reports, as `check_paper` has it."""
    reports = list(audited)
    if ending.lower() == ".xlsx":
        return _list_of_audit(reports, library)
    return _paper([
        examined_report(one.file, one.data, [(place_of(finding), finding) for finding in one.findings], len(OF_REPORTS))
        for one in reports
    ], ending, library)


def checklist(audited: Audited, library: Library = INSTALLED) -> list[Inspected]:
    """The sheet by which published reports are inspected, filled in for one: item, verdict, places, what was found."""
    items, _ = _items(library)
    return inspected(items, audited.findings)


def sheet_items(library: Library = INSTALLED) -> Sequence[InspectedItem]:
    """The items of the sheet by which published reports are inspected, in its order."""
    return _items(library)[0]


def _items(library: Library) -> tuple[list[InspectedItem], dict[str, Decimal]]:
    return items_of(read_words(library.shared("words"), "inspection.yaml"))


def _list_of_audit(reports: Sequence[Audited], library: Library) -> bytes:
    """The findings of reports, a row each, and the sheet by which published reports are inspected."""
    items, most = _items(library)
    rows = [(one.file.path.name, _in_report(f), f) for one in reports for f in one.findings]
    sheets = [(one.file.path.name, inspected(items, one.findings)) for one in reports]
    return findings_sheet(
        rows, [(name, row) for name, sheet in sheets for row in sheet],
        [(name, points) for name, sheet in sheets for points in points_of(sheet, most)],
    )


def _in_report(finding: Finding) -> str:
    return "，".join(filter(None, (place_of(finding), finding.place.inside)))


def _paper(examined: Sequence[Examined], ending: str, library: Library) -> bytes:
    if ending.lower() == ".xlsx":
        return findings_sheet([(one.file, place, finding) for one in examined for place, finding in one.findings])
    render = NOTICES[ending.lower().removeprefix(".")]
    return render(check_report(examined, version("discloser")), library.fonts)


def _in_form(finding: Finding) -> str:
    return " ".join(filter(None, (finding.place.inside, finding.field)))


def _digest(file: Given) -> str:
    return "" if file.trouble else digest(file.content)

