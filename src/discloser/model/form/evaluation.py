"""项目支出绩效自评表: what a unit says at the end of a year about a project's money, goals and indicators."""

# No `from __future__ import annotations`: pydantic would compile every annotation again, at every start.

from decimal import Decimal

from pydantic import Field

from ..money import ZERO, CurrencyUnit, printed, share
from .base import Block
from .scalars import Amount, Name, Quantity, Text


class EvaluationFunding(Block):
    """The money of a 绩效自评表, by source."""

    of_some_kinds = ("财政专户管理资金", "单位资金", "上年结转资金")

    appropriation: Amount = Field(ZERO, alias="财政拨款", description="财政拨款；另有上年结转资金一行的，只填当年的")
    carried: Amount = Field(ZERO, alias="上年结转资金", description="上年结转资金")
    special_account: Amount = Field(ZERO, alias="财政专户管理资金", description="财政专户管理资金")
    own_funds: Amount = Field(ZERO, alias="单位资金", description="单位资金")
    other: Amount = Field(ZERO, alias="其他资金", description="其他资金")

    def total(self) -> Decimal:
        """资金总额."""
        return self.appropriation + self.carried + self.special_account + self.own_funds + self.other


class EvaluationIndicator(Block):
    """One 绩效指标 with what came of it, its weight and its score."""

    of_some_kinds = ("指标性质", "度量单位")

    first: Text = Field(alias="一级", description="一级指标：产出指标、效益指标、满意度指标")
    second: Text = Field(alias="二级", description="二级指标，例如：数量指标")
    third: Text = Field("", alias="三级", description="三级指标，写明考核什么")
    comparison: Text = Field("", alias="指标性质", description="指标值前面的符号：＝、≥、≤，或者“定性”")
    value: Text = Field("", alias="指标值", description="年度指标值，例如：≥98%")
    measure: Text = Field("", alias="度量单位", description="指标值的单位，例如：%、次、户")
    result: Text = Field("", alias="完成值", description="实际完成值")
    weight: Quantity = Field(ZERO, alias="分值", description="这个指标的分值（权重）")
    score: Quantity = Field(ZERO, alias="得分", description="这个指标的得分，不超过分值")
    reason: Text = Field("", alias="原因", description="没有完成、偏差较大的原因和改进措施；完成了的不填")


class ProjectEvaluation(Block):
    """A 项目支出绩效自评表."""

    determined = ("budget", "outturn", "funding_score")
    of_some_kinds = (
        "项目编码", "资金原因", "实施内容", "评级", "评价结论", "存在问题", "改进措施", "财务负责人", "经办人",
    )
    order_last = (
        "goal", "achieved", "process", "indicators", "grade", "conclusion", "problems", "measures", "head",
        "finance_head", "preparer", "phone", "filled_on",
    )

    project: Name = Field(alias="项目", description="项目名称，与“项目支出”里的一致")
    code: Name = Field("", alias="项目编码", description="项目编码，与预算管理一体化系统里的一致")
    opening: EvaluationFunding = Field(
        default_factory=EvaluationFunding, alias="年初预算", description="年初预算数，分来源"
    )
    budget: EvaluationFunding = Field(
        default_factory=EvaluationFunding, alias="全年预算",
        description="调整以后的全年预算数，分来源；不填就等于年初预算",
    )
    outturn: EvaluationFunding = Field(
        default_factory=EvaluationFunding, alias="执行数",
        description="全年执行数，分来源；不填就是“项目支出”里这个项目的决算数",
    )
    funding_score: Quantity = Field(
        ZERO, alias="资金得分", description="预算执行情况的得分；不填就是分值乘以执行率，不超过分值"
    )
    funding_reason: Text = Field("", alias="资金原因", description="预算执行率偏低的原因；执行得好的不填")
    goal: Text = Field("", alias="年度目标", description="年度总体目标，与年初的绩效目标表一致")
    achieved: Text = Field("", alias="完成情况", description="年度总体目标的实际完成情况")
    process: Text = Field("", alias="实施内容", description="项目实施内容及过程概述")
    indicators: tuple[EvaluationIndicator, ...] = Field((), alias="指标", description="绩效指标，一行一个")
    grade: Name = Field("", alias="评级", description="自评等级，叫法见版式的“评级”；不填就照总分定")
    conclusion: Text = Field("", alias="评价结论", description="评价结论")
    problems: Text = Field("", alias="存在问题", description="存在的主要问题")
    measures: Text = Field("", alias="改进措施", description="下一步改进措施")
    head: Text = Field("", alias="负责人", description="项目负责人；缺省不公开")
    finance_head: Text = Field("", alias="财务负责人", description="财务负责人；缺省不公开")
    preparer: Text = Field("", alias="经办人", description="填表人；缺省不公开")
    phone: Text = Field("", alias="联系电话", description="联系电话；缺省不公开")
    filled_on: Text = Field("", alias="填报日期", description="填报日期")

    def weights(self, funding: Decimal) -> Decimal:
        """The sum of all weights; `funding`: that of the money, which a kind says."""
        return sum((one.weight for one in self.indicators), funding)

    def rate(self, unit: CurrencyUnit) -> Decimal | None:
        """预算执行率 in per cent, of the totals as printed; absent where nothing was budgeted."""
        return share(printed(self.outturn.total(), unit), printed(self.budget.total(), unit))

    def total(self) -> Decimal:
        """总分: the score of the money and of every indicator."""
        return sum((one.score for one in self.indicators), self.funding_score)
