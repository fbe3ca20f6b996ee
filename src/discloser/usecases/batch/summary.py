"""What became of all units, as lists for the bureau: units, findings, names that collide, who has not submitted."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...model.finding import Severity
from ...model.ledger import LedgerCell, LedgerSheet, Link, columns_of, growth
from ...model.roster import RosterUnit, Season
from ..signed_figures import UnitFigures
from .due import BASIS, due_of, season_of
from .roster import Roster
from .run import Run, Told
from .views import county_views

TITLE = "批量结果"
WORKBOOK, PAGE = f"{TITLE}.xlsx", f"{TITLE}.html"
_OUTLAY = "支出总计"
_SKIPPED, _ANEW = "跳过（未变）", "本次处理"


@dataclass(frozen=True)
class Bureau:
    """What a bureau knows of its units beside their forms. `today`: the day by which units are late."""

    roster: Roster
    seasons: Sequence[Season] = ()
    today: dt.date | None = None


def summary(run: Run, bureau: Bureau) -> list[LedgerSheet]:
    """All lists; those that need a roster are there only with one."""
    sheets = [_units(run), _findings(run), _rules(run), _collisions(run)]
    if bureau.roster.units:
        sheets += [_missing(run, bureau), _exempt(bureau), *_seasons(bureau)]
    if run.stale:
        sheets.append(_stale(run))
    return [*sheets, *county_views(list(run.units.values()))]


def not_submitted(run: Run, roster: Roster) -> list[RosterUnit]:
    """The units of a roster that no form was found of, and of which one is due."""
    there = {one.code for one in run.units.values() if one.code}
    return [unit for unit in roster.units.values() if unit.code not in there and not unit.exempt]


def _units(run: Run) -> LedgerSheet:
    columns = columns_of(
        "代码 12", "单位 26", "主管部门 22", "年度 6 count", "填报表 24", "状态 9", "本次 11", "错误 6 count",
        "提醒 6 count", "收入（元） 16 amount", "支出（元） 16 amount", "支出增减（%） 10 share",
        "“三公”（元） 14 amount", "上年“三公”（元） 14 amount", "“三公”增减（%） 10 share",
        "文件夹 28", "填报表校验码 20", "备注 40")
    note = "决算的收入、支出是本年数，不含年初和年末的结转结余；增减与报告所印一致"
    return LedgerSheet("总表", columns, [_unit(one) for one in run.units.values()], note)


def _unit(one: Told) -> tuple[LedgerCell, ...]:
    record, figures = one.record, one.record.figures
    amounts: tuple[LedgerCell, ...] = (None,) * 6 if figures is None else (
        figures.income, figures.outlay, _grown(figures), figures.publics, figures.publics_before,
        growth(figures.publics, figures.publics_before))
    return (
        one.code, record.name, record.department, record.year or None, record.key, record.state.value,
        _SKIPPED if one.skipped else _ANEW, record.errors, record.warnings, *amounts,
        Link(one.folder, f"{one.folder}/"), next(iter(record.sources.values()), ""),
        "；".join(filter(None, (record.message, one.doubt))),
    )


def _grown(figures: UnitFigures) -> Decimal | None:
    """By how much the outlay grew, where the report says so."""
    changes = (one for one in figures.changes if one.name == _OUTLAY)
    return next((growth(one.current, one.prior) for one in changes), None)


def _findings(run: Run) -> LedgerSheet:
    columns = columns_of(
        "代码 12", "单位 26", "填报表 24", "级别 6", "编号 9", "位置 18", "问题 50", "改法 40", "确认的理由 20")
    rows = [
        (one.code, one.record.name, finding.file or one.record.key, finding.severity.label, finding.code, finding.place,
         finding.message, finding.hint, finding.confirmed)
        for one in run.units.values() for finding in one.record.findings
    ]
    return LedgerSheet("问题", columns, rows)


def _rules(run: Run) -> LedgerSheet:
    times: Counter[tuple[str, Severity]] = Counter()
    units: dict[tuple[str, Severity], set[str]] = defaultdict(set)
    for key, one in run.units.items():
        for finding in one.record.findings:
            times[finding.code, finding.severity] += 1
            units[finding.code, finding.severity].add(key)
    columns = columns_of("编号 9", "级别 6", "处数 8 count", "单位数 8 count")
    rows = [(code, severity.label, count, len(units[code, severity]))
            for (code, severity), count in sorted(times.items(), key=lambda item: (-item[1], item[0]))]
    return LedgerSheet("规则统计", columns, rows)


def _collisions(run: Run) -> LedgerSheet:
    columns = columns_of("名称 28", "填报表 30", "文件夹 34", "说明 44")
    rows: list[tuple[LedgerCell, ...]] = []
    for name, keys in run.collisions:
        codes = [run.units[key].code for key in keys]
        why = "同一个单位报了不止一份，请核对哪一份要公开" if codes[0] and len(set(codes)) == 1 else (
            "同名，文件夹的名称后面加了记号；有名录的，请在填报表的文件名里写代码")
        rows += [(name, key, run.units[key].folder, why) for key in keys]
    return LedgerSheet("同名", columns, rows)


def _missing(run: Run, bureau: Bureau) -> LedgerSheet:
    season = _season_of(run, bureau)
    due = due_of(season) if season else None
    columns = columns_of("代码 12", "单位 28", "主管部门 24", "层级 6", "公开期限 12", "逾期 8")
    rows: list[tuple[LedgerCell, ...]] = []
    for unit in not_submitted(run, bureau.roster):
        day = due.of(unit) if due else None
        late = bool(day and bureau.today and bureau.today > day)
        rows.append((unit.code, unit.name, unit.department, unit.level, day.isoformat() if day else "",
                     "逾期" if late else ""))
    return LedgerSheet("未报", columns, rows, "名录里没有免报理由、这次又没有找到填报表的单位")


def _exempt(bureau: Bureau) -> LedgerSheet:
    columns = columns_of("代码 12", "单位 28", "免报理由 40")
    rows = [(unit.code, unit.name, unit.exempt) for unit in bureau.roster.units.values() if unit.exempt]
    return LedgerSheet("免报", columns, rows)


def _seasons(bureau: Bureau) -> Iterator[LedgerSheet]:
    if not bureau.seasons:
        return
    columns = columns_of(
        "年度 6 count", "报告 6", "人大批准 12", "批复部门，至迟 14", "部门公开，至迟 14", "批复单位，至迟 14",
        "单位公开，至迟 14")
    rows: list[tuple[LedgerCell, ...]] = []
    for season in bureau.seasons:
        due = due_of(season)
        days = (season.congress_on, due.told_departments, due.departments, due.told_units, due.units)
        rows.append((season.year, season.sort, *(day.isoformat() if day else "" for day in days)))
    yield LedgerSheet("期限", columns, rows, f"按日历日计算，节假日也算在内。{BASIS}")


def _season_of(run: Run, bureau: Bureau) -> Season | None:
    """The season of most of the forms."""
    seasons = Counter((one.record.year, one.record.sort) for one in run.units.values() if one.record.year)
    return season_of(bureau.seasons, *max(seasons, key=lambda season: seasons[season])) if seasons else None


def _stale(run: Run) -> LedgerSheet:
    columns = columns_of("文件夹 40")
    return LedgerSheet("多出来的文件夹", columns, [(Link(name, f"{name}/"),) for name in run.stale],
                       "这些文件夹是以前生成的，这次没有对应的填报表；不再需要的，请自己移走")
