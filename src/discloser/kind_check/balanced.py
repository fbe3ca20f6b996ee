"""Invented final accounts made to agree with themselves: what came in is what went out and what is left."""

from __future__ import annotations

from decimal import Decimal

from ..derive.publics import amounts_determined
from ..model.form.base import key_of
from ..model.form.budget import every_row
from ..model.form.common import CommonForm
from ..model.form.final import BalanceLine, FinalForm, OpeningBudget, RevenueLine
from ..model.form.final_publics import FinalPublics
from ..model.form.terms import APPROPRIATIONS, REVENUE_SOURCES
from ..model.money import ZERO

_OTHER_INCOME, _OTHER_MONEY = REVENUE_SOURCES[-1], "非财政拨款"


def evened(form: CommonForm) -> CommonForm:
    """Final accounts with more income or more left over until each source balances; any other form as it is."""
    if not isinstance(form, FinalForm):
        return form
    revenue, closing = list(form.revenue_lines), list(form.closing)
    for fund in (*APPROPRIATIONS, _OTHER_MONEY):
        gap = _out(form, fund) - _in(form, fund)
        function = form.basic_lines[0].function if form.basic_lines else ""
        if gap > 0:
            source = _OTHER_INCOME if fund == _OTHER_MONEY else fund
            revenue.append(RevenueLine(function=function, amount=gap, source=source))
        elif gap < 0:
            closing.append(BalanceLine(fund=fund, amount=-gap, function=function))
    vehicles = form.state_assets.vehicles
    held = sum(vehicles.by_use().values())
    assets = form.state_assets.model_copy(update={"vehicles": vehicles.model_copy(update={"held": held})})
    return form.model_copy(update={
        "revenue_lines": tuple(revenue), "closing": tuple(closing), "state_assets": assets,
        "three_publics": _with_parts(form), "opening_budget": _with_categories(form),
    })


def _with_categories(form: FinalForm) -> OpeningBudget:
    """The opening budget that its items or else its categories, as far as there are any, add up to."""
    items = [line.amount for line in form.item_budgets if line.fund == APPROPRIATIONS[0]]
    parts = items or [line.amount for line in form.category_budgets]
    return form.opening_budget.model_copy(update={"expenditure": sum(parts, ZERO)} if parts else {})


def _with_parts(form: FinalForm) -> FinalPublics:
    """Receptions of which a part was abroad and a part for foreigners."""
    publics, item = form.three_publics, key_of(FinalPublics, "official_hospitality")
    whole = publics.official_hospitality
    paid = whole.outturn or sum((line.amount for _, line in amounts_determined(form, item)), ZERO)
    part = {"abroad_amount": paid / 4, "foreign_amount": paid / 4}
    return publics.model_copy(update={"official_hospitality": whole.model_copy(update=part)})


def _in(form: FinalForm, fund: str) -> Decimal:
    earned = sum((line.amount for line in form.revenue_lines if _fund_of(line.source) == fund), ZERO)
    opening = sum((line.amount for line in form.opening if line.fund == fund), ZERO)
    return earned + opening + (form.reserves_used if fund == _OTHER_MONEY else ZERO)


def _out(form: FinalForm, fund: str) -> Decimal:
    spent = sum((line.amount for _, line in every_row(form) if line.fund == fund), ZERO)
    closing = sum((line.amount for line in form.closing if line.fund == fund), ZERO)
    others = form.distribution + sum((line.amount for line in form.other_lines), ZERO)
    return spent + closing + (others if fund == _OTHER_MONEY else ZERO)


def _fund_of(source: str) -> str:
    return source if source in APPROPRIATIONS else _OTHER_MONEY
