"""Filing the outcome of a check: as a Word or PDF document to be signed, or as a workbook to be worked through."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Final

from .check_report import Examined, check_report
from .core.case import Case
from .core.finding import Finding
from .disk import write_all
from .read.kinds import find_shared, template_roots
from .read.report_json import read_report
from .render import NOTICES
from .rules import RULES

FORMATS: Final = (*(f".{name}" for name in NOTICES), ".xlsx")
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


def file_check(examined: Sequence[Examined], target: Path, templates: Path | None = None) -> None:
    """Write the outcome in the format that the target's name asks for, one of `FORMATS`. Raises `CannotRender`."""
    if target.suffix.lower() == ".xlsx":
        from .write.findings_sheet import findings_sheet

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

