"""The use case that matters most: a form becomes its report, in every format asked for, or nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path

from ..compare.comparison import PrintedChange
from ..compare.printed import PrintedSnapshot
from ..derive.report import assemble
from ..disk import Document
from ..model.case import Case
from ..model.finding import in_reading_order
from ..model.form.base import key_of
from ..model.form.common import CommonForm, Unit
from ..model.kind.report_kind import KindError
from ..model.place import written
from ..model.report.report import Report
from ..model.text.file_names import file_name_of
from ..read.kind.library import INSTALLED, Library
from ..read.problems import OTHER_FORM_THERE
from ..render import FORMATS, CannotRender, data_files
from ..render.neutral import neutral
from . import manifest
from .check import Checked, check
from .enclosure import with_form
from .filing import Made, OtherFormThere, file_report
from .kind_faults import telling_kind_faults
from .manifest import Manifest
from .self_check import check_own

Progress = Callable[[str], None]
Taker = Callable[[str, bytes], None]
"""Told of a file's name and bytes."""


@dataclass(frozen=True)
class Built:
    """The files a build wrote; none when `checked` holds an error.

    `history`: where it kept what it replaced, `edited`: which of that had been edited by hand, `moved`: what the
    report prints otherwise than before. `other_form`: another form, still there, that had made what was replaced.
    """

    checked: Checked
    files: list[Path]
    history: Path | None = None
    edited: tuple[Path, ...] = ()
    moved: Sequence[PrintedChange] = ()
    other_form: Path | None = None
    left_out: Mapping[str, str] = field(default_factory=dict)
    """Format → why this machine could not make it."""


@dataclass(frozen=True)
class Printed:
    """A report in every format asked for: file name → bytes; nothing when `checked` holds an error.

    `made_from`: file → hash, of all that it was made from. `left_out`: format → why this machine could not make it.
    """

    checked: Checked
    report: Report | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)
    made_from: Mapping[Path, str] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)


def build(
    path: Path, folder: Path, formats: Iterable[str], library: Library = INSTALLED,
    progress: Progress = lambda step: None, *, sources: bool = False, embed_form: bool = False,
    with_data: bool = False, pdf_engine: str | None = None, replace_others: bool = False,
) -> Built:
    """Check a form and write its report in every format that this machine can make: all files or, on any failure, none.

    `replace_others`: a report of the same name is replaced even if another form made it. Other arguments and errors
    are those of `print_report`.
    """
    printed = print_report(
        path, formats, library, progress, sources=sources, embed_form=embed_form, with_data=with_data,
        pdf_engine=pdf_engine)
    if printed.report is None:
        return Built(printed.checked, [])
    try:
        filed = file_report(folder, made_of(printed, printed.report), replace_others=replace_others)
    except OtherFormThere as there:
        return Built(_with_other(printed.checked, folder, there.form), [])
    return Built(printed.checked, list(filed.files), filed.history, filed.edited, filed.moved(), filed.other_form,
                 printed.left_out)


def made_of(printed: Printed, report: Report) -> Made:
    """A printed report ready to be filed."""
    case = printed.checked.case
    published = case.form.request.published_on if case else None
    form_digest = manifest.digest_of_all(printed.made_from.values()) or ""
    return Made(file_stem(report), printed.files, tuple(printed.made_from), Manifest(
        version("discloser"), report.template, "", form_digest, published.isoformat() if published else "",
        manifest.outputs_of(printed.files, form_digest), manifest.packed(PrintedSnapshot.of(report, neutral(report)))))


def print_report(
    form: Document, formats: Iterable[str], library: Library = INSTALLED,
    progress: Progress = lambda step: None, *, sources: bool = False, embed_form: bool = False,
    with_data: bool = False, pdf_engine: str | None = None, made: Taker = lambda name, content: None,
) -> Printed:
    """Check a form and print its report. Arguments and errors are those of `print_checked`."""
    progress("核对填报表")
    return print_checked(
        check(form, library), formats, library, progress, sources=sources, embed_form=embed_form, with_data=with_data,
        pdf_engine=pdf_engine, made=made)


def print_checked(
    checked: Checked, formats: Iterable[str], library: Library = INSTALLED,
    progress: Progress = lambda step: None, *, sources: bool = False, embed_form: bool = False,
    with_data: bool = False, pdf_engine: str | None = None, made: Taker = lambda name, content: None,
) -> Printed:
    """Print the report of a form that was checked in every format asked for; nothing where there is an error.

    `sources`: the web page says of every figure where it comes from; such a page is for those who check it.
    `pdf_engine`: one of the PDF's engines, when it is not to be printed by the usual one. `made`: told of each format
    as soon as it is there.
    Raises `CannotEnclose` when the form is to be embedded and tells what the report must not, `SelfCheckFailed` when
    the report contradicts itself as a reader will see it, `CannotRender` when no format can be made.
    """
    if checked.case is None or not checked.buildable:
        return Printed(checked)
    report = _to_print(checked, checked.case, library, embed_form=embed_form)
    with telling_kind_faults(report.template, library):
        check_own(neutral(replace(report, shows_digest=report.digest is not None)), library)
    files: dict[str, bytes] = {}
    left_out: dict[str, str] = {}
    for name in dict.fromkeys(formats):
        progress(f"生成 {name.upper()}")
        wanted = FORMATS[name]
        shown = replace(report, shows_sources=sources and name == "html")
        try:
            content = wanted.files(shown, library.fonts, pdf_engine or "")
        except CannotRender as reason:
            left_out[name] = str(reason)
        else:
            for ending, one in content.items():
                files[f"{file_stem(report)}{ending}"] = one
                made(f"{file_stem(report)}{ending}", one)
    if left_out and not files:
        raise CannotRender("".join(left_out.values()))
    if with_data:
        progress("生成开放数据")
        files |= {f"{file_stem(report)}-数据/{name}": data for name, data in data_files(report).items()}
    return Printed(checked, report, files, checked.sources(), left_out)


def report_of(checked: Checked, library: Library = INSTALLED) -> Report:
    """The report of a form that may be built. Raises `KindFaults` when the kind turns out to be faulty."""
    if checked.case is None:
        raise ValueError("a form with errors has no report")
    with telling_kind_faults(checked.case.kind.id, library):
        return assemble(checked.case)


def printable(checked: Checked, library: Library) -> Report | None:
    """The report a form gives, even one with errors that would stop a build, as far as it can be put together."""
    try:
        return report_of(checked, library) if checked.case else None
    except KindError:
        if checked.buildable:
            raise
        return None


def _to_print(checked: Checked, case: Case, library: Library, *, embed_form: bool) -> Report:
    """The report with all that is to be printed in it."""
    report = report_of(checked, library)
    report = replace(report, attachments=checked.attachments.printed())
    if embed_form:
        report = with_form(report, checked.files[0].content, case.form)
    return report


def _with_other(checked: Checked, folder: Path, other: Path) -> Checked:
    """What was found in a form, and that a report of its name is another form's."""
    path = (key_of(CommonForm, "unit"), key_of(Unit, "name"))
    there = f"“{folder.name}”" if folder.name else "这个文件夹"
    told = OTHER_FORM_THERE.at(checked.places.of(path), field=written(path), folder=there, other=other.name)
    return checked._replace(findings=in_reading_order([*checked.findings, told]))


def file_stem(report: Report) -> str:
    """The file name a kind asks for, without characters that Windows refuses."""
    return file_name_of(report.file_stem)
