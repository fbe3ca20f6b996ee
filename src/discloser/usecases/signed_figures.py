"""The few figures of a form that whoever signs it wants to see: what it adds up to, and what moved since last year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ..model.case import Case
from ..model.form.budget import Form
from ..model.form.common import CommonForm
from ..model.form.final import FinalForm
from ..model.money import show

_LAST_YEAR = "上年"
_TOTALS = (
    ("收入总计", {"口径": "收入"}), ("支出总计", {"口径": "支出"}),
    ("基本支出", {"口径": "支出", "支出性质": "基本支出"}),
    ("项目支出", {"口径": "支出", "支出性质": "项目支出"}),
)


def totals_of(case: Case) -> tuple[tuple[str, str], ...]:
    """What a form adds up to, in 元, exact."""
    return tuple((name, _shown(case.facts.where(where).total())) for name, where in _TOTALS)


def changes_told(case: Case) -> tuple[tuple[str, str, str, str, str], ...]:
    """Every figure that differs from last year's, as printed, with its reason."""
    return tuple(
        (one.name, _shown(one.current), _shown(one.prior), _shown(one.current - one.prior), one.reason)
        for one in case.changes.values() if one.current != one.prior and one.base == _LAST_YEAR
    )


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure against last year's, in 元 as the report prints it, with the officer's reason."""

    name: str
    current: Decimal
    prior: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """What a bureau adds up over its units, in 元: income, outlay, "three publics" of this year and of last year.

    Of final accounts income and outlay are those of the year, without what was left over before and after.
    """

    income: Decimal
    outlay: Decimal
    publics: Decimal
    publics_before: Decimal
    changes: tuple[FigureChange, ...]


def figures_of(case: Case) -> UnitFigures:
    """What a bureau adds up of a unit."""
    unit = 10000 if case.kind.currency_unit == "万元" else 1
    income, outlay, publics = (
        case.facts.where({"口径": measure}).total() for measure in ("收入", "支出", "三公经费"))
    return UnitFigures(income, outlay, publics, _publics_before(case.form), tuple(
        FigureChange(one.name, one.current * unit, one.prior * unit, one.reason) for one in case.changes.values()))


def _publics_before(form: CommonForm) -> Decimal:
    if isinstance(form, Form):
        publics = form.three_publics
        return sum((getattr(publics, item).prior.total() for item in type(publics).model_fields), Decimal())
    if isinstance(form, FinalForm):
        return sum((spent.prior for spent in form.three_publics.by_item().values()), Decimal())
    return Decimal()


def _shown(amount: Decimal) -> str:
    return show(amount, separators=True, zero="0")
