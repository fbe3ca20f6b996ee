"""Last year's case → the figures that this year's form asks for, where it asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from ..model.case import Case, RepeatedFigure
from ..model.fact import Facts
from ..model.form.base import Block, field_of
from ..model.form.budget import AppropriationAmounts
from ..model.form.common import LAST_YEARS_FORM, CommonForm
from ..model.form.final import CategoryBudget, FinalForm
from ..model.form.flat import WHOLE
from ..model.form.outline import entry_at
from ..model.form.sorts import form_of
from ..model.form.terms import APPROPRIATIONS
from ..model.kind.report_kind import ReportKind
from ..model.money import ZERO
from ..model.place import FormPath

AnyBlock = TypeVar("AnyBlock", bound=Block)
AnyForm = TypeVar("AnyForm", bound=CommonForm)

"""Where a form names last year's; paths into that form begin so."""

_CATEGORIES, _PRIOR = "分类预算", "上年"


@dataclass(frozen=True, slots=True)
class PriorFigure:
    """A figure of last year, exact in 元. `origin`: the first line of last year's form that it comes from."""

    path: FormPath
    amount: Decimal
    origin: FormPath


def prior_figures(case: Case, kind: ReportKind) -> Iterator[PriorFigure]:
    """Where a form of a kind asks for last year's figures, and what last year's facts add up to.

    A change against several prior figures is skipped: each of those is asked for by a change of its own.
    """
    for change in kind.changes.values():
        figure = kind.figures.get(change.current)
        if figure is None or figure.count or figure.by or len(change.prior) != 1 or change.base != _PRIOR:
            continue
        path: FormPath = tuple(change.prior[0].split("/"))
        entry, facts = entry_at(path, form_of(kind.sort)), case.facts.where(kind.expanded(figure.where))
        if entry is not None and entry.sort == "amounts":
            yield from _by_fund(path, facts)
        elif entry is not None:
            yield _figure(path, facts)


@dataclass(frozen=True, slots=True)
class FilledForm(Generic[AnyForm]):
    """A form with last year's figures in it. `paths`: what was computed; `comparisons`: what was typed and stays."""

    form: AnyForm
    paths: frozenset[FormPath]
    comparisons: tuple[RepeatedFigure, ...]


def with_prior(form: AnyForm, typed: Set[FormPath], last_year: Case, kind: ReportKind) -> FilledForm[AnyForm]:
    """The form with the figures that last year's case gives."""
    asked: dict[FormPath, list[PriorFigure]] = {}
    for figure in prior_figures(last_year, kind):
        asked.setdefault(_whole(figure.path), []).append(figure)
    comparisons: list[RepeatedFigure] = []
    computed: set[FormPath] = set()
    for path, figures in asked.items():
        if any(other[:len(path)] == path for other in typed):
            amount = sum((figure.amount for figure in figures), ZERO)
            comparisons.append(RepeatedFigure(path, amount_at(form, path), amount, figures[0].origin))
            continue
        computed.add(path)
        for figure in figures:
            form = _replaced(form, figure.path, figure.amount)
    if isinstance(form, FinalForm):
        comparisons += _compared_categories(form, last_year)
        computed |= {(_CATEGORIES, i, _PRIOR) for i, line in enumerate(form.category_budgets) if line.prior is None}
        form = form.model_copy(update={"category_budgets": tuple(_with_prior_categories(form, last_year))})
    return FilledForm(form, frozenset(computed), tuple(comparisons))


def prior_categories(form: FinalForm, last_year: Case) -> Iterator[PriorFigure]:
    """What each functional 类 that a form tells apart spent last year, at its row of the form."""
    spent = last_year.facts.where({"口径": "支出", "来源": APPROPRIATIONS[0]})
    for i, line in enumerate(form.category_budgets):
        yield _figure((_CATEGORIES, i, _PRIOR), spent.under(line.category))


def _with_prior_categories(form: FinalForm, last_year: Case) -> Iterator[CategoryBudget]:
    for line, figure in zip(form.category_budgets, prior_categories(form, last_year), strict=True):
        yield line if line.prior is not None else line.model_copy(update={"prior": figure.amount})


def _compared_categories(form: FinalForm, last_year: Case) -> Iterator[RepeatedFigure]:
    for line, figure in zip(form.category_budgets, prior_categories(form, last_year), strict=True):
        if line.prior is not None:
            yield RepeatedFigure(figure.path, line.prior, figure.amount, figure.origin)


def amount_at(form: CommonForm, path: FormPath) -> Decimal:
    """The amount at a path; of an amount by source, the sum."""
    value: AppropriationAmounts | Decimal = form.at(tuple(str(key) for key in path))
    return value.total() if isinstance(value, AppropriationAmounts) else value


def _by_fund(path: FormPath, facts: Facts) -> Iterator[PriorFigure]:
    for fund in APPROPRIATIONS:
        part = facts.where({"来源": fund})
        if part.total() or fund == WHOLE:
            yield _figure((*path, fund), part)


def _figure(path: FormPath, facts: Facts) -> PriorFigure:
    first = next(iter(facts), None)
    return PriorFigure(path, facts.total(), (*LAST_YEARS_FORM, *(first.origin if first else ())))


def _whole(path: FormPath) -> FormPath:
    """An amount by source is typed as one: naming one source says that there is no other."""
    return path[:-1] if path[-1] in APPROPRIATIONS else path


def _replaced(block: AnyBlock, path: FormPath, amount: Decimal) -> AnyBlock:
    """A block with another amount at a path."""
    field, below = field_of(type(block), str(path[0])), path[1:]
    return block.model_copy(update={field: _replaced(getattr(block, field), below, amount) if below else amount})
