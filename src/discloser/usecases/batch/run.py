"""A batch: every form of some folders checked and built; what is unchanged is skipped, what was broken off goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from ...disk import ChangedMeanwhile
from ..crew import Ended
from .filed import FiledUnit, file_unit, filed_units, is_true_still, rename
from .names import Folders, folder_name
from .records import Record, State
from .roster import NO_ROSTER, Roster
from .unit import Outcome, UnitTask, Wanted

Hands = Callable[[Iterable[UnitTask], Callable[[], bool]], Iterator[tuple[UnitTask, Outcome | Ended]]]
"""Whoever does the work: (units, whether to stop) → outcomes as they come."""

_HELD = "文件夹里有文件正被 Word、Excel 或其他程序打开，或者没有写的权限；关掉以后再运行一次"
_STATES = {Ended.TIMEOUT: State.TIMEOUT, Ended.DIED: State.DIED}


@dataclass(frozen=True)
class Told:
    """A unit that is done with. `skipped`: it was unchanged; `code`: in the roster; `folder`: as it is called now.

    `doubt`: what is odd about whose form it is.
    """

    record: Record
    code: str
    folder: str
    skipped: bool
    doubt: str = ""


@dataclass
class Run:
    """What became of a batch. `left`: keys of units that were not begun when it was stopped; `stale`: folders whose
    form was not among those given."""

    units: dict[str, Told] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    collisions: list[tuple[str, list[str]]] = field(default_factory=list)


@dataclass(frozen=True)
class Order:
    """What a batch is to do. `forms`: key → form; `engine`: digest of the program and its data."""

    forms: Mapping[str, Path]
    out: Path
    wanted: Wanted
    engine: str
    roster: Roster = NO_ROSTER


def run(
    order: Order, hands: Hands, told: Callable[[Told], None] = lambda one: None,
    stopping: Callable[[], bool] = lambda: False,
) -> Run:
    """Carry a batch out; departments come after the units. `told` hears of every unit as it is done with."""
    desk = _Desk(order, told)
    waiting = [unit for key, form in order.forms.items() if (unit := desk.unless_true_still(key, form))]
    departments = desk.take(hands(waiting, stopping))
    again = [replace(unit, departments=True) for unit in sorted(departments, key=lambda unit: unit.key)]
    desk.take(hands(again, stopping) if again and not stopping() else ((unit, Ended.STOPPED) for unit in again))
    return desk.closed()


class _Desk:
    """Where outcomes arrive and are filed: one process writes, so names are settled in one place."""

    def __init__(self, order: Order, told: Callable[[Told], None]) -> None:
        self._order, self._told = order, told
        self._folders, self._run = Folders(), Run()
        self._filed: dict[str, FiledUnit] = {}
        for filed in filed_units(order.out):
            self._filed.setdefault(filed.record.key, filed)

    def unless_true_still(self, key: str, form: Path) -> UnitTask | None:
        """A unit to be worked at; None for one of which nothing has changed, which is told at once."""
        order, filed = self._order, self._filed.get(key)
        if filed is None or not is_true_still(filed, order.out, form, order.wanted, order.engine):
            return UnitTask(key, form, order.wanted)
        code = self._place(filed.record)
        if self._filed[key].folder != self._folders.names[key]:  # something else lies there
            return UnitTask(key, form, order.wanted)
        self._tell(filed.record, code, skipped=True)
        return None

    def take(self, outcomes: Iterable[tuple[UnitTask, Outcome | Ended]]) -> list[UnitTask]:
        """File outcomes as they come; the departments that are to come later."""
        later = []
        for unit, outcome in outcomes:
            if outcome is Ended.STOPPED:
                self._run.left.append(unit.key)
            elif isinstance(outcome, Ended):
                self._file(unit, Outcome(unit.key, Record(unit.key, _STATES[outcome], message=_why(outcome))))
            elif outcome.record is None:
                later.append(unit)
            else:
                self._file(unit, outcome)
        return later

    def closed(self) -> Run:
        """The whole run, its units in the order of their keys."""
        run = self._run
        known = {one.folder for one in run.units.values()} | {
            self._filed[key].folder for key in run.left if key in self._filed}
        run.stale = sorted({filed.folder for filed in filed_units(self._order.out)} - known)
        run.collisions = self._folders.collisions()
        run.units = dict(sorted(run.units.items()))
        return run

    def _file(self, unit: UnitTask, outcome: Outcome) -> None:
        assert outcome.record is not None
        record = self._named(replace(outcome.record, engine=self._order.engine))
        code = self._place(record)
        folder = self._folders.names[unit.key]
        try:
            record = file_unit(self._order.out, folder, outcome, record, self._order.forms[unit.key])
        except (PermissionError, FileExistsError, ChangedMeanwhile):  # of this folder; a full disk stops the batch
            record = replace(record, state=State.HELD, message=_HELD)
        else:
            self._filed[unit.key] = FiledUnit(folder, record)
        self._tell(record, code, skipped=False)

    def _named(self, record: Record) -> Record:
        """The record of a form, under the name that it had before where it can't be read any more."""
        before = self._filed.get(record.key)
        if record.name or before is None:
            return record
        return replace(record, name=before.record.name, department=before.record.department)

    def _place(self, record: Record) -> str:
        """Settle what a unit's folder is called, and let it and others that this touches be called so; its code."""
        listed = self._order.roster.unit_of(record)
        code, name = (listed.code, listed.name) if listed else ("", record.name)
        moved = self._folders.ask(record.key, folder_name(code, name or PurePosixPath(record.key).stem))
        for key in (*moved, record.key):
            self._rename(key)
        return code

    def _rename(self, key: str) -> None:
        filed, new = self._filed.get(key), self._folders.names[key]
        if filed is None or filed.folder == new or not rename(self._order.out, filed.folder, new):
            return
        self._filed[key] = replace(filed, folder=new)
        if key in self._run.units:
            self._run.units[key] = replace(self._run.units[key], folder=new)

    def _tell(self, record: Record, code: str, *, skipped: bool) -> None:
        told = Told(record, code, self._folders.names[record.key], skipped, self._order.roster.doubt(record))
        self._run.units[record.key] = told
        self._told(told)


def _why(ended: Ended) -> str:
    if ended is Ended.TIMEOUT:
        return "超过时限，没有做完；请单独核对这份填报表"
    return "处理它的进程两次意外中断；请单独核对这份填报表"
