"""The form: what an officer typed, each figure once, in 元. Shape only; what it means is for rules and derivation.

Field names are English, keys in files are the Chinese aliases. The descriptions are what an officer reads: the
guide to the form and the comments of the blank form are written from them.
"""

# No `from __future__ import annotations`: pydantic would compile every annotation again, at every start.

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, overload

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from .money import ZERO, CurrencyUnit
from .place import Path
from .scalars import Amount, Code, Count, Date, Name, OptionalAmount, Quantity, Text, Year, YesNo, is_blank, one_of
from .terms import FUNDS, NATURES_OF_UNIT, PROJECT_CLASSES
from .unknown import NotKnown

Fund = Annotated[
    str, BeforeValidator(one_of(FUNDS, {"政府性基金": "政府性基金预算", "国有资本经营": "国有资本经营预算"}))
]
NatureOfUnit = Annotated[
    str, BeforeValidator(one_of(NATURES_OF_UNIT, {"参照公务员法管理的事业单位": "参公事业单位"}))
]
ProjectClass = Annotated[str, BeforeValidator(one_of(PROJECT_CLASSES))]


class Block(BaseModel):
    """A block of the form: a fixed set of keys, read-only once read.

    `order_last`: fields that stand last, in this order, wherever they were declared. `choice_lists`: key → the list
    of the workbook it is picked from, where that differs from the usual one of the key.
    """

    order_last: ClassVar[tuple[str, ...]] = ()
    choice_lists: ClassVar[Mapping[str, str]] = {}

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, hide_input_in_errors=True,
        defer_build=True,  # a command uses one form; the validators of the other would be built for nothing
    )

    @classmethod
    def ordered_fields(cls) -> list[str]:
        """The fields in the order in which an officer meets them."""
        return [*(field for field in cls.model_fields if field not in cls.order_last), *cls.order_last]

    def forget(self, field: str) -> None:
        """Make a field one that is not known: whoever asks for it gets `NotKnown`."""
        del self.__dict__[field]

    if not TYPE_CHECKING:  # a type checker would believe that a block has every attribute
        def __getattr__(self, name: str) -> Any:
            """Raises `NotKnown` for a field that was forgotten."""
            if name in type(self).model_fields:
                raise NotKnown(name)
            return super().__getattr__(name)


class Request(Block):
    """报告: which report is wanted."""

    region: Name = Field(alias="地区", description="省份简称，用来选择版式（见 discloser kinds）")
    kind: Name = Field(alias="类型", description="报告类型，例如：单位预算、单位决算")
    year: Year = Field(alias="年度", description="报告的年度，四位数字")
    template: Name = Field("", alias="版式", description="指定版式；一般不填，由地区、类型、年度决定")
    division: Name = Field("", alias="财政区划", description="绩效目标表标题里的市、县（区）名称，例如：云岭县")
    approved_on: Date = Field(None, alias="批复日期", description="财政部门批复的日期，只用来核对公开是否及时")
    published_on: Date = Field(None, alias="公开日期", description="印在封面上的日期；不填则封面不印日期")
    publish_personal_data: YesNo = Field(
        False, alias="公开个人信息", description="绩效目标表是否印出负责人、经办人、联系电话；缺省为否，印成空白"
    )


class Unit(Block):
    """单位: whose report it is."""

    name: Name = Field(alias="名称", description="单位全称，与公章一致")
    department: Name = Field("", alias="主管部门", description="主管部门及代码，印在绩效目标表上")
    nature: NatureOfUnit = Field(alias="性质", description="行政单位、参公事业单位或事业单位")


class UnitForm(Block):
    """One of 所属单位: the form of a unit that a department is made of; the file's name alone says it."""

    form: Name = Field(alias="表单", description="所属单位的填报表的文件名，放在部门填报表的文件夹里或者下一层文件夹里")

    @model_validator(mode="before")
    @classmethod
    def _named_alone(cls, typed: Any) -> Any:
        return {"表单": typed} if isinstance(typed, str) and not is_blank(typed) else typed


class Overview(Block):
    """概况: the first part of the report."""

    duties: Text = Field(alias="职责", description="本单位职责，可以分段")
    organization: Text = Field(alias="机构设置", description="机构设置、编制和实有人数，可以分段")


class RevenueSubject(Block):
    """收入科目 of a line paid from a government fund or from state capital: tables 7 and 9 list it."""

    code: Code = Field(alias="编码", description="政府性基金或国有资本经营收入的科目编码")
    name: Name = Field(alias="名称", description="收入科目名称")


