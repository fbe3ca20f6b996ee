"""A whole county at a look: departments' shares, figures against last year's, units that stand out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from ...model.ledger import LedgerCell, LedgerSheet, columns_of, growth, share
from ..signed_figures import FigureChange, UnitFigures
from .run import Told

MANY_TIMES: Final = 3
"""A figure that is so many times last year's, or last year's so many times it, stands out."""
LEAST_CHANGE: Final = Decimal(10_000)
"""In 元; smaller changes stand out nowhere."""
_SORTS = {"budget": "预算", "final": "决算"}
_Season = tuple[int, str]


def county_views(units: Sequence[Told]) -> list[LedgerSheet]:
    """The views of units whose forms could be read whole; a department counts through its units if these are there."""
    known = [(one, figures) for one in units if (figures := one.record.figures) is not None]
    return [_departments(known), _years(known), _standing_out(known)] if known else []


def _season(one: Told) -> _Season:
    return one.record.year, _SORTS.get(one.record.sort, "")


def _counted(known: Sequence[tuple[Told, UnitFigures]]) -> dict[tuple[_Season, str], list[UnitFigures]]:
    """Season and department → figures that add up to it, none of them twice."""
    units: dict[tuple[_Season, str], list[UnitFigures]] = defaultdict(list)
    whole: dict[tuple[_Season, str], list[UnitFigures]] = defaultdict(list)
    for one, figures in known:
        target = whole if one.record.is_department else units
        target[_season(one), one.record.department or one.record.name].append(figures)
    return {**whole, **units}


def _departments(known: Sequence[tuple[Told, UnitFigures]]) -> LedgerSheet:
    columns = columns_of(
        "年度 6 count", "报告 6", "主管部门 28", "填报表数 8 count", "收入（元） 18 amount",
        "支出（元） 18 amount", "占支出（%） 9 share", "“三公”（元） 16 amount",
        "上年“三公”（元） 16 amount", "“三公”增减（%） 10 share")
    counted = _counted(known)
    totals: dict[_Season, Decimal] = defaultdict(Decimal)
    for (season, _), figures in counted.items():
        totals[season] += sum((one.outlay for one in figures), Decimal())
    rows = [(*season, department, len(figures), *_sums(figures, totals[season]))
            for (season, department), figures in sorted(counted.items())]
    note = "单位的填报表相加；只有部门自己的填报表的，用那一份。内部转拨没有抵销"
    return LedgerSheet("部门汇总", columns, rows, note)


def _sums(figures: Sequence[UnitFigures], whole: Decimal) -> tuple[LedgerCell, ...]:
    income, outlay, publics, before = (
        sum((getattr(one, name) for one in figures), Decimal())
        for name in ("income", "outlay", "publics", "publics_before"))
    return income, outlay, share(outlay, whole), publics, before, growth(publics, before)


_COMPARED = columns_of(
    "年度 6 count", "报告 6", "代码 12", "单位 26", "项目 22", "本年（元） 18 amount",
    "上年（元） 18 amount", "增减（元） 18 amount", "增减（%） 10 share", "原因 40")


def _years(known: Sequence[tuple[Told, UnitFigures]]) -> LedgerSheet:
    rows = [_compared(one, change) for one, change in _changes(known) if change.current != change.prior]
    return LedgerSheet("与上年比较", _COMPARED, rows, "各单位与上年不同的数，与报告所印一致")


def _standing_out(known: Sequence[tuple[Told, UnitFigures]]) -> LedgerSheet:
    rows = sorted(
        (_compared(one, change) for one, change in _changes(known) if _stands_out(change)),
        key=lambda row: -abs(row[7]) if isinstance(row[7], Decimal) else Decimal())
    return LedgerSheet(
        "异常变动", _COMPARED, rows,
        f"是上年的 {MANY_TIMES} 倍以上，或者不到上年的 {MANY_TIMES} 分之一，而且相差 {LEAST_CHANGE:,} 元以上的数；"
        "相差最多的在前。请核对")


def _changes(known: Sequence[tuple[Told, UnitFigures]]) -> Iterator[tuple[Told, FigureChange]]:
    return ((one, change) for one, figures in known for change in figures.changes)


def _stands_out(change: FigureChange) -> bool:
    now, before = abs(change.current), abs(change.prior)
    return abs(change.current - change.prior) >= LEAST_CHANGE and (
        before > 0 and (now >= MANY_TIMES * before or before >= MANY_TIMES * now))


def _compared(one: Told, change: FigureChange) -> tuple[LedgerCell, ...]:
    return (*_season(one), one.code, one.record.name, change.name, change.current, change.prior,
            change.current - change.prior, growth(change.current, change.prior), change.reason)
