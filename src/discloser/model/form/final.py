"""The form of final accounts (决算): what came in and what went out, each typed once, in 元.

Unlike in a budget the two sides differ, so income has lines of its own; what was left over at either end is typed
and held against them.
"""

# No `from __future__ import annotations`: pydantic would compile every annotation again, at every start.

from collections.abc import Hashable, Mapping
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from ..money import ZERO
from .base import Block, key_of
from .common import Assets, Cars, CommonForm, LastYear, Procurement, ProposedLine, SpendingLine, SpendingProject
from .evaluation import FinalPerformance
from .final_publics import FinalPublics
from .scalars import Amount, Code, Count, Name, OptionalAmount, Text, one_of
from .terms import APPROPRIATIONS, FINAL_FUNDS, OTHER_NATURES, REVENUE_SOURCES

_FISCAL = {
    **{f"{fund}财政拨款": fund for fund in APPROPRIATIONS},
    **{fund.removesuffix("预算"): fund for fund in APPROPRIATIONS},
}
"""Other ways to write a source of 财政拨款."""

_FUND = "资金来源，缺省为一般公共预算；不是财政拨款的写非财政拨款"
RevenueSource = Annotated[str, BeforeValidator(one_of(REVENUE_SOURCES, _FISCAL))]
FinalFund = Annotated[str, BeforeValidator(one_of(FINAL_FUNDS, {**_FISCAL, "单位资金": "非财政拨款"}))]
OtherNature = Annotated[str, BeforeValidator(one_of(OTHER_NATURES))]


class PassedOn(Block):
    """Money that may be passed on to another unit of the department."""

    passed_to: Name = Field(
        "", alias="转拨给", description="这笔钱转给本部门的哪个单位，写全称；部门汇总时与对方收入里的“转拨自”抵销"
    )


class RevenueLine(ProposedLine):
    """收入: one functional item × one source."""

    order_last = ("unverified",)
    choice_lists: ClassVar[Mapping[str, str]] = {"来源": "收入来源"}

    function: Code = Field(alias="功能科目", description="支出功能分类科目编码，填到“项”（七位）")
    amount: Amount = Field(alias="金额", description="本年收入的金额，单位见“金额单位”")
    source: RevenueSource = Field(
        "一般公共预算", alias="来源",
        description="收入来源，缺省为一般公共预算（财政拨款）；还有政府性基金预算、国有资本经营预算、上级补助收入、"
                    "事业收入、经营收入、附属单位上缴收入、其他收入",
    )
    function_name: Name = Field("", alias="科目名称", description="功能科目不在科目表里时，在此写明科目名称")
    received_from: Name = Field(
        "", alias="转拨自", description="这笔钱由本部门的哪个单位转来，写全称；部门汇总时与对方支出里的“转拨给”抵销"
    )

    @property
    def identity(self) -> tuple[Hashable, ...]:
        """What tells one line from another."""
        return self.function, self.source, self.received_from


class FinalBasicLine(PassedOn, SpendingLine):
    """基本支出 spent: one functional item × one department economic item × one source."""

    choice_lists: ClassVar[Mapping[str, str]] = {"来源": "支出来源"}
    order_last = ("function_name", "passed_to", "unverified")

    fund: FinalFund = Field("一般公共预算", alias="来源", description=_FUND)
    department_economic: Code = Field(alias="经济科目", description="部门预算支出经济分类编码，填到“款”（五位）")

    @property
    def identity(self) -> tuple[Hashable, ...]:
        """As of every line, and whom the money was passed on to."""
        return *super().identity, self.passed_to


class FinalProjectLine(PassedOn, SpendingProject):
    """项目支出 spent: final accounts tell the economic item of projects too."""

    choice_lists: ClassVar[Mapping[str, str]] = {"来源": "支出来源"}
    order_last = ("function_name", "passed_to", "unverified")

    fund: FinalFund = Field("一般公共预算", alias="来源", description=_FUND)
    department_economic: Code = Field(
        alias="经济科目", description="部门预算支出经济分类编码，填到“款”（五位）；决算的项目支出也要填"
    )

    @property
    def identity(self) -> tuple[Hashable, ...]:
        """As of every line, and whom the money was passed on to."""
        return *super().identity, self.passed_to


