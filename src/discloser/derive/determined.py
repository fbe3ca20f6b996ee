"""What other cells of a form determine is not typed again: the money of targets and 三公经费, where left blank.

What was typed stays as it is; rules hold it against what it says twice. Where two answers are possible, none is given:
a project with money of this year and money carried in has two totals, and which of them its target is about is for the
officer to say.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TypeVar

from ..model.form.base import Block, key_of
from ..model.form.budget import AppropriationAmounts, Form, ProjectLine, every_row
from ..model.form.common import CommonForm
from ..model.form.targets import PerformanceTarget, TargetFunding, WholeTarget
from ..model.form.terms import APPROPRIATIONS, FUNDS, OWN_INCOMES
from ..model.kind.report_kind import ReportKind
from ..model.money import ZERO
from ..model.unknown import NotKnown
from .publics import determining

AnyForm = TypeVar("AnyForm", bound=CommonForm)

_OWN = (FUNDS[-1], *OWN_INCOMES)


def with_determined(form: AnyForm, kind: ReportKind) -> AnyForm:
    """The form with what its other cells determine; fields filled so still count as not typed.

    Where the form is known in part only, what can't be determined is not known either.
    """
    if form.units:
        return form
    form = _with_publics(form)
    if form.final:
        from .determined_evaluations import evaluations_determined  # a budget has none

        return form.replacing(evaluations_determined(form.final, kind))
    if not isinstance(form, Form):
        return form
    try:
        performance = form.performance
        targets, whole = performance.targets, performance.whole
    except NotKnown:
        return form
    filled = {
        "targets": tuple(one.with_determined(lambda block, field: _value(block, field, form, kind)) for one in targets),
        "whole": whole.with_determined(lambda block, _: _amount_of(block, form)) if whole is not None else None,
    }
    return form.replacing({"performance": performance.replacing(filled)})


def _with_publics(form: AnyForm) -> AnyForm:
    """The form with 三公经费 as its lines determine them, wherever they were left blank."""
    publics = vars(form).get("three_publics")
    if not isinstance(publics, Block):
        return form
    items = {field: _publics_item(getattr(publics, field), key_of(type(publics), field), form)
             for field in type(publics).model_fields if field in vars(publics)}
    return form.replacing({"three_publics": publics.replacing(items)})


def _publics_item(block: Block, item: str, form: CommonForm) -> Block:
    if "general_prior" in type(block).model_fields:
        block = _with_general_prior(block)
    field = block.determined[0]
    if block.is_typed(field) or field not in vars(block):
        return block
    try:
        lines = determining(form, item)
    except NotKnown:
        return block.without(field)
    if lines is None:
        return block
    whole = sum((line.amount for _, line in lines), ZERO)
    return block.replacing({field: AppropriationAmounts(general_public=whole) if isinstance(form, Form) else whole})


def _with_general_prior(block: Block) -> Block:
    """An item of 三公经费 whose last year's figure was all of general public money, where nothing else is typed."""
    known = vars(block)
    if known.get("general_prior", ZERO) is not None or "prior" not in known:
        return block
    return block.replacing({"general_prior": known["prior"]})


def _value(target: PerformanceTarget, field: str, form: Form, kind: ReportKind) -> TargetFunding | str:
    """What a field of a target is when nothing was typed in it: the year of a project of one year is its whole term."""
    if field == "term_funding":
        return target.year_funding if target.of_one_year else target.term_funding
    if field == "year_goal":
        return target.term_goal if target.of_one_year else target.year_goal
    return _money(target, form, kind)


def _money(target: PerformanceTarget, form: Form, kind: ReportKind) -> TargetFunding:
    lines = [line for line in form.project_lines if line.project == target.project]
    if len({line.carried_in for line in lines}) != 1:
        return target.year_funding
    level = kind.target_form.level if kind.target_form else "county"
    amounts = {
        level: _total(line for line in lines if line.fund in APPROPRIATIONS),
        "own": _total(line for line in lines if line.fund in _OWN),
        "other": _total(line for line in lines if line.fund not in (*APPROPRIATIONS, *_OWN)),
    }
    return TargetFunding().model_copy(update=amounts)


def _amount_of(whole: WholeTarget, form: Form) -> Decimal:
    """The money that a target of the whole body is about, by what it says it is about."""
    lines = form.project_lines if whole.basis == "项目支出" else [line for _, line in every_row(form)]
    return sum((line.amount for line in lines), ZERO) if whole.basis else ZERO


def _total(lines: Iterable[ProjectLine]) -> Decimal:
    return sum((line.amount for line in lines), ZERO)
