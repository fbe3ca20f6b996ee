"""Sections 一 to 六 (N1 to N6): revenue, expenditure, 财政拨款, 一般公共预算, 基本支出."""

from __future__ import annotations

import re
from decimal import Decimal

from .across import FUND_ROWS
from .by_code import economic_groups
from .claims import ZERO, Claim, Claims, tie_out
from .reading import CHANGE, A, change_claims, figures, percentage, prior, read, shown
from .seen import SeenReport, amount
from .two_sided import IN_1, IN_4, NAME_OUT, OUT_1, OUT_4, SPLIT_1, SPLIT_4, categories

REVENUE = rf"预算收入总计{A}万元，其中：本年收入{A}万元，上年结转{A}万元，"
EXPENDITURE = rf"本年单位预算支出总计{A}万元，其中：本年预算安排{A}万元，上年结转{A}万元，"


@tie_out("N1.amount")
def _(report: SeenReport) -> Claims:
    table, text = report.tables[1], report.section("一")
    revenue = [table.row(name).amounts[IN_1] for name in ("收入总计", "本年收入合计", "上年结转")]
    yield Claim("收入", figures(text, REVENUE), shown(report, revenue))
    yield Claim("支出", figures(text, EXPENDITURE), shown(report, table.row("支出总计").amounts.of(OUT_1, *SPLIT_1)))


@tie_out("N1.noprior")
@tie_out("N1.pct")
def _(report: SeenReport) -> Claims:
    for place, pattern in (("收入", REVENUE), ("支出", EXPENDITURE)):
        current = figures(report.section("一"), pattern)[0]
        yield from change_claims(place, current, read(report.section("一"), f"(?:{pattern}){CHANGE}"))


@tie_out("N1.same")
def _(report: SeenReport) -> Claims:
    changes = [read(report.section("一"), f"(?:{p}){CHANGE}") for p in (REVENUE, EXPENDITURE)]
    revenue, expenditure = (prior(amount(change[1]), change) for change in changes)
    yield Claim("上年收入、支出", revenue, expenditure)


_SOURCES = (
    "一般公共预算拨款收入", "政府性基金预算拨款收入", "国有资本经营预算拨款收入", "财政专户管理资金收入", "单位资金",
    "上年结转",
)


def _shares(text: str, names: tuple[str, ...]) -> tuple[list[Decimal], list[Decimal]]:
    pairs = [figures(text, rf"{name}{A}万元，占{A}%") for name in names]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


@tie_out("N2.amount")
def _(report: SeenReport) -> Claims:
    table, text = report.tables[1], report.section("二")
    yield Claim("预算收入", figures(text, rf"预算收入{A}万元，主要包括"),
                shown(report, [table.row("收入总计").amounts[IN_1]]))
    expected = [table.row(name).amounts[IN_1] for name in (*FUND_ROWS, "上年结转")]
    yield Claim("各项", _shares(text, _SOURCES)[0], shown(report, expected))


@tie_out("N2.pct")
def _(report: SeenReport) -> Claims:
    text = report.section("二")
    whole = figures(text, rf"预算收入{A}万元，主要包括")[0]
    amounts, rates = _shares(text, _SOURCES)
    yield Claim("占比", rates, [percentage(part, whole) for part in amounts])


@tie_out("N2.sum")
def _(report: SeenReport) -> Claims:
    text = report.section("二")
    yield from _near_hundred(figures(text, rf"预算收入{A}万元，主要包括")[0], _shares(text, _SOURCES))


def _near_hundred(whole: Decimal, shares: tuple[list[Decimal], list[Decimal]]) -> Claims:
    """Rounded percentages add up to 100, give or take; so do the rounded amounts they are computed from."""
    amounts, rates = shares
    if whole:
        amounts_off = Decimal("0.005") * (len(amounts) + 1) / whole * 100
        yield Claim("占比之和", sum(rates, ZERO), Decimal(100), Decimal("0.005") * len(rates) + amounts_off)


@tie_out("N3.amount")
def _(report: SeenReport) -> Claims:
    total = report.tables[3].row("合计")
    found = figures(report.section("三"), rf"支出预算{A}万元，其中：基本支出{A}万元，占[\d.,]+%；项目支出{A}万元")
    yield Claim("支出", found, shown(report, total.amounts.of("合计", "基本支出", "项目支出")))


@tie_out("N3.pct")
def _(report: SeenReport) -> Claims:
    text = report.section("三")
    whole = figures(text, rf"支出预算{A}万元，其中")[0]
    amounts, rates = _shares(text, ("基本支出", "项目支出"))
    yield Claim("占比", rates, [percentage(part, whole) for part in amounts])


