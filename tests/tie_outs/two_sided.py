"""Tables 1 and 4: income on the left, the functional 类 on the right."""

from __future__ import annotations

from .claims import Claim, Claims, adds_up, columns_add_up, tie_out
from .seen import SeenReport, SeenRow, SeenTable

CATEGORIES = 30
"""Tables 1 and 4 open with one row for each functional 类."""


def categories(table: SeenTable) -> list[SeenRow]:
    return list(table.rows[:CATEGORIES])


def _used(report: SeenReport, table: SeenTable) -> list[SeenRow]:
    """The 类 rows that carry money; how many they are decides what rounding may excuse."""
    names = {row.texts[1] for row in report.tables[3].coded() if len(row.texts[0]) == 3}
    return [row for row in categories(table) if not row.is_blank or row.texts[2].split("、")[1] in names]


@tie_out("T1.src")
def _(report: SeenReport) -> Claims:
    table = report.tables[1]
    yield adds_up(report, "本年收入合计", table.row("本年收入合计").amounts[1],
                  [row.amounts[1] for row in table.rows[:5]])


@tie_out("T1.in")
def _(report: SeenReport) -> Claims:
    table = report.tables[1]
    parts = [table.row(name).amounts[1] for name in ("本年收入合计", "上年结转")]
    yield adds_up(report, "收入总计", table.row("收入总计").amounts[1], parts)


@tie_out("T1.class")
def _(report: SeenReport) -> Claims:
    table = report.tables[1]
    yield from columns_add_up(report, "本年支出合计", table.row("本年支出合计", 2), _used(report, table), (3, 4, 5))


@tie_out("T1.out")
def _(report: SeenReport) -> Claims:
    table = report.tables[1]
    parts = [table.row("本年支出合计", 2), table.row("年终结转", 2)]
    yield from columns_add_up(report, "支出总计", table.row("支出总计", 2), parts, (3, 4, 5))


@tie_out("T1.row")
def _(report: SeenReport) -> Claims:
    for row in report.tables[1].rows:
        yield adds_up(report, f"{row.texts[2]} 合计", row.amounts[3], row.amounts[4:6])


@tie_out("T1.balance")
def _(report: SeenReport) -> Claims:
    table = report.tables[1]
    yield Claim("收入总计、支出总计", table.row("收入总计").amounts[1], table.row("支出总计", 2).amounts[3])


@tie_out("T1.split")
def _(report: SeenReport) -> Claims:
    table = report.tables[1]
    spent = table.row("支出总计", 2)
    yield Claim("本年收入合计、当年预算安排", table.row("本年收入合计").amounts[1], spent.amounts[4])
    yield Claim("上年结转、上年结转安排", table.row("上年结转").amounts[1], spent.amounts[5])


@tie_out("T1.labels")
def _(report: SeenReport) -> Claims:
    first, fourth = ([row.texts[2] for row in categories(report.tables[n])] for n in (1, 4))
    yield Claim("支出类别", first, fourth)


@tie_out("T4.src")
def _(report: SeenReport) -> Claims:
    table = report.tables[4]
    yield adds_up(report, "本年收入合计", table.row("本年收入合计").amounts[1],
                  [row.amounts[1] for row in table.rows[:3]])


@tie_out("T4.carry")
def _(report: SeenReport) -> Claims:
    table = report.tables[4]
    first = table.at("上年财政拨款结转") + 1
    yield adds_up(report, "上年财政拨款结转", table.row("上年财政拨款结转").amounts[1],
                  [row.amounts[1] for row in table.rows[first : first + 3]])


@tie_out("T4.in")
def _(report: SeenReport) -> Claims:
    table = report.tables[4]
    parts = [table.row(name).amounts[1] for name in ("本年收入合计", "上年财政拨款结转")]
    yield adds_up(report, "收入总计", table.row("收入总计").amounts[1], parts)


@tie_out("T4.class")
def _(report: SeenReport) -> Claims:
    table = report.tables[4]
    yield from columns_add_up(report, "本年支出合计", table.row("本年支出合计", 2), _used(report, table), (3, 4, 5, 6))


@tie_out("T4.row")
def _(report: SeenReport) -> Claims:
    for row in report.tables[4].rows:
        yield adds_up(report, f"{row.texts[2]} 小计", row.amounts[3], row.amounts[4:7])


@tie_out("T4.balance")
def _(report: SeenReport) -> Claims:
    table = report.tables[4]
    yield Claim("收入总计、支出总计", table.row("收入总计").amounts[1], table.row("支出总计", 2).amounts[3])


@tie_out("T4.out")
def _(report: SeenReport) -> Claims:
    table = report.tables[4]
    parts = [table.row("本年支出合计", 2), table.row("年终结转", 2)]
    yield from columns_add_up(report, "支出总计", table.row("支出总计", 2), parts, (3, 4, 5, 6))
