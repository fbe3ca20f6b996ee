"""Tables 7, 9 and 10 to 13, which list subjects, 三公经费, units and projects; and the labels of all tables."""

from __future__ import annotations

from functools import partial

from .claims import TIE_OUTS, Claim, Claims, adds_up, columns_add_up, tie_out
from .seen import SeenReport


@tie_out("T7.total")
def _(report: SeenReport) -> Claims:
    total, *rows = report.tables[7].rows
    yield from columns_add_up(report, "合计", total, rows, ("政府性基金收入预算",))


@tie_out("T9.total")
def _(report: SeenReport) -> Claims:
    total, *rows = report.tables[9].rows
    yield from columns_add_up(report, "收入合计", total, rows, ("国有资本经营收入预算",))
    parts = [row for row in report.tables[9].coded if len(row.code) == 3]
    yield from columns_add_up(report, "支出合计", total, parts, ("合计", "基本支出", "项目支出"))


@tie_out("T9.row")
def _(report: SeenReport) -> Claims:
    for row in report.tables[9].rows:
        yield adds_up(report, f"{row.texts['国有资本经营预算支出/科目名称']} 合计", row.amounts["合计"],
                      row.amounts.of("基本支出", "项目支出"))


@tie_out("T9.balance")
def _(report: SeenReport) -> Claims:
    total = report.tables[9].rows[0]
    yield Claim("收入、支出合计", total.amounts["国有资本经营收入预算"], total.amounts["合计"])


_NAMES = {10: "项目", 11: "单位名称", 12: "项目名称", 13: "项目名称"}
"""Table → the head of the names of its rows; all other columns are amounts."""

_CAR = ("①公务用车购置费", "②公务用车运行维护费")


@tie_out("T10.car")
def _(report: SeenReport) -> Claims:
    table = report.tables[10]
    yield from columns_add_up(report, "公务用车购置及运行费", table.row("公务用车购置及运行费"),
                              [table.row(name) for name in _CAR], table.rows[0].amounts.but("项目"))


@tie_out("T10.total")
def _(report: SeenReport) -> Claims:
    table = report.tables[10]
    parts = [table.row(name) for name in ("因公出国（境）费", "公务接待费", "公务用车购置及运行费")]
    yield from columns_add_up(report, "合计", table.row("合计"), parts, table.rows[0].amounts.but("项目"))


def _row_adds_up(number: int, report: SeenReport) -> Claims:
    for row in report.tables[number].rows:
        yield adds_up(report, f"{row.texts[_NAMES[number]]} 合计", row.amounts["合计"],
                      list(row.amounts.but("合计", _NAMES[number]).values()))


for _number in (10, 11, 12, 13):
    TIE_OUTS[f"T{_number}.row"] = partial(_row_adds_up, _number)


def _first_row_is_total(number: int, report: SeenReport) -> Claims:
    total, *rows = report.tables[number].rows
    if not total.is_blank:
        yield from columns_add_up(report, total.texts[_NAMES[number]], total, rows, total.amounts.but(_NAMES[number]))


for _number, _name in ((11, "T11.total"), (12, "T12.unit"), (13, "T13.unit")):
    TIE_OUTS[_name] = partial(_first_row_is_total, _number)


@tie_out("T12.name")
def _(report: SeenReport) -> Claims:
    for number in (12, 13):
        if not report.tables[number].rows[0].is_blank:
            yield Claim(f"表{number} 首行", report.tables[number].rows[0].texts["项目名称"], report.unit)


@tie_out("L.year")
def _(report: SeenReport) -> Claims:
    for table in report.tables.values():
        yield Claim(f"{table.title} 的年度", table.title[:5], f"{report.year}年")


@tie_out("L.label")
def _(report: SeenReport) -> Claims:
    yield Claim("表号", [t.label for t in report.tables.values()], [f"预算公开表{n}" for n in range(1, 14)])


@tie_out("L.heads")
def _(report: SeenReport) -> Claims:
    numbers = [heading.split("、")[0] for level, heading in report.headings if level == 1]
    yield Claim("一级标题", numbers, "一 二 三 四 五 六 七 八 九 十 十一 十二".split())
