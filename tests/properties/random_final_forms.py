"""Random final accounts that a unit could hand in: every source and nature, money left over at both ends, empty blocks.

Both sides agree source by source, as a rule demands, and 三公经费 are what the lines hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from helpers import UNIT, final_form_from
from hypothesis import strategies as st

from discloser.model.form.final import FinalForm, FinalProjectLine, OtherLine, RevenueLine
from discloser.model.form.terms import APPROPRIATIONS, FINAL_FUNDS, NATURES_OF_UNIT, OTHER_NATURES, REVENUE_SOURCES

FUNCTIONS = ("2070104", "2070109", "2080505", "2101102", "2120803", "2210201", "2230105")
ECONOMICS = ("30101", "30103", "30201", "30212", "30217", "30231", "30302", "31002", "31013", "31204", "39999")
PUBLICS = {
    "因公出国（境）费": "30212", "公务用车购置费": "31013", "公务用车运行维护费": "30231", "公务接待费": "30217",
}
_NOTHING = Decimal(0)
_OTHER = FINAL_FUNDS[-1]

Rows = list[dict[str, Any]]
Money = Callable[[], st.SearchStrategy[Decimal]]


@st.composite
def fen(draw: st.DrawFn) -> Decimal:
    """An amount to the fen, often a small one."""
    return Decimal(draw(st.one_of(st.integers(0, 10), st.integers(0, 10**9)))) / 100


@st.composite
def telling(draw: st.DrawFn) -> Decimal:
    """An amount to the fen, nothing or one that is not lost in 0.01 万元."""
    return Decimal(draw(st.one_of(st.just(0), st.integers(10**4, 10**9)))) / 100


@st.composite
def final_forms(draw: st.DrawFn, money: Money = fen) -> FinalForm:
    """Final accounts of a unit of any nature, with amounts of some sort."""
    funds = st.sampled_from(FINAL_FUNDS)
    basic = draw(_rows({"功能科目": st.sampled_from(FUNCTIONS), "经济科目": st.sampled_from(ECONOMICS),
                        "来源": funds}, money))
    projects = draw(_rows({"项目": st.sampled_from(["甲", "乙"]), "功能科目": st.sampled_from(FUNCTIONS),
                           "经济科目": st.sampled_from(ECONOMICS), "来源": funds}, money))
    others = draw(_rows({"性质": st.sampled_from(OTHER_NATURES), "功能科目": st.sampled_from(FUNCTIONS)}, money))
    revenue = draw(_rows({"功能科目": st.sampled_from(FUNCTIONS), "来源": st.sampled_from(REVENUE_SOURCES)}, money))
    used, distributed = draw(money()), draw(money())
    left = _left(revenue, [*basic, *projects], others, used - distributed)
    last_year = draw(money())
    spent = _publics([*basic, *projects])
    return final_form_from({
        "报告": {"地区": "山西", "类型": "单位决算", "年度": "2022"},
        "单位": {"名称": UNIT, "性质": draw(st.sampled_from(NATURES_OF_UNIT))},
        "概况": {"职责": "推广茶叶技术。", "机构设置": "编制3名。"},
        "收入": revenue, "基本支出": basic, "项目支出": projects, "其他性质支出": others,
        "年初结转和结余": [_balance(fund, -gap) for fund, gap in left.items() if gap < 0],
        "年末结转和结余": [_balance(fund, gap) for fund, gap in left.items() if gap > 0],
        "使用非财政拨款结余": used, "结余分配": distributed,
        "年初预算": {"支出": draw(money())},
        "三公经费": {item: {"预算": draw(money()), "决算": amount, "上年": draw(money()), "原因": "任务变化"}
                 for item, amount in spent.items()},
        "机关运行经费": {"决算": "0"},
        "政府采购": {key: draw(money()) for key in ("货物", "工程", "服务")},
        "国有资产": {"车辆": {"实有": 3, "应急保障用车": 1, "其他用车": 2}},
        "上年": {"收入总计": last_year, "支出总计": last_year, "财政拨款支出": draw(money())},
        "变动原因": {"收支": "任务变化", "三公": "任务变化"},
    })


@st.composite
def _rows(draw: st.DrawFn, keys: Mapping[str, st.SearchStrategy[str]], money: Money) -> Rows:
    """Rows with an amount each, no two about the same."""
    rows = draw(st.lists(st.fixed_dictionaries({**keys, "金额": money()}), max_size=6,
                         unique_by=lambda row: tuple(row[key] for key in keys)))
    return list(rows)


def _left(revenue: Rows, spending: Rows, others: Rows, reserves: Decimal) -> dict[str, Decimal]:
    """Source → what came in beyond what went out."""
    left = dict.fromkeys(FINAL_FUNDS, _NOTHING)
    left[_OTHER] += reserves - sum((row["金额"] for row in others), _NOTHING)
    for row in revenue:
        left[row["来源"] if row["来源"] in APPROPRIATIONS else _OTHER] += row["金额"]
    for row in spending:
        left[row["来源"]] -= row["金额"]
    return left


def _balance(fund: str, amount: Decimal) -> dict[str, Any]:
    return {"来源": fund, "功能科目": FUNCTIONS[4], "金额": amount}


def _publics(spending: Rows) -> dict[str, Decimal]:
    fiscal = [row for row in spending if row["来源"] in APPROPRIATIONS]
    return {
        item: sum((row["金额"] for row in fiscal if row["经济科目"] == code), _NOTHING)
        for item, code in PUBLICS.items()
    }


@dataclass(frozen=True)
class RandomFinalDepartment:
    """A department of random units, some of which pass money on to each other."""

    own: FinalForm
    units: tuple[FinalForm, ...]


@st.composite
def final_departments(draw: st.DrawFn, money: Money = fen) -> RandomFinalDepartment:
    """Two or three units; what one of them passes on came to it from outside and is spent by the other."""
    units = [
        unit.model_copy(update={"unit": unit.unit.model_copy(update={"name": f"云岭县第{number}农技站"})})
        for number, unit in enumerate(draw(st.lists(final_forms(money), min_size=2, max_size=3)), start=1)
    ]
    for number in range(draw(st.integers(0, 3))):
        giver = draw(st.integers(0, len(units) - 1))
        receiver = (giver + draw(st.integers(1, len(units) - 1))) % len(units)
        given, taken = _transfer(draw(st.sampled_from(_WAYS)), draw(money()), number,
                                 units[giver].unit.name, units[receiver].unit.name)
        units[giver], units[receiver] = _with_lines(units[giver], given), _with_lines(units[receiver], taken)
    return RandomFinalDepartment(DEPARTMENT, tuple(units))


DEPARTMENT = final_form_from({
    "报告": {"地区": "山西", "类型": "部门决算", "年度": "2022"},
    "单位": {"名称": "云岭县农业农村局", "性质": "行政单位"},
    "概况": {"职责": "推广茶叶技术。", "机构设置": "由各单位组成。"}, "所属单位": ["甲.yaml"],
    "三公经费": {item: {"原因": "任务变化"} for item in PUBLICS},
    "机关运行经费": {"原因": "任务变化"}, "变动原因": {"收支": "任务变化", "三公": "任务变化"}, "分类预算": [],
})
PLAIN: Mapping[str, Any] = {
    "报告": {"地区": "山西", "类型": "单位决算", "年度": "2022"}, "单位": {"名称": UNIT, "性质": "事业单位"},
    "概况": {"职责": "推广茶叶技术。", "机构设置": "编制3名。"}, "年初预算": {"支出": "0"},
    "三公经费": {item: {"预算": "0", "决算": "0", "上年": "0"} for item in PUBLICS}, "机关运行经费": {"决算": "0"},
    "政府采购": dict.fromkeys(("货物", "工程", "服务"), "0"),
    "国有资产": {"车辆": {"实有": 3, "应急保障用车": 1, "其他用车": 2}},
    "上年": {"收入总计": "0", "支出总计": "0", "财政拨款支出": "0"},
}
"""A unit in which nothing came in or went out."""


_WAYS = (
    *((fund, fund, "项目支出") for fund in APPROPRIATIONS), (_OTHER, "其他收入", "项目支出"),
    (_OTHER, "上级补助收入", "对附属单位补助支出"), (_OTHER, "附属单位上缴收入", "上缴上级支出"),
)
"""Fund of the spending, source of the income, nature of the giver's spending."""


