"""How a kind prints the 绩效目标表."""

# No `from __future__ import annotations`: pydantic would compile every annotation again, at every start.

from typing import Literal

from pydantic import Field

from .tables import Spec, YesNo


class FoldSpec(Spec):
    """How a form says what it leaves out."""

    opening: str = Field("注：", alias="开头", description="说明的开头")
    funding: str = Field("{各项}没有安排", alias="资金", description="没有安排的资金来源怎么说，可以用 {各项}")
    indicators: str = Field("本项目没有设{各项}", alias="指标", description="没有设的指标怎么说，可以用 {各项}")


class TargetFormSpec(Spec):
    """Labels of the 绩效目标表."""

    title: str = Field(alias="标题", description="表名，可以用 {财政区划}")
    title_without_division: str = Field(alias="无区划标题", description="填报表没有财政区划时的表名")
    year_line: str = Field(alias="年度行", description="表名下的年度行")
    identity: dict[str, str] = Field(
        alias="基本信息",
        description="基本信息各格的名称：project 项目、department 主管部门、unit 单位、attribute 属性、term 项目期、"
        "character 项目性质、sort 项目类别、begins 开始日期、ends 完成日期",
    )
    funding_label: str = Field(alias="资金标签", description="资金部分的名称")
    funding: tuple[str, str] = Field(alias="资金标题", description="实施期、年度两栏资金的标题")
    funding_total: str = Field(alias="资金总额", description="资金总额的名称")
    funding_lines: dict[str, str] = Field(
        alias="资金来源",
        description="各种资金的名称：central 中央、provincial 省级、county 市县、own 自筹、other 其他、carried 结转",
    )
    year_lines: dict[str, str] = Field(
        {}, alias="年度资金来源", description="年度一栏的资金与实施期不同时才写，写法相同",
    )
    level: Literal["central", "provincial", "county"] = Field(
        "county", alias="本级财政", description="没有另填年度资金的，财政拨款记作哪一级的资金，缺省 county 市县",
    )
    texts: dict[str, str] = Field(
        alias="文字",
        description="各段文字的名称：summary 概况、basis 依据、necessity 必要性、measures 措施、plan 计划",
    )
    goals_label: str = Field(alias="目标标签", description="总体目标的名称")
    goals: tuple[str, str] = Field(alias="目标标题", description="实施期、年度两栏目标的标题")
    indicators_label: str = Field(alias="指标标签", description="绩效指标的名称")
    indicator_heads: tuple[str, ...] = Field(
        alias="指标表头",
        description="指标的表头：一级、二级、实施期的三级和指标值、年度的三级和指标值六列，"
        "或者一级、二级、三级、年度指标值四列",
    )
    indicator_order: dict[str, tuple[str, ...]] = Field(
        alias="指标分类", description="一级指标：各二级指标，按次序；没有填的也印空行，写了“略去空行”的不印",
    )
    folds: FoldSpec | None = Field(
        None, alias="略去空行", description="没有数的资金来源、没有设的指标不印，在表下说明；规定逐行照印的表不写",
    )
    asks_signature: YesNo = Field(
        False, alias="签署留空", description="没有填的签署也印出来，留给人手签；缺省只印填了的",
    )
    separators: YesNo = Field(True, alias="千分位", description="表里的金额是否印千分位")
    signature: dict[str, str] = Field(
        alias="签署", description="表尾各格的名称：head 负责人、preparer 经办人、phone 电话、filled_on 日期",
    )
