"""Filing the outcome of a check: as a Word or PDF document to be signed, or as a workbook to be worked through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Final

from ..disk import write_all
from ..model.case import Case
from ..model.finding import Finding
from ..read.json.report import read_report
from ..read.kind.kinds import find_shared, template_roots
from ..render import NOTICES
from ..rules import RULES
from ..write.workbook.findings_sheet import findings_sheet
from .audit import PROBLEMS as OF_REPORTS
from .audit import place_of
from .check import Checked
from .check_report import Examined, check_report
from .explain import problems_of_texts

RECORD_ENDINGS: Final = (*(f".{name}" for name in NOTICES), ".xlsx")
"""The endings of file names that a check can be filed under."""


def examined_form(
    path: Path, case: Case | None, findings: Sequence[Finding], of_texts: int, *, rules: int, waiting: int,
) -> Examined:
    """A form that was checked; without a case it could not be read whole: `rules` judged it, others are `waiting`."""
    off = sum(setting.off for setting in case.kind.rules.values()) if case else 0
    about = f"{case.form.unit.name}，{case.form.request.year} 年，{case.kind.description}" if case else ""
    return Examined(
        path.name, about, _digest(path), case.form.request.year if case else 0,
        of_texts + (len(RULES) - off if case else rules), [(_in_form(finding), finding) for finding in findings],
        waiting,
    )


def examined_report(path: Path, findings: Sequence[tuple[str, Finding]], rules: int) -> Examined:
    """A printed report that was audited."""
    data = read_report(path).data or {}
    unit, year = data.get("unit"), data.get("year")
    about = f"{unit}，{year} 年" if isinstance(unit, str) and isinstance(year, int) else ""
    return Examined(path.name, about, _digest(path), year if isinstance(year, int) else 0, rules, findings)


def file_check(checked: Mapping[Path, Checked], target: Path, templates: Path | None = None) -> None:
    """Write what was found in some forms as a document to be signed, or as a workbook. Raises `CannotRender`."""
    readers = len(problems_of_texts())
    _write([
        examined_form(path, one.case, one.findings, readers, rules=one.rules, waiting=one.waiting)
        for path, one in checked.items()
    ], target, templates)


def file_audit(found: Mapping[str, list[Finding]], target: Path, templates: Path | None = None) -> None:
    """Write what was found in some reports as a document to be signed, or as a workbook. Raises `CannotRender`."""
    _write([
        examined_report(Path(name), [(place_of(finding), finding) for finding in findings], len(OF_REPORTS))
        for name, findings in found.items()
    ], target, templates)


def _write(examined: Sequence[Examined], target: Path, templates: Path | None = None) -> None:
    """Write the outcome as the target's name asks, which has one of `RECORD_ENDINGS`. Raises `CannotRender`."""
    if target.suffix.lower() == ".xlsx":
        rows = [(one.file, place, finding) for one in examined for place, finding in one.findings]
        write_all({target: findings_sheet(rows)})
        return
    notice = check_report(examined, version("discloser"))
    render = NOTICES[target.suffix.lower().removeprefix(".")]
    write_all({target: render(notice, find_shared("fonts", template_roots(templates)))})


def _in_form(finding: Finding) -> str:
    return " ".join(filter(None, (finding.place.inside, finding.field)))


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""

