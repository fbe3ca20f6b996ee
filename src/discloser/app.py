"""The use cases: check a form, build its report (`building`), list the installed kinds. Here the pieces meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .building import Built, build, report_of
from .checking import Checked, check
from .core.finding import Finding, Problem
from .core.kind import KindError, KindFaults
from .enclosing import CannotEnclose
from .read.forms import UnknownFormat, read_form
from .read.kinds import NoSuchKind, kind_folders, read_head, template_roots
from .read.xlsx_package import is_workbook
from .render import CannotRender

PACKAGE = Path(__file__).parent


@dataclass(frozen=True)
class Installed:
    """A kind as `discloser kinds` lists it."""

    id: str
    region: str
    kind: str
    year: int
    description: str


def kinds(templates: Path | None = None) -> list[Installed]:
    """Every installed kind."""
    return [
        Installed(kind_id, str(head["地区"]), str(head["类型"]), int(head["年度"]), str(head["名称"]))
        for kind_id, folder in kind_folders(template_roots(templates))
        for head in (read_head(kind_id, folder),)
    ]


# A check should start at once: what writes spreadsheets, and what audits reports, is loaded where it is used.


def write_blank(kind_id: str, path: Path, templates: Path | None = None) -> None:
    """Write a blank form for a kind, a workbook or YAML as the file's name says.

    Raises FileExistsError rather than touch a file, `NoSuchKind` for no such kind, `UnknownFormat` for
    another sort of file name.
    """
    from . import exchange

    exchange.write_blank(kind_id, path, templates)


def write_next_year(kind_id: str, last_year: Path, path: Path, templates: Path | None = None) -> Checked:
    """Write a form begun from last year's; nothing is written while that one has errors. Raises like `write_blank`."""
    from . import exchange

    checked = check(last_year, templates)
    if checked.case is not None:
        exchange.write_next_year(kind_id, read_form(last_year).raw or {}, checked.case, path, templates)
    return checked


def convert(origin: Path, target: Path, templates: Path | None = None) -> list[Finding]:
    """Write a form as the other kind of file; nothing is written if an error is found. Raises like `write_blank`."""
    from . import exchange

    return exchange.convert(origin, target, templates)


def write_marked(path: Path, target: Path, findings: list[Finding]) -> None:
    """Write a copy of a workbook that was checked, in which the findings are marked."""
    from . import exchange

    exchange.write_marked(path, target, findings)


def audit(paths: Iterable[Path], templates: Path | None = None) -> dict[str, list[Finding]]:
    """File → everything wrong with the report in it, a report in neutral JSON made by anyone."""
    from .auditing import audit_files

    return audit_files(paths, templates)


def filed_as() -> tuple[str, ...]:
    """The endings of file names that the outcome of a check can be filed under."""
    from .filing import FORMATS

    return FORMATS


def file_check(checked: Mapping[Path, Checked], target: Path, templates: Path | None = None) -> None:
    """Write what was found in some forms as a document to be signed, or as a workbook. Raises `CannotRender`."""
    from .filing import examined_form
    from .filing import file_check as write

    readers = len(_of_forms())
    write([
        examined_form(path, one.case, one.findings, readers, rules=one.rules, waiting=one.waiting)
        for path, one in checked.items()
    ], target, templates)


def file_audit(found: Mapping[str, list[Finding]], target: Path, templates: Path | None = None) -> None:
    """Write what was found in some reports as a document to be signed, or as a workbook. Raises `CannotRender`."""
    from .auditing import PROBLEMS as OF_REPORTS
    from .filing import examined_report
    from .filing import file_check as write

    write([
        examined_report(Path(name), [(place_of(finding), finding) for finding in findings], len(OF_REPORTS))
        for name, findings in found.items()
    ], target, templates)


def place_of(finding: Finding) -> str:
    """Where in a report a finding of an audit is, in words."""
    from .auditing import place_of as in_words

    return in_words(finding)


def catalogue() -> list[Problem]:
    """Every kind of finding there is, each with a page of its own."""
    from .auditing import PROBLEMS as OF_REPORTS
    from .pull.model import PROBLEMS as OF_EDITS
    from .read.kind_problems import PROBLEMS as OF_KINDS
    from .read.word_report import NOT_A_DOCX
    from .rules import PROBLEMS as OF_RULES

    return [*_of_forms(), *OF_RULES, *OF_REPORTS, NOT_A_DOCX, *OF_EDITS, *OF_KINDS]


def _of_forms() -> list[Problem]:
    """What may be wrong with the writing of a form, before any rule judges it."""
    from .read.attachments import PROBLEMS as OF_ATTACHMENTS
    from .read.excel_problems import PROBLEMS as OF_WORKBOOKS
    from .read.lettering import PROBLEMS as OF_LETTERING
    from .read.problems import PROBLEMS as OF_TEXTS
    from .read.references import PROBLEMS as OF_REFERENCES

    return [*OF_TEXTS, *OF_WORKBOOKS, *OF_LETTERING, *OF_ATTACHMENTS, *OF_REFERENCES]


def explain(code: str) -> str | None:
    """The page of a rule or of a reader's problem, or None for an unknown code."""
    if not code.isalnum():
        return None
    folders = (PACKAGE / "rule_pages", PACKAGE.parents[1] / "docs" / "rules")
    pages = (folder / f"{code.upper()}.md" for folder in folders)
    return next((page.read_text(encoding="utf-8") for page in pages if page.is_file()), None)


__all__ = [
    "Built",
    "CannotEnclose",
    "CannotRender",
    "Checked",
    "Installed",
    "KindError",
    "KindFaults",
    "NoSuchKind",
    "UnknownFormat",
    "audit",
    "build",
    "check",
    "convert",
    "explain",
    "file_audit",
    "file_check",
    "filed_as",
    "is_workbook",
    "kinds",
    "place_of",
    "report_of",
    "write_blank",
    "write_marked",
    "write_next_year",
]
