"""Traces as lines for a terminal, and as JSON for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from ..model.fact import Fact
from ..model.place import FormPath, Places, written
from .traced import Traced


def lines_of_trace(traced: Traced, places: Places) -> Iterator[str]:
    """A figure, its formula in words, and where in the form its amounts were typed."""
    exact = f"，准确数 {_yuan(traced.amount)} 元" if traced.amount is not None else ""
    yield traced.where
    yield f"  印出：{traced.printed or '（空）'}{exact}"
    yield f"  算法：{traced.formula}"
    once = _once(traced.facts)
    if once:
        yield f"  由填报表 {len(once)} 处得来："
    for fact in once:
        yield f"    {written(fact.origin)}{_called(fact)}  {_yuan(fact.amount)} 元  {places.of(fact.origin)}"
    for path in traced.paths:
        yield f"    {written(path)}  {places.of(path)}"


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
    tables = Counter(where.split(" · ")[0] for where, _ in cells)
    for table, count in tables.items():
        yield f"  {table}：{count} 格"
        for where, printed in cells:
            if where.split(" · ")[0] == table:
                yield f"    {' · '.join(where.split(' · ')[1:])}  {printed or '（空）'}"
    for where, text in others:
        yield f"  {where}：{' '.join(text.split())}"


def _called(fact: Fact) -> str:
    name = fact.project or fact.function or fact.item
    return f"（{name}{f' {fact.department_economic}' if fact.department_economic else ''}）" if name else ""


def _once(facts: Sequence[Fact]) -> list[Fact]:
    """A line is money coming in and the same money going out: its two facts are told once."""
    return list({(fact.origin, fact.fund): fact for fact in facts}.values())


def _yuan(amount: Decimal | None) -> str:
    text = f"{amount or Decimal(0):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
