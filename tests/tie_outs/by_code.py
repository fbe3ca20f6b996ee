"""Tables 2, 3, 5 and 8 by functional 类, 款 and 项; table 6 by economic 类 and 款; and codes wherever they stand."""

from __future__ import annotations

from functools import partial

from .claims import TIE_OUTS, ZERO, Claim, Claims, adds_up, columns_add_up, tie_out
from .seen import SeenReport, SeenRow, SeenTable

_SUMS = {2: (tuple(range(2, 9)), 2, (3, 4, 5, 6, 7)), 3: ((2, 3, 4), 2, (3, 4)), 5: ((2, 3, 4), 2, (3, 4)),
         8: ((2, 3, 4), 2, (3, 4))}
"""Table → its amount columns, the column that is a sum, the columns it is the sum of. Table 8 has table 5's form."""


def _total(number: int, report: SeenReport) -> Claims:
    table = report.tables[number]
    parts = [row for row in table.coded() if len(row.texts[0]) == 3]
    yield from columns_add_up(report, "合计", table.row("合计"), parts, _SUMS[number][0])


def _level(number: int, digits: int, report: SeenReport) -> Claims:
    rows = report.tables[number].coded()
    for parent in (row for row in rows if len(row.texts[0]) == digits):
        below = [r for r in rows if len(r.texts[0]) == digits + 2 and r.texts[0].startswith(parent.texts[0])]
        yield from columns_add_up(report, parent.texts[0], parent, below, _SUMS[number][0])


def _across(number: int, report: SeenReport) -> Claims:
    _, total, parts = _SUMS[number]
    for row in report.tables[number].rows:
        yield adds_up(report, f"{row.texts[0]} 合计", row.amounts[total], [row.amounts[part] for part in parts])


for _number in _SUMS:
    TIE_OUTS[f"T{_number}.total"] = partial(_total, _number)
    TIE_OUTS[f"T{_number}.class"] = partial(_level, _number, 3)
    TIE_OUTS[f"T{_number}.group"] = partial(_level, _number, 5)
    TIE_OUTS[f"T{_number}.row"] = partial(_across, _number)


PERSONNEL_GROUPS = ("工资福利支出", "对个人和家庭的补助")
OPERATING_GROUPS = (
    "商品和服务支出", "债务利息及费用支出", "资本性支出（基本建设）", "资本性支出", "对企业补助（基本建设）",
    "对企业补助", "对社会保障基金补助", "其他支出",
)


def economic_groups(table: SeenTable) -> list[tuple[SeenRow, list[SeenRow]]]:
    """Table 6 as groups (类) with their items (款): a group prints no government class."""
    groups: list[tuple[SeenRow, list[SeenRow]]] = []
    for row in table.rows:
        if row.texts[0] in PERSONNEL_GROUPS + OPERATING_GROUPS and not row.texts[1]:
            groups.append((row, []))
        elif groups:
            groups[-1][1].append(row)
    return groups


@tie_out("T6.row")
def _(report: SeenReport) -> Claims:
    for row in report.tables[6].rows:
        yield adds_up(report, f"{row.texts[0]} 合计", row.amounts[2], row.amounts[3:5])


@tie_out("T6.group")
def _(report: SeenReport) -> Claims:
    for group, items in economic_groups(report.tables[6]):
        yield from columns_add_up(report, group.texts[0], group, items, (2, 3, 4))


@tie_out("T6.total")
def _(report: SeenReport) -> Claims:
    table = report.tables[6]
    yield from columns_add_up(report, "合计", table.row("合计"), [g for g, _ in economic_groups(table)], (2, 3, 4))


@tie_out("T6.items")
def _(report: SeenReport) -> Claims:
    table = report.tables[6]
    items = [item for _, items in economic_groups(table) for item in items]
    yield from columns_add_up(report, "合计", table.row("合计"), items, (2, 3, 4))


@tie_out("T6.side")
def _(report: SeenReport) -> Claims:
    for group, items in economic_groups(report.tables[6]):
        other = 4 if group.texts[0] in PERSONNEL_GROUPS else 3
        yield Claim(f"{group.texts[0]} 另一栏", [row.amounts[other] for row in (group, *items)],
                    [ZERO] * (len(items) + 1))


_CODED = ((2, 0), (3, 0), (5, 0), (8, 0), (9, 3))
"""Table and column of functional codes."""


@tie_out("CODE.parent")
def _(report: SeenReport) -> Claims:
    for number, column in _CODED:
        codes = {row.texts[column] for row in report.tables[number].coded(column)}
        missing = sorted(code for code in codes if len(code) > 3 and code[:-2] not in codes)
        yield Claim(f"表{number} 没有上级的编码", missing, [])


@tie_out("CODE.order")
def _(report: SeenReport) -> Claims:
    for number, column in _CODED:
        codes = [row.texts[column] for row in report.tables[number].coded(column)]
        yield Claim(f"表{number} 编码次序", codes, sorted(set(codes)))


@tie_out("CODE.name")
def _(report: SeenReport) -> Claims:
    names: dict[str, set[str]] = {}
    for number, column in _CODED:
        for row in report.tables[number].coded(column):
            names.setdefault(row.texts[column], set()).add(row.texts[column + 1])
    for code, given in names.items():
        yield Claim(f"{code} 的名称 {given}", len(given), 1)
