"""Two forms with the reports they give, or two reports in neutral JSON, beside each other."""

from __future__ import annotations

from pathlib import Path

from ..compare.comparison import Comparison
from ..compare.printed import PrintedSnapshot
from ..compare.sides import Side, compared
from ..disk import Document, located
from ..model.place import Places
from ..read.json.report import read_report
from ..read.kind.library import INSTALLED, Library
from ..render.neutral import neutral
from .build import printable
from .check import Checked, check

_REPORT = ".json"


def compare(old: Document, new: Document, library: Library = INSTALLED) -> tuple[Comparison, Side]:
    """Two forms, or two reports in neutral JSON, beside each other; and the new side."""
    comparison, _, side = beside(old, new, library)
    return comparison, side


def beside(old: Document, new: Document, library: Library = INSTALLED) -> tuple[Comparison, Side, Side]:
    """What `compare` gives, and both sides."""
    sides = [_side(document, library) for document in (old, new)]
    return compared(*sides), sides[0], sides[1]


def _side(document: Document, library: Library) -> Side:
    path, _ = located(document)
    if path.suffix.lower() == _REPORT:
        return _report_side(path, document)
    return _form_side(path, check(document, library), library)


def _report_side(path: Path, document: Document) -> Side:
    read = read_report(document)
    printed = PrintedSnapshot(read.data) if read.data is not None else None
    return Side(str(path), Places(str(path)), read.findings, printed=printed)


def _form_side(path: Path, checked: Checked, library: Library) -> Side:
    report = printable(checked, library)
    return Side(
        str(path), checked.places, tuple(checked.findings),
        case=checked.case, raw=checked.source.raw,
        printed=PrintedSnapshot.of(report, neutral(report)) if report else None, title=report.title if report else "",
        report=report,
    )
