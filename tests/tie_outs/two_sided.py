"""Tables 1 and 4: income on the left, the functional 类 on the right."""

from __future__ import annotations

from .claims import Claim, Claims, adds_up, columns_add_up, tie_out
from .seen import SeenReport, SeenRow, SeenTable

NAME_OUT = "支出/项目"
IN_1, OUT_1, SPLIT_1 = "收入/本年", "支出/本年合计", ("当年预算安排", "上年结转安排")
IN_4, OUT_4, SPLIT_4 = "收入/金额", "小计", ("一般公共预算", "政府性基金预算", "国有资本经营预算")
"""Heads of tables 1 and 4: money coming in, money going out and what it is the sum of."""

CATEGORIES = 30
"""Tables 1 and 4 open with one row for each functional 类."""


def categories(table: SeenTable) -> list[SeenRow]:
    return list(table.rows[:CATEGORIES])


def _used(report: SeenReport, table: SeenTable) -> list[SeenRow]:
    """The 类 rows that carry money; how many they are decides what rounding may excuse."""
    names = {row.texts["科目名称"] for row in report.tables[3].coded if len(row.code) == 3}
    return [row for row in categories(table) if not row.is_blank or row.texts[NAME_OUT].split("、")[1] in names]


@tie_out("T1.src")
def _(report: SeenReport) -> Claims:
    table = report.tables[1]
    yield adds_up(report, "本年收入合计", table.row("本年收入合计").amounts[IN_1],
                  [row.amounts[IN_1] for row in table.rows[:5]])


@tie_out("T1.in")
def _(report: SeenReport) -> Claims:
    table = report.tables[1]
    parts = [table.row(name).amounts[IN_1] for name in ("本年收入合计", "上年结转")]
    yield adds_up(report, "收入总计", table.row("收入总计").amounts[IN_1], parts)


@tie_out("T1.class")
def _(report: SeenReport) -> Claims:
    table = report.tables[1]
    yield from columns_add_up(report, "本年支出合计", table.row("本年支出合计"), _used(report, table),
                              (OUT_1, *SPLIT_1))


@tie_out("T1.out")
def _(report: SeenReport) -> Claims:
    table = report.tables[1]
    parts = [table.row("本年支出合计"), table.row("年终结转")]
    yield from columns_add_up(report, "支出总计", table.row("支出总计"), parts, (OUT_1, *SPLIT_1))


@tie_out("T1.row")
def _(report: SeenReport) -> Claims:
    for row in report.tables[1].rows:
        yield adds_up(report, f"{row.texts[NAME_OUT]} 合计", row.amounts[OUT_1], row.amounts.of(*SPLIT_1))


@tie_out("T1.balance")
def _(report: SeenReport) -> Claims:
    table = report.tables[1]
    yield Claim("收入总计、支出总计", table.row("收入总计").amounts[IN_1], table.row("支出总计").amounts[OUT_1])


@tie_out("T1.split")
def _(report: SeenReport) -> Claims:
    table = report.tables[1]
    spent = table.row("支出总计")
    yield Claim("本年收入合计、当年预算安排", table.row("本年收入合计").amounts[IN_1], spent.amounts["当年预算安排"])
    yield Claim("上年结转、上年结转安排", table.row("上年结转").amounts[IN_1], spent.amounts["上年结转安排"])


@tie_out("T1.labels")
def _(report: SeenReport) -> Claims:
    first, fourth = ([row.texts[NAME_OUT] for row in categories(report.tables[n])] for n in (1, 4))
    yield Claim("支出类别", first, fourth)


@tie_out("T4.src")
def _(report: SeenReport) -> Claims:
    table = report.tables[4]
    yield adds_up(report, "本年收入合计", table.row("本年收入合计").amounts[IN_4],
                  [row.amounts[IN_4] for row in table.rows[:3]])


@tie_out("T4.carry")
def _(report: SeenReport) -> Claims:
    table = report.tables[4]
    first = table.at("上年财政拨款结转") + 1
    yield adds_up(report, "上年财政拨款结转", table.row("上年财政拨款结转").amounts[IN_4],
                  [row.amounts[IN_4] for row in table.rows[first : first + 3]])


@tie_out("T4.in")
def _(report: SeenReport) -> Claims:
    table = report.tables[4]
    parts = [table.row(name).amounts[IN_4] for name in ("本年收入合计", "上年财政拨款结转")]
    yield adds_up(report, "收入总计", table.row("收入总计").amounts[IN_4], parts)


@tie_out("T4.class")
def _(report: SeenReport) -> Claims:
    table = report.tables[4]
    yield from columns_add_up(report, "本年支出合计", table.row("本年支出合计"), _used(report, table),
                              (OUT_4, *SPLIT_4))


@tie_out("T4.row")
def _(report: SeenReport) -> Claims:
    for row in report.tables[4].rows:
        yield adds_up(report, f"{row.texts[NAME_OUT]} 小计", row.amounts[OUT_4], row.amounts.of(*SPLIT_4))


@tie_out("T4.balance")
def _(report: SeenReport) -> Claims:
    table = report.tables[4]
    yield Claim("收入总计、支出总计", table.row("收入总计").amounts[IN_4], table.row("支出总计").amounts[OUT_4])


@tie_out("T4.out")
def _(report: SeenReport) -> Claims:
    table = report.tables[4]
    parts = [table.row("本年支出合计"), table.row("年终结转")]
    yield from columns_add_up(report, "支出总计", table.row("支出总计"), parts, (OUT_4, *SPLIT_4))
