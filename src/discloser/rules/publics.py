"""TPE: 三公经费 beside the lines they are paid from and the cars they are paid for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..model.case import Case
from ..model.finding import Severity
from ..model.form.base import field_of
from ..model.form.budget import Compared, Line, ThreePublics, every_row
from ..model.form.terms import APPROPRIATIONS, PUBLICS_SECTIONS
from ..model.money import ZERO
from .catalogue import rule
from .doubted import doubted
from .rule import Beside, Hit, hit
from .tail import nearly
from .wording import budget_lines, guessed, money, unit_of

_PURCHASE, _OPERATION = "公务用车购置费", "公务用车运行维护费"
_REPLACED = r"更新|报废|更换|置换|替换|淘汰"
_BASIS = "《中华人民共和国预算法实施条例》第六条：公开财政拨款安排的“三公”经费"


@rule(
    "TPE001", "“三公”经费不小于支出各行里的同一项", sort="budget",
    message="{item}填的是 {found}，支出各行里经济科目 {section} 合计 {expected}，多出 {gap}{guess}",
    hint="“三公”经费包括全部财政拨款安排的，不会比支出各行少：请核对两处的金额",
    severity=Severity.WARNING, basis=_BASIS,
)
def publics_hold_what_the_lines_hold(case: Case) -> Iterator[Hit]:
    """The table of basic expenditure prints the section, the table of 三公经费 the item: a reader sees both."""
    for item, sections in PUBLICS_SECTIONS.items():
        stated, lines = _item(case, item).current.total(), _lines_of(case, sections)
        if stated < lines and not nearly(stated, lines, case) and not _in_doubt(case, item, sections):
            yield _apart(case, item, sections, stated, lines)


@rule(
    "TPE002", "“三公”经费在支出各行里都有着落", sort="budget",
    message="{item}填的是 {found}，支出各行里经济科目 {section} 合计 {expected}，少了 {gap}{guess}",
    hint="请核对两处的金额，或者在项目支出里写明经济科目",
    severity=Severity.WARNING, basis=_BASIS,
)
def publics_are_found_among_the_lines(case: Case) -> Iterator[Hit]:
    """Where every project line names its economic section, money that is in none of them is nowhere."""
    if any(line.amount and not line.department_economic for line in case.budget.project_lines):
        return
    for item, sections in PUBLICS_SECTIONS.items():
        stated, lines = _item(case, item).current.total(), _lines_of(case, sections)
        if stated > lines and not nearly(stated, lines, case) and not _in_doubt(case, item, sections):
            yield _apart(case, item, sections, stated, lines)


@rule(
    "TPE005", "“三公”经费的来源与支出各行一致", sort="budget",
    message="{item}合计与支出各行相等，来源却不同：填的是{found}，支出各行里是{expected}",
    hint="请核对“三公经费”各来源的金额，有没有填反",
    severity=Severity.WARNING, basis=_BASIS,
)
def publics_are_paid_from_the_sources_of_their_lines(case: Case) -> Iterator[Hit]:
    """The table prints every source in a column of its own."""
    unit = unit_of(case.form)
    for item, sections in PUBLICS_SECTIONS.items():
        stated = _item(case, item).current.by_fund()
        lines = {fund: sum((line.amount for line in budget_lines(case.budget) if _is_of(line, sections)
                            and line.fund == fund), ZERO) for fund in stated}
        if stated != lines and sum(stated.values()) == sum(lines.values()):
            found, expected = ("、".join(f"{fund} {money(amount, unit)}" for fund, amount in amounts.items() if amount)
                               for amounts in (stated, lines))
            yield hit("三公经费", item, "本年", item=item, found=found, expected=expected)


@rule(
    "TPE003", "有车才有运行维护费，有车就有运行维护费", sort="budget",
    message="{what}",
    hint="请核对车辆数和公务用车运行维护费；车辆由其他单位保障，或者本年才购入、划入的，不必改",
    severity=Severity.WARNING, basis=_BASIS,
)
def cars_and_their_running_cost_go_together(case: Case) -> Iterator[Hit]:
    """Another body may pay for the car, so this is a question and not an error."""
    held, running = case.budget.state_assets.vehicles.held, _item(case, _OPERATION).current.total()
    bought = _item(case, _PURCHASE).current.total()
    if running and not held and not bought:
        told = money(running, unit_of(case.form))
        yield hit("三公经费", _OPERATION, "本年", found=told, expected=0,
                  what=f"{_OPERATION}是 {told}，国有资产里实有车辆是 0 辆")
    elif held and not running and not _any_money(case, PUBLICS_SECTIONS[_OPERATION]):
        yield hit("国有资产", "车辆", "实有", found=held, what=f"国有资产里实有车辆 {held} 辆，{_OPERATION}是 0")


@rule(
    "TPE004", "购置公务用车有编制", sort="budget",
    message="{item}是 {found}，公务用车编制 {authorized} 辆，实有 {held} 辆，没有空编",
    hint="更新旧车的，请在原因里写明；请核对编制数和实有数",
    severity=Severity.WARNING, basis="《党政机关公务用车管理办法》：公务用车实行编制管理",
)
def cars_are_bought_within_the_quota(case: Case) -> Iterator[Hit]:
    """A car beyond the quota can only replace another, and the reason will say so."""
    vehicles, purchase = case.budget.state_assets.vehicles, _item(case, _PURCHASE)
    reasons = case.budget.reasons
    told = f"{purchase.reason} {reasons.vehicles} {reasons.three_publics} {case.budget.state_assets.vehicles_note}"
    if purchase.current.total() and vehicles.held >= vehicles.authorized and not re.search(_REPLACED, told):
        yield hit("三公经费", _PURCHASE, "本年", found=money(purchase.current.total(), unit_of(case.form)),
                  item=_PURCHASE, authorized=vehicles.authorized, held=vehicles.held)


def _apart(case: Case, item: str, sections: tuple[str, ...], stated: Decimal, lines: Decimal) -> Hit:
    unit = unit_of(case.form)
    guess = guessed(stated, lines) or guessed(lines, stated).replace("，", "，支出各行里的", 1)
    return hit("三公经费", item, "本年", found=money(stated, unit), expected=money(lines, unit), item=item, guess=guess,
               section=_named(case, sections[0]), gap=money(abs(lines - stated), unit),
               ).beside(Beside((*path, "金额"), money(line.amount, unit), f"经济科目 {sections[0]}")
                        for path, line in every_row(case.budget) if _is_of(line, sections))


def _in_doubt(case: Case, item: str, sections: tuple[str, ...]) -> bool:
    """Whether one of the two sides is told to be mistyped already."""
    known = doubted(case)
    rows = ((*path, "金额") for path, line in every_row(case.budget) if _is_of(line, sections))
    return ("三公经费", item, "本年") in known or any(path in known for path in rows)


def _item(case: Case, item: str) -> Compared:
    compared: Compared = getattr(case.budget.three_publics, field_of(ThreePublics, item))
    return compared


def _lines_of(case: Case, sections: tuple[str, ...]) -> Decimal:
    """What this year's lines paid from 财政拨款 hold of some economic sections."""
    return sum((line.amount for line in budget_lines(case.budget) if _is_of(line, sections)), ZERO)


def _is_of(line: Line, sections: tuple[str, ...]) -> bool:
    return line.department_economic in sections and line.fund in APPROPRIATIONS and not line.carried_in


def _any_money(case: Case, sections: tuple[str, ...]) -> bool:
    return any(line.amount for line in budget_lines(case.budget) if line.department_economic in sections)


def _named(case: Case, section: str) -> str:
    return f"{section} {case.classification.department_economic.name(section)}"
