"""The form: what an officer typed, each figure once, in 元. Shape only; what it means is for rules and derivation.

Field names are English, keys in files are the Chinese aliases. The descriptions are what an officer reads: the
guide to the form and the comments of the blank form are written from them.
"""

# No `from __future__ import annotations`: pydantic would compile every annotation again, at every start.

from collections.abc import Hashable, Iterator, Mapping
from decimal import Decimal
from typing import Annotated, overload

from pydantic import BeforeValidator, Field

from ..money import ZERO
from ..place import FormPath
from .base import Block
from .common import (
    Assets,
    Cars,
    CommonForm,
    LastYear,
    OtherNotes,
    Procurement,
    ProjectClass,
    SpendingLine,
    SpendingProject,
)
from .scalars import Amount, Code, Count, Name, OptionalAmount, Quantity, Text, YesNo, one_of
from .targets import Performance
from .terms import FUNDS, OWN_INCOMES

Fund = Annotated[
    str, BeforeValidator(one_of(
        (*FUNDS, *OWN_INCOMES), {"政府性基金": "政府性基金预算", "国有资本经营": "国有资本经营预算"}))
]


class RevenueSubject(Block):
    """收入科目 of a line paid from a government fund or from state capital: tables 7 and 9 list it."""

    code: Code = Field(alias="编码", description="政府性基金或国有资本经营收入的科目编码")
    name: Name = Field(alias="名称", description="收入科目名称")


class Line(SpendingLine):
    """What basic and project lines of a budget have in common."""

    fund: Fund = Field("一般公共预算", alias="来源", description="资金来源，缺省为一般公共预算")
    carried_in: YesNo = Field(False, alias="上年结转", description="是否上年结转资金，缺省为否")
    government_economic: Code = Field(
        "", alias="政府经济科目", description="政府预算支出经济分类编码；不填时按单位性质自动对应"
    )
    revenue_subject: RevenueSubject | None = Field(
        None, alias="收入科目", description="政府性基金、国有资本经营预算的收入科目：{编码: …, 名称: …}"
    )
    passed_to: Name = Field(
        "", alias="转拨给", description="这笔钱转给本部门的哪个单位，写全称；部门汇总时与对方的“转拨自”抵销"
    )
    received_from: Name = Field(
        "", alias="转拨自", description="这笔钱由本部门的哪个单位转来，写全称；部门汇总时与对方的“转拨给”抵销"
    )

    @property
    def identity(self) -> tuple[Hashable, ...]:
        """An overruled government class or another revenue subject tells lines apart, too."""
        subject = self.revenue_subject.code if self.revenue_subject else ""
        return (*super().identity, self.government_economic, self.carried_in, subject, self.passed_to,
                self.received_from)


class BasicLine(Line):
    """基本支出: one functional item × one department economic item × one source."""

    order_last = ("function_name", "revenue_subject", "passed_to", "received_from", "department_economic", "unverified")

    department_economic: Code = Field(alias="经济科目", description="部门预算支出经济分类编码，填到“款”（五位）")


class ProjectLine(Line, SpendingProject):
    """项目支出: one project × one functional item × one source."""

    order_last = (
        "function_name", "revenue_subject", "passed_to", "received_from", "project", "project_class",
        "department_economic", "target_published", "unverified",
    )

    project_class: ProjectClass = Field("", alias="类别", description="其他运转类或特定目标类")
    department_economic: Code = Field("", alias="经济科目", description="部门预算支出经济分类编码，预算可以不填")
    target_published: YesNo = Field(True, alias="公开绩效目标", description="是否公开该项目的绩效目标表，缺省为是")


class AppropriationAmounts(Block):
    """An amount by the three sources of 财政拨款; a single number means 一般公共预算."""

    general_public: Amount = Field(ZERO, alias="一般公共预算", description="一般公共预算安排的金额")
    government_fund: Amount = Field(ZERO, alias="政府性基金预算", description="政府性基金预算安排的金额")
    state_capital: Amount = Field(ZERO, alias="国有资本经营预算", description="国有资本经营预算安排的金额")

    def total(self) -> Decimal:
        """The sum of the three."""
        return self.general_public + self.government_fund + self.state_capital

    def by_fund(self) -> dict[str, Decimal]:
        """Fund → amount."""
        return {name: getattr(self, field) for field, name in _APPROPRIATION_FIELDS.items()}

_APPROPRIATION_FIELDS = {
    field: str(info.alias) for field, info in AppropriationAmounts.model_fields.items()
}


def _single_number(value: object) -> object:
    return value if isinstance(value, Mapping | AppropriationAmounts) else {"一般公共预算": value}

ByAppropriation = Annotated[AppropriationAmounts, BeforeValidator(_single_number)]


class Compared(Block):
    """An amount beside last year's, with the reason of the change."""

    current: ByAppropriation = Field(alias="本年", description="本年预算数；可以分来源写")
    prior: ByAppropriation = Field(alias="上年", description="上年预算数，没有写 0")
    reason: Text = Field("", alias="原因", description="与上年不同时的主要原因")


