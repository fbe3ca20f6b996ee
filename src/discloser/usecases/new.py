"""New forms: blank ones, and those begun from last year's."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..derive.next_year import next_year
from ..disk import settle, write_all
from ..model.form.base import key_of
from ..model.form.budget import Form
from ..model.form.common import CommonForm, Request
from ..model.form.flat import with_required
from ..model.form.outline import entry_at
from ..model.form.remarks import Remark
from ..model.form.sorts import FORMS
from ..model.kind.report_kind import ReportKind
from ..model.place import FormPath
from ..read.form.files import is_text
from ..read.kind.library import INSTALLED, Library
from ..write.workbook.form import blank_values, workbook_form
from ..write.yaml.blank import blank_yaml
from ..write.yaml.form import yaml_form
from .check import Checked, check


class NotOfYear(Exception):  # noqa: N818  an answer to the officer, not a fault
    """A kind was asked for a year that it is not for."""


def write_blank(kind_id: str, target: Path, library: Library = INSTALLED, year: int | None = None) -> None:
    """Write a blank form, a workbook or YAML as its name says. `year`: of the report, the kind's own unless given.

    Raises `NoSuchKind`, `NotOfYear`, FileExistsError and `UnknownFormat`.
    """
    as_text = is_new_text(target)
    kind = library.kind(kind_id)
    form = FORMS[kind.sort]
    values = _values(kind, year or kind.year, library)
    if as_text:
        request = values[key_of(Form, "request")]
        content = blank_yaml(
            {(key_of(Form, "request"), key): text for key, text in request.items()}, form
        ).encode()
    else:
        content = workbook_form(values, kind, library.codes(kind.codes_year, year or kind.year)).content
    write_all({target: content}, {target: None})


def _values(kind: ReportKind, year: int, library: Library) -> dict[str, Any]:
    """What is known of a blank form. The kind is named where the year alone would lead to another."""
    if year < kind.year:
        raise NotOfYear(f"版式 {kind.id} 从{kind.year}年起适用，不能用于{year}年度")
    values = blank_values(kind, year)
    request: dict[str, str] = values[key_of(Form, "request")]
    try:
        asked = Request.model_validate(request)
    except ValidationError:
        raise NotOfYear(f"{year}不是报告的年度；年度是四位数字") from None
    if library.choose(asked) != kind.id:
        request[key_of(Request, "template")] = kind.id
    return values


def write_next_year(
    kind_id: str, last_year: Path, target: Path, library: Library = INSTALLED, year: int | None = None,
) -> Checked:
    """Write a form begun from last year's; nothing is written while that one has errors. Raises like `write_blank`."""
    checked = check(last_year, library)
    if checked.case is None:
        return checked
    following = checked.case.form.request.year + 1
    if year not in (None, following):
        raise NotOfYear(f"上年填报表是{following - 1}年度的，只能接着做{following}年度，不能做{year}年度")
    as_text = is_new_text(target)
    kind = library.kind(kind_id)
    form = FORMS[kind.sort]
    begun = with_required(next_year(checked.source.raw or {}, checked.case, kind), form)
    if as_text:
        content = yaml_form(begun, _explained(begun, (), form), form).encode()
    else:
        content = workbook_form(begun, kind, library.codes(kind.codes_year, following)).content
    write_all({target: content}, {target: None})
    return checked


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


def is_new_text(target: Path) -> bool:
    """Whether a form is to be written as YAML. Raises for a name no form has, and for a file that is there already."""
    as_text = is_text(target)
    settle(target.parent)
    if target.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    return as_text