class OtherLine(PassedOn, ProposedLine):
    """支出 that is neither basic nor project expenditure."""

    order_last = ("passed_to", "unverified")
    choice_lists: ClassVar[Mapping[str, str]] = {"性质": "支出性质"}

    nature: OtherNature = Field(alias="性质", description="上缴上级支出、经营支出或对附属单位补助支出")
    function: Code = Field(alias="功能科目", description="支出功能分类科目编码，填到“项”（七位）")
    amount: Amount = Field(alias="金额", description="本年支出的金额")
    function_name: Name = Field("", alias="科目名称", description="功能科目不在科目表里时，在此写明科目名称")

    @property
    def identity(self) -> tuple[Hashable, ...]:
        """What tells one line from another."""
        return self.function, self.nature, self.passed_to


class BalanceLine(ProposedLine):
    """结转和结余: one source, and for 财政拨款 one functional item."""

    order_last = ("unverified",)
    choice_lists: ClassVar[Mapping[str, str]] = {"来源": "支出来源"}

    amount: Amount = Field(alias="金额", description="结转和结余的金额")
    fund: FinalFund = Field("一般公共预算", alias="来源", description=_FUND)
    function: Code = Field("", alias="功能科目", description="功能科目编码；政府性基金的要填到“项”，其他可以不填")

    @property
    def identity(self) -> tuple[Hashable, ...]:
        """What tells one line from another."""
        return self.function, self.fund


class CategoryBudget(Block):
    """年初预算 of one functional 类, and what the report says about it."""

    category: Code = Field(alias="类", description="功能科目的“类”，三位编码，例如 208")
    amount: Amount = Field(alias="预算", description="这一类的年初预算，一般公共预算财政拨款")
    purpose: Text = Field("", alias="用途", description="主要用于什么，接在“用于”后面")
    prior: OptionalAmount = Field(None, alias="上年", description="这一类上年的决算数；不填则不与上年比较")
    reason: Text = Field("", alias="原因", description="与上年决算不同时的主要原因")


class ItemBudget(Block):
    """年初预算 of one functional 项 and one source, and what the report says about it."""

    choice_lists: ClassVar[Mapping[str, str]] = {"来源": "支出来源"}

    function: Code = Field(alias="功能科目", description="支出功能分类科目编码，填到“项”（七位）")
    fund: FinalFund = Field("一般公共预算", alias="来源", description=_FUND)
    amount: Amount = Field(alias="预算", description="这一项的年初预算；没有年初预算的填 0")
    purpose: Text = Field("", alias="用途", description="主要用于什么，接在“主要用于：”后面")
    reason: Text = Field("", alias="原因", description="决算数与年初预算数不同时的主要原因；相同的不填")


class OpeningBudget(Block):
    """年初预算 of 一般公共预算财政拨款 expenditure."""

    expenditure: Amount = Field(alias="支出", description="一般公共预算财政拨款支出的年初预算数")


class FinalAgencyOperating(Block):
    """机关运行经费 spent by administrative and 参公 units."""

    outturn: Amount = Field(alias="决算", description="机关运行经费决算数；事业单位填 0")
    prior: Amount = Field(ZERO, alias="上年", description="上年决算数，没有写 0")
    reason: Text = Field("", alias="原因", description="与上年不同时的主要原因")
    statement: Text = Field("", alias="说明", description="没有机关运行经费时的说明；不填用版式里的固定句子")


