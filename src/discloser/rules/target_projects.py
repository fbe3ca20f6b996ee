"""Which project of the form each 绩效目标表 is about, and that project's money."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from ..model.case import Case
from ..model.form.base import field_of
from ..model.form.budget import ProjectLine
from ..model.form.targets import PerformanceTarget
from ..model.money import ZERO
from ..model.place import FormPath
from ..model.text.likeness import Names, likeness

_NEARLY = 0.75


class Matched(NamedTuple):
    """A target form and the lines of its project; `project` is None when the form has no such project."""

    path: FormPath
    target: PerformanceTarget
    project: str | None
    lines: tuple[ProjectLine, ...]

    @property
    def budgets(self) -> tuple[Decimal, Decimal]:
        """The project's money of this year, and with what was carried in."""
        return total(line for line in self.lines if not line.carried_in), total(self.lines)


def matched(case: Case) -> Iterator[Matched]:
    """Every 绩效目标表, in order: the project of its name, else the one whose name is nearly the same."""
    lines: dict[str, list[ProjectLine]] = {}
    for line in case.budget.project_lines:
        lines.setdefault(line.project, []).append(line)
    targets = case.budget.performance.targets
    nearest = _nearest(tuple(lines), tuple(target.project for target in targets))
    for i, target in enumerate(targets):
        project = target.project if target.project in lines else nearest[target.project]
        if project is not None and likeness(project, target.project) < _NEARLY:
            project = None
        yield Matched(("绩效", "项目绩效目标", i), target, project, tuple(lines.get(project or "", ())))


def nearest_project(name: str, case: Case) -> str | None:
    """The project whose name is most like a given one, however little."""
    projects = tuple(dict.fromkeys(line.project for line in case.budget.project_lines))
    return _nearest(projects, tuple(target.project for target in case.budget.performance.targets)).get(name)


def text_of(target: PerformanceTarget, key: str) -> str:
    """A text of a target form by its Chinese key."""
    text: str = getattr(target, field_of(PerformanceTarget, key))
    return text


def total(lines: Iterable[ProjectLine]) -> Decimal:
    """The money of some lines."""
    return sum((line.amount for line in lines), ZERO)


@lru_cache(maxsize=4)
def _nearest(projects: tuple[str, ...], wanted: tuple[str, ...]) -> dict[str, str | None]:
    """For every wanted name that is no project, the project most like it. Several rules ask the same."""
    names, known = Names(projects), set(projects)
    return {name: names.nearest(name) for name in wanted if name not in known}
