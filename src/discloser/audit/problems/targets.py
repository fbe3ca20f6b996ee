"""The 绩效目标表 (TGJ): money, names, indicators, and what must not be published."""

from __future__ import annotations

from ...model.finding import Severity
from .catalogue import problem

_WARN, _INFO = Severity.WARNING, Severity.INFO

SUM = problem(
    "TGJ001", "资金总额等于各项来源之和",
    message="{side}的资金总额 {found}，各项来源之和 {expected}",
    hint="请核对资金总额和各项来源",
    severity=_WARN,
)
ONE_YEAR = problem(
    "TGJ002", "一年期项目的实施期资金等于年度资金",
    message="项目期 1 年，实施期 {found}，年度 {expected}",
    hint="请核对两边的资金总额；跨年的项目请改项目期",
    severity=_WARN,
)
NAME = problem(
    "TGJ003", "绩效目标表的项目在项目支出预算表里",
    message="项目支出预算表里没有“{found}”{like}",
    hint="项目名称应当与项目支出预算表一字不差",
    severity=_WARN,
)
AMOUNT = problem(
    "TGJ004", "年度资金总额等于项目支出预算表的金额",
    message="年度资金总额 {found} 元，{others}是 {expected} 万元{verdict}",
    hint="请核对两张表的金额",
    severity=_WARN,
)
COST = problem(
    "TGJ005", "成本指标与资金总额一致",
    message="{side}的成本指标合计 {found} 元，资金总额 {expected} 元",
    hint="请核对；成本指标不是项目总成本的可以不改",
    severity=_WARN,
)
SAME_TEXT = problem(
    "TGJ006", "各栏文字不雷同",
    message="{found}的内容一样",
    hint="请分别写明",
    severity=_INFO,
)
DEPARTMENT = problem(
    "TGJ007", "主管部门及代码处处一致",
    message="写的是“{found}”，别的表写“{expected}”",
    hint="请核对主管部门的名称和代码",
    severity=_WARN,
)
PRIVATE = problem(
    "TGJ008", "不公开个人姓名和电话",
    message="公开了{found}",
    hint="公开前请删去姓名和电话",
    basis="《中华人民共和国个人信息保护法》第二十五条",
)
ABOVE_ALL = problem(
    "TGJ009", "比率指标不超过百分之百",
    message="“{name}”的指标值是“{found}”",
    hint="满意度、覆盖率这类比率不会超过 100%，请写 100% 或合理的下限",
    severity=_INFO,
)
COUNT = problem(
    "TGJ010", "绩效目标表的张数与文字一致",
    message="{here}是 {found}，{others}是 {expected}",
    hint="请核对漏了哪些项目的绩效目标表",
    severity=_WARN,
)
ONE_YEAR_VALUE = problem(
    "TGJ011", "一年期项目两边的指标值一致",
    message="项目期 1 年，“{name}”实施期是“{found}”，年度是“{expected}”",
    hint="请核对两边的指标值",
    severity=_INFO,
)