class PublicsItem(Compared):
    """An item of 三公经费: this year's amount need not be typed where the lines of expenditure determine it."""

    determined = ("current",)

    current: ByAppropriation = Field(
        default_factory=AppropriationAmounts, alias="本年",
        description="本年预算数；可以分来源写；支出各行都有经济科目的，不填就是对应科目的合计",
    )


class ThreePublics(Block):
    """三公经费 paid from 财政拨款."""

    overseas_travel: PublicsItem = Field(alias="因公出国（境）费", description="因公出国（境）费")
    official_hospitality: PublicsItem = Field(alias="公务接待费", description="公务接待费")
    vehicle_purchase: PublicsItem = Field(alias="公务用车购置费", description="公务用车购置费")
    vehicle_operation: PublicsItem = Field(alias="公务用车运行维护费", description="公务用车运行维护费")


class AgencyOperating(Compared):
    """机关运行经费: operating expenditure of administrative and 参公 units paid from 财政拨款."""

    statement: Text = Field("", alias="说明", description="没有机关运行经费时的说明；不填用版式里的固定句子")


class BudgetProcurement(Procurement):
    """政府采购 planned, and what of it is reserved for small and medium enterprises."""

    of_some_kinds = ("预留中小企业", "预留小微企业")

    reserved_smaller: Amount = Field(ZERO, alias="预留中小企业", description="面向中小企业预留的政府采购项目预算金额")
    reserved_smallest: Amount = Field(
        ZERO, alias="预留小微企业", description="其中：预留给小型和微型企业的项目预算金额"
    )


class PurposeOfItem(Block):
    """What the money of a functional 类 or 项 is mainly for."""

    function: Code = Field(
        alias="功能科目", description="支出功能分类科目编码，照报告的写法填到“类”（三位）或“项”（七位）"
    )
    purpose: Text = Field("", alias="用途", description="主要用于什么，接在“主要用于”后面")


class Vehicles(Cars):
    """车辆: posts for cars, cars held, by kind."""

    of_some_kinds = ("部级领导干部用车", "主要领导干部用车", "离退休干部用车")

    leaders: Count = Field(0, alias="领导用车", description="领导用车")
    confidential: Count = Field(0, alias="机要通信用车", description="机要通信用车")
    emergency: Count = Field(0, alias="应急保障用车", description="应急保障用车")
    law_enforcement: Count = Field(0, alias="执法执勤用车", description="执法执勤用车")
    special: Count = Field(0, alias="特种专业技术用车", description="特种专业技术用车")
    institution: Count = Field(0, alias="事业单位业务用车", description="事业单位业务用车")
    other: Count = Field(0, alias="其他公务用车", description="其他公务用车")
    ministers: Count = Field(0, alias="部级领导干部用车", description="部级领导干部用车")
    heads: Count = Field(0, alias="主要领导干部用车", description="主要领导干部用车")
    retired: Count = Field(0, alias="离退休干部用车", description="离退休干部用车")


class PlannedPurchases(Block):
    """计划购置: cars by kind, and large equipment, that the budget of the year is to buy."""

    ministers: Count = Field(0, alias="部级领导干部用车", description="安排购置的部级领导干部用车，辆")
    heads: Count = Field(0, alias="主要领导干部用车", description="安排购置的主要领导干部用车，辆")
    confidential: Count = Field(0, alias="机要通信用车", description="安排购置的机要通信用车，辆")
    emergency: Count = Field(0, alias="应急保障用车", description="安排购置的应急保障用车，辆")
    law_enforcement: Count = Field(0, alias="执法执勤用车", description="安排购置的执法执勤用车，辆")
    special: Count = Field(0, alias="特种专业技术用车", description="安排购置的特种专业技术用车，辆")
    retired: Count = Field(0, alias="离退休干部用车", description="安排购置的离退休干部用车，辆")
    other: Count = Field(0, alias="其他用车", description="安排购置的其他用车，辆")
    equipment: Count = Field(
        0, alias="一百万元以上设备", description="安排购置的单价100万元（含）以上设备（不含车辆），台（套）"
    )


class StateAssets(Assets):
    """国有资产占用: cars, rooms, large equipment, and what is to be bought."""

    of_some_kinds = ("计划购置",)

    vehicles: Vehicles = Field(default_factory=Vehicles, alias="车辆", description="车辆数，分用途")
    floor_area: Quantity = Field(ZERO, alias="房屋面积", description="办公用房建筑面积，平方米")
    buildings_note: Text = Field("", alias="房屋说明", description="房屋的补充说明")
    equipment_half_million: Count = Field(
        0, alias="五十万元以上通用设备", description="单价50万元以上的通用设备，台（套）"
    )
    equipment_million: Count = Field(0, alias="一百万元以上通用设备", description="单价100万元以上的设备，台（套）")
    planned: PlannedPurchases = Field(
        default_factory=PlannedPurchases, alias="计划购置", description="本年预算安排购置的车辆和大型设备"
    )


