"""The use cases: check a form, build its report, list the installed kinds. Here the pieces meet."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from .core.case import Case
from .core.finding import Finding, has_errors, in_reading_order
from .core.kind import KindError
from .core.report import Report
from .derive.case import case_of
from .output import write_all
from .read.blank import blank_yaml
from .read.code_lists import read_classification
from .read.kinds import (
    NoSuchKind, choose, find_shared, kind_folders, read_head, read_kind, template_roots,
)
from .read.problems import NO_SUCH_KIND
from .read.shape import shape
from .read.yaml_source import read_yaml
from .render import RENDERERS
from .rules import judge

PACKAGE = Path(__file__).parent
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Checked:
    """What checking a form found; `case` is absent when the form could not be read whole."""

    findings: list[Finding]
    case: Case | None

    @property
    def buildable(self) -> bool:
        """Whether a report may be made."""
        return self.case is not None and not has_errors(self.findings)


@dataclass(frozen=True)
class Built:
    """The files a build wrote; none when `checked` holds an error."""

    checked: Checked
    files: list[Path]


@dataclass(frozen=True)
class Installed:
    """A kind as `discloser kinds` lists it."""

    id: str
    region: str
    kind: str
    year: int
    description: str


def check(path: Path, templates: Path | None = None) -> Checked:
    """All findings of a form: first about its shape, then, if it could be read whole, by the rules."""
    source = read_yaml(path)
    shaped = shape(source)
    findings = [*source.findings, *shaped.findings]
    places = shaped.places
    if shaped.form is None:
        return Checked(in_reading_order(findings), None)
    roots = template_roots(templates)
    try:
        kind = read_kind(*choose(shaped.form.request, roots))
    except NoSuchKind as missing:
        place = places.of(("报告",))
        return Checked(in_reading_order([*findings, NO_SUCH_KIND.at(place, found=str(missing))]), None)
    case = case_of(shaped.form, kind, read_classification(find_shared(f"codes/{kind.codes_year}", roots)))
    return Checked(in_reading_order([*findings, *judge(case, places)]), case)


def report_of(checked: Checked) -> Report:
    """The report of a form that may be built. Raises `KindError` for a fault in a kind's texts."""
    from .assemble import assemble  # jinja2 is loaded for reports only: a check should start at once

    if checked.case is None:
        raise ValueError("a form with errors has no report")
    return assemble(checked.case)


def build(
    path: Path, folder: Path, formats: Iterable[str], templates: Path | None = None,
    progress: Progress = lambda step: None,
) -> Built:
    """Check a form and write its report in every format asked for: all files or, on any failure, none."""
    progress("核对填报表")
    checked = check(path, templates)
    if not checked.buildable:
        return Built(checked, [])
    report = report_of(checked)
    fonts = find_shared("fonts", template_roots(templates))
    contents: dict[Path, bytes] = {}
    for name in dict.fromkeys(formats):
        progress(f"生成 {name.upper()}")
        contents[folder / f"{file_stem(report)}.{name}"] = RENDERERS[name](report, fonts)
    write_all(contents)
    return Built(checked, list(contents))


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


def write_blank(kind_id: str, path: Path, templates: Path | None = None) -> None:
    """Write a blank form for a kind. Raises FileExistsError rather than touch a file, `NoSuchKind` for an unknown one."""
    kind = next((kind for kind in kinds(templates) if kind.id == kind_id), None)
    if kind is None:
        raise NoSuchKind(f"没有“{kind_id}”这个版式；已安装的有：{'、'.join(k.id for k in kinds(templates))}")
    if path.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    request = {"地区": kind.region, "类型": kind.kind, "年度": str(kind.year)}
    blank = blank_yaml({("报告", key): value for key, value in request.items()})
    write_all({path: blank.encode()})


def explain(code: str) -> str | None:
    """The page of a rule or of a reader's problem, or None for an unknown code."""
    if not code.isalnum():
        return None
    pages = (folder / f"{code.upper()}.md" for folder in (PACKAGE / "rule_pages", PACKAGE.parents[1] / "docs" / "rules"))
    return next((page.read_text(encoding="utf-8") for page in pages if page.is_file()), None)


__all__ = ["Built", "Checked", "Installed", "KindError", "NoSuchKind", "build", "check", "explain", "kinds",
           "report_of", "write_blank"]
