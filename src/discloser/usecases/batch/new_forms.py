"""A form for every unit of a roster: begun from last year's where there is one, else blank but for the unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ...disk import write_all
from ...model.finding import Severity
from ...model.form.base import key_of
from ...model.form.common import CommonForm, Unit
from ...model.kind.report_kind import ReportKind
from ...model.place import FormPath
from ...model.roster import DEPARTMENT, RosterUnit
from ...read.kind.library import Library
from ..check import Checked, check
from ..new import begun_from, blank_form
from .finding_forms import forms_in
from .names import folder_name
from .records import Record, State
from .roster import Roster

ENDING: Final = ".xlsx"


@dataclass(frozen=True, slots=True)
class RosterForm:
    """What became of a unit's form. `last_year`: the form that it was begun from; `why`: what is to be known of it."""

    unit: RosterUnit
    file: Path | None
    last_year: str = ""
    why: str = ""


class NoKindFor(Exception):  # noqa: N818  an answer to the officer, not a fault
    """Kinds were named of which none is for units, or two for the same."""


def begin_forms(
    roster: Roster, out: Path, kind_ids: Sequence[str], library: Library, *, last_year: Path | None = None,
    year: int | None = None,
) -> Iterator[RosterForm]:
    """Write the form of every unit that is not exempt, as `code-name.xlsx`; files that are there already stay.

    `kind_ids`: the kind of units and, where departments are listed, that of departments. Raises `NoKindFor` and
    `NoSuchKind`, before anything is written.
    """
    kinds = _kinds(kind_ids, library)
    before = _last_years(last_year, roster, library) if last_year else {}
    for unit in roster.units.values():
        if not unit.exempt:
            yield _begun(unit, out, kinds.get(unit.is_department), library, before.get(unit.code), year)


def _kinds(kind_ids: Sequence[str], library: Library) -> Mapping[bool, ReportKind]:
    """Whether it is for departments → the kind."""
    kinds: dict[bool, ReportKind] = {}
    for kind_id in kind_ids:
        kind = library.kind(kind_id)
        if kinds.setdefault(kind.kind.startswith(DEPARTMENT), kind) is not kind:
            raise NoKindFor(f"{kinds[kind.kind.startswith(DEPARTMENT)].id} 和 {kind.id} 是同一种对象的版式，只写一个")
    return kinds


def _last_years(folder: Path, roster: Roster, library: Library) -> Mapping[str, tuple[str, Checked]]:
    """Code → last year's form, under its path, of the units whose form is certain to be there once."""
    found: dict[str, list[tuple[str, Checked]]] = {}
    for key, form in forms_in([folder], []).items():
        checked = check(form, library)
        case = checked.case
        name, department = (case.form.unit.name, case.form.unit.department) if case else ("", "")
        units = bool(case and case.units)
        unit = roster.unit_of(Record(key, State.CHECKED, name=name, department=department, is_department=units))
        if unit is not None:
            found.setdefault(unit.code, []).append((key, checked))
    return {code: forms[0] for code, forms in found.items() if len(forms) == 1}


def _begun(
    unit: RosterUnit, out: Path, kind: ReportKind | None, library: Library, before: tuple[str, Checked] | None,
    year: int | None,
) -> RosterForm:
    target = out / f"{folder_name(unit.code, unit.name)}{ENDING}"
    if kind is None:
        return RosterForm(unit, None, why=f"没有写{unit.level or '单位'}用的版式（--kind）")
    if target.exists():
        return RosterForm(unit, None, why="已经有了，没有动它")
    wanted = year or kind.year
    key, checked = before or ("", None)
    why = _hindrance(checked, wanted) if checked else ""
    if checked is not None and checked.case is not None and not why:
        content = begun_from(checked, checked.case, library, kind.id, target=target).content
    else:
        content, key = blank_form(kind.id, library, wanted, known=_known(unit)), "" if not why else key
    write_all({target: content}, {target: None})
    return RosterForm(unit, target, key, why)


def _hindrance(checked: Checked, year: int) -> str:
    """Why a form can't be begun from last year's, in Chinese; "" where nothing is in the way."""
    if checked.case is None:
        errors = sum(finding.severity is Severity.ERROR for finding in checked.findings)
        return f"上年的填报表有 {errors} 处错误，写的是空白表"
    was = checked.case.form.request.year
    return "" if was + 1 == year else f"上年的填报表是{was}年度的，接不上{year}年度，写的是空白表"


def _known(unit: RosterUnit) -> dict[FormPath, str]:
    """What the roster knows of a unit, where a form asks for it."""
    block = key_of(CommonForm, "unit")
    known = {"name": unit.name, "department": unit.department, "nature": unit.nature}
    return {(block, key_of(Unit, field)): text for field, text in known.items() if text}
