"""A department's own form and its units' forms → the form and the facts of the whole department.

Lines, amounts and counts add up; texts, dates and controls are the department's own. Last year's figures add up unless
the department gives them, because units come and go.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import chain
from typing import Any, TypeVar

from ..core.case import Comparison
from ..core.codes import Classification
from ..core.fact import Fact, Facts
from ..core.form import AppropriationAmounts, BasicLine, Block, Form, ProjectLine, key_of
from ..core.kind import ReportKind
from ..core.money import ZERO
from ..core.place import Path
from ..core.terms import OWN_BLOCKS
from .facts import facts_of

AnyBlock = TypeVar("AnyBlock", bound=Block)

UNITS: Path = ("所属单位",)
"""Where a department's form names its units; a path into the form of the first unit begins with it and 0."""


@dataclass(frozen=True, slots=True)
class Summed:
    """A department's form filled from its units. `paths`: what was added up; `comparisons`: what was typed as well."""

    form: Form
    paths: frozenset[Path]
    comparisons: tuple[Comparison, ...]


def without_passed_on(unit: Form) -> Form:
    """A unit's form without the targets of projects that other units carry out with its money."""
    spent = {line.project for line in unit.project_lines if not line.passed_to}
    passed_on = {line.project for line in unit.project_lines} - spent
    targets = tuple(target for target in unit.performance.targets if target.project not in passed_on)
    return unit.model_copy(update={"performance": unit.performance.model_copy(update={"targets": targets})})


def summed(own: Form, typed: Set[Path], units: Sequence[Form]) -> Summed:
    """The department's form with everything that its units give. `typed`: the paths that were filled in its own."""
    work = _Summing(typed)
    filled = {
        name: work.value(getattr(own, name), [getattr(unit, name) for unit in units], (key_of(Form, name),))
        for name in Form.model_fields if key_of(Form, name) not in OWN_BLOCKS
    }
    return Summed(own.model_copy(update=filled), frozenset(work.paths), tuple(work.comparisons))


def facts_of_department(units: Sequence[Form], kind: ReportKind, classification: Classification) -> Facts:
    """The facts of all units, each with its unit's name, without what is passed on inside the department."""
    return Facts(tuple(
        replace(fact, origin=(*UNITS, i, *fact.origin))
        for i, unit in enumerate(units) for fact in facts_of(unit, kind, classification)
        if not _is_passed_on(fact, unit)
    ))


def _is_passed_on(fact: Fact, unit: Form) -> bool:
    """Whether a fact is the giver's spending or the receiver's income of a transfer."""
    match fact.origin:
        case ("基本支出", int(i), *_):
            line: BasicLine | ProjectLine = unit.basic_lines[i]
        case ("项目支出", int(i), *_):
            line = unit.project_lines[i]
        case _:
            return False
    return bool(line.passed_to if fact.measure == "支出" else line.received_from)


@dataclass
class _Summing:
    typed: Set[Path]
    paths: set[Path] = field(default_factory=set)
    comparisons: list[Comparison] = field(default_factory=list)

    def value(self, own: Any, parts: Sequence[Any], path: Path) -> Any:
        """A value of the department's form, given its own and its units' values."""
        if isinstance(own, AppropriationAmounts):
            return self._settled(own, _added(own, parts), path)
        if isinstance(own, Block):
            return self._block(own, parts, path)
        if isinstance(own, tuple):
            self.paths.add(path)
            return tuple(chain.from_iterable(parts))
        if isinstance(own, Mapping):
            return {key: value for names in (*reversed(parts), own) for key, value in names.items()}
        if isinstance(own, Decimal | int) and not isinstance(own, bool):
            return self._settled(own, sum(parts, type(own)(0)), path)
        return self._missing(parts, path) if own is None else own

    def _block(self, own: AnyBlock, parts: Sequence[AnyBlock], path: Path) -> AnyBlock:
        keys = {name: key_of(type(own), name) for name in type(own).model_fields}
        return own.model_copy(update={
            name: self.value(getattr(own, name), [getattr(part, name) for part in parts], (*path, key))
            for name, key in keys.items()
        })

    def _settled(self, own: Any, total: Any, path: Path) -> Any:
        """The sum, or the department's own figure of last year; what was typed is compared with the sum."""
        if not any(typed[:len(path)] == path for typed in self.typed):
            self.paths.add(path)
            return total
        self.comparisons.append(Comparison(path, _amount(own), _amount(total), UNITS))
        return own if is_prior(path) else total

    def _missing(self, parts: Sequence[Any], path: Path) -> Any:
        """What the department left out: a block is added up, anything else is taken over where all units agree."""
        filled = [part for part in parts if part is not None]
        if filled and isinstance(filled[0], Block):
            return self._block(filled[0], filled, path)
        return filled[0] if len(filled) == len(parts) and len(set(filled)) == 1 else None


def is_prior(path: Path) -> bool:
    """Whether a figure at this path is last year's."""
    return "上年" in (path[0], path[-1])


def _added(own: AppropriationAmounts, parts: Sequence[AppropriationAmounts]) -> AppropriationAmounts:
    return own.model_copy(update={
        name: sum((getattr(part, name) for part in parts), ZERO) for name in AppropriationAmounts.model_fields
    })


def _amount(value: AppropriationAmounts | Decimal | int) -> Decimal:
    return value.total() if isinstance(value, AppropriationAmounts) else Decimal(value)
