"""绩效目标 of a budget: tables of projects, the whole of the unit, how many there are."""

# No `from __future__ import annotations`: pydantic would compile every annotation again, at every start.

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import AliasChoices, BeforeValidator, Field

from ..money import ZERO
from .base import Block
from .scalars import Amount, Count, Name, Text, one_of

WHOLES = ("全部支出", "项目支出")
_ONE_YEAR = re.compile(r"(?:^|[^\d])1\s*年|一年|当年")


class TargetFunding(Block):
    """The money of a 绩效目标表, by who pays."""

    of_some_kinds = ("上年结转资金",)

    central: Amount = Field(ZERO, alias="中央财政资金", description="中央财政资金")
    provincial: Amount = Field(ZERO, alias="省级财政资金", description="省级财政资金")
    county: Amount = Field(
        ZERO, serialization_alias="市县财政资金", description="市、县（区）财政资金",
        validation_alias=AliasChoices(
            "市县财政资金", "市县（区）财政资金", "市县（区）级财政资金", "市（县、区）财政资金", "市、县（区）财政资金"
        ),
    )
    own: Amount = Field(ZERO, alias="单位自筹", description="单位自筹资金")
    other: Amount = Field(ZERO, alias="其他资金", description="其他资金")
    carried: Amount = Field(ZERO, alias="上年结转资金", description="上年结转资金")

    def total(self) -> Decimal:
        """资金总额."""
        return self.central + self.provincial + self.county + self.own + self.other + self.carried


class TargetIndicator(Block):
    """One 绩效指标; the year's name and value are those of the whole term unless given."""

    first: Text = Field(alias="一级", description="一级指标：产出指标、效益指标、满意度指标")
    second: Text = Field(alias="二级", description="二级指标，例如：数量指标")
    third: Text = Field("", alias="三级", description="三级指标，写明考核什么")
    term_value: Text = Field("", alias="实施期值", description="实施期指标值，例如：≥98%")
    year_third: Text | None = Field(None, alias="年度三级", description="年度的三级指标；不填与实施期相同")
    year_value: Text | None = Field(None, alias="年度值", description="年度指标值；不填与实施期相同")


class PerformanceTarget(Block):
    """A 项目支出绩效目标表."""

    determined = ("year_funding", "term_funding", "year_goal")
    of_some_kinds = ("项目性质", "项目类别", "开始日期", "完成日期", "实施主体")

    project: Name = Field(alias="项目", description="项目名称，与“项目支出”里的一致")
    attribute: Text = Field("", alias="属性", description="项目属性，例如：一次性项目(1年结束)")
    term: Text = Field("", alias="项目期", description="项目期，例如：1年")
    term_funding: TargetFunding = Field(
        default_factory=TargetFunding, alias="实施期资金",
        description="实施期资金，分来源；项目期是一年的，不填就等于年度资金",
    )
    year_funding: TargetFunding = Field(
        default_factory=TargetFunding, alias="年度资金",
        description="年度资金，分来源；不填就是“项目支出”里这个项目的金额，财政拨款记作本级财政资金",
    )
    summary: Text = Field("", alias="概况", description="项目概况")
    basis: Text = Field("", alias="立项依据", description="立项依据")
    necessity: Text = Field("", alias="必要性", description="项目设立必要性")
    measures: Text = Field("", alias="制度措施", description="保证项目实施的制度、措施")
    plan: Text = Field("", alias="实施计划", description="项目实施计划")
    term_goal: Text = Field("", alias="实施期目标", description="实施期目标")
    year_goal: Text = Field("", alias="年度目标", description="年度目标；项目期是一年的，不填就与实施期目标相同")
    indicators: tuple[TargetIndicator, ...] = Field((), alias="指标", description="绩效指标，一行一个")
    head: Text = Field("", alias="负责人", description="负责人；缺省不公开")
    preparer: Text = Field("", alias="经办人", description="经办人；缺省不公开")
    phone: Text = Field("", alias="联系电话", description="联系电话；缺省不公开")
    filled_on: Text = Field("", alias="填报日期", description="填报日期")
    character: Text = Field("", alias="项目性质", description="经常性项目或阶段性项目")
    sort: Text = Field("", alias="项目类别", description="项目类别，例如：特定目标类")
    begins: Text = Field("", alias="开始日期", description="计划开始日期")
    ends: Text = Field("", alias="完成日期", description="计划完成日期")
    carried_out_by: Text = Field("", alias="实施主体", description="由谁实施，印在项目经费情况说明里")

    @property
    def of_one_year(self) -> bool:
        """Whether the project says that it ends with the year."""
        return bool(_ONE_YEAR.search(self.term) or "1年结束" in self.attribute)


IDENTITY = ("attribute", "term", "character", "sort", "begins", "ends")
"""Fields of a target that say what project it is."""


class WholeTarget(Block):
    """整体绩效目标 of the unit."""

    determined = ("amount",)
    choice_lists: ClassVar[Mapping[str, str]] = {"口径": "绩效口径"}
    later = ("口径",)

    basis: Annotated[str, BeforeValidator(one_of(WHOLES))] = Field(
        "", alias="口径", description="整体绩效目标涉及的是全部支出，还是项目支出：填了口径，金额不必再填"
    )
    amount: Amount = Field(ZERO, alias="金额", description="编报单位整体绩效目标涉及的资金；填了口径的，由程序得出")


class TargetsMade(Block):
    """目标编报: how many projects have targets, and their money."""

    projects: Count = Field(0, alias="项目数", description="编报绩效目标的项目个数")
    amount: Amount = Field(ZERO, alias="金额", description="编报绩效目标的项目涉及的资金")


class Performance(Block):
    """绩效: targets of the unit and of its projects."""

    of_some_kinds = ("目标编报",)

    made: TargetsMade = Field(
        default_factory=TargetsMade, alias="目标编报", description="编报绩效目标的项目个数和金额"
    )

    whole: WholeTarget | None = Field(
        None, alias="整体绩效目标", description="单位整体绩效目标；没有编报则不填"
    )
    targets: tuple[PerformanceTarget, ...] = Field((), alias="项目绩效目标", description="项目绩效目标表，一个项目一张")