@tie_out("N3.sum")
def _(report: SeenReport) -> Claims:
    text = report.section("三")
    yield from _near_hundred(figures(text, rf"支出预算{A}万元，其中")[0], _shares(text, ("基本支出", "项目支出")))


@tie_out("N4.amount")
def _(report: SeenReport) -> Claims:
    table = report.tables[4]
    found = figures(
        report.section("四"),
        rf"财政拨款收支总预算{A}万元。其中：一般公共预算拨款{A}万元，政府性基金预算拨款{A}万元，国有资本经营预算拨款{A}万元。"
        rf"其中：当年拨款收入{A}万元，上年结转收入{A}万元。",
    )
    income = [table.row(name).amounts[IN_4] for name in ("本年收入合计", "上年财政拨款结转")]
    yield Claim("财政拨款", found, shown(report, [*table.row("支出总计").amounts.of(OUT_4, *SPLIT_4), *income]))


def _listed(text: str, opening: str, separator: str) -> list[tuple[str, list[Decimal]]]:
    """The items of a listing sentence, each with its figures; none when the sentence does not list."""
    found = re.search(rf"{opening}(.*?)等。", text)
    parts = found[1].split(separator) if found else []
    return [(read(part, r"^[^\d]+?(?=[\d,.]+万元)")[0], [amount(f) for f in re.findall(r"([\d,.]+)(?:万元|%)", part)])
            for part in parts]


@tie_out("N4.list")
@tie_out("N4.class")
def _(report: SeenReport) -> Claims:
    listed = _listed(report.section("四"), "支出包括：", "、")
    rows = categories(report.tables[4])
    expected = [(row.texts[NAME_OUT].split("、")[1], shown(report, [row.amounts[OUT_4]])) for row in rows]
    yield Claim("支出分类", listed, [item for item in expected if any(item[1])])


_CURRENT = rf"一般公共预算当年支出{A}万元"


@tie_out("N5.amount")
def _(report: SeenReport) -> Claims:
    total = shown(report, [report.tables[5].row("合计").amounts["合计"]])
    stated = [amount(figure) for figure in re.findall(_CURRENT, report.section("五"))]
    yield Claim("一般公共预算当年支出", stated, total * 2)


@tie_out("N5.noprior")
@tie_out("N5.change")
def _(report: SeenReport) -> Claims:
    change = read(report.section("五"), f"{_CURRENT}，{CHANGE}")
    yield from change_claims("一般公共预算", amount(change[1]), change)


@tie_out("N5.list")
@tie_out("N5.class")
def _(report: SeenReport) -> Claims:
    listed = [(name, found[:1]) for name, found in _listed(report.section("五"), "主要用于以下方面：", "；")]
    rows = [row for row in report.tables[5].coded if len(row.code) == 3]
    expected = [(row.texts["科目名称"], shown(report, [row.amounts["合计"]])) for row in rows]
    yield Claim("支出分类", listed, [item for item in expected if any(item[1])])


@tie_out("N5.pct")
def _(report: SeenReport) -> Claims:
    whole = figures(report.section("五"), _CURRENT)[0]
    for name, (part, rate) in _listed(report.section("五"), "主要用于以下方面：", "；"):
        yield Claim(f"{name} 占比", rate, percentage(part, whole))


@tie_out("N5.sum")
def _(report: SeenReport) -> Claims:
    whole = figures(report.section("五"), _CURRENT)[0]
    items = [found for _, found in _listed(report.section("五"), "主要用于以下方面：", "；")]
    if items:
        yield from _near_hundred(whole, ([found[0] for found in items], [found[1] for found in items]))


@tie_out("N6.amount")
def _(report: SeenReport) -> Claims:
    text, total = report.section("六"), report.tables[6].row("合计")
    if "无一般公共预算安排的基本支出" in text:
        yield Claim("基本支出", shown(report, [total.amounts["合计"]]), [ZERO])
        return
    patterns = (rf"安排基本支出{A}万元", rf"人员经费{A}万元", rf"公用经费{A}万元")
    paid = shown(report, total.amounts.of("合计", "人员经费", "公用经费"))
    yield Claim("基本支出", [figures(text, p)[0] for p in patterns], paid)


@tie_out("N6.items")
def _(report: SeenReport) -> Claims:
    for name in ("人员经费", "公用经费"):
        found = re.search(rf"{name}[\d,.]+万元，主要包括：(.*?)等[；。]", report.section("六"))
        printed = {
            item.texts["部门预算支出经济科目名称"]
            for _, items in economic_groups(report.tables[6]) for item in items if item.texts[name]
        }
        yield Claim(name, set(found[1].split("、")) if found else set(), printed)
