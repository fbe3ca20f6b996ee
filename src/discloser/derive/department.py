"""A department's own form and its units' forms → the form and the facts of the whole department.

Lines, amounts and counts add up; texts, dates and controls are the department's own. Last year's figures add up unless
the department gives them, because units come and go.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from typing import Any, TypeVar

from ..model.case import RepeatedFigure
from ..model.codes import Classification
from ..model.fact import Facts
from ..model.form.base import Block, key_of
from ..model.form.budget import AppropriationAmounts, Form, ProjectLine, every_row
from ..model.form.common import UNITS, CommonForm
from ..model.form.final import CategoryBudget, FinalForm, FinalProjectLine, ItemBudget
from ..model.form.terms import OWN_BLOCKS, OWN_VALUES
from ..model.form.transfers import final_rows
from ..model.kind.report_kind import ReportKind
from ..model.money import ZERO
from ..model.place import FormPath
from .facts import facts_of

AnyBlock = TypeVar("AnyBlock", bound=Block)

"""Where a department's form names its units; a path into the form of the first unit begins with it and 0."""

_BUDGETS: tuple[FormPath, ...] = (("分类预算",), ("分项预算",))
Budget = CategoryBudget | ItemBudget


@dataclass(frozen=True, slots=True)
class Summed:
    """A department's form filled from its units. `paths`: what was added up; `comparisons`: what was typed as well."""

    form: CommonForm
    paths: frozenset[FormPath]
    comparisons: tuple[RepeatedFigure, ...]


def without_passed_on(unit: CommonForm) -> CommonForm:
    """A unit's form without the targets and evaluations of projects that other units carry out with its money."""
    if isinstance(unit, Form):
        passed_on = _given_away(unit.project_lines)
        targets = tuple(one for one in unit.performance.targets if one.project not in passed_on)
        return unit.model_copy(update={"performance": unit.performance.model_copy(update={"targets": targets})})
    if isinstance(unit, FinalForm):
        passed_on = _given_away(unit.project_lines)
        kept = tuple(one for one in unit.performance.evaluations if one.project not in passed_on)
        return unit.model_copy(update={"performance": unit.performance.model_copy(update={"evaluations": kept})})
    return unit


def _given_away(lines: Sequence[ProjectLine | FinalProjectLine]) -> set[str]:
    """The projects of which all the money goes to another unit."""
    return {line.project for line in lines} - {line.project for line in lines if not line.passed_to}


def summed(own: CommonForm, typed: Set[FormPath], units: Sequence[CommonForm]) -> Summed:
    """The department's form with everything that its units give. `typed`: the paths that were filled in its own."""
    work, model = _Summing(typed), type(own)
    parts = with_fiscal_totals(own, units)
    filled = {
        name: work.value(getattr(own, name), [getattr(unit, name) for unit in parts], (key_of(model, name),))
        for name in model.model_fields if key_of(model, name) not in OWN_BLOCKS
    }
    return Summed(own.model_copy(update=filled), frozenset(work.paths), tuple(work.comparisons))


def with_fiscal_totals(own: CommonForm, units: Sequence[CommonForm]) -> Sequence[CommonForm]:
    """Units of final accounts with last year's totals of 财政拨款, if any is given: left out, it is the expenditure."""
    finals = [unit for unit in units if isinstance(unit, FinalForm)]
    if not isinstance(own, FinalForm) or len(finals) < len(units):
        return units
    fields = [field for field in ("fiscal_revenue", "fiscal_expenditure")
              if any(getattr(form.prior_year, field) is not None for form in (own, *finals))]
    return [_with_totals(unit, fields) for unit in finals]


def _with_totals(unit: FinalForm, fields: Sequence[str]) -> FinalForm:
    prior = unit.prior_year
    missing = {field: prior.general_public for field in fields if getattr(prior, field) is None}
    return unit.model_copy(update={"prior_year": prior.model_copy(update=missing)})


def facts_of_department(units: Sequence[CommonForm], kind: ReportKind, classification: Classification) -> Facts:
    """The facts of all units, each with its unit's name, without what is passed on inside the department."""
    return Facts(
        fact._replace(origin=(*UNITS, i, *fact.origin))
        for i, unit in enumerate(units) for passed_on in (_passed_on(unit),)
        for fact in facts_of(unit, kind, classification)
        if (fact.measure, *fact.origin[:2]) not in passed_on
    )


