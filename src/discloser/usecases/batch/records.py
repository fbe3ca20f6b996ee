"""What became of a unit, as it is kept beside its report and told in the list of all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from pydantic import TypeAdapter, ValidationError

from ...model.finding import Finding, Severity
from ..signed_figures import UnitFigures

RECORD: Final = "结果.json"
"""The file in a unit's folder that tells what it was made from and what was found."""


class State(StrEnum):
    """What became of a unit."""

    BUILT = "已生成"
    CHECKED = "没有错误"
    ERRORS = "有错误"
    UNREADABLE = "读不出"
    KIND = "版式有误"
    FAULT = "程序出错"
    TIMEOUT = "超时"
    DIED = "进程中断"
    HELD = "写不进"

    @property
    def is_settled(self) -> bool:
        """Whether it will be the same when nothing has changed."""
        return self not in (State.KIND, State.FAULT, State.TIMEOUT, State.DIED, State.HELD)


@dataclass(frozen=True, slots=True)
class ToldFinding:
    """A finding as a list tells it. `place`: sheet and cell, or line; `file`: "" for the unit's own form."""

    severity: Severity
    code: str
    place: str
    message: str
    hint: str
    file: str = ""
    confirmed: str | None = None

    @classmethod
    def of(cls, finding: Finding, form: str) -> ToldFinding:
        """A finding of a form; `form`: the path that its places bear."""
        other = finding.place.file if finding.place.file != form else ""
        return cls(finding.severity, finding.code, finding.place.inside, finding.message, finding.hint, other,
                   finding.confirmed)


@dataclass(frozen=True, slots=True)
class Record:
    """What became of a unit. `key`: the path of its form from the folder of the batch; no clock, no path of a machine.

    `sources`: name, from the form's folder → SHA-256 of every file that was asked for, "" for one that could not be
    read. `engine`: digest of the program and its data; `formats`, `open_data`, `return_lists`: what was wanted;
    `files`: name → SHA-256 of what was filed. `last_year`: the form that it names as last year's.
    """

    key: str
    state: State
    engine: str = ""
    name: str = ""
    department: str = ""
    year: int = 0
    kind: str = ""
    sort: str = ""
    is_department: bool = False
    last_year: str = ""
    findings: tuple[ToldFinding, ...] = ()
    figures: UnitFigures | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    formats: tuple[str, ...] = ()
    open_data: bool = False
    return_lists: bool = False
    files: Mapping[str, str] = field(default_factory=dict)
    message: str = ""

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return sum(one.severity is Severity.ERROR for one in self.findings)

    @property
    def warnings(self) -> int:
        """How many warnings nobody has confirmed."""
        return sum(one.severity is Severity.WARNING and one.confirmed is None for one in self.findings)

    def as_bytes(self) -> bytes:
        """The record as it is kept."""
        return _ADAPTER.dump_json(self, indent=1) + b"\n"


_ADAPTER: TypeAdapter[Record] = TypeAdapter(Record)


def record_in(content: bytes) -> Record | None:
    """The record in a file's bytes; None for anything else."""
    try:
        return _ADAPTER.validate_json(content)
    except ValidationError:
        return None


def told_of(findings: Iterable[Finding], form: str) -> tuple[ToldFinding, ...]:
    """The findings of a form as a list tells them."""
    return tuple(ToldFinding.of(finding, form) for finding in findings)
