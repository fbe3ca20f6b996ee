"""Forms in and out: blank, next year's, one kind of file as the other, and workbooks marked with what was found."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from .core.case import Case
from .core.codes import Classification
from .core.finding import Finding, has_errors, in_reading_order
from .core.flat import with_required
from .core.form import CommonForm, Form, key_of
from .core.forms import FORMS
from .core.kind import ReportKind
from .core.outline import entry_at
from .core.place import Path as FormPath
from .core.place import Place, Places, written
from .core.remarks import Remark, Remarks
from .derive.next_year import next_year
from .disk import write_all
from .read.blank import blank_yaml
from .read.code_lists import read_classification
from .read.excel_problems import NO_CELL
from .read.forms import UnknownFormat, is_text, read_form_and_remarks
from .read.kinds import NoSuchKind, choose_for, find_shared, kind_folders, read_kind, template_roots
from .read.problems import NO_SUCH_KIND
from .read.shape import shape
from .read.source import Source
from .read.xlsx_package import open_package
from .write.marked import can_be_marked, marked_workbook
from .write.workbook_form import blank_values, workbook_form
from .write.yaml_form import yaml_form


def write_blank(kind_id: str, target: Path, templates: Path | None = None) -> None:
    """Write a blank form, a workbook or YAML as its name says.

    Raises `NoSuchKind`, FileExistsError and `UnknownFormat`.
    """
    as_text = _new_text(target)
    kind, classification = _kind(kind_id, templates)
    form = FORMS[kind.sort]
    values = blank_values(kind, kind.year)
    if as_text:
        request = values[key_of(Form, "request")]
        content = blank_yaml(
            {(key_of(Form, "request"), key): text for key, text in request.items()}, form
        ).encode()
    else:
        content = workbook_form(values, kind, classification).content
    write_all({target: content}, {target: None})


def write_next_year(
    kind_id: str, raw: Mapping[str, Any], case: Case, target: Path, templates: Path | None = None,
) -> None:
    """Write the form of the next year, begun from last year's. Raises like `write_blank`."""
    as_text = _new_text(target)
    kind, classification = _kind(kind_id, templates)
    form = FORMS[kind.sort]
    begun = with_required(next_year(raw, case, kind), form)
    if as_text:
        content = yaml_form(begun, _explained(begun, (), form), form).encode()
    else:
        content = workbook_form(begun, kind, classification).content
    write_all({target: content}, {target: None})


def convert(origin: Path, target: Path, templates: Path | None = None) -> list[Finding]:
    """Write a form as the other kind of file, remarks and free texts included; nothing is written if there is an error.

    What is wrong with single values is carried over as it was typed. Raises FileExistsError and `UnknownFormat`.
    """
    as_text = _new_text(target)
    source, remarks = read_form_and_remarks(origin)
    findings = list(source.findings)
    if source.raw is None or has_errors(findings):
        return in_reading_order(findings)
    content, refused = _as_yaml(source, remarks) if as_text else _as_workbook(source, remarks, templates)
    if not refused:
        write_all({target: content}, {target: None})
    return in_reading_order([*findings, *refused])


def write_marked(origin: Path, target: Path, findings: Sequence[Finding]) -> None:
    """Write a copy of a workbook in which findings are marked; those of forms that it names are listed only.

    Raises `Refused` like the reader does, `UnknownFormat` for the stricter dialect that few programs write.
    """
    parts = open_package(origin).parts()
    if not can_be_marked(parts):
        raise UnknownFormat("这个工作簿是“严格 Open XML”格式，不能标注；请另存为“Excel 工作簿（*.xlsx）”再核对一次")
    own = [finding if finding.place.file == str(origin) else _of_another(finding, origin) for finding in findings]
    write_all({target: marked_workbook(parts, own)})


def _of_another(finding: Finding, origin: Path) -> Finding:
    """A finding in another file as the workbook's list tells it: the cell it names is not one of this workbook."""
    return replace(finding, place=Place(str(origin)), message=f"{finding.place}：{finding.message}")


def _as_yaml(source: Source, remarks: Remarks) -> tuple[bytes, list[Finding]]:
    return yaml_form(source.raw or {}, remarks, source.form).encode(), []


def _as_workbook(source: Source, remarks: Remarks, templates: Path | None) -> tuple[bytes, list[Finding]]:
    raw, roots = source.raw or {}, template_roots(templates)
    chosen = choose_for(source, roots)
    if chosen.kind is None:
        missing = NO_SUCH_KIND.at(source.places.of((key_of(Form, "request"),)), found=chosen.missing)
        return b"", [missing] if chosen.missing else list(shape(source).findings)
    kind = read_kind(*chosen.kind)
    made = workbook_form(raw, kind, _codes(kind, templates), remarks)
    return made.content, [_without_cell(path, source.places, chosen.form) for path in made.left]


def _without_cell(path: FormPath, places: Places, form: type[CommonForm]) -> Finding:
    reason = "工作簿里没有这个栏目" if entry_at(path, form) is None else "一格最多 32767 个字"
    return NO_CELL.at(places.of(path), field=written(path), reason=reason)


def _explained(raw: Mapping[str, Any], path: FormPath, form: type[CommonForm]) -> dict[FormPath, Remark]:
    """What is still to be filled in, beside each key that is blank."""
    remarks: dict[FormPath, Remark] = {}
    for key, value in raw.items():
        here = (*path, key)
        entry = entry_at(here, form)
        if value is None and entry is not None:
            remarks[here] = Remark(beside=entry.description)
        elif isinstance(value, Mapping):
            remarks |= _explained(value, here, form)
    return remarks


def _kind(kind_id: str, templates: Path | None) -> tuple[ReportKind, Classification]:
    folders = dict(kind_folders(template_roots(templates)))
    if kind_id not in folders:
        raise NoSuchKind(f"没有“{kind_id}”这个版式；已安装的有：{'、'.join(folders)}")
    kind = read_kind(kind_id, folders[kind_id])
    return kind, _codes(kind, templates)


def _codes(kind: ReportKind, templates: Path | None) -> Classification:
    return read_classification(find_shared(f"codes/{kind.codes_year}", template_roots(templates)))


def _new_text(target: Path) -> bool:
    """Whether a form is to be written as YAML. Raises for a name no form has, and for a file that is there already."""
    as_text = is_text(target)
    if target.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    return as_text
