"""A form written as the other kind of file, remarks and free texts included."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..disk import Document, write_all
from ..model.finding import Finding, has_errors, in_reading_order
from ..model.form.base import key_of
from ..model.form.budget import Form
from ..model.form.common import UNITS, CommonForm
from ..model.form.outline import entry_at
from ..model.form.remarks import Remarks
from ..model.place import FormPath, Places, written
from ..read.form.files import TEXTS, form_and_remarks_in
from ..read.form.shape import shape
from ..read.given_forms import given_form
from ..read.kind.library import INSTALLED, Library, choose_for, request_of
from ..read.problems import NO_SUCH_KIND
from ..read.source import Raw, Source
from ..read.xlsx.problems import NO_CELL
from ..write.workbook.form import workbook_form
from ..write.yaml.form import yaml_form
from .new import is_new_text


def convert(origin: Path, target: Path, library: Library = INSTALLED) -> list[Finding]:
    """Write a form as the other kind of file; nothing is written if there is an error.

    Raises FileExistsError and `UnknownFormat`.
    """
    content, findings = converted(origin, library, as_text=is_new_text(target))
    if content is not None:
        write_all({target: content}, {target: None})
    return findings


def converted(
    origin: Document, library: Library = INSTALLED, *, as_text: bool,
) -> tuple[bytes | None, list[Finding]]:
    """A form as YAML or as a workbook, remarks and free texts included, and what was found; no bytes for an error.

    What is wrong with single values is carried over as it was typed.
    """
    source, remarks = form_and_remarks_in(given_form(origin))
    findings = list(source.findings)
    if source.raw is None or has_errors(findings):
        return None, in_reading_order(findings)
    content, refused = _as_yaml(source, remarks) if as_text else _as_workbook(source, remarks, library)
    return None if refused else content, in_reading_order([*findings, *refused])


def with_units(form: Document, names: Sequence[str], library: Library = INSTALLED) -> bytes | Finding:
    """A department's form that names these files as its units' forms, all else as it was; or what is wrong with it.

    A form that names them already stays as it is, byte for byte.
    """
    file = given_form(form)
    source, remarks = form_and_remarks_in(file)
    if source.raw is None:
        return next(iter(source.findings))
    units = str(UNITS[0])
    listed: list[Raw] = [*names]
    if source.raw.get(units) == listed:
        return file.content
    named = source._replace(raw={**source.raw, units: listed})
    as_text = file.path.suffix.lower() in TEXTS
    content, refused = _as_yaml(named, remarks) if as_text else _as_workbook(named, remarks, library)
    return refused[0] if refused else content


def _as_yaml(source: Source, remarks: Remarks) -> tuple[bytes, list[Finding]]:
    return yaml_form(source.raw or {}, remarks, source.form).encode(), []


def _as_workbook(source: Source, remarks: Remarks, library: Library) -> tuple[bytes, list[Finding]]:
    chosen = choose_for(source, library)
    if chosen.kind is None:
        missing = NO_SUCH_KIND.at(source.places.of((key_of(Form, "request"),)), found=chosen.missing)
        return b"", [missing] if chosen.missing else list(shape(source).findings)
    kind = library.kind(chosen.kind)
    request = request_of(source)
    codes = library.codes(kind.codes_year, request.year if request else kind.year)
    made = workbook_form(source.raw or {}, kind, codes, remarks)
    return made.content, [_without_cell(path, source.places, chosen.form) for path in made.left]


def _without_cell(path: FormPath, places: Places, form: type[CommonForm]) -> Finding:
    reason = "工作簿里没有这个栏目" if entry_at(path, form) is None else "一格最多 32767 个字"
    return NO_CELL.at(places.of(path), field=written(path), reason=reason)
