"""The use case that matters most: a form becomes its report, in every format asked for, or nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..render import FORMATS, data_files

if TYPE_CHECKING:
    from ..compare.comparison import PrintedChange
    from ..compare.printed import PrintedSnapshot
    from ..model.case import Case
    from ..model.report.report import Report
    from .check import Checked
    from .manifest import Manifest

_TRIALS = 2
"""How often to begin anew when another program changes what is about to be replaced."""

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


def build(
    path: Path, folder: Path, formats: Iterable[str], templates: Path | None = None,
    progress: Progress = lambda step: None, *, sources: bool = False, embed_form: bool = False,
    with_data: bool = False, pdf_engine: str | None = None,
) -> Built:
    """Check a form and write its report in every format asked for: all files or, on any failure, none.

    `sources`: the web page says of every figure where it comes from; such a page is for those who check it.
    `pdf_engine`: one of the PDF's engines, when it is not to be printed by the usual one.
    Raises `CannotEnclose` when the form is to be embedded and tells what the report must not.
    """
    from ..read.kind.kinds import find_shared, template_roots
    from .check import check

    progress("核对填报表")
    checked = check(path, templates)
    if checked.case is None or not checked.buildable:
        return Built(checked, [])
    made_from = checked.sources()
    report = _to_print(checked, checked.case, path, templates, progress, embed_form=embed_form)
    _judge(report, templates)
    _still(made_from, checked.sources())
    contents: dict[Path, bytes] = {}
    fonts = find_shared("fonts", template_roots(templates))
    for name in dict.fromkeys(formats):
        progress(f"生成 {name.upper()}")
        wanted = FORMATS[name]
        render = wanted.engines.get(pdf_engine or "", wanted.render)
        shown = replace(report, shows_sources=sources and name == "html")
        contents[folder / f"{file_stem(report)}.{name}"] = render(shown, fonts)
    if with_data:
        progress("生成开放数据")
        contents |= {folder / f"{file_stem(report)}-数据" / name: data for name, data in data_files(report).items()}
    return _written(folder, checked, made_from, report, contents)


def report_of(checked: Checked, templates: Path | None = None) -> Report:
    """The report of a form that may be built. Raises `KindFaults` when the kind turns out to be faulty."""
    from ..derive.report import assemble
    from ..read.kind.kinds import kind_folders, template_roots
    from .kinds import telling_kind_faults

    if checked.case is None:
        raise ValueError("a form with errors has no report")
    roots, kind_id = template_roots(templates), checked.case.kind.id
    with telling_kind_faults(kind_id, dict(kind_folders(roots))[kind_id], roots):
        return assemble(checked.case)


def printable(checked: Checked, templates: Path | None) -> Report | None:
    """The report a form gives, even one with errors that would stop a build, as far as it can be put together."""
    from ..model.kind.report_kind import KindError

    try:
        return report_of(checked, templates) if checked.case else None
    except KindError:
        if checked.buildable:
            raise
        return None


def _to_print(
    checked: Checked, case: Case, path: Path, templates: Path | None, progress: Progress, *, embed_form: bool,
) -> Report:
    """The report with all that is to be printed in it."""
    report = report_of(checked, templates)
    if case.form.attachments:
        from ..read.form.attachments import read_attachments

        progress("读附件")
        report = replace(report, attachments=read_attachments(case.form, path.parent))
    if embed_form:
        from .enclosure import with_form

        report = with_form(report, checked.files[0].content, case.form)
    return report


def _judge(report: Report, templates: Path | None) -> None:
    """Judge a report once more, as a reader will see it. Raises `SelfCheckFailed`."""
    from ..render.neutral import neutral
    from .audit import check_own

    check_own(neutral(report), templates)


def _still(before: Mapping[Path, str], now: Mapping[Path, str]) -> None:
    """Make sure that what was appended is what was checked. Raises `ChangedMeanwhile`."""
    from ..disk import ChangedMeanwhile

    for path, digest in now.items():
        if before.get(path) != digest:
            raise ChangedMeanwhile(path)


def _written(
    folder: Path, checked: Checked, made_from: Mapping[Path, str], report: Report, contents: Mapping[Path, bytes],
) -> Built:
    """Write a report with its manifest, anew from the beginning if somebody else writes there at the same time."""
    from ..compare.printed import PrintedSnapshot
    from ..disk import ChangedMeanwhile
    from ..render.neutral import neutral

    printed = PrintedSnapshot.of(report, neutral(report))
    manifest = _manifest(folder, checked, made_from, report, printed)
    for _ in range(_TRIALS):
        try:
            return _exchanged(folder, checked, file_stem(report), manifest, contents)
        except (ChangedMeanwhile, FileExistsError):
            continue
    return _exchanged(folder, checked, file_stem(report), manifest, contents)


def _manifest(
    folder: Path, checked: Checked, made_from: Mapping[Path, str], report: Report, printed: PrintedSnapshot,
) -> Manifest:
    from importlib.metadata import version

    from . import manifest as versions

    published = checked.case.form.request.published_on if checked.case else None
    form, *named = (versions.form_from(folder, path) for path in made_from)
    return versions.Manifest(
        version("discloser"), report.template, form, versions.digest_of_all(made_from.values()) or "",
        published.isoformat() if published else "", printed=printed, named=tuple(named),
    )


def _exchanged(
    folder: Path, checked: Checked, stem: str, manifest: Manifest, contents: Mapping[Path, bytes],
) -> Built:
    """Write a report; whatever it replaces is kept in the history, in the same stroke."""
    from ..compare.printed import printed_changes
    from ..disk import write_all
    from . import manifest as versions

    path = versions.manifest_path(folder, stem)
    was = versions.standing((*contents, path), folder)
    old = versions.manifest_in(was[path])
    kept = versions.kept(contents, was, old, folder, path)
    moved: Iterable[PrintedChange] = ()
    if kept.folder and old and old.printed and manifest.printed:
        moved = printed_changes(old.printed, manifest.printed, None)
    write_all({**kept.copies, **contents, path: versions.with_outputs(manifest, contents, old, folder)},
              {**dict.fromkeys(kept.copies), **was})
    return Built(checked, list(contents), kept.folder, kept.edited, tuple(moved))


def file_stem(report: Report) -> str:
    """The file name a kind asks for, without characters that Windows refuses."""
    return "".join("＿" if char in '\\/:*?"<>|\n\r\t' else char for char in report.file_stem).strip(" .") or "报告"
