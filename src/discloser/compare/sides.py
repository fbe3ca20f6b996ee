"""Comparing two files: forms with the reports they give, or reports in neutral JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..model.case import Case
from ..model.finding import Finding
from ..model.place import FormPath, Places
from ..model.report.report import Report
from .comparison import Comparison, InputChange
from .findings import came_and_went
from .inputs import input_changes, renamed
from .printed import PrintedSnapshot, printed_changes
from .values import Tree, tree_of_case, typed_tree


@dataclass(frozen=True)
class Side:
    """One of the two: a form with its places, findings and printed report, or a printed report alone.

    `title`: of the report, and `report`: itself, when it was made from a form.
    """

    name: str
    places: Places
    findings: tuple[Finding, ...] = ()
    case: Case | None = None
    raw: Mapping[str, Any] | None = None
    printed: PrintedSnapshot | None = None
    title: str = ""
    report: Report | None = None

    @property
    def unreadable(self) -> bool:
        """Whether nothing at all could be read."""
        return self.raw is None and self.printed is None


def compared(old: Side, new: Side) -> Comparison:
    """Everything between two sides; what could not be read on one of them is said, not guessed."""
    inputs = input_changes(*_trees(old, new))
    names = renamed(inputs) if old.raw is not None and new.raw is not None else None
    report = printed_changes(old.printed, new.printed, names) if old.printed and new.printed else []
    appeared, vanished = came_and_went(old.findings, new.findings)
    if old.unreadable or new.unreadable:
        appeared, vanished = new.findings, old.findings
    unread = tuple(side.name for side in (old, new) if side.printed is None)
    return Comparison(
        Path(old.name).name, Path(new.name).name, tuple(_placed(change, old, new) for change in inputs),
        tuple(report), appeared, vanished, unread, tuple(side.name for side in (old, new) if side.unreadable),
    )


def _trees(old: Side, new: Side) -> tuple[Mapping[str, Tree], Mapping[str, Tree]]:
    """Both forms as they were meant or, when one can't be read whole, both as they were typed."""
    if old.case and new.case:
        return tree_of_case(old.case), tree_of_case(new.case)
    if old.raw is None or new.raw is None:
        return {}, {}
    return typed_tree(old.raw), typed_tree(new.raw)


def _placed(change: InputChange, old: Side, new: Side) -> InputChange:
    return change._replace(old_place=_first(change.old_paths, old), new_place=_first(change.new_paths, new))


def _first(paths: tuple[FormPath, ...], side: Side) -> str:
    return str(side.places.of(paths[0])) if paths else ""
