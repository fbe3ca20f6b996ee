"""What every form has, whatever report it is for: the unit, lines of expenditure, assets, confirmations."""

# No `from __future__ import annotations`: pydantic would compile every annotation again, at every start.

from collections.abc import Hashable
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from ..money import CurrencyUnit
from ..place import FormPath
from .base import Block, field_of
from .scalars import Amount, Code, Count, Date, Name, Text, Year, YesNo, is_blank, one_of
from .terms import NATURES_OF_UNIT, PROJECT_CLASSES

if TYPE_CHECKING:
    from .budget import Form
    from .final import FinalForm

UNITS: FormPath = ("所属单位",)
LAST_YEARS_FORM: FormPath = ("上年", "表单")
"""Where a form names others: a department its units', any form last year's."""

NatureOfUnit = Annotated[
    str, BeforeValidator(one_of(NATURES_OF_UNIT, {"参照公务员法管理的事业单位": "参公事业单位"}))
]

ProjectClass = Annotated[str, BeforeValidator(one_of(PROJECT_CLASSES))]


class Request(Block):
    """报告: which report is wanted, and what its cover says."""

    of_some_kinds = ("级次", "文号", "批复文号", "保密审查", "签发")
    later = ("摘要页",)

    region: Name = Field(alias="地区", description="省份简称，用来选择版式")
    kind: Name = Field(alias="类型", description="报告类型，例如：单位预算、单位决算")
    year: Year = Field(alias="年度", description="报告的年度，四位数字")
    template: Name = Field("", alias="版式", description="指定版式；一般不填，由地区、类型、年度决定")
    division: Name = Field("", alias="财政区划", description="绩效目标表标题里的市、县（区）名称，例如：云岭县")
    approved_on: Date = Field(None, alias="批复日期", description="财政部门批复的日期，只用来核对公开是否及时")
    published_on: Date = Field(None, alias="公开日期", description="印在封面上的日期；不填则封面不印日期")
    digest_page: YesNo = Field(
        False, alias="摘要页", description="报告的目录后面是否印“一图读懂”；不填按版式的规定"
    )
    publish_personal_data: YesNo = Field(
        False, alias="公开个人信息", description="绩效目标表是否印出负责人、经办人、联系电话；缺省为否，印成空白"
    )
    level: Name = Field("", alias="级次", description="预算级次，例如：市级、区级；不填用版式里的第一个")
    document_number: Name = Field("", alias="文号", description="公开文件的文号，印在封面上")
    approval_number: Name = Field("", alias="批复文号", description="财政部门批复的文号，印在封面上")
    secrecy_review: Name = Field("", alias="保密审查", description="保密审查的结论，印在封面上，例如：已审查，同意公开")
    signed_by: Name = Field("", alias="签发", description="谁签发，写职务，印在封面上")


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


class ProposedLine(Block):
    """What may stand beside every line: that it was worked out, not typed, and has not been looked at."""

    later = ("待核",)

    unverified: Text = Field(
        "", alias="待核", description="从别处的报告推算出来的行才有，写着依据；核对属实或者改好以后，删去这一格的字"
    )


class SpendingLine(ProposedLine):
    """What every line of expenditure has, in budgets and in final accounts."""

    function: Code = Field(alias="功能科目", description="支出功能分类科目编码，填到“项”（七位）")
    amount: Amount = Field(alias="金额", description="金额，单位见“金额单位”；可以写 1,234.50，留空为 0")
    fund: str = Field(alias="来源")
    function_name: Name = Field("", alias="科目名称", description="功能科目不在科目表里时，在此写明科目名称")
    department_economic: Code = Field("", alias="经济科目", description="部门预算支出经济分类编码，填到“款”（五位）")

    @property
    def identity(self) -> tuple[Hashable, ...]:
        """What tells one line from another of its list; two that have the same are one line typed twice."""
        return self.function, self.department_economic, self.fund


class SpendingProject(SpendingLine):
    """A line of expenditure that belongs to a project."""

    project: Name = Field(alias="项目", description="项目名称，同一项目各行写法一致")

    @property
    def identity(self) -> tuple[Hashable, ...]:
        """As of every line, and the project."""
        return self.project, *super().identity


class Procurement(Block):
    """政府采购预算."""

    goods: Amount = Field(alias="货物", description="政府采购货物预算")
    works: Amount = Field(alias="工程", description="政府采购工程预算")
    services: Amount = Field(alias="服务", description="政府采购服务预算")


class Cars(Block):
    """What is told of cars in every form: posts for them, and how many are held."""

    authorized: Count = Field(0, alias="编制", description="公务用车编制数")
    held: Count = Field(0, alias="实有", description="实有车辆数")


class Assets(Block):
    """What is told of 国有资产 in every form."""

    as_of: Date = Field(None, alias="截至日期", description="统计截止日，写成 年-月-日")
    vehicles: Cars = Field(alias="车辆")
    vehicles_note: Text = Field("", alias="车辆说明", description="车辆的补充说明")


class LastYear(Block):
    """上年 in every form: last year's figures, or the form that they are computed from."""

    form: Name = Field(
        "", alias="表单", description="上年填报表的文件名，放在本表的文件夹里；写了它，上年数由它算出，可以都不填"
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
        (), alias="所属单位", description="部门的填报表才写：汇总哪些单位的填报表，含本级，一行一个文件名"
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
        default_factory=dict, alias="科目名称", description="科目表里没有的编码，在此写编码和名称"
    )
    confirmations: tuple[Confirmation, ...] = Field(
        (), alias="确认", description="核对后属实的提醒，逐条写明；错误不能确认，只能改正"
    )

    @property
    def budget(self) -> "Form | None":
        """This form, if it is that of a budget."""
        return None

    @property
    def final(self) -> "FinalForm | None":
        """This form, if it is that of final accounts. Whoever asks so need not load the form that it is not."""
        return None

    def at(self, path: tuple[str, ...]) -> Any:
        """The value under Chinese keys: `form.at(("变动原因", "收支"))`. Raises KeyError for an unknown key."""
        value: Any = self
        for key in path:
            value = getattr(value, field_of(type(value), key))
        return value