class PriorYear(LastYear):
    """上年: last year's budget, for comparison."""

    of_some_kinds = ("政府性基金预算", "国有资本经营预算")

    revenue: Amount = Field(alias="收入总计", description="上年预算收入总计（含结转），没有写 0")
    expenditure: Amount = Field(alias="支出总计", description="上年预算支出总计（含结转），没有写 0")
    general_public: Amount = Field(alias="一般公共预算当年支出", description="上年一般公共预算当年支出（不含结转）")
    government_fund: Amount = Field(ZERO, alias="政府性基金预算", description="上年政府性基金预算支出，没有写 0")
    state_capital: Amount = Field(ZERO, alias="国有资本经营预算", description="上年国有资本经营预算支出，没有写 0")


class Reasons(Block):
    """变动原因: why totals differ from last year's."""

    both: Text = Field("", alias="收支", description="收入、支出总计变动的主要原因")
    revenue: Text = Field("", alias="收入", description="收入与支出原因不同时，收入总计变动的原因")
    expenditure: Text = Field("", alias="支出", description="收入与支出原因不同时，支出总计变动的原因")
    three_publics: Text = Field("", alias="三公", description="“三公”经费合计变动的原因；不填则用变动了的各项的原因")
    vehicles: Text = Field(
        "", alias="公务用车", description="公务用车购置及运行费变动的原因；不填则合并购置费、运行维护费各自的原因"
    )


class Controls(Block):
    """控制数: what the finance bureau approved. Compared with what is derived, never used in a calculation."""

    revenue: OptionalAmount = Field(None, alias="收入总计", description="批复的收入总计")
    expenditure: OptionalAmount = Field(None, alias="支出总计", description="批复的支出总计")
    basic: OptionalAmount = Field(None, alias="基本支出", description="批复的基本支出")
    project: OptionalAmount = Field(None, alias="项目支出", description="批复的项目支出")
    general_public: OptionalAmount = Field(None, alias="一般公共预算", description="批复的本年一般公共预算")
    government_fund: OptionalAmount = Field(None, alias="政府性基金预算", description="批复的本年政府性基金预算")
    state_capital: OptionalAmount = Field(None, alias="国有资本经营预算", description="批复的本年国有资本经营预算")
    special_account: OptionalAmount = Field(None, alias="财政专户管理资金", description="批复的本年财政专户管理资金")
    own_funds: OptionalAmount = Field(None, alias="单位资金", description="批复的本年单位资金")
    carried_in: OptionalAmount = Field(None, alias="上年结转", description="批复的上年结转，各种来源合计")


class Form(CommonForm):
    """A unit's budget form."""

    of_some_kinds = ("科目用途",)

    order_last = (
        "currency_unit", "overview", "basic_lines", "project_lines", "purposes", "three_publics", "agency_operating",
        "procurement",
        "performance", "state_assets", "prior_year", "reasons", "other_notes", "attachments",
        "controls", "code_names", "confirmations",
    )

    basic_lines: tuple[BasicLine, ...] = Field((), alias="基本支出", description="一行一个：功能科目 × 经济科目 × 来源")
    project_lines: tuple[ProjectLine, ...] = Field((), alias="项目支出", description="一行一个：项目 × 功能科目 × 来源")
    purposes: tuple[PurposeOfItem, ...] = Field(
        (), alias="科目用途", description="财政拨款支出按功能科目说明用途，一行一个科目"
    )
    three_publics: ThreePublics = Field(alias="三公经费", description="财政拨款安排的“三公”经费")
    agency_operating: AgencyOperating = Field(alias="机关运行经费", description="机关运行经费；事业单位填 0")
    procurement: BudgetProcurement = Field(alias="政府采购", description="政府采购预算")
    performance: Performance = Field(default_factory=Performance, alias="绩效", description="绩效目标")
    state_assets: StateAssets = Field(default_factory=StateAssets, alias="国有资产", description="国有资产占有使用情况")
    prior_year: PriorYear = Field(alias="上年", description="上年预算数，用来比较")
    reasons: Reasons = Field(default_factory=Reasons, alias="变动原因", description="与上年相比增减的主要原因")
    other_notes: OtherNotes = Field(default_factory=OtherNotes, alias="其他说明", description="第十二部分的文字")
    controls: Controls = Field(default_factory=Controls, alias="控制数", description="可选：财政批复数，只用来核对")

    @property
    def budget(self) -> "Form":
        """This form."""
        return self


@overload
def every_row(form: Form) -> Iterator[tuple[FormPath, BasicLine | ProjectLine]]: ...


@overload
def every_row(form: CommonForm) -> Iterator[tuple[FormPath, SpendingLine]]: ...


def every_row(form: CommonForm) -> Iterator[tuple[FormPath, SpendingLine]]:
    """Every line of expenditure with its path: basic lines, then projects."""
    for i, basic in enumerate(form.basic_lines):
        yield ("基本支出", i), basic
    for i, project in enumerate(form.project_lines):
        yield ("项目支出", i), project
