"""Between tables (X): what is printed in two of them, unconditionally or while the money is of one sort."""

from __future__ import annotations

from .by_code import INCOME
from .claims import ZERO, Claim, Claims, adds_up, tie_out
from .seen import NOTE, SeenReport, SeenRow, SeenTable
from .two_sided import IN_1, IN_4, NAME_OUT, OUT_1, OUT_4, categories

FUND_ROWS = ("一、一般公共预算", "二、政府性基金预算", "三、国有资本经营预算", "四、财政专户管理资金", "五、单位资金")


def by_code(table: SeenTable) -> dict[str, SeenRow]:
    """Code → row."""
    return {row.code: row for row in table.coded}


def only_general_public(report: SeenReport) -> bool:
    """Whether, as printed, all money is 一般公共预算, what is carried in included."""
    return _only(report, 1)


def only_appropriation(report: SeenReport) -> bool:
    """Whether, as printed, all money is 财政拨款."""
    return _only(report, 3)


def _only(report: SeenReport, funds: int) -> bool:
    other = [report.tables[1].row(name).amounts[IN_1] for name in FUND_ROWS[funds:]]
    carried = report.tables[1].row("上年结转").amounts[IN_1]
    fiscal = report.tables[4].at("上年财政拨款结转") + 1
    carried_here = [row.amounts[IN_4] for row in report.tables[4].rows[fiscal : fiscal + funds]]
    return not any(other) and sum(carried_here, ZERO) == carried


def carried_in_is_project_money(report: SeenReport) -> bool:
    """Whether all money is 财政拨款 and no basic expenditure is carried in: tables 5, 8 and 9 hold all of it."""
    current = sum((report.tables[n].rows[0].amounts["基本支出"] for n in (5, 8, 9)), ZERO)
    return only_appropriation(report) and report.tables[3].row("合计").amounts["基本支出"] == current


@tie_out("X.T1T2")
def _(report: SeenReport) -> Claims:
    income, total = report.tables[1], report.tables[2].row("合计")
    names = ("本年收入合计", *FUND_ROWS, "上年结转")
    for head, name in zip(("合计", *INCOME, "上年结转"), names, strict=True):
        yield Claim(f"表1 {name}、表2 {head}", income.row(name).amounts[IN_1], total.amounts[head])


@tie_out("X.T1T3")
def _(report: SeenReport) -> Claims:
    yield Claim("表1 支出总计、表3 合计", report.tables[1].row("支出总计").amounts[OUT_1],
                report.tables[3].row("合计").amounts["合计"])


def _by_category(table: SeenTable) -> dict[str, SeenRow]:
    return {row.texts["科目名称"]: row for row in table.coded if len(row.code) == 3}


def _category_claims(report: SeenReport, first: int, head: str, second: int, other: str) -> Claims:
    """Each 类 row of a two-sided table equals the 类 row of a coded table; the other 类 rows are blank."""
    coded = _by_category(report.tables[second])
    for row in categories(report.tables[first]):
        name = row.texts[NAME_OUT].split("、")[1]
        found = coded[name].amounts[other] if name in coded else ZERO
        yield Claim(f"表{first}、表{second} {name}", row.amounts[head], found)


@tie_out("X.T1T3c")
def _(report: SeenReport) -> Claims:
    yield from _category_claims(report, 1, OUT_1, 3, "合计")


@tie_out("X.T1T2c")
def _(report: SeenReport) -> Claims:
    yield from _category_claims(report, 1, "当年预算安排", 2, "合计")
    yield from _category_claims(report, 1, "上年结转安排", 2, "上年结转")


@tie_out("X.T4T3c", when=only_appropriation)
def _(report: SeenReport) -> Claims:
    yield from _category_claims(report, 4, OUT_4, 3, "合计")


@tie_out("X.T1T5c", when=only_general_public)
def _(report: SeenReport) -> Claims:
    yield from _category_claims(report, 1, "当年预算安排", 5, "合计")


@tie_out("X.T1T4", when=only_appropriation)
def _(report: SeenReport) -> Claims:
    for first, fourth in (("收入总计",) * 2, ("本年收入合计",) * 2, ("上年结转", "上年财政拨款结转")):
        yield Claim(f"表1、表4 {first}", report.tables[1].row(first).amounts[IN_1],
                    report.tables[4].row(fourth).amounts[IN_4])


@tie_out("X.T5T1")
def _(report: SeenReport) -> Claims:
    yield Claim("表5 合计、表1 一般公共预算", report.tables[5].row("合计").amounts["合计"],
                report.tables[1].row(FUND_ROWS[0]).amounts[IN_1])


@tie_out("X.T5T2i")
def _(report: SeenReport) -> Claims:
    """X.T5T3i without its condition: table 5 prints, code by code, table 2's column 一般公共预算."""
    fifth = by_code(report.tables[5])
    for code, row in by_code(report.tables[2]).items():
        yield Claim(f"{code} 一般公共预算", fifth[code].amounts["合计"] if code in fifth else ZERO,
                    row.amounts["一般公共预算"])


