"""Traces as lines for a terminal, and as JSON for programs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from ..model.fact import Fact
from ..model.money import ZERO
from ..model.place import FormPath, Places, written
from ..model.text.numerals import chinese_numeral
from .traced import Traced

_TABLE = re.compile(r"表(\d{1,3}) (.+)", re.S)
_MOST_FIGURES, _MOST_LINES, _MOST_GROUPS, _LARGEST = 5, 8, 3, 3
_CELLS_TOLD, _MOST_TEXTS, _LONG = 1, 5, 60


def lines_of_traces(traced: Sequence[Traced], places: Places) -> Iterator[str]:
    """Figures, each with its formula in words and where in the form its amounts were typed: no more than a screen."""
    told: dict[tuple[Fact, ...], str] = {}
    for one in traced[:_MOST_FIGURES]:
        exact = f"，准确数 {_yuan(one.amount)} 元" if one.amount is not None else ""
        yield said(one.where)
        yield f"  印出：{one.printed or '（空）'}{exact}"
        yield f"  算法：{one.formula}"
        if one.facts in told:
            yield f"  来源与{told[one.facts]}相同。"
        else:
            yield from _sources(_once(one.facts), places)
        if one.facts:
            told.setdefault(one.facts, said(one.where))
        for path in one.paths:
            yield f"    {written(path)}  {places.of(path)}"
    if len(traced) > _MOST_FIGURES:
        yield f"另有 {len(traced) - _MOST_FIGURES} 处是这个数；请写“表:行:列”，或者句子里多写几个字。"


def _sources(facts: Sequence[Fact], places: Places) -> Iterator[str]:
    """Line by line if they are few; else by their table, with the largest of each."""
    if facts:
        yield f"  由填报表 {len(facts)} 处得来："
    if len(facts) <= _MOST_LINES:
        yield from (f"    {_line(fact, places)}" for fact in facts)
        return
    groups: dict[FormPath, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(fact.origin[:-2], []).append(fact)
    for path, group in list(groups.items())[:_MOST_GROUPS]:
        total = sum((one.amount for one in group), ZERO)
        yield f"    {written(path)} {len(group)} 行，合计 {_yuan(total)} 元，最大的："
        for fact in sorted(group, key=lambda one: -abs(one.amount))[:_LARGEST]:
            yield f"      {_line(fact, places)}"
    if len(groups) > _MOST_GROUPS:
        yield f"    另有 {len(groups) - _MOST_GROUPS} 组；全部的见 --json。"


def _line(fact: Fact, places: Places) -> str:
    return f"{written(fact.origin)}{_called(fact)}  {_yuan(fact.amount)} 元  {places.of(fact.origin)}"


def said(where: str) -> str:
    """A place as people say it: `表一《2025年预算收支总表》收入总计（收入/2025年）`."""
    table, *below = where.split(" · ")
    found = _TABLE.fullmatch(table)
    if found is None:
        return where
    row, column = " · ".join(below[:-1]), f"（{below[-1]}）" if below else ""
    return f"表{chinese_numeral(int(found[1]))}《{found[2]}》{row}{column}"


def trace_json(traced: Traced, places: Places) -> dict[str, Any]:
    """A figure as plain data."""
    return {
        "where": traced.where, "printed": traced.printed,
        "amount": None if traced.amount is None else str(traced.amount), "formula": traced.formula,
        "facts": [
            {"path": written(fact.origin), "place": str(places.of(fact.origin)), "amount": str(fact.amount)}
            for fact in _once(traced.facts)
        ],
        "paths": [{"path": written(path), "place": str(places.of(path))} for path in traced.paths],
    }


def lines_of_reach(
    path: FormPath, cells: Sequence[tuple[str, str]], others: Sequence[tuple[str, str]],
) -> Iterator[str]:
    """What a value reaches: cells by table, then sentences, charts and forms by where they stand."""
    yield written(path)
    if not cells and not others:
        yield "  不印在报告里。"
    tables: dict[str, list[tuple[str, str]]] = {}
    for where, printed in cells:
        tables.setdefault(where.split(" · ")[0], []).append((" · ".join(where.split(" · ")[1:]), printed))
    for table, within in tables.items():
        yield f"  {said(table)}：{len(within)} 格"
        yield from (f"    {where}  {printed or '（空）'}" for where, printed in within[-_CELLS_TOLD:])
    for where, text in others[:_MOST_TEXTS]:
        line = " ".join(text.split())
        yield f"  {where}：{line if len(line) <= _LONG else f'{line[:_LONG]}…'}"
    if len(others) > _MOST_TEXTS:
        yield f"  另有文字、图 {len(others) - _MOST_TEXTS} 处；全部的见 --json。"


def _called(fact: Fact) -> str:
    name = fact.project or fact.function or fact.item
    return f"（{name}{f' {fact.department_economic}' if fact.department_economic else ''}）" if name else ""


def _once(facts: Sequence[Fact]) -> list[Fact]:
    """A line is money coming in and the same money going out: its two facts are told once."""
    return list({(fact.origin, fact.fund): fact for fact in facts}.values())


def _yuan(amount: Decimal | None) -> str:
    text = f"{amount or Decimal(0):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
