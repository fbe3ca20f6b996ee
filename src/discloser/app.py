"""The use cases: check a form, build its report, list the installed kinds. Here the pieces meet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from .checking import Checked, check
from .core.finding import Finding, Problem
from .core.kind import KindError, KindFaults
from .core.report import Report
from .enclosing import CannotEnclose, with_form
from .kinding import telling_kind_faults
from .output import write_all
from .read.attachments import read_attachments
from .read.forms import UnknownFormat, read_form
from .read.kinds import NoSuchKind, find_shared, kind_folders, read_head, template_roots
from .read.xlsx_package import is_workbook
from .render import RENDERERS, CannotRender, ahead, open_data, slowed_by
from .render.neutral import neutral

if TYPE_CHECKING:
    from .compare.model import PrintedChange
    from .core.case import Case

PACKAGE = Path(__file__).parent
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Built:
    """The files a build wrote; none when `checked` holds an error.

    `history`: where it kept what it replaced, `edited`: which of that had been edited by hand, `moved`: what the
    report prints otherwise than before.
    """

    checked: Checked
    files: list[Path]
    history: Path | None = None
    edited: tuple[Path, ...] = ()
    moved: tuple[PrintedChange, ...] = ()


@dataclass(frozen=True)
class Installed:
    """A kind as `discloser kinds` lists it."""

    id: str
    region: str
    kind: str
    year: int
    description: str


def report_of(checked: Checked, templates: Path | None = None) -> Report:
    """The report of a form that may be built. Raises `KindFaults` when the kind turns out to be faulty."""
    from .assemble import assemble  # jinja2 is loaded for reports only: a check should start at once

    if checked.case is None:
        raise ValueError("a form with errors has no report")
    roots, kind_id = template_roots(templates), checked.case.kind.id
    with telling_kind_faults(kind_id, dict(kind_folders(roots))[kind_id], roots):
        return assemble(checked.case)


def build(
    path: Path, folder: Path, formats: Iterable[str], templates: Path | None = None,
    progress: Progress = lambda step: None, *, sources: bool = False, embed_form: bool = False,
    with_data: bool = False,
) -> Built:
    """Check a form and write its report in every format asked for: all files or, on any failure, none.

    `sources`: the web page says of every figure where it comes from; such a page is for those who check it.
    Raises `CannotEnclose` when the form is to be embedded and tells what the report must not.
    """
    names = list(dict.fromkeys(formats))
    fonts = find_shared("fonts", template_roots(templates))
    with ahead.press(fonts, names) as press:
        progress("核对填报表")
        checked = check(path, templates)
        if checked.case is None or not checked.buildable:
            return Built(checked, [])
        report = _to_print(checked, checked.case, path, templates, progress, embed_form=embed_form)
        rendered = _rendered(report, names, fonts, press, progress, sources=sources)
    contents = {folder / f"{file_stem(report)}.{name}": rendered[name] for name in names}
    if with_data:
        progress("生成开放数据")
        contents |= {folder / f"{file_stem(report)}-数据" / name: data for name, data in open_data(report).items()}
    return _written(path, folder, checked, report, contents)


def _to_print(
    checked: Checked, case: Case, path: Path, templates: Path | None, progress: Progress, *, embed_form: bool,
) -> Report:
    """The report with all that is to be printed in it, judged once more as a reader will see it."""
    from .auditing import check_own

    report = report_of(checked, templates)
    if case.form.attachments:
        progress("读附件")
        report = replace(report, attachments=read_attachments(case.form, path.parent))
    if embed_form:
        report = with_form(report, path, case.form)
    check_own(neutral(report), templates)
    return report


def _rendered(
    report: Report, names: list[str], fonts: Path, press: ahead.Press | None, progress: Progress, *, sources: bool,
) -> dict[str, bytes]:
    """Format → bytes. What a press prints meanwhile is waited for last; what it fails to print is printed here."""
    contents: dict[str, bytes] = {}
    if press is not None:
        press.send(report)
    for name in [name for name in names if press is None or name != "pdf"]:
        slow = slowed_by(name, fonts)
        progress(f"生成 {name.upper()}" + (f"；{slow}" if slow else ""))
        contents[name] = RENDERERS[name](replace(report, shows_sources=sources and name == "html"), fonts)
    if press is not None:
        progress("生成 PDF")
        printed = press.printed()
        if printed is not None and printed.slowed_by:
            progress(printed.slowed_by)
        contents["pdf"] = printed.content if printed is not None else RENDERERS["pdf"](report, fonts)
    return contents


def _written(form: Path, folder: Path, checked: Checked, report: Report, contents: Mapping[Path, bytes]) -> Built:
    """Write a report with its manifest; whatever it replaces is kept in the history, in the same stroke."""
    from . import versions
    from .compare.printed import PrintedReport, printed_changes

    path = versions.manifest_path(folder, file_stem(report))
    old = versions.read_manifest(path)
    printed = PrintedReport.of(report, neutral(report))
    published = checked.case.form.request.published_on if checked.case else None
    manifest = versions.Manifest(
        version("discloser"), report.template, versions.form_from(folder, form),
        versions.digest_of_forms((form, *checked.named)) or "",
        published.isoformat() if published else "", printed=printed,
        named=tuple(versions.form_from(folder, other) for other in checked.named),
    )
    kept = versions.kept(contents, old, path)
    write_all({**kept.copies, **contents, path: versions.with_outputs(manifest, contents, old, folder)})
    moved = printed_changes(old.printed, printed, None) if kept.folder and old and old.printed else ()
    return Built(checked, list(contents), kept.folder, kept.edited, tuple(moved))


def file_stem(report: Report) -> str:
    """The file name a kind asks for, without characters that Windows refuses."""
    return "".join("＿" if char in '\\/:*?"<>|\n\r\t' else char for char in report.file_stem).strip(" .") or "报告"


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
    write([examined_form(path, one.case, one.findings, readers) for path, one in checked.items()], target, templates)


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
