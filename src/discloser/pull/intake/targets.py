"""Forms of performance targets as published → those of a form, and the money of their projects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...audit.anywhere.amounts import amount_in
from ...model.money import CurrencyUnit
from .texts import typed
from .words import IntakeWords

_MONEY, _GOALS, _INDICATORS, _WHOLE = "资金(元)", "总体目标", "绩效指标", "资金总额"
_TERM, _YEAR = "实施期", "年度"


def targets_of(
    published: Sequence[Mapping[str, Any]], words: IntakeWords, unit: CurrencyUnit,
) -> list[dict[str, Any]]:
    """项目绩效目标 of a form, from those in neutral form."""
    return [target for one in published if (target := _target(one, words, unit)).get("项目")]


def _target(one: Mapping[str, Any], words: IntakeWords, unit: CurrencyUnit) -> dict[str, Any]:
    found: dict[str, Any] = {key: one[label] for label, key in words.targets.items() if one.get(label)}
    for side, key in ((_TERM, "实施期资金"), (_YEAR, "年度资金")):
        money = one.get(_MONEY, {}).get(side, {})
        sources = {words.target_sources[label]: typed(amount, unit) for label, text in money.items()
                   if label in words.target_sources and (amount := amount_in(str(text)))}
        if sources:
            found[key] = sources
    goals = one.get(_GOALS)
    if isinstance(goals, Mapping):
        found |= {key: goals[side] for side, key in ((_TERM, "实施期目标"), (_YEAR, "年度目标")) if goals.get(side)}
    indicators = list(_indicators(one.get(_INDICATORS) or ()))
    return {**found, "指标": indicators} if indicators else found


def _indicators(rows: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, str]]:
    for row in rows:
        term, year = row.get(_TERM, {}), row.get(_YEAR, {})
        found = {"一级": row.get("一级指标", ""), "二级": term.get("二级指标", ""), "三级": term.get("三级指标", ""),
                 "实施期值": term.get("指标值", "")}
        if not (found["三级"] or found["实施期值"] or year.get("三级指标")):
            continue
        if year.get("三级指标", "") != found["三级"]:
            found["年度三级"] = year.get("三级指标", "")
        if year.get("指标值", "") != found["实施期值"]:
            found["年度值"] = year.get("指标值", "")
        yield found
