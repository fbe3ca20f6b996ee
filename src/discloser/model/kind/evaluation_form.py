"""How a kind prints the 项目支出绩效自评表: evaluation_form.yaml."""

# No `from __future__ import annotations`: pydantic would compile every annotation again, at every start.

from decimal import Decimal
from typing import Literal

from pydantic import Field

from ..money import CurrencyUnit
from .tables import Spec, YesNo

FormBlock = Literal["基本信息", "资金", "目标", "文字", "指标", "结论"]


class GradeSpec(Spec):
    """A grade, and the score from which on it is given."""

    name: str = Field(alias="名称", description="评级的名称，“评级”里的一个")
    least: Decimal = Field(alias="自", description="总分从多少分起")


class EvaluationFormSpec(Spec):
    """Labels of the 绩效自评表, what it prints and in which order."""

    title: str = Field(alias="标题", description="表名，可以用 {年度} 等词")
    year_line: str = Field(alias="年度行", description="表名下的年度行")
    order: tuple[FormBlock, ...] = Field(
        ("基本信息", "资金", "目标", "文字", "指标", "结论"), alias="次序", description="各块从上到下的次序",
    )
    currency_unit: CurrencyUnit | None = Field(
        None, alias="金额单位", description="表里的金额单位，与全书不同时才写：元或万元",
    )
    identity: dict[str, str] = Field(
        alias="基本信息",
        description="基本信息各格的名称：project 项目、code 项目编码、department 主管部门、unit 单位、grade 评级",
    )
    funding_label: str = Field(alias="资金标签", description="资金部分的名称")
    funding_columns: dict[str, str] = Field(
        alias="资金列",
        description="资金部分各栏，按次序：source 来源、opening 年初预算、budget 全年预算、outturn 执行数、"
        "rate 执行率、weight 分值、score 得分、reason 原因",
    )
    funding_total: str = Field(alias="资金总额", description="资金总额一行的名称")
    funding_lines: dict[str, str] = Field(
        alias="资金来源",
        description="各种资金的名称，按次序：appropriation 财政拨款、carried 上年结转、"
        "special_account 财政专户管理资金、own_funds 单位资金、other 其他",
    )
    funding_weight: Decimal = Field(Decimal(10), alias="资金分值", description="预算执行情况的分值")
    full_mark: Decimal = Field(Decimal(100), alias="满分", description="各项分值加起来是多少")
    goals_label: str = Field(alias="目标标签", description="年度总体目标的名称")
    goals: tuple[str, str] = Field(alias="目标标题", description="目标、完成情况两栏的标题")
    texts: dict[str, str] = Field({}, alias="文字", description="各段文字的名称：process 实施内容")
    indicators_label: str = Field(alias="指标标签", description="绩效指标的名称")
    indicator_columns: dict[str, str] = Field(
        alias="指标列",
        description="指标部分各栏，按次序：first 一级、second 二级、third 三级、comparison 性质、value 指标值、"
        "measure 度量单位、result 完成值、weight 分值、score 得分、reason 原因",
    )
    indicator_order: dict[str, tuple[str, ...]] = Field(
        {}, alias="指标分类", description="一级指标：各二级指标，按次序；空白工作簿里备好，没有填的不印",
    )
    total: str = Field(alias="总分", description="总分一行的名称")
    closing: dict[str, str] = Field(
        {}, alias="结论", description="表尾各段文字的名称：conclusion 评价结论、problems 存在问题、measures 改进措施",
    )
    grades: tuple[GradeSpec, ...] = Field((), alias="评级分数", description="各评级从多少分起，从高到低")
    asks_signature: YesNo = Field(
        False, alias="签署留空", description="没有填的签署也印出来，留给人手签；缺省只印填了的",
    )
    separators: YesNo = Field(True, alias="千分位", description="表里的金额是否印千分位")
    signature: dict[str, str] = Field(
        {}, alias="签署",
        description="表尾各格的名称：head 负责人、finance_head 财务负责人、preparer 填表人、phone 电话、filled_on 日期",
    )

    def grade_of(self, score: Decimal) -> str:
        """The grade of a total score; nothing where the kind does not say from which score on a grade is given."""
        return next((grade.name for grade in self.grades if score >= grade.least), "")
