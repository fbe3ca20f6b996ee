"""A form for every unit of a roster: begun from last year's where there is one, else blank but for the unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ...disk import Given, write_all
from ...model.finding import Severity
from ...model.form.base import key_of
from ...model.form.common import CommonForm, Request, Unit
from ...model.kind.report_kind import ReportKind
from ...model.place import FormPath
from ...model.roster import DEPARTMENT, RosterUnit
from ...read.kind.library import Library
from ..check import Checked, check
from ..new import begun_from, blank_form, blank_request
from .export import Export, form_with_lines
from .finding_forms import forms_in
from .names import folder_name
from .records import Record, State
from .roster import Roster

ENDING: Final = ".xlsx"


@dataclass(frozen=True, slots=True)
class RosterForm:
    """What became of a unit's form. `last_year`: the form that it was begun from; `why`: what is to be known of it.

    `listed`: whether its lines were taken from a list.
    """

    unit: RosterUnit
    file: Path | None
    last_year: str = ""
    why: str = ""
    listed: bool = False


class NoKindFor(Exception):  # noqa: N818  an answer to the officer, not a fault
    """Kinds were named of which none is for units, or two for the same."""


def begin_forms(
    roster: Roster, out: Path, kind_ids: Sequence[str], library: Library, *, last_year: Path | None = None,
    year: int | None = None, export: Export | None = None,
) -> Iterator[RosterForm]:
    """Write the form of every unit that is not exempt, as `code-name.xlsx`; files that are there already stay.

    `kind_ids`: the kind of units and, where departments are listed, that of departments. `export`: a list of all units'
    lines, of which each gets its own. Raises `NoKindFor`,
    `NotOfYear` and `NoSuchKind`, before anything is written.
    """
    kinds = _kinds(kind_ids, library)
    for kind in kinds.values():
        blank_request(kind, year or kind.year, library)
    before = _last_years(last_year, roster, library) if last_year else {}
    for unit in roster.units.values():
        if not unit.exempt:
            listed = export.lines_of(unit, roster) if export and not unit.is_department else ""
            maker = _Maker(out, kinds.get(unit.is_department), library, year, export if listed else None, listed)
            yield maker.begun(unit, before.get(unit.code))


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


@dataclass(frozen=True)
class _Maker:
    """Makes the form of a unit. `name`: what the list calls it."""

    out: Path
    kind: ReportKind | None
    library: Library
    year: int | None
    export: Export | None
    name: str

    def begun(self, unit: RosterUnit, before: tuple[str, Checked] | None) -> RosterForm:
        """Write the form, unless there is no kind for it or a file is there already."""
        target = self.out / f"{folder_name(unit.code, unit.name)}{ENDING}"
        if self.kind is None:
            return RosterForm(unit, None, why=f"没有写{unit.level or '单位'}用的版式（--kind）")
        if target.exists():
            return RosterForm(unit, None, why="已经有了，没有动它")
        key, checked = before or ("", None)
        why = _hindrance(checked, self.year or self.kind.year) if checked else ""
        last = checked.case if checked is not None and not why else None
        content = begun_from(checked, last, self.library, self.kind.id, target=target).content if (
            checked is not None and last is not None) else None
        write_all({target: self._content(unit, self.kind, target, content)}, {target: None})
        return RosterForm(unit, target, key if last is not None or why else "", why, bool(self.export))

    def _content(self, unit: RosterUnit, kind: ReportKind, target: Path, begun: bytes | None) -> bytes:
        known = _known(unit)
        if self.export is not None:
            at = Given(target, begun) if begun is not None else None
            asked = key_of(CommonForm, "request"), key_of(Request, "year")
            year: dict[FormPath, str] = {asked: str(self.year)} if self.year else {}
            return form_with_lines(self.export, self.name, self.library, kind.id, {**known, **year}, at)
        return begun if begun is not None else blank_form(kind.id, self.library, self.year or kind.year, known=known)


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
