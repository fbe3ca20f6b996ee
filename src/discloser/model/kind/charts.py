"""Charts and 一图读懂 of a report, as a kind describes them."""

# No `from __future__ import annotations`: pydantic would compile every annotation again, at every start.

from typing import Literal

from pydantic import Field

from .tables import Spec, YesNo

Shape = Literal["饼图", "条形图"]


class SliceSpec(Spec):
    """One slice of a chart: a name and a figure."""

    name: str = Field(alias="名称", description="这一项叫什么")
    figure: str = Field(alias="取数", description="取数的名称，应当是金额")
    change: str = Field("", alias="增减", description="与上年比较时，增减的名称；这张图的每一项都要写")


class ChartSpec(Spec):
    """A chart: title, shape, and either a listed figure or single figures.

    `whole`: the figure of which shares are shown, the one the sentences divide by; printed slices may not add up to it.
    """

    title: str = Field(alias="标题", description="图的标题")
    shape: Shape = Field(alias="图形", description="饼图或条形图")
    listed: str = Field("", alias="分项取数", description="画一个分项的取数；与“数据”二选一")
    slices: tuple[SliceSpec, ...] = Field((), alias="数据", description="逐项写明画哪些数")
    whole: str = Field(alias="合计", description="占比的分母，写取数的名称")
    share: YesNo = Field(True, alias="印占比", description="是否印占比")


class ChartWords(Spec):
    """What a chart or a digest calls the years, the changes and the sum of all. `rate`: how a rate follows a change."""

    current: str = Field("{年度}年", alias="本年", description="本年的数怎么称呼，可以用 {年度}")
    prior: str = Field("{上年度}年", alias="上年", description="上年的数怎么称呼，可以用 {上年度}")
    change: str = Field("增减", alias="增减", description="增减一栏怎么称呼")
    total: str = Field("合计", alias="合计", description="合计怎么称呼")
    rest: str = Field("其他", alias="其他", description="项数太多时，较小的几项合起来怎么称呼")
    increase: str = Field("增加", alias="增加", description="比上年多，印在数的前面")
    decrease: str = Field("减少", alias="减少", description="比上年少，印在数的前面")
    unchanged: str = Field("持平", alias="持平", description="与上年相同")


class DigestFigureSpec(Spec):
    """One of a digest's large figures."""

    name: str = Field(alias="名称", description="这个数叫什么")
    figure: str = Field(alias="取数", description="取数的名称，应当是金额")
    change: str = Field("", alias="增减", description="与上年比较的，写增减的名称")
    places: tuple[str, ...] = Field((), alias="见", description="报告里哪里有这个数，例如：表1，或者标题的开头：九、")
    both: str = Field("", alias="与下一个相同时", description="与下一个数、增减都相同的，合成一个，叫什么")
    parts: tuple[SliceSpec, ...] = Field((), alias="数据", description="没有上年数的，列出它的各项和占比")
    whole: str = Field("", alias="合计", description="没有上年数的，它是哪个取数的一部分")
    share: str = Field("", alias="占比说明", description="是一部分的，怎么说，可以用 {占比}，例如：占项目支出{占比}")


class DigestChartSpec(ChartSpec):
    """One of a digest's charts: always bars, and there even if there is only one part."""

    places: tuple[str, ...] = Field((), alias="见", description="报告里哪里有这些数，例如：表1")


class DigestSpec(Spec):
    """一图读懂: the report on one page."""

    name: str = Field("一图读懂", alias="名称", description="在目录里叫什么")
    title: str = Field(alias="标题", description="这一页的标题，可以用 {年度} 等词")
    figures: tuple[DigestFigureSpec, ...] = Field(alias="大数", description="六个大数，按次序；合成一个的算一个")
    charts: tuple[DigestChartSpec, ...] = Field(alias="图形", description="钱从哪里来、用到哪里去；用同一比例画")
    reasons: str = Field("为什么增减", alias="原因标题", description="增减原因一栏的标题；原因取“大数”各项增减的")
    compared: str = Field("比上年", alias="比较", description="增减前面的话")
    unchanged: str = Field("与上年持平", alias="持平", description="与上年相同时怎么说")
    page: str = Field("第{页码}页", alias="页", description="页码怎么写")
    whole_reason: str = Field("（全文见{页}）", alias="全文", description="原因太长、印不下的，后面怎么说，可以用 {页}")
    source: str = Field("数字取自《{报告标题}》", alias="出处", description="单独一页时，下面怎么说明出处")
