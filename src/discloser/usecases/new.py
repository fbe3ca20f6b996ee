"""New forms: blank ones, and those begun from last year's."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..derive import next_year as following
from ..disk import Document, Given, settle, write_all
from ..model.case import Case
from ..model.form.base import key_of
from ..model.form.budget import Form
from ..model.form.common import CommonForm, Request
from ..model.form.flat import flat, nested, with_required
from ..model.form.outline import entry_at
from ..model.form.remarks import Remark
from ..model.form.sorts import form_of
from ..model.kind.report_kind import ReportKind
from ..model.place import FormPath
from ..read.form.files import TEXTS, WORKBOOK, form_in, is_text
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
    write_all({target: blank_form(kind_id, library, year, as_text=is_new_text(target))}, {target: None})


def blank_form(
    kind_id: str, library: Library = INSTALLED, year: int | None = None, *, as_text: bool = False,
    known: Mapping[FormPath, str] | None = None,
) -> bytes:
    """A blank form of a kind, a workbook or YAML, with what is `known` filled in. Raises `NoSuchKind`, `NotOfYear`."""
    kind = library.kind(kind_id)
    form = form_of(kind.sort)
    values = blank_request(kind, year or kind.year, library)
    if not as_text:
        whole = nested({**flat(values, form), **(known or {})}, form)
        return workbook_form(whole, kind, library.codes(kind.codes_year, year or kind.year)).content
    at = key_of(Form, "request")
    told: dict[FormPath, str] = {(at, key): text for key, text in values[at].items()}
    return blank_yaml({**told, **(known or {})}, form, kind.asked).encode()


def blank_request(kind: ReportKind, year: int, library: Library) -> dict[str, Any]:
    """What is known of a blank form; its kind is named where the year alone leads to another. Raises `NotOfYear`."""
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
    if checked.case is not None:
        begun = begun_from(checked, checked.case, library, kind_id, year, target=new_file(target))
        write_all({target: begun.content}, {target: None})
    return checked


@dataclass(frozen=True)
class NextYear:
    """Next year's form, begun from last year's. `dated`: path → place and the years that a text carried over names."""

    checked: Checked
    content: bytes = b""
    dated: Mapping[FormPath, tuple[str, list[str]]] = field(default_factory=dict)


def next_year(
    last_year: Document, library: Library = INSTALLED, kind_id: str = "", *, as_text: bool = False,
) -> NextYear:
    """The form of the year after a form's, of a kind, or else of the one that is installed for that year.

    No content while last year's form can't be read whole. Raises `NotOfYear` and `NoSuchKind`.
    """
    checked = check(last_year, library)
    if checked.case is None:
        return NextYear(checked)
    target = Path(f"填报表{TEXTS[0] if as_text else WORKBOOK}")
    return begun_from(checked, checked.case, library, kind_id, target=target)


def begun_from(
    checked: Checked, case: Case, library: Library, kind_id: str = "", year: int | None = None, *, target: Path,
) -> NextYear:
    """The form of the year after one that was checked, as it is to be written under a name. Raises like `next_year`."""
    request = case.form.request
    wanted = request.model_copy(update={"year": request.year + 1, "template": ""})
    if year not in (None, wanted.year):
        raise NotOfYear(f"上年填报表是{request.year}年度的，只能接着做{wanted.year}年度，不能做{year}年度")
    kind = library.kind(kind_id or library.choose(wanted))
    form = form_of(kind.sort)
    begun = with_required(following.next_year(checked.source.raw or {}, case, kind), form)
    if is_text(target):
        content = yaml_form(begun, _explained(begun, (), form), form).encode()
    else:
        content = workbook_form(begun, kind, library.codes(kind.codes_year, wanted.year)).content
    read = form_in(Given(target, content))
    named = following.years_named(read.raw or {}, request.year)
    return NextYear(checked, content, {path: (str(read.places.of(path)), years) for path, years in named.items()})


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
    return is_text(new_file(target))


def new_file(target: Path) -> Path:
    """A file to be made. Raises FileExistsError where there is one already."""
    settle(target.parent)
    if target.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    return target
