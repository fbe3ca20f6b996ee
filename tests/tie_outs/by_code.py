"""Tables 2, 3, 5 and 8 by functional 类, 款 and 项; table 6 by economic 类 and 款; and codes wherever they stand."""

from __future__ import annotations

from functools import partial

from .claims import TIE_OUTS, ZERO, Claim, Claims, adds_up, columns_add_up, tie_out
from .seen import SeenReport, SeenRow, SeenTable

INCOME = ("一般公共预算", "政府性基金", "国有资本经营预算", "财政专户管理资金", "单位资金")
_SPLIT = ("基本支出", "项目支出")
_SUMS = {2: (("合计", *INCOME, "上年结转"), INCOME), **dict.fromkeys((3, 5, 8), (("合计", *_SPLIT), _SPLIT))}
"""Table → the heads of its amounts, and those that 合计 is the sum of."""


def _total(number: int, report: SeenReport) -> Claims:
    table = report.tables[number]
    parts = [row for row in table.coded if len(row.code) == 3]
    yield from columns_add_up(report, "合计", table.row("合计"), parts, _SUMS[number][0])


def _level(number: int, digits: int, report: SeenReport) -> Claims:
    rows = report.tables[number].coded
    for parent in (row for row in rows if len(row.code) == digits):
        below = [r for r in rows if len(r.code) == digits + 2 and r.code.startswith(parent.code)]
        yield from columns_add_up(report, parent.code, parent, below, _SUMS[number][0])


def _across(number: int, report: SeenReport) -> Claims:
    _, parts = _SUMS[number]
    for row in report.tables[number].rows:
        yield adds_up(report, f"{row.code} 合计", row.amounts["合计"], row.amounts.of(*parts))


for _number in _SUMS:
    TIE_OUTS[f"T{_number}.total"] = partial(_total, _number)
    TIE_OUTS[f"T{_number}.class"] = partial(_level, _number, 3)
    TIE_OUTS[f"T{_number}.group"] = partial(_level, _number, 5)
    TIE_OUTS[f"T{_number}.row"] = partial(_across, _number)


_ITEM, _CLASS = "部门预算支出经济科目名称", "政府预算支出经济科目名称"
_PAID = ("合计", "人员经费", "公用经费")
PERSONNEL_GROUPS = ("工资福利支出", "对个人和家庭的补助")
OPERATING_GROUPS = (
    "商品和服务支出", "债务利息及费用支出", "资本性支出（基本建设）", "资本性支出", "对企业补助（基本建设）",
    "对企业补助", "对社会保障基金补助", "其他支出",
)


def economic_groups(table: SeenTable) -> list[tuple[SeenRow, list[SeenRow]]]:
    """Table 6 as groups (类) with their items (款): a group prints no government class."""
    groups: list[tuple[SeenRow, list[SeenRow]]] = []
    for row in table.rows:
        if row.texts[_ITEM] in PERSONNEL_GROUPS + OPERATING_GROUPS and not row.texts[_CLASS]:
            groups.append((row, []))
        elif groups:
            groups[-1][1].append(row)
    return groups


@tie_out("T6.row")
def _(report: SeenReport) -> Claims:
    for row in report.tables[6].rows:
        yield adds_up(report, f"{row.texts[_ITEM]} 合计", row.amounts["合计"], row.amounts.of(*_PAID[1:]))


@tie_out("T6.group")
def _(report: SeenReport) -> Claims:
    for group, items in economic_groups(report.tables[6]):
        yield from columns_add_up(report, group.texts[_ITEM], group, items, _PAID)


@tie_out("T6.total")
def _(report: SeenReport) -> Claims:
    table = report.tables[6]
    yield from columns_add_up(report, "合计", table.row("合计"), [g for g, _ in economic_groups(table)], _PAID)


@tie_out("T6.items")
def _(report: SeenReport) -> Claims:
    table = report.tables[6]
    items = [item for _, items in economic_groups(table) for item in items]
    yield from columns_add_up(report, "合计", table.row("合计"), items, _PAID)


@tie_out("T6.side")
def _(report: SeenReport) -> Claims:
    for group, items in economic_groups(report.tables[6]):
        other = "公用经费" if group.texts[_ITEM] in PERSONNEL_GROUPS else "人员经费"
        yield Claim(f"{group.texts[_ITEM]} 另一栏", [row.amounts[other] for row in (group, *items)],
                    [ZERO] * (len(items) + 1))


_CODED = {2: "科目名称", 3: "科目名称", 5: "科目名称", 8: "科目名称", 9: "国有资本经营预算支出/科目名称"}
"""Table with codes of functions → the head of their names."""


@tie_out("CODE.parent")
def _(report: SeenReport) -> Claims:
    for number in _CODED:
        codes = {row.code for row in report.tables[number].coded}
        missing = sorted(code for code in codes if len(code) > 3 and code[:-2] not in codes)
        yield Claim(f"表{number} 没有上级的编码", missing, [])


@tie_out("CODE.order")
def _(report: SeenReport) -> Claims:
    for number in _CODED:
        codes = [row.code for row in report.tables[number].coded]
        yield Claim(f"表{number} 编码次序", codes, sorted(set(codes)))


@tie_out("CODE.name")
def _(report: SeenReport) -> Claims:
    names: dict[str, set[str]] = {}
    for number, name in _CODED.items():
        for row in report.tables[number].coded:
            names.setdefault(row.code, set()).add(row.texts[name])
    for code, given in names.items():
        yield Claim(f"{code} 的名称 {given}", len(given), 1)
