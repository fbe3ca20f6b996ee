"""One unit of a batch: its form checked and its report made, wherever this runs. Nothing it meets stops the batch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from ...disk import Handed, Noted
from ...model.finding import Nature
from ...model.form.base import key_of
from ...model.form.common import CommonForm
from ...model.form.common import Unit as TypedUnit
from ...model.kind.report_kind import KindError, KindFaults
from ...read.kind.library import INSTALLED, Library
from ..build import made_of, print_checked
from ..check import Checked, check
from ..filing import Made
from ..record import check_paper
from ..refusals import REFUSALS
from ..signed_figures import figures_of
from .finding_forms import key_of_path
from .records import Record, State, told_of

RETURN_LIST = "退回清单.xlsx"


@dataclass(frozen=True)
class Wanted:
    """What is wanted of every unit. No `formats`: checks only. `templates`: where kinds are, else the installed ones.

    `return_lists`: whether a unit with findings gets a list to be handed back.
    """

    formats: tuple[str, ...] = ()
    open_data: bool = False
    return_lists: bool = False
    templates: tuple[Path, ...] = ()


@dataclass(frozen=True)
class UnitTask:
    """A form to be worked at. `key`: its path from the folder of the batch; `departments`: whether one is taken now.

    A department comes after its units, so its form is put off when it is first met.
    """

    key: str
    form: Path | Handed
    wanted: Wanted
    departments: bool = False


@dataclass(frozen=True)
class Outcome:
    """What became of a unit. `record` is None for a department that is to come later.

    `made`: its report, where one was wanted and could be made; `papers`: name → bytes of what else is filed.
    `missing`: names that a handed form asks for, and that were not handed over with it.
    """

    key: str
    record: Record | None
    made: Made | None = None
    papers: Mapping[str, bytes] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


def one(unit: UnitTask) -> Outcome:
    """A unit, checked and built. Never raises: what goes wrong is the unit's state."""
    try:
        return _worked(unit, _library(unit.wanted.templates))
    except KindFaults as faults:
        return _failed(unit, faults.findings[0].message if faults.findings else str(faults), State.KIND)
    except KindError as fault:
        return _failed(unit, str(fault), State.KIND)
    except REFUSALS as refused:
        return _failed(unit, str(refused))
    except MemoryError:
        return _failed(unit, "内存不够")
    except Exception as fault:
        return _failed(unit, f"{type(fault).__name__}：{fault}")


@cache
def _library(templates: tuple[Path, ...]) -> Library:
    return Library(*templates) if templates else INSTALLED


def _worked(unit: UnitTask, library: Library) -> Outcome:
    noted = Noted(unit.form)
    checked = check(noted, library)
    if checked.case is not None and checked.case.units and not unit.departments:
        return Outcome(unit.key, None)
    record = _record(unit, checked, noted)
    papers = {}
    if unit.wanted.return_lists and checked.findings:
        papers[RETURN_LIST] = check_paper([checked], ".xlsx", library)
    if not checked.buildable or not unit.wanted.formats:
        return Outcome(unit.key, record, None, papers, _missing(noted))
    printed = print_checked(checked, unit.wanted.formats, library, with_data=unit.wanted.open_data)
    if printed.report is None:
        return Outcome(unit.key, record, None, papers, _missing(noted))
    told = "；".join(f"没有 {name.upper()}：{reason}" for name, reason in printed.left_out.items())
    record = replace(record, state=State.BUILT, message=told)
    return Outcome(unit.key, record, made_of(printed, printed.report), papers, _missing(noted))


def _record(unit: UnitTask, checked: Checked, noted: Noted) -> Record:
    wanted, case = unit.wanted, checked.case
    sources = {key_of_path(Path(name)): found for name, found in noted.asked.items()}
    record = Record(
        unit.key, _state(checked), findings=told_of(checked.findings, checked.source.places.file), sources=sources,
        formats=wanted.formats, open_data=wanted.open_data, return_lists=wanted.return_lists)
    if case is None:
        name, department = _names_in(checked)
        return replace(record, name=name, department=department)
    form = case.form
    return replace(
        record, name=form.unit.name, department=form.unit.department, year=form.request.year, kind=case.kind.id,
        sort=case.kind.sort, is_department=bool(case.units), last_year=form.prior_year.form, figures=figures_of(case))


def _state(checked: Checked) -> State:
    if any(finding.nature is Nature.UNREADABLE for finding in checked.findings) or checked.source.raw is None:
        return State.UNREADABLE
    return State.CHECKED if checked.buildable else State.ERRORS


def _names_in(checked: Checked) -> list[str]:
    """Whose form it is, unit and department, as far as that is typed, where it can't be read whole."""
    unit = (checked.source.raw or {}).get(key_of(CommonForm, "unit"))
    typed = unit if isinstance(unit, Mapping) else {}
    texts = (typed.get(key_of(TypedUnit, field)) for field in ("name", "department"))
    return [text.strip() if isinstance(text, str) else "" for text in texts]


def _missing(noted: Noted) -> tuple[str, ...]:
    return tuple(name for name, found in noted.asked.items() if not found)


def _failed(unit: UnitTask, why: str, state: State = State.FAULT) -> Outcome:
    """A fault that is the program's, the machine's or a kind's; it is told, and the unit is tried again next time."""
    return Outcome(unit.key, Record(unit.key, state, message=why))