@tie_out("X.T5T3", when=only_general_public)
def _(report: SeenReport) -> Claims:
    third, fifth = report.tables[3].row("合计"), report.tables[5].row("合计")
    carried = report.tables[2].row("合计").amounts["上年结转"]
    yield adds_up(report, "表3 合计", third.amounts["合计"], [fifth.amounts["合计"], carried])
    carried_project = report.tables[13].rows[0].amounts["合计"]
    yield adds_up(report, "表3 项目支出", third.amounts["项目支出"], [fifth.amounts["项目支出"], carried_project])


@tie_out("X.T5T3i", when=only_general_public)
def _(report: SeenReport) -> Claims:
    fifth, second = by_code(report.tables[5]), by_code(report.tables[2])
    for code, row in by_code(report.tables[3]).items():
        current = fifth[code].amounts["合计"] if code in fifth else ZERO
        yield adds_up(report, f"{code} 合计", row.amounts["合计"], [current, second[code].amounts["上年结转"]])


@tie_out("X.T3T2i")
def _(report: SeenReport) -> Claims:
    second = by_code(report.tables[2])
    for code, row in by_code(report.tables[3]).items():
        yield adds_up(report, f"{code} 合计", row.amounts["合计"], second[code].amounts.of("合计", "上年结转"))


@tie_out("X.codes")
def _(report: SeenReport) -> Claims:
    second, third, fifth = (by_code(report.tables[n]) for n in (2, 3, 5))
    yield Claim("表2、表3 的编码", list(second), list(third))
    yield Claim("只在表5 的编码", [code for code in fifth if code not in second], [])
    public = [code for code, row in second.items() if row.amounts["一般公共预算"]]
    yield Claim("表5 缺少的编码", [code for code in public if code not in fifth], [])


@tie_out("X.T6T5")
def _(report: SeenReport) -> Claims:
    yield Claim("表6 合计、表5 基本支出", report.tables[6].row("合计").amounts["合计"],
                report.tables[5].row("合计").amounts["基本支出"])


@tie_out("X.T12T5")
def _(report: SeenReport) -> Claims:
    yield Claim("表12 一般公共预算、表5 项目支出", report.tables[12].rows[0].amounts["一般公共预算"],
                report.tables[5].row("合计").amounts["项目支出"])


@tie_out("X.T12T3", when=carried_in_is_project_money)
def _(report: SeenReport) -> Claims:
    parts = [report.tables[n].rows[0].amounts["合计"] for n in (12, 13)]
    yield adds_up(report, "表3 项目支出", report.tables[3].row("合计").amounts["项目支出"], parts)


@tie_out("X.T13", when=carried_in_is_project_money)
def _(report: SeenReport) -> Claims:
    carried = report.tables[13].rows[0].amounts["合计"]
    yield Claim("表13、表1 上年结转", carried, report.tables[1].row("上年结转").amounts[IN_1])
    yield Claim("表13、表2 上年结转", carried, report.tables[2].row("合计").amounts["上年结转"])


@tie_out("X.T7T1")
def _(report: SeenReport) -> Claims:
    fund, capital = (report.tables[1].row(name).amounts[IN_1] for name in FUND_ROWS[1:3])
    yield Claim("表7、表1 政府性基金", report.tables[7].rows[0].amounts["政府性基金收入预算"], fund)
    yield Claim("表8、表1 政府性基金", report.tables[8].rows[0].amounts["合计"], fund)
    yield Claim("表9、表1 国有资本经营", report.tables[9].rows[0].amounts["国有资本经营收入预算"], capital)


@tie_out("X.empty")
def _(report: SeenReport) -> Claims:
    fund, capital = (bool(report.tables[1].row(name).texts[IN_1]) for name in FUND_ROWS[1:3])
    for number, money in ((7, fund), (8, fund), (9, capital)):
        has_amounts = not all(row.is_blank for row in report.tables[number].rows)
        yield Claim(f"表{number} 有数", has_amounts, money)


@tie_out("X.note")
def _(report: SeenReport) -> Claims:
    for number, table in report.tables.items():
        empty = all(row.is_blank for row in table.rows)
        yield Claim(f"表{number} 的注", table.note, NOTE if empty else None)


def prints_all_its_money(report: SeenReport) -> bool:
    """Whether tables 7 to 9 hold no amount too small to be printed: such an amount keeps its rows."""
    return not any(row.is_blank and any(row.amounts.all()) for n in (7, 8, 9) for row in report.tables[n].rows)


@tie_out("X.norows", when=prints_all_its_money)
def _(report: SeenReport) -> Claims:
    sides = ("国有资本经营预算收入/项目", "国有资本经营预算支出")
    named = tuple(f"{side}/科目名称" for side in sides)
    for number, heads in (
        (7, ("收入科目编码", "科目名称")), (8, ("科目编码", "科目名称")), (9, ("收入科目编码", "科目编码", *named)),
    ):
        if report.tables[number].note == NOTE:
            rows = report.tables[number].rows[1:]
            yield Claim(f"表{number} 空表的明细", [row.texts.all() for row in rows if any(row.texts.of(*heads))], [])