class SpendingLine(Block):
    """What every line of expenditure has, in budgets and in final accounts."""

    function: Code = Field(alias="功能科目", description="支出功能分类科目编码，填到“项”（七位）")
    amount: Amount = Field(alias="金额", description="金额，单位见“金额单位”；可以写 1,234.50，留空为 0")
    fund: str = Field(alias="来源")
    function_name: Name = Field("", alias="科目名称", description="功能科目不在科目表里时，在此写明科目名称")
    department_economic: Code = Field("", alias="经济科目", description="部门预算支出经济分类编码，填到“款”（五位）")


class SpendingProject(SpendingLine):
    """A line of expenditure that belongs to a project."""

    project: Name = Field(alias="项目", description="项目名称，同一项目各行写法一致")


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


class BasicLine(Line):
    """基本支出: one functional item × one department economic item × one source."""

    order_last = ("function_name", "revenue_subject", "passed_to", "received_from", "department_economic")

    department_economic: Code = Field(alias="经济科目", description="部门预算支出经济分类编码，填到“款”（五位）")


class ProjectLine(Line, SpendingProject):
    """项目支出: one project × one functional item × one source."""

    order_last = (
        "function_name", "revenue_subject", "passed_to", "received_from", "project", "project_class",
        "department_economic", "target_published",
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


class ThreePublics(Block):
    """三公经费 paid from 财政拨款."""

    overseas_travel: Compared = Field(alias="因公出国（境）费", description="因公出国（境）费")
    official_hospitality: Compared = Field(alias="公务接待费", description="公务接待费")
    vehicle_purchase: Compared = Field(alias="公务用车购置费", description="公务用车购置费")
    vehicle_operation: Compared = Field(alias="公务用车运行维护费", description="公务用车运行维护费")


class AgencyOperating(Compared):
    """机关运行经费: operating expenditure of administrative and 参公 units paid from 财政拨款."""

    statement: Text = Field("", alias="说明", description="没有机关运行经费时的说明；不填用版式里的固定句子")


class Procurement(Block):
    """政府采购预算."""

    goods: Amount = Field(alias="货物", description="政府采购货物预算")
    works: Amount = Field(alias="工程", description="政府采购工程预算")
    services: Amount = Field(alias="服务", description="政府采购服务预算")


class TargetFunding(Block):
    """The money of a 绩效目标表, by who pays."""

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

    def total(self) -> Decimal:
        """资金总额."""
        return self.central + self.provincial + self.county + self.own + self.other


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

    project: Name = Field(alias="项目", description="项目名称，与“项目支出”里的一致")
    attribute: Text = Field("", alias="属性", description="项目属性，例如：一次性项目(1年结束)")
    term: Text = Field("", alias="项目期", description="项目期，例如：1年")
    term_funding: TargetFunding = Field(alias="实施期资金", description="实施期资金，分来源")
    year_funding: TargetFunding = Field(alias="年度资金", description="年度资金，分来源")
    summary: Text = Field("", alias="概况", description="项目概况")
    basis: Text = Field("", alias="立项依据", description="立项依据")
    necessity: Text = Field("", alias="必要性", description="项目设立必要性")
    measures: Text = Field("", alias="制度措施", description="保证项目实施的制度、措施")
    plan: Text = Field("", alias="实施计划", description="项目实施计划")
    term_goal: Text = Field("", alias="实施期目标", description="实施期目标")
    year_goal: Text = Field("", alias="年度目标", description="年度目标")
    indicators: tuple[TargetIndicator, ...] = Field((), alias="指标", description="绩效指标，一行一个")
    head: Text = Field("", alias="负责人", description="负责人；缺省不公开")
    preparer: Text = Field("", alias="经办人", description="经办人；缺省不公开")
    phone: Text = Field("", alias="联系电话", description="联系电话；缺省不公开")
    filled_on: Text = Field("", alias="填报日期", description="填报日期")


class WholeTarget(Block):
    """整体绩效目标 of the unit."""

    amount: Amount = Field(alias="金额", description="编报单位整体绩效目标涉及的资金")


class Performance(Block):
    """绩效: targets of the unit and of its projects."""

    whole: WholeTarget | None = Field(
        None, alias="整体绩效目标", description="单位整体绩效目标：{金额: …}；没有编报则不填"
    )
    targets: tuple[PerformanceTarget, ...] = Field((), alias="项目绩效目标", description="项目绩效目标表，一个项目一张")


class Cars(Block):
    """What is told of cars in every form: posts for them, and how many are held."""

    authorized: Count = Field(0, alias="编制", description="公务用车编制数")
    held: Count = Field(0, alias="实有", description="实有车辆数")


class Vehicles(Cars):
    """车辆: posts for cars, cars held, by kind."""

    leaders: Count = Field(0, alias="领导用车", description="领导用车")
    confidential: Count = Field(0, alias="机要通信用车", description="机要通信用车")
    emergency: Count = Field(0, alias="应急保障用车", description="应急保障用车")
    law_enforcement: Count = Field(0, alias="执法执勤用车", description="执法执勤用车")
    special: Count = Field(0, alias="特种专业技术用车", description="特种专业技术用车")
    institution: Count = Field(0, alias="事业单位业务用车", description="事业单位业务用车")
    other: Count = Field(0, alias="其他公务用车", description="其他公务用车")


class Assets(Block):
    """What is told of 国有资产 in every form."""

    as_of: Date = Field(None, alias="截至日期", description="统计截止日，写成 年-月-日")
    vehicles: Cars = Field(alias="车辆")
    vehicles_note: Text = Field("", alias="车辆说明", description="车辆的补充说明")


class StateAssets(Assets):
    """国有资产占用: cars, rooms, large equipment."""

    vehicles: Vehicles = Field(default_factory=Vehicles, alias="车辆", description="车辆数，分用途")
    floor_area: Quantity = Field(ZERO, alias="房屋面积", description="办公用房建筑面积，平方米")
    buildings_note: Text = Field("", alias="房屋说明", description="房屋的补充说明")
    equipment_half_million: Count = Field(
        0, alias="五十万元以上通用设备", description="单价50万元以上的通用设备，台（套）"
    )
    equipment_million: Count = Field(0, alias="一百万元以上通用设备", description="单价100万元以上的设备，台（套）")


class LastYear(Block):
    """上年 in every form: last year's figures, or the form that they are computed from."""

    form: Name = Field(
        "", alias="表单", description="上年填报表的文件名，放在本表的文件夹里；写了它，上年数由它算出，可以都不填"
    )


class PriorYear(LastYear):
    """上年: last year's budget, for comparison."""

    revenue: Amount = Field(alias="收入总计", description="上年预算收入总计（含结转），没有写 0")
    expenditure: Amount = Field(alias="支出总计", description="上年预算支出总计（含结转），没有写 0")
    general_public: Amount = Field(alias="一般公共预算当年支出", description="上年一般公共预算当年支出（不含结转）")


class Reasons(Block):
    """变动原因: why totals differ from last year's."""

    both: Text = Field("", alias="收支", description="收入、支出总计变动的主要原因")
    revenue: Text = Field("", alias="收入", description="收入与支出原因不同时，收入总计变动的原因")
    expenditure: Text = Field("", alias="支出", description="收入与支出原因不同时，支出总计变动的原因")
    three_publics: Text = Field("", alias="三公", description="“三公”经费合计变动的原因")
    vehicles: Text = Field(
        "", alias="公务用车", description="公务用车购置及运行费变动的原因；不填则合并购置费、运行维护费各自的原因"
    )


class OwnSection(Block):
    """A passage under a heading of the unit's own."""

    title: Name = Field(alias="标题", description="自设的小标题")
    text: Text = Field(alias="正文", description="正文，可以分段")


class OtherNotes(Block):
    """其他说明: the last section of the narrative."""

    purchased_services: Text = Field("", alias="政府购买服务", description="政府购买服务指导性目录的说明")
    other: Text = Field("", alias="其他", description="其他需要说明的事项")
    sections: tuple[OwnSection, ...] = Field(
        (), alias="自设栏目", description="自设小标题和正文，列在“其他”之下"
    )


class AttachedFile(Block):
    """A file whose pages are appended to the report."""

    title: Name = Field(alias="标题", description="附件的标题，印在附件前面，也列入目录")
    file: Name = Field(alias="文件", description="PDF 或图片的文件名，放在填报表所在的文件夹里，例如：附件/批复.pdf")


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


class Confirmation(Block):
    """确认: an officer's word that what a warning points at is right as it stands."""

    rule: Text = Field(alias="规则", description="提醒的编号，例如 TGT004")
    place: Text = Field(alias="位置", description="提醒下面印出的位置，照抄")
    reason: Text = Field(alias="说明", description="为什么属实，一句话")


class CommonForm(Block):
    """What every form has, whatever report it is for."""

    request: Request = Field(alias="报告", description="要哪一份报告")
    unit: Unit = Field(alias="单位", description="编报单位")
    units: tuple[UnitForm, ...] = Field(
        (), alias="所属单位", description="部门的填报表才写：汇总哪些填报表，含本级，例如 [本级.yaml, 二级单位.xlsx]"
    )
    currency_unit: CurrencyUnit | Literal[""] = Field(
        "元", alias="金额单位", description="本表所有金额的单位：元或万元，缺省为元"
    )
    overview: Overview = Field(alias="概况", description="单位职责和机构设置")
    basic_lines: tuple[SpendingLine, ...] = Field((), alias="基本支出")
    project_lines: tuple[SpendingProject, ...] = Field((), alias="项目支出")
    procurement: Procurement = Field(alias="政府采购")
    state_assets: Assets = Field(alias="国有资产")
    prior_year: LastYear = Field(alias="上年")
    attachments: tuple[AttachedFile, ...] = Field(
        (), alias="附件", description="可选：附在报告后面的 PDF 或图片，按这里的次序"
    )
    code_names: dict[Code, Text] = Field(
        default_factory=dict, alias="科目名称", description="科目表里没有的编码，在此写 编码: 名称"
    )
    confirmations: tuple[Confirmation, ...] = Field(
        (), alias="确认", description="核对后属实的提醒，逐条写明；错误不能确认，只能改正"
    )

    def at(self, path: tuple[str, ...]) -> Any:
        """The value under Chinese keys: `form.at(("变动原因", "收支"))`. Raises KeyError for an unknown key."""
        value: Any = self
        for key in path:
            value = getattr(value, field_of(type(value), key))
        return value


class Form(CommonForm):
    """A unit's budget form."""

    order_last = (
        "currency_unit", "overview", "basic_lines", "project_lines", "three_publics", "agency_operating", "procurement",
        "performance", "state_assets", "prior_year", "reasons", "other_notes", "attachments",
        "controls", "code_names", "confirmations",
    )

    basic_lines: tuple[BasicLine, ...] = Field((), alias="基本支出", description="一行一个：功能科目 × 经济科目 × 来源")
    project_lines: tuple[ProjectLine, ...] = Field((), alias="项目支出", description="一行一个：项目 × 功能科目 × 来源")
    three_publics: ThreePublics = Field(alias="三公经费", description="财政拨款安排的“三公”经费")
    agency_operating: AgencyOperating = Field(alias="机关运行经费", description="机关运行经费；事业单位填 0")
    procurement: Procurement = Field(alias="政府采购", description="政府采购预算")
    performance: Performance = Field(default_factory=Performance, alias="绩效", description="绩效目标")
    state_assets: StateAssets = Field(default_factory=StateAssets, alias="国有资产", description="国有资产占有使用情况")
    prior_year: PriorYear = Field(alias="上年", description="上年预算数，用来比较")
    reasons: Reasons = Field(default_factory=Reasons, alias="变动原因", description="与上年相比增减的主要原因")
    other_notes: OtherNotes = Field(default_factory=OtherNotes, alias="其他说明", description="第十二部分的文字")
    controls: Controls = Field(default_factory=Controls, alias="控制数", description="可选：财政批复数，只用来核对")


@overload
def every_row(form: Form) -> Iterator[tuple[Path, BasicLine | ProjectLine]]: ...


@overload
def every_row(form: CommonForm) -> Iterator[tuple[Path, SpendingLine]]: ...


def every_row(form: CommonForm) -> Iterator[tuple[Path, SpendingLine]]:
    """Every line of expenditure with its path: basic lines, then projects."""
    for i, basic in enumerate(form.basic_lines):
        yield ("基本支出", i), basic
    for i, project in enumerate(form.project_lines):
        yield ("项目支出", i), project


@cache
def key_of(model: type[BaseModel], field: str) -> str:
    """The Chinese key of a field."""
    info = model.model_fields[field]
    return str(info.serialization_alias or info.alias or field)


def field_of(model: type[BaseModel], key: str) -> str:
    """The field behind a Chinese key. Raises KeyError when the block has no such key."""
    return _fields(model)[key]


@cache
def _fields(model: type[BaseModel]) -> dict[str, str]:
    return {key_of(model, field): field for field in model.model_fields}
