"""Form of final accounts → Facts. Income, expenditure and what is left over are facts of their own measures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from ..model.fact import Fact
from ..model.form.base import key_of
from ..model.form.evaluation import SelfEvaluation
from ..model.form.final import BalanceLine, FinalBasicLine, FinalForm, FinalProjectLine
from ..model.form.final_publics import Spent
from ..model.form.terms import APPROPRIATIONS
from ..model.money import ZERO
from .publics import amounts_determined

ExpenseClass = Callable[[str], str]


def final_facts(form: FinalForm, expense_class: ExpenseClass) -> Iterator[Fact]:
    """All facts of final accounts, in the order of the form; zero amounts among them."""
    name = form.unit.name
    yield from _revenue(form)
    yield from _spending(form.basic_lines, "基本支出", name, expense_class)
    yield from _spending(form.project_lines, "项目支出", name, expense_class)
    for i, line in enumerate(form.other_lines):
        yield Fact("支出", line.amount, ("其他性质支出", i, "金额"), unit=name, fund="非财政拨款", nature=line.nature,
                   function=line.function)
    yield from _balances(form.opening, "年初结转和结余", name)
    yield from _balances(form.closing, "年末结转和结余", name)
    for measure in ("使用非财政拨款结余", "结余分配"):
        yield Fact(measure, form.at((measure,)), (measure,), unit=name, fund="非财政拨款")
    yield from _budgets(form)
    yield from _counted(form)


def _revenue(form: FinalForm) -> Iterator[Fact]:
    for i, line in enumerate(form.revenue_lines):
        yield Fact("收入", line.amount, ("收入", i, "金额"), unit=form.unit.name, fund=line.source,
                   function=line.function)


def _spending(
    lines: Sequence[FinalBasicLine | FinalProjectLine], nature: str, unit: str, expense_class: ExpenseClass
) -> Iterator[Fact]:
    for i, line in enumerate(lines):
        yield Fact(
            "支出", line.amount, (nature, i, "金额"), unit=unit, fund=line.fund, nature=nature, function=line.function,
            department_economic=line.department_economic, expense_class=expense_class(line.department_economic),
            project=line.project if isinstance(line, FinalProjectLine) else "",
        )


def _balances(lines: Sequence[BalanceLine], measure: str, unit: str) -> Iterator[Fact]:
    for i, line in enumerate(lines):
        yield Fact(measure, line.amount, (measure, i, "金额"), unit=unit, fund=line.fund, function=line.function)


def _budgets(form: FinalForm) -> Iterator[Fact]:
    """Budgets of the year: of all expenditure, and of the four kinds of 三公经费 beside what was spent on them."""
    name = form.unit.name
    yield Fact("年初预算", form.opening_budget.expenditure, ("年初预算", "支出"), unit=name, fund="一般公共预算")
    for i, category in enumerate(form.category_budgets):
        yield Fact("分类预算", category.amount, ("分类预算", i, "预算"), unit=name, fund="一般公共预算",
                   function=category.category)
    for i, line in enumerate(form.item_budgets):
        yield Fact("分项预算", line.amount, ("分项预算", i, "预算"), unit=name, fund=line.fund, function=line.function)
    for item, spent in form.three_publics.by_item().items():
        yield from _publics_budgeted(spent, item, name)
        if spent.is_typed("outturn"):
            yield from _publics_typed(form, item, spent.outturn)
            continue
        for path, paid in amounts_determined(form, item):
            yield Fact("三公经费", paid.amount, path, unit=name, item=item, fund=paid.fund)


def _publics_budgeted(spent: Spent, item: str, unit: str) -> Iterator[Fact]:
    """What an item may cost: of general public money, and of the appropriations besides it."""
    general = spent.budget if spent.general_budget is None else spent.general_budget
    typed = "预算" if spent.general_budget is None else key_of(Spent, "general_budget")
    yield Fact("三公经费预算", general, ("三公经费", item, typed), unit=unit, item=item, fund=APPROPRIATIONS[0])
    if spent.budget != general:
        yield Fact("三公经费预算", spent.budget - general, ("三公经费", item, "预算"), unit=unit, item=item)


def _publics_typed(form: FinalForm, item: str, outturn: Decimal) -> Iterator[Fact]:
    """What was spent on an item, typed as one amount: by source as the lines have it, which add up to it."""
    by_fund: dict[str, Decimal] = {}
    for _, paid in amounts_determined(form, item):
        by_fund[paid.fund] = by_fund.get(paid.fund, ZERO) + paid.amount
    parts = by_fund if sum(by_fund.values()) == outturn else {}
    for fund, amount in (parts or {"": outturn}).items():
        yield Fact("三公经费", amount, ("三公经费", item, "决算"), unit=form.unit.name, item=item, fund=fund)


def _counted(form: FinalForm) -> Iterator[Fact]:
    """Money that is told beside the accounts, by what it is about."""
    name, procurement = form.unit.name, form.procurement
    hospitality = form.three_publics.official_hospitality
    at_home = hospitality.outturn - hospitality.abroad_amount
    yield Fact("国内接待费", at_home, ("三公经费", "公务接待费", "决算"), unit=name)
    yield Fact("机关运行经费", form.agency_operating.outturn, ("机关运行经费", "决算"), unit=name,
               item=form.unit.nature)
    for field in ("goods", "works", "services"):
        item = key_of(type(procurement), field)
        yield Fact("政府采购", getattr(procurement, field), ("政府采购", item), unit=name, item=item)
    for field in ("first_amount", "second_amount"):
        key = key_of(SelfEvaluation, field)
        amount: Decimal = getattr(form.performance.evaluation, field)
        yield Fact("绩效自评", amount, ("绩效", "绩效自评", key), unit=name, item=key.removesuffix("金额"))

