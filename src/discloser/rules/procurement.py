"""PRC: 政府采购预算 beside what the lines plan to buy."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.case import Case
from ..model.finding import Severity
from ..model.money import ZERO
from .catalogue import rule
from .doubted import doubted
from .rule import Hit, Parameters, hit
from .wording import every_line, money, unit_of

_EQUIPMENT = ("31002", "31003", "31007", "31013", "31019", "30902", "30903", "30907", "30913", "30919")
"""Sections under which goods are bought: equipment, vehicles, networks and software."""

_PROCUREMENT_LAW = "《中华人民共和国政府采购法》第三十三条：编制部门预算应当列出政府采购的项目及资金"


@rule(
    "PRC001", "购置设备的支出列入政府采购",
    message="支出各行里购置设备、车辆、软件合计 {expected}，政府采购货物只有 {found}，相差 {gap}",
    hint="请核对“政府采购 货物”是否漏填；不在集中采购目录又低于采购限额的，不必改",
    severity=Severity.WARNING, basis=_PROCUREMENT_LAW, parameters={"差额下限": 50_000},
)
def equipment_is_procured(case: Case, limit: Parameters) -> Iterator[Hit]:
    """Small purchases need no procurement, so a gap counts from 差额下限 (元) on."""
    planned = sum((line.amount for line in every_line(case.form) if line.department_economic in _EQUIPMENT), ZERO)
    goods, unit = case.form.procurement.goods, unit_of(case.form)
    told = ("政府采购", "货物") in doubted(case)
    if planned > goods and planned - goods >= limit["差额下限"] and not told:
        yield hit("政府采购", "货物", found=money(goods, unit), expected=money(planned, unit),
                  gap=money(planned - goods, unit))


@rule(
    "PRC002", "政府采购不超过支出总计",
    message="政府采购货物、工程、服务合计 {found}，支出总计只有 {expected}",
    hint="请核对三项的金额和“金额单位”；一次采购、分年付款的，不必改",
    severity=Severity.WARNING, basis=_PROCUREMENT_LAW,
)
def procurement_is_within_expenditure(case: Case) -> Iterator[Hit]:
    """What is bought this year is paid from this year's expenditure."""
    procurement, unit = case.form.procurement, unit_of(case.form)
    amounts = {"货物": procurement.goods, "工程": procurement.works, "服务": procurement.services}
    bought, spent = sum(amounts.values(), ZERO), case.facts.where({"口径": "支出"}).total()
    if bought > spent:
        yield hit("政府采购", max(amounts, key=lambda key: amounts[key]), found=money(bought, unit),
                  expected=money(spent, unit))
