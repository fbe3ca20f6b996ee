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
        money = _part(_part(one, _MONEY), side)
        sources = {words.target_sources[label]: typed(amount, unit) for label, text in money.items()
                   if label in words.target_sources and (amount := amount_in(str(text)))}
        if sources:
            found[key] = sources
    goals = one.get(_GOALS)
    if isinstance(goals, Mapping):
        found |= {key: goals[side] for side, key in ((_TERM, "实施期目标"), (_YEAR, "年度目标")) if goals.get(side)}
    rows = one.get(_INDICATORS)
    indicators = list(_indicators([row for row in rows if isinstance(row, Mapping)])) if isinstance(rows, list) else []
    return {**found, "指标": indicators} if indicators else found


def money_of_year(published: Mapping[str, Any]) -> str:
    """The money of the year that a form of targets prints, "" for none."""
    return str(_part(_part(published, _MONEY), _YEAR).get(_WHOLE, ""))


def _part(of: Any, key: str) -> Mapping[str, Any]:
    """A part of a form as it was read; nothing where another office's form has words there."""
    found = of.get(key) if isinstance(of, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _indicators(rows: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, str]]:
    for row in rows:
        term, year = _part(row, _TERM), _part(row, _YEAR)
        found = {"一级": row.get("一级指标", ""), "二级": term.get("二级指标", ""), "三级": term.get("三级指标", ""),
                 "实施期值": term.get("指标值", "")}
        if not (found["三级"] or found["实施期值"] or year.get("三级指标")):
            continue
        if year.get("三级指标", "") != found["三级"]:
            found["年度三级"] = year.get("三级指标", "")
        if year.get("指标值", "") != found["实施期值"]:
            found["年度值"] = year.get("指标值", "")
        yield found
