"""ORG: what the nature of the unit implies."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..model.case import Case
from ..model.finding import Severity
from ..model.form.final import FinalForm
from .catalogue import rule
from .rule import Hit, hit
from .wording import money, unit_of

_HAS_AGENCY_OPERATING = "有机关运行经费"
_BUDGET_LAW_14 = "《中华人民共和国预算法》第十四条：公开时对机关运行经费的安排、使用情况作出说明"


@rule(
    "ORG001", "没有机关运行经费的单位不填机关运行经费",
    message="单位性质是{nature}，不应当有机关运行经费，这里填了 {found}",
    hint="机关运行经费只属于行政单位和参公事业单位：请改为 0，或者核对“单位 性质”",
    basis=_BUDGET_LAW_14,
)
def institutions_have_no_agency_operating(case: Case) -> Iterator[Hit]:
    """A public institution's operating money is not 机关运行经费; the report says that it has none."""
    key, amount = _stated(case)
    if amount and not _has_agency_operating(case):
        yield hit("机关运行经费", key, found=money(amount, unit_of(case.form)), nature=case.form.unit.nature)


@rule(
    "ORG002", "有机关运行经费的单位填机关运行经费",
    message="单位性质是{nature}，机关运行经费却是 0",
    hint="请填写本年的机关运行经费（一般是财政拨款安排的公用经费）；确实没有的，不必改",
    severity=Severity.WARNING, basis=_BUDGET_LAW_14,
)
def agencies_have_agency_operating(case: Case) -> Iterator[Hit]:
    """An administrative unit can hardly run without operating money."""
    key, amount = _stated(case)
    if _has_agency_operating(case) and not amount:
        yield hit("机关运行经费", key, found="0", nature=case.form.unit.nature)


@rule(
    "ORG003", "机关运行经费是基本支出的公用经费",
    message="机关运行经费是 {found}，基本支出里财政拨款安排的公用经费合计 {expected}",
    hint="两者一般相等：请核对机关运行经费；包含项目支出里的运行经费、或者批复另有口径的，不必改",
    severity=Severity.INFO, basis=_BUDGET_LAW_14,
)
def agency_operating_is_operating_expenditure(case: Case) -> Iterator[Hit]:
    """Nearly always so where the bureau's system derives it; told, because some regions count otherwise."""
    key, stated = _stated(case)
    operating = case.facts.where(case.kind.expanded(
        {"口径": "支出", "支出性质": "基本支出", "经费类别": "公用经费", "来源": "财政拨款"}))
    possible = (operating.where({"结转": "否"}).total(), operating.total())
    if _has_agency_operating(case) and stated and stated not in possible:
        unit = unit_of(case.form)
        yield hit("机关运行经费", key, found=money(stated, unit), expected=money(possible[0], unit))


def _stated(case: Case) -> tuple[str, Decimal]:
    """The key under which a form tells 机关运行经费 of the year, and the amount."""
    if isinstance(case.form, FinalForm):
        return "决算", case.form.agency_operating.outturn
    return "本年", case.budget.agency_operating.current.total()


def _has_agency_operating(case: Case) -> bool:
    return case.kind.natures.get(case.form.unit.nature) == _HAS_AGENCY_OPERATING
