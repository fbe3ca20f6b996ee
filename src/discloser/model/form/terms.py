"""The field's own words that a form may choose from, in the order the field lists them."""

from __future__ import annotations

from typing import Final

FUNDS: Final = ("一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户管理资金", "单位资金")
"""Sources of money of a unit's budget. 财政拨款 is the first three."""

APPROPRIATIONS: Final = FUNDS[:3]

OWN_INCOMES: Final = ("事业收入", "事业单位经营收入", "上级补助收入", "附属单位上缴收入", "其他收入")
"""Sources that some places tell apart in budgets where others say 单位资金."""

REVENUE_SOURCES: Final = (
    *APPROPRIATIONS, "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"
)
"""Sources of income in final accounts."""

FINAL_FUNDS: Final = (*APPROPRIATIONS, "非财政拨款")
"""Sources of expenditure in final accounts: what is not 财政拨款 is told apart no further."""

OTHER_NATURES: Final = ("上缴上级支出", "经营支出", "对附属单位补助支出")
"""Natures of expenditure in final accounts beside 基本支出 and 项目支出."""

NATURES_OF_UNIT: Final = ("行政单位", "参公事业单位", "事业单位")
"""What a unit is by law; decides government economic classes and whether it has 机关运行经费."""

PROJECT_CLASSES: Final = ("其他运转类", "特定目标类")
"""Classes of project below 人员类 and 公用经费类, which are basic expenditure."""

THREE_PUBLICS: Final = ("因公出国（境）费", "公务接待费", "公务用车购置费", "公务用车运行维护费")

TO_CONFIRM: Final = "【请确认或修改】"
"""Stands before a text that was taken over from last year, until somebody has read it."""

PERSONAL: Final = ("head", "finance_head", "preparer", "phone")
"""Fields of a project's form that name a person or lead to one; printed only where the form of the report says so."""

OWN_BLOCKS: Final = frozenset({
    "报告", "单位", "金额单位", "所属单位", "概况", "变动原因", "其他说明", "附件", "控制数", "确认",
})
"""Top keys of a department's form that are its own; everything below any other key is added up from its units."""

OWN_VALUES: Final = frozenset({
    ("绩效", "绩效自评", "整体预算数"), ("绩效", "绩效自评", "整体得分"),
})
"""Figures below other keys that are a department's own too: it evaluates itself as a whole."""

PUBLICS_SECTIONS = {
    "因公出国（境）费": ("30212",), "公务用车购置费": ("31013", "30913"), "公务用车运行维护费": ("30231",),
    "公务接待费": ("30217",),
}
"""Economic items of each kind of 三公经费."""

CAME_IN: Final = ("收入", "使用非财政拨款结余", "年初结转和结余")
WENT_OUT: Final = ("支出", "结余分配", "年末结转和结余")
SOURCES_OF_BALANCE: Final = {
    **{fund: (fund,) for fund in APPROPRIATIONS},
    "非财政拨款": ("非财政拨款", *REVENUE_SOURCES[len(APPROPRIATIONS):]),
}
"""In final accounts what came in, what went out or is left, and the sources for each of which the two are equal."""