class FinalProcurement(Procurement):
    """政府采购 spent, and what of it was reserved for and went to small and medium enterprises."""

    of_some_kinds = ("预留中小企业", "预留小微企业", "预留中小企业成交", "预留小微企业成交", "其他项目中小企业成交")

    goods: Amount = Field(alias="货物", description="政府采购货物支出")
    works: Amount = Field(alias="工程", description="政府采购工程支出")
    services: Amount = Field(alias="服务", description="政府采购服务支出")
    smaller: Amount = Field(ZERO, alias="授予中小企业", description="授予中小企业的合同金额")
    smallest: Amount = Field(ZERO, alias="授予小微企业", description="其中：授予小微企业的合同金额")
    reserved_smaller: Amount = Field(ZERO, alias="预留中小企业", description="面向中小企业预留的政府采购项目预算金额")
    reserved_smallest: Amount = Field(ZERO, alias="预留小微企业", description="面向小微企业预留的政府采购项目预算金额")
    won_smaller: Amount = Field(
        ZERO, alias="预留中小企业成交", description="面向中小企业预留的项目里，由中小企业中标或成交的采购金额"
    )
    won_smallest: Amount = Field(
        ZERO, alias="预留小微企业成交", description="面向小微企业预留的项目里，由小微企业中标或成交的采购金额"
    )
    won_elsewhere: Amount = Field(
        ZERO, alias="其他项目中小企业成交", description="其他政府采购项目里，由中小企业中标或成交的采购金额"
    )


class FinalVehicles(Cars):
    """车辆 held at the end of the year, by use."""

    ministers: Count = Field(0, alias="副部（省）级及以上领导用车", description="副部（省）级及以上领导用车")
    leaders: Count = Field(0, alias="主要领导干部用车", description="主要领导干部用车")
    confidential: Count = Field(0, alias="机要通信用车", description="机要通信用车")
    emergency: Count = Field(0, alias="应急保障用车", description="应急保障用车")
    law_enforcement: Count = Field(0, alias="执法执勤用车", description="执法执勤用车")
    special: Count = Field(0, alias="特种专业技术用车", description="特种专业技术用车")
    retired: Count = Field(0, alias="离退休干部用车", description="离退休干部用车")
    other: Count = Field(0, alias="其他用车", description="其他用车")

    def by_use(self) -> dict[str, int]:
        """Use → how many cars."""
        uses = (field for field in type(self).model_fields if field not in Cars.model_fields)
        return {key_of(type(self), field): getattr(self, field) for field in uses}


class FinalAssets(Assets):
    """国有资产占用 at the end of the year."""

    vehicles: FinalVehicles = Field(default_factory=FinalVehicles, alias="车辆", description="车辆数，分用途")
    vehicles_note: Text = Field("", alias="车辆说明", description="车辆的补充说明，例如：其他用车主要是用于……")
    equipment_million: Count = Field(
        0, alias="一百万元以上设备", description="单价100万元（含）以上设备（不含车辆），台（套）"
    )
    note: Text = Field("", alias="资产说明", description="固定资产、无形资产等的补充说明")


class FinalPriorYear(LastYear):
    """上年: last year's final accounts, for comparison."""

    revenue: Amount = Field(alias="收入总计", description="上年决算收入总计，没有写 0")
    expenditure: Amount = Field(alias="支出总计", description="上年决算支出总计，没有写 0")
    general_public: Amount = Field(alias="财政拨款支出", description="上年一般公共预算财政拨款支出决算数，没有写 0")
    fiscal_revenue: OptionalAmount = Field(
        None, alias="财政拨款收入总计", description="上年财政拨款收入总计（含年初结转）；不填与“财政拨款支出”相同"
    )
    fiscal_expenditure: OptionalAmount = Field(
        None, alias="财政拨款支出总计", description="上年财政拨款支出总计（含年末结转）；不填与“财政拨款支出”相同"
    )


class FinalReasons(Block):
    """变动原因: why totals differ from last year's, and from the budget."""

    of_some_kinds = ("年初预算", "三公预算")

    both: Text = Field("", alias="收支", description="收入、支出总计变动的主要原因")
    fiscal: Text = Field("", alias="财政拨款", description="财政拨款收支变动的主要原因；不填与“收支”相同")
    general: Text = Field(
        "", alias="一般公共预算", description="一般公共预算财政拨款支出变动的主要原因；不填与“财政拨款”相同"
    )
    three_publics: Text = Field("", alias="三公", description="“三公”经费合计变动的原因；不填则合并各项的原因")
    opening_budget: Text = Field(
        "", alias="年初预算", description="一般公共预算财政拨款支出决算数与年初预算数不同的主要原因"
    )
    publics_budget: Text = Field("", alias="三公预算", description="“三公”经费决算数与预算数不同的主要原因")


