"""The 绩效自评表 (EVJ): its money, weights and scores, by its own labels, whatever the kind."""

from __future__ import annotations

from ...model.finding import Severity
from .catalogue import problem

_WARN = Severity.WARNING

RATE = problem(
    "EVJ001", "预算执行率等于执行数除以预算数",
    message="{row}的执行率是 {found}，执行数 {spent} 除以预算数 {budget} 是 {expected}",
    hint="请核对预算数、执行数和执行率；执行率按调整以后的全年预算数计算",
    severity=_WARN,
)
SCORE = problem(
    "EVJ002", "得分不超过分值",
    message="{row}的得分是 {found}，分值只有 {expected}",
    hint="请核对分值和得分",
)
WEIGHTS = problem(
    "EVJ003", "各项分值加起来等于满分",
    message="{total}是 {expected}，资金和各项指标的分值加起来是 {found}",
    hint="请核对各项分值，有没有漏了预算执行情况的分值",
)
TOTAL = problem(
    "EVJ004", "总分等于各项得分之和",
    message="总分是 {found}，资金和各项指标的得分加起来是 {expected}",
    hint="请核对各项得分和总分",
)
MONEY = problem(
    "EVJ005", "资金总额等于各项来源之和",
    message="{column}的总额是 {found}，各项来源之和 {expected}",
    hint="请核对总额和各项来源",
    severity=_WARN,
)