def _passed_on(unit: CommonForm) -> frozenset[FormPath]:
    """Measure and path of the lines that are the giver's spending or the receiver's income of a transfer."""
    if isinstance(unit, FinalForm):
        spent = (("支出", *path) for path, line in final_rows(unit) if line.passed_to)
        others = (("支出", "其他性质支出", i) for i, line in enumerate(unit.other_lines) if line.passed_to)
        income = (("收入", "收入", i) for i, line in enumerate(unit.revenue_lines) if line.received_from)
        return frozenset((*spent, *others, *income))
    if not isinstance(unit, Form):
        return frozenset()
    return frozenset(
        (measure, *path) for path, line in every_row(unit)
        for measure, other in (("支出", line.passed_to), ("收入", line.received_from)) if other
    )


@dataclass
class _Summing:
    typed: Set[FormPath]
    paths: set[FormPath] = field(default_factory=set)
    comparisons: list[RepeatedFigure] = field(default_factory=list)

    def value(self, own: Any, parts: Sequence[Any], path: FormPath) -> Any:
        """A value of the department's form, given its own and its units' values."""
        if path in OWN_VALUES:
            return own
        if path in _BUDGETS:
            return self._budgets(path, own, list(chain.from_iterable(parts)))
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

    def _block(self, own: AnyBlock, parts: Sequence[AnyBlock], path: FormPath) -> AnyBlock:
        keys = {name: key_of(type(own), name) for name in type(own).model_fields}
        return own.model_copy(update={
            name: self.value(getattr(own, name), [getattr(part, name) for part in parts], (*path, key))
            for name, key in keys.items()
        })

    def _settled(self, own: Any, total: Any, path: FormPath) -> Any:
        """The sum, or the department's own figure of last year; what was typed is compared with the sum."""
        if not any(typed[:len(path)] == path for typed in self.typed):
            self.paths.add(path)
            return total
        self.comparisons.append(RepeatedFigure(path, _amount(own), _amount(total), UNITS))
        return own if is_prior(path) else total

    def _budgets(self, path: FormPath, own: Sequence[Budget], parts: Sequence[Budget]) -> tuple[Budget, ...]:
        """A row for each 类, or 项 and source: amounts are the units', purposes and reasons the department's."""
        rows = {_about(line): line for line in own}
        for part in parts:
            rows.setdefault(_about(part), _unsaid(part))
        return tuple(
            self._budget(row, [part for part in parts if _about(part) == about], (*path, i))
            for i, (about, row) in enumerate(rows.items())
        )

    def _budget(self, row: Budget, parts: Sequence[Budget], path: FormPath) -> Budget:
        """Last year's figure of a 类 is known where every unit that has the category gives it."""
        priors = [part.prior for part in parts if isinstance(part, CategoryBudget) and part.prior is not None]
        total = sum((part.amount for part in parts), ZERO)
        update: dict[str, Any] = {"amount": self._settled(row.amount, total, (*path, "预算"))}
        if priors and len(priors) == len(parts):
            update["prior"] = self._settled(getattr(row, "prior", None), sum(priors, ZERO), (*path, "上年"))
        return row.model_copy(update=update)

    def _missing(self, parts: Sequence[Any], path: FormPath) -> Any:
        """What the department left out: a block is added up, anything else is taken over where its units agree."""
        filled = [part for part in parts if part is not None]
        if filled and isinstance(filled[0], Decimal):
            return self._settled(filled[0], sum(filled, ZERO), path)
        if filled and isinstance(filled[0], Block):
            return self._block(filled[0], filled, path)
        return filled[0] if len(set(filled)) == 1 else None


def _unsaid(row: Budget) -> Budget:
    """A unit's row without what only the department may say."""
    prior: dict[str, None] = {"prior": None} if isinstance(row, CategoryBudget) else {}
    return row.model_copy(update={"purpose": "", "reason": "", **prior})


def _about(row: Budget) -> tuple[str, str]:
    """What a row of budgets is about; no two rows of a form are about the same."""
    return (row.category, "") if isinstance(row, CategoryBudget) else (row.function, row.fund)


def is_prior(path: FormPath) -> bool:
    """Whether a figure at this path is last year's."""
    return "上年" in (path[0], path[-1])


def _added(own: AppropriationAmounts, parts: Sequence[AppropriationAmounts]) -> AppropriationAmounts:
    return own.model_copy(update={
        name: sum((getattr(part, name) for part in parts), ZERO) for name in AppropriationAmounts.model_fields
    })


def _amount(value: AppropriationAmounts | Decimal | int) -> Decimal:
    return value.total() if isinstance(value, AppropriationAmounts) else Decimal(value)