class FinalControls(Block):
    """控制数: the finance bureau's figures. Compared with what is derived, never used in a calculation."""

    basic: OptionalAmount = Field(None, alias="基本支出", description="批复的基本支出")
    project: OptionalAmount = Field(None, alias="项目支出", description="批复的项目支出")
    income: OptionalAmount = Field(None, alias="本年收入", description="批复的本年收入合计")
    spending: OptionalAmount = Field(None, alias="本年支出", description="批复的本年支出合计")
    opening: OptionalAmount = Field(None, alias="年初结转和结余", description="批复的年初结转和结余")
    closing: OptionalAmount = Field(None, alias="年末结转和结余", description="批复的年末结转和结余")
    revenue: OptionalAmount = Field(None, alias="收入总计", description="批复的收入总计（含年初结转和结余）")
    expenditure: OptionalAmount = Field(None, alias="支出总计", description="批复的支出总计（含年末结转和结余）")


class FinalForm(CommonForm):
    """A unit's form of final accounts."""

    of_some_kinds = ("分项预算",)

    order_last = (
        "basic_lines", "project_lines", "other_lines", "opening", "closing", "reserves_used", "distribution",
        "opening_budget", "category_budgets", "item_budgets", "three_publics", "agency_operating", "procurement",
        "state_assets",
        "performance", "prior_year", "reasons", "attachments", "controls", "code_names", "confirmations",
    )

    revenue_lines: tuple[RevenueLine, ...] = Field((), alias="收入", description="一行一个：功能科目 × 收入来源")
    basic_lines: tuple[FinalBasicLine, ...] = Field(
        (), alias="基本支出", description="一行一个：功能科目 × 经济科目 × 来源，填决算数"
    )
    project_lines: tuple[FinalProjectLine, ...] = Field(
        (), alias="项目支出", description="一行一个：项目 × 功能科目 × 经济科目 × 来源，填决算数"
    )
    other_lines: tuple[OtherLine, ...] = Field(
        (), alias="其他性质支出", description="上缴上级支出、经营支出、对附属单位补助支出，一行一个"
    )
    opening: tuple[BalanceLine, ...] = Field((), alias="年初结转和结余", description="一行一个：来源 × 功能科目")
    closing: tuple[BalanceLine, ...] = Field((), alias="年末结转和结余", description="一行一个：来源 × 功能科目")
    reserves_used: Amount = Field(ZERO, alias="使用非财政拨款结余", description="使用非财政拨款结余弥补收支差额的金额")
    distribution: Amount = Field(ZERO, alias="结余分配", description="结余分配的金额")
    opening_budget: OpeningBudget = Field(alias="年初预算", description="年初预算数")
    category_budgets: tuple[CategoryBudget, ...] = Field(
        (), alias="分类预算", description="年初预算按功能科目的“类”分开，一行一类，附用途、上年决算数和原因"
    )
    item_budgets: tuple[ItemBudget, ...] = Field(
        (), alias="分项预算", description="年初预算按功能科目的“项”分开，一行一项，附用途；决算数与预算数不同的写原因"
    )
    three_publics: FinalPublics = Field(
        alias="三公经费", description="财政拨款“三公”经费：全年预算数、决算数、上年决算数和实物量"
    )
    agency_operating: FinalAgencyOperating = Field(alias="机关运行经费", description="机关运行经费；事业单位填 0")
    procurement: FinalProcurement = Field(alias="政府采购", description="政府采购支出")
    state_assets: FinalAssets = Field(
        default_factory=FinalAssets, alias="国有资产", description="年末国有资产占用情况"
    )
    performance: FinalPerformance = Field(
        default_factory=FinalPerformance, alias="绩效", description="预算绩效情况"
    )
    prior_year: FinalPriorYear = Field(alias="上年", description="上年决算数，用来比较")
    reasons: FinalReasons = Field(
        default_factory=FinalReasons, alias="变动原因", description="与上年相比增减的主要原因"
    )
    controls: FinalControls = Field(
        default_factory=FinalControls, alias="控制数", description="可选：财政批复数，只用来核对"
    )

    @property
    def final(self) -> "FinalForm":
        """This form."""
        return self
