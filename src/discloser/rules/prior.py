"""PRI: what moved against last year is explained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..model.case import Case
from ..model.change import ExplainedChange
from ..model.finding import Nature, Severity
from ..model.money import printed
from ..model.place import FormPath, written
from .catalogue import rule
from .doubted import doubted, rests_on
from .rule import Hit, Parameters, hit
from .wording import guessed, in_yuan, money, unit_of

_OPEN_BUDGETS = "《地方预决算公开操作规程》：预算公开应当说明与上年相比的增减变化及原因"
_MOVED = {"increase": "增加", "decrease": "减少"}
_EMPTY_WORDS = frozenset({
    "", "无", "没有", "暂无", "略", "同上", "同前", "见上", "如上", "待定", "待填", "待补", "待补充", "不详",
    "原因", "主要原因", "其他", "其他原因", "测试",
})
_SIGNS = re.compile(r"[\W_]|[xX×0-9]+|年")


@rule(
    "PRI001", "与上年不同的数都有原因",
    message="{changes}，没有填写原因",
    hint="请填写“{key}”：写明增减的主要原因{others}",
    basis=_OPEN_BUDGETS, parameters={"比例下限": 0, "金额下限": 0},
    nature=Nature.ABOUT_CHANGES,
)
def changes_have_reasons(case: Case, least: Parameters) -> Iterator[Hit]:
    """The narrative prints a reason with every change; several changes may share one key of the form.

    比例下限 (per cent) and 金额下限 (元): a change that stays below either needs none.
    """
    known = doubted(case)
    wanting = [name for name, change in case.changes.items() if change.lacks_reason and _matters(change, case, least)
               and not rests_on(known, change, case)]
    lacking: dict[FormPath, list[ExplainedChange]] = {}
    for change in (case.changes[name] for name in wanting):
        if not set(change.merged) & set(wanting):
            lacking.setdefault(change.wanted[-1], []).append(change)
    for path, changes in lacking.items():
        others = dict.fromkeys(written(other) for change in changes for other in change.wanted if other != path)
        yield hit(
            *path, key=written(path), changes="；".join(_told(change, case) for change in changes),
            others=f"；原因各不相同的，分别填在{'、'.join(f'“{other}”' for other in others)}" if others else "",
        )


@rule(
    "PRI002", "原因写的是原因",
    message="“{key}”填的是“{found}”，没有说明原因",
    hint="请写明增减的主要原因，例如人员变动、项目新增或到期、政策标准调整",
    basis=_OPEN_BUDGETS,
    nature=Nature.ABOUT_CHANGES,
)
def reasons_say_something(case: Case) -> Iterator[Hit]:
    """A reason that is only a sign or a placeholder would be printed as it stands."""
    told: set[FormPath] = set()
    for change in case.changes.values():
        if not change.wanted or change.change.direction == "unchanged":
            continue
        path = next((path for path in change.wanted if case.form.at(path).strip()), None)
        if path and path not in told and change.reason and _SIGNS.sub("", change.reason) in _EMPTY_WORDS:
            told.add(path)
            yield hit(*path, found=case.form.at(path), key=written(path))


@rule(
    "PRI007", "填的上年数与上年的填报表一致",
    message="“{key}”填的是 {found}，上年的填报表（{where}）算得 {expected}，相差 {gap}；报告用填的数",
    hint="请核对是不是填错了，或者上年的填报表不是最后批复的；调整了口径的，不必改",
    severity=Severity.WARNING, basis=_OPEN_BUDGETS,
    nature=Nature.ABOUT_CHANGES,
)
def prior_figures_are_those_of_last_year(case: Case) -> Iterator[Hit]:
    """What was published last year is what this year is compared with; both figures are told where they print apart."""
    unit, shown = unit_of(case.form), case.kind.currency_unit
    for comparison in case.comparisons:
        typed, computed = comparison.typed, comparison.computed
        if comparison.origin[:2] == ("上年", "表单") and printed(typed, shown) != printed(computed, shown):
            yield hit(
                *comparison.path, key=written(comparison.path), found=money(typed, unit), where=comparison.origin,
                expected=money(computed, unit), gap=money(abs(typed - computed), unit),
            )


@rule(
    "PRI008", "上年的几个数对得上", sort="budget",
    message="上年{told}",
    hint="请对照上年公开的预算：收入总计等于支出总计，一般公共预算当年支出不大于支出总计；"
         "漏填的请补上（空着就是 0，增减额会因此算错）；确实如此的，不必改",
    severity=Severity.WARNING, basis=_OPEN_BUDGETS,
    nature=Nature.ABOUT_CHANGES,
)
def prior_figures_agree(case: Case) -> Iterator[Hit]:
    """A total of last year that was left blank counts as 0, and every change printed against it would be wrong."""
    prior, unit = case.budget.prior_year, unit_of(case.form)
    revenue, expenditure, general = prior.revenue, prior.expenditure, prior.general_public
    if prior.form:
        return
    if revenue != expenditure:
        small = "支出总计" if expenditure < revenue else "收入总计"
        guess = guessed(min(revenue, expenditure), max(revenue, expenditure)).replace("，", f"，{small}", 1)
        key = small if not expenditure or guess else "收入总计"
        told = f"收入总计 {money(revenue, unit)}，支出总计 {money(expenditure, unit)}，两个数不相等{guess}"
        yield hit("上年", key, told=told)
    elif general > expenditure:
        told = f"一般公共预算当年支出 {money(general, unit)}，比支出总计 {money(expenditure, unit)} 还大"
        yield hit("上年", "一般公共预算当年支出" if expenditure else "支出总计", told=told)
    elif not expenditure and (operating := _prior_operating(case)):
        told = f"支出总计是 0，“三公”经费和机关运行经费却有上年数 {money(operating, unit)}"
        yield hit("上年", "支出总计", told=told)


def _prior_operating(case: Case) -> Decimal:
    """What last year's form had for the items that are compared one by one."""
    publics = case.budget.three_publics
    items = (
        publics.overseas_travel, publics.official_hospitality, publics.vehicle_purchase, publics.vehicle_operation,
        case.budget.agency_operating,
    )
    return sum((item.prior.total() for item in items), Decimal(0))


def _matters(change: ExplainedChange, case: Case, least: Parameters) -> bool:
    """Whether a change is large enough to be explained; against nothing last year every change is."""
    rate, amount = change.change.rate, in_yuan(change.change.amount, case.kind.told_unit)
    return amount >= least["金额下限"] and (rate is None or rate >= least["比例下限"])


def _told(change: ExplainedChange, case: Case) -> str:
    moved = _MOVED[change.change.direction]
    return f"{change.name}比{change.base}{moved} {change.change.amount:,.2f} {case.kind.told_unit}"
