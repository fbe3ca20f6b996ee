"""The 绩效目标表 as printed: money, names, indicators, persons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from ...model.finding import Finding
from ...model.money import ZERO
from ...model.text.likeness import slip_of
from ..inspection import Inspection
from ..problems import targets as problems
from ..problems.completeness import NOT_AN_AMOUNT
from ..read.figures import in_unit, show
from ..read.printed import amount_of, is_blank, plain
from ..read.target_forms import (
    PROJECT_HEAD,
    TOTAL,
    Target,
    money,
    printed_money,
    project_sheets,
    target_name,
    target_spot,
)
from ..rule import rule
from .tell import finding_at

_SIDES = ("实施期", "年度")
_TEXTS = ("项目概况", "立项依据", "项目设立必要性", "保证项目实施的制度、措施", "项目实施计划")
_PERSONS = ("负责人", "经办人", "联系电话")
_ONE_YEAR = "1年"
_MONEY = re.compile(r"(\d[\d,]*(?:\.\d+)?)(万元|元)")
_ABOVE = re.compile(r"[≥>＞]=?\s*100%")
_CLOSE = Decimal("0.8")


def _unreadable(target: Target, file: str) -> Iterator[Finding]:
    for side in _SIDES:
        for key, text in printed_money(target, side).items():
            if amount_of(text) is None:
                yield finding_at(NOT_AN_AMOUNT, file, target_spot(target, f"{side} {key}"), found=text)


@rule(problems.SUM, problems.ONE_YEAR, after_figures=True)
def target_money_adds_up(seen: Inspection) -> Iterator[Finding]:
    """The money of a form by itself, unless it is found to differ from a table's."""
    blamed = {found.section for found in seen.in_figures if found.section and found.table is None}
    for target in seen.report.targets:
        if target_spot(target, TOTAL).section not in blamed:
            yield from _sums(target, seen.file)
            yield from _one_year(target, seen.file)


@rule(
    NOT_AN_AMOUNT, problems.COST, problems.SAME_TEXT, problems.ABOVE_ALL, problems.ONE_YEAR_VALUE, problems.PRIVATE,
    after_figures=True,
)
def target_forms_are_well_filled(seen: Inspection) -> Iterator[Finding]:
    """What each form says by itself."""
    for target in seen.report.targets:
        yield from _unreadable(target, seen.file)
        yield from _costs(target, seen.file)
        yield from _texts(target, seen.file)
        yield from _indicators(target, seen.file)
        yield from _persons(target, seen.file)


def _sums(target: Target, file: str) -> Iterator[Finding]:
    for side in _SIDES:
        lines = money(target, side)
        parts = [amount for key, amount in lines.items() if key != TOTAL]
        if TOTAL in lines and len(parts) > 1 and sum(parts, ZERO) != lines[TOTAL]:
            yield finding_at(problems.SUM, file, target_spot(target, f"{side} {TOTAL}"), side=side,
                             found=show(lines[TOTAL]), expected=show(sum(parts, ZERO)))


def _is_one_year(target: Target) -> bool:
    return plain(str(target.get("项目期", ""))) in (_ONE_YEAR, "一年")


def _one_year(target: Target, file: str) -> Iterator[Finding]:
    term, year = (money(target, side).get(TOTAL) for side in _SIDES)
    if _is_one_year(target) and term is not None and year is not None and term != year and _sums_hold(target):
        yield finding_at(problems.ONE_YEAR, file, target_spot(target, TOTAL), found=show(term), expected=show(year))


def _sums_hold(target: Target) -> bool:
    return all(
        len(lines) < 3 or lines.get(TOTAL) == sum((a for k, a in lines.items() if k != TOTAL), ZERO)
        for lines in (money(target, side) for side in _SIDES)
    )


def _money_holds(target: Target) -> bool:
    term, year = (money(target, side).get(TOTAL) for side in _SIDES)
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
        stated = money(target, side).get(TOTAL)
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


@rule(problems.NAME, after_figures=True)
def target_projects_are_listed(seen: Inspection) -> Iterator[Finding]:
    """Projects of forms that no table of projects lists."""
    sheets = project_sheets(seen.desk)
    known = {plain(sheet.name(i, column.panel)): sheet for sheet, column in sheets
             for i in seen.desk.selected(sheet, "各项目", column.panel)}
    current = [name for name, sheet in known.items() if sheet is sheets[0][0]]
    for target in seen.report.targets if sheets else ():
        name = target_name(target)
        if plain(name) in known:
            continue
        near = slip_of(plain(name), current)
        like = f"，有相近的“{near}”" if near else ""
        yield finding_at(problems.NAME, seen.file, target_spot(target, PROJECT_HEAD), found=name,
                         expected=near, like=like)


@rule(problems.DEPARTMENT, after_figures=True)
def departments_are_the_same(seen: Inspection) -> Iterator[Finding]:
    """"""
    key = "主管部门及代码"
    names = [str(target.get(key, "")) for target in seen.report.targets]
    usual = max(dict.fromkeys(names), key=names.count, default="")
    told: set[str] = set()
    for target, name in zip(seen.report.targets, names, strict=True):
        if plain(name) != plain(usual) and name not in told:
            told.add(name)
            yield finding_at(problems.DEPARTMENT, seen.file, target_spot(target, key), found=name, expected=usual)
