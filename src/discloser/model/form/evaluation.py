"""绩效 of final accounts: 项目支出绩效自评表, and what is told in figures and words of all evaluations of a year."""

# No `from __future__ import annotations`: pydantic would compile every annotation again, at every start.

from decimal import Decimal

from pydantic import Field

from ..money import ZERO, CurrencyUnit, printed, share
from .base import Block
from .scalars import Amount, Count, Name, Quantity, Text


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


class SelfEvaluation(Block):
    """绩效自评: projects evaluated by the unit itself, by level and by grade."""

    first_projects: Count = Field(0, alias="一级项目数", description="开展自评的一级项目个数")
    first_amount: Amount = Field(ZERO, alias="一级项目金额", description="一级项目涉及的资金")
    first_excellent: Count = Field(0, alias="一级优", description="一级项目里自评等级为“优”的个数")
    first_good: Count = Field(0, alias="一级良", description="一级项目里自评等级为“良”的个数")
    first_medium: Count = Field(0, alias="一级中", description="一级项目里自评等级为“中”的个数")
    first_poor: Count = Field(0, alias="一级差", description="一级项目里自评等级为“差”的个数")
    second_projects: Count = Field(0, alias="二级项目数", description="开展自评的二级项目个数")
    second_amount: Amount = Field(ZERO, alias="二级项目金额", description="二级项目涉及的资金")
    second_excellent: Count = Field(0, alias="二级优", description="二级项目里自评等级为“优”的个数")
    second_good: Count = Field(0, alias="二级良", description="二级项目里自评等级为“良”的个数")
    second_medium: Count = Field(0, alias="二级中", description="二级项目里自评等级为“中”的个数")
    second_poor: Count = Field(0, alias="二级差", description="二级项目里自评等级为“差”的个数")
    improvement: Text = Field("", alias="改进措施", description="对自评为“中”“差”的项目的改进措施；没有这样的项目不填")
    whole_score: Text = Field("", alias="整体得分", description="单位整体支出绩效自评得分，例如 98；没有开展不填")
    whole_budget: Amount = Field(ZERO, alias="整体预算数", description="整体支出绩效自评的全年预算数")


class PerformanceManagement(Block):
    """绩效管理: how many projects had targets, were tracked and evaluated, and what was found."""

    systems: Text = Field("", alias="制度", description="建立了哪些预算绩效管理制度，用顿号隔开")
    mechanism: Text = Field("", alias="机制", description="建立了怎样的工作机制，接在“建立了”后面，例如：财务科牵头")
    planned: Count = Field(0, alias="目标个数", description="编报绩效目标的项目个数")
    planned_amount: Amount = Field(ZERO, alias="目标金额", description="编报绩效目标的项目涉及的预算金额")
    tracked: Count = Field(0, alias="跟踪个数", description="绩效跟踪评价的项目个数")
    tracked_amount: Amount = Field(ZERO, alias="跟踪金额", description="绩效跟踪评价的项目涉及的预算金额")
    evaluated: Count = Field(0, alias="自评个数", description="绩效自评的项目个数")
    evaluated_amount: Amount = Field(ZERO, alias="自评金额", description="绩效自评的项目涉及的预算金额")
    score: Quantity = Field(ZERO, alias="平均得分", description="绩效自评的平均得分")
    problems: Count = Field(0, alias="发现问题", description="绩效自评中共发现的问题，个")
    mended: Count = Field(0, alias="已整改", description="已经完成整改的问题，个")
    being_mended: Count = Field(0, alias="整改中", description="正在整改的问题，个")


class GradeCount(Block):
    """How many evaluated projects got a grade."""

    grade: Name = Field(alias="等级", description="绩效评级，叫法见版式的“评级”，例如：优")
    projects: Count = Field(alias="个数", description="得到这个评级的项目个数")


class FinalPerformance(Block):
    """绩效: self-evaluation in figures, and the rest in the unit's own words."""

    of_some_kinds = ("绩效管理", "评级", "项目自评")

    management: PerformanceManagement = Field(
        default_factory=PerformanceManagement, alias="绩效管理", description="预算绩效管理工作的制度、个数和金额"
    )
    grades: tuple[GradeCount, ...] = Field((), alias="评级", description="绩效自评的评级，一行一级")
    evaluation: SelfEvaluation = Field(
        default_factory=SelfEvaluation, alias="绩效自评", description="绩效自评的个数和金额"
    )
    evaluations: tuple[ProjectEvaluation, ...] = Field(
        (), alias="项目自评", description="项目支出绩效自评表，一个项目一张，附在报告里"
    )
    text: Text = Field("", alias="正文", description="绩效自评综述、整体支出自评结果等，可以分段")
    other: Text = Field("", alias="其他", description="绩效方面其他需要说明的事项")
