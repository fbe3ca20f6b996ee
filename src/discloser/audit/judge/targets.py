"""The 绩效目标表 as printed: money, names, indicators, persons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from decimal import Decimal
from typing import Any

from ...model.finding import Finding
from ..names import nearest
from ..problems import targets as problems
from ..problems.completeness import NOT_AN_AMOUNT
from ..read.figure_index import FigureIndex
from ..read.figures import ZERO, Figure, Spot, in_unit, show
from ..read.layout import Column, Sheet, bare
from ..read.printed import PrintedReport, amount_of, is_blank, plain
from ..read.relations import Equal
from .tell import finding_at

Target = Mapping[str, Any]

_SIDES = ("实施期", "年度")
_MONEY_OF = "资金(元)"
_TOTAL = "资金总额"
_TEXTS = ("项目概况", "立项依据", "项目设立必要性", "保证项目实施的制度、措施", "项目实施计划")
_PERSONS = ("负责人", "经办人", "联系电话")
_ONE_YEAR = "1年"
_MONEY = re.compile(r"(\d[\d,]*(?:\.\d+)?)(万元|元)")
_ABOVE = re.compile(r"[≥>＞]=?\s*100%")
_PROJECT_HEAD = "项目名称"
_UNIT = "实施单位"
_CLOSE = Decimal("0.8")


def target_name(target: Target) -> str:
    """The name of the project that a form is about."""
    return str(target.get(_PROJECT_HEAD, ""))


def target_spot(target: Target, field: str) -> Spot:
    """A field of a form."""
    return Spot(section=f"绩效目标表“{target_name(target)}”", field=field)


def money(target: Target, side: str) -> dict[str, Decimal]:
    """The amounts of one side of a form in 元, by source; what is no amount is left out."""
    return {key: amount for key, text in _printed(target, side).items() if (amount := amount_of(text)) is not None}


def _printed(target: Target, side: str) -> dict[str, str]:
    """What one side of a form prints as its money, by source."""
    sides = target.get(_MONEY_OF)
    lines = sides.get(side) if isinstance(sides, Mapping) else None
    return {key: str(text or "") for key, text in lines.items()} if isinstance(lines, Mapping) else {}


def _unreadable(target: Target, file: str) -> Iterator[Finding]:
    for side in _SIDES:
        for key, text in _printed(target, side).items():
            if amount_of(text) is None:
                yield finding_at(NOT_AN_AMOUNT, file, target_spot(target, f"{side} {key}"), found=text)


def project_sheets(desk: FigureIndex) -> list[tuple[Sheet, Column]]:
    """The tables that list projects, each with its column of totals."""
    return [
        (sheet, column) for _, sheet in sorted(desk.sheets.items())
        if plain("".join(sheet.table.columns[:1])) == _PROJECT_HEAD and (column := sheet.column("合计"))
    ]


def target_equalities(desk: FigureIndex) -> Iterator[Equal]:
    """年度资金总额, in 元, is what the table of this year's projects prints in the report's unit."""
    for sheet, column in project_sheets(desk)[:1]:
        rows = _project_rows(desk, sheet, column)
        for target in desk.report.targets:
            project = plain(target_name(target))
            found = rows.get((plain(str(target.get(_UNIT, ""))), project), rows.get(("", project)))
            yearly = money(target, "年度").get(_TOTAL)
            if found is not None and yearly is not None:
                yield Equal(desk.cell(sheet, found, column), yearly_figure(target, yearly, desk.report))


def _project_rows(desk: FigureIndex, sheet: Sheet, column: Column) -> dict[tuple[str, str], int]:
    """(unit, project) → row; in a table that is not by unit the unit is nothing."""
    panel = column.panel
    return {
        ("" if unit is None else bare(sheet.name(unit, panel)), plain(sheet.name(i, panel))): i
        for i, unit in desk.projects(sheet, panel) if i != unit
    }


def yearly_figure(target: Target, yearly: Decimal, report: PrintedReport) -> Figure:
    """年度资金总额 as a figure of the report."""
    unit = report.currency_unit
    return Figure(target_spot(target, f"年度 {_TOTAL}"), show(yearly), in_unit(yearly, "元", unit),
                  in_unit(Decimal("0.01"), "元", unit), "target")


def judge_targets(desk: FigureIndex, blamed: Set[str]) -> Iterator[Finding]:
    """All findings about target forms but those which compare amounts with tables; these are `blamed`, by section."""
    report = desk.report
    for target in report.targets:
        if target_spot(target, _TOTAL).section not in blamed:
            yield from _sums(target, report.file)
            yield from _one_year(target, report.file)
        yield from _unreadable(target, report.file)
        yield from _costs(target, report.file)
        yield from _texts(target, report.file)
        yield from _indicators(target, report.file)
        yield from _persons(target, report.file)
    yield from _names(desk)
    yield from _departments(report)


def _sums(target: Target, file: str) -> Iterator[Finding]:
    for side in _SIDES:
        lines = money(target, side)
        parts = [amount for key, amount in lines.items() if key != _TOTAL]
        if _TOTAL in lines and len(parts) > 1 and sum(parts, ZERO) != lines[_TOTAL]:
            yield finding_at(problems.SUM, file, target_spot(target, f"{side} {_TOTAL}"), side=side,
                             found=show(lines[_TOTAL]), expected=show(sum(parts, ZERO)))


def _is_one_year(target: Target) -> bool:
    return plain(str(target.get("项目期", ""))) in (_ONE_YEAR, "一年")


def _one_year(target: Target, file: str) -> Iterator[Finding]:
    term, year = (money(target, side).get(_TOTAL) for side in _SIDES)
    if _is_one_year(target) and term is not None and year is not None and term != year and _sums_hold(target):
        yield finding_at(problems.ONE_YEAR, file, target_spot(target, _TOTAL), found=show(term), expected=show(year))


def _sums_hold(target: Target) -> bool:
    return all(
        len(lines) < 3 or lines.get(_TOTAL) == sum((a for k, a in lines.items() if k != _TOTAL), ZERO)
        for lines in (money(target, side) for side in _SIDES)
    )


def _money_holds(target: Target) -> bool:
    term, year = (money(target, side).get(_TOTAL) for side in _SIDES)
    return _sums_hold(target) and (not _is_one_year(target) or term == year)


def _rows(target: Target) -> list[tuple[Mapping[str, str], Mapping[str, str]]]:
    rows = target.get("绩效指标")
    entries = [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
    sides = [tuple(row.get(side) for side in _SIDES) for row in entries]
    return [(term, year) for term, year in sides if isinstance(term, Mapping) and isinstance(year, Mapping)]


def _costs(target: Target, file: str) -> Iterator[Finding]:
    """Indicators of cost that add up to nearly the money of the project add up to all of it.

    Far smaller ones are costs of a piece; where the money itself is told to be wrong, nothing more is told.
    """
    if not _money_holds(target):
        return
    for number, side in enumerate(_SIDES):
        costs = [row[number] for row in _rows(target) if "成本" in str(row[number].get("二级指标", ""))]
        values = [str(cost.get("指标值", "")) for cost in costs]
        amounts = [_MONEY.fullmatch(plain(value)) for value in values if not is_blank(value)]
        stated = money(target, side).get(_TOTAL)
        if not amounts or not all(amounts) or not stated:
            continue
        cost = sum((in_unit(Decimal(m[1].replace(",", "")), m[2], "元") for m in amounts if m), ZERO)
        if cost != stated and _CLOSE < cost / stated < 1 / _CLOSE:
            yield finding_at(problems.COST, file, target_spot(target, f"{side} 成本指标"), side=side, found=show(cost),
                             expected=show(stated))
            return


def _texts(target: Target, file: str) -> Iterator[Finding]:
    fields: dict[str, list[str]] = {}
    for key in _TEXTS:
        text = plain(str(target.get(key, "")))
        if text and text not in ("无", plain(target_name(target))):
            fields.setdefault(text, []).append(key)
    for same in fields.values():
        if len(same) > 1:
            yield finding_at(problems.SAME_TEXT, file, target_spot(target, same[0]), found="、".join(same))


def _indicators(target: Target, file: str) -> Iterator[Finding]:
    for term, year in _rows(target):
        name = str(term.get("三级指标") or year.get("三级指标") or "")
        first, second = str(term.get("指标值", "")), str(year.get("指标值", ""))
        money_row = "成本" in str(term.get("二级指标", ""))
        if _ABOVE.search(first) or _ABOVE.search(second):
            yield finding_at(problems.ABOVE_ALL, file, target_spot(target, "绩效指标"), name=name,
                             found=first or second)
        elif _is_one_year(target) and first and second and plain(first) != plain(second) and not money_row:
            yield finding_at(problems.ONE_YEAR_VALUE, file, target_spot(target, "绩效指标"), name=name, found=first,
                             expected=second)


def _persons(target: Target, file: str) -> Iterator[Finding]:
    filled = [key for key in _PERSONS if not is_blank(str(target.get(key, "")))]
    if filled:
        yield finding_at(problems.PRIVATE, file, target_spot(target, filled[0]), found="、".join(filled))


def _names(desk: FigureIndex) -> Iterator[Finding]:
    """Projects of forms that no table of projects lists."""
    sheets = project_sheets(desk)
    known = {plain(sheet.name(i, column.panel)): sheet for sheet, column in sheets
             for i in desk.selected(sheet, "各项目", column.panel)}
    current = [name for name, sheet in known.items() if sheet is sheets[0][0]]
    for target in desk.report.targets if sheets else ():
        name = target_name(target)
        if plain(name) in known:
            continue
        near = nearest(plain(name), current)
        like = f"，有相近的“{near}”" if near else ""
        yield finding_at(problems.NAME, desk.report.file, target_spot(target, _PROJECT_HEAD), found=name,
                         expected=near, like=like)


def _departments(report: PrintedReport) -> Iterator[Finding]:
    key = "主管部门及代码"
    names = [str(target.get(key, "")) for target in report.targets]
    usual = max(dict.fromkeys(names), key=names.count, default="")
    told: set[str] = set()
    for target, name in zip(report.targets, names, strict=True):
        if plain(name) != plain(usual) and name not in told:
            told.add(name)
            yield finding_at(problems.DEPARTMENT, report.file, target_spot(target, key), found=name, expected=usual)