def _transfer(
    way: tuple[str, str, str], amount: Decimal, number: int, giver: str, receiver: str
) -> tuple[dict[str, Rows], dict[str, Rows]]:
    """The lines of the giver and of the receiver."""
    fund, source, nature = way
    line = {"功能科目": FUNCTIONS[4], "金额": amount}
    spent = {**line, "来源": fund, "经济科目": "30201", "项目": f"第{number}笔"}
    given = {**spent, "转拨给": receiver} if nature == "项目支出" else {**line, "性质": nature, "转拨给": receiver}
    outside = {**line, "来源": fund if fund in APPROPRIATIONS else "其他收入"}
    return (
        {"收入": [outside], "项目支出" if nature == "项目支出" else "其他性质支出": [given]},
        {"收入": [{**line, "来源": source, "转拨自": giver}], "项目支出": [spent]},
    )


def _with_lines(unit: FinalForm, lines: Mapping[str, Rows]) -> FinalForm:
    """A unit with more lines."""
    fields = {"收入": ("revenue_lines", RevenueLine), "项目支出": ("project_lines", FinalProjectLine),
              "其他性质支出": ("other_lines", OtherLine)}
    return unit.model_copy(update={
        field: (*getattr(unit, field), *(model.model_validate(row) for row in lines.get(key, ())))
        for key, (field, model) in fields.items()
    })
