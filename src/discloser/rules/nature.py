"""ORG: what the nature of the unit implies."""

from __future__ import annotations

from collections.abc import Iterator

from ..core.case import Case
from ..core.finding import Severity
from .rule import Hit, hit, rule
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
    amount = case.form.agency_operating.current.total()
    if amount and not _has_agency_operating(case):
        yield hit("机关运行经费", "本年", found=money(amount, unit_of(case.form)), nature=case.form.unit.nature)


@rule(
    "ORG002", "有机关运行经费的单位填机关运行经费",
    message="单位性质是{nature}，机关运行经费却是 0",
    hint="请填写本年的机关运行经费（一般是财政拨款安排的公用经费）；确实没有的，不必改",
    severity=Severity.WARNING, basis=_BUDGET_LAW_14,
)
def agencies_have_agency_operating(case: Case) -> Iterator[Hit]:
    """An administrative unit can hardly run without operating money."""
    if _has_agency_operating(case) and not case.form.agency_operating.current.total():
        yield hit("机关运行经费", "本年", found="0", nature=case.form.unit.nature)


def _has_agency_operating(case: Case) -> bool:
    return case.kind.natures.get(case.form.unit.nature) == _HAS_AGENCY_OPERATING
