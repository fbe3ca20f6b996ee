"""A report kind: everything that differs by year, province and sort of report, as said by a folder in `templates/`.

Keys in the folder's files are Chinese, because a finance bureau's own staff copies and edits them. Amounts, sums and
order are not said here: a kind names facts by their dimensions and the program adds them up.
"""

# No `from __future__ import annotations`: pydantic would compile every annotation again, at every start.

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from ..fact import Selection
from ..finding import Finding, Severity
from ..form.sorts import Sort
from ..form.terms import FUNDS
from ..money import CurrencyUnit
from ..place import FormPath
from .charts import ChartSpec, ChartWords, DigestSpec
from .evaluation_form import EvaluationFormSpec
from .tables import Spec, TableSpec, Where, YesNo
from .target_form import TargetFormSpec


class KindError(Exception):
    """A kind that can't be used; the message names the file or text and what is wrong in it, in Chinese."""


class KindFaults(KindError):  # noqa: N818  it says what was found
    """A kind with faults, each a finding at its line."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("\n".join(finding.line() for finding in findings))
        self.findings = list(findings)


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class FigureSpec(Spec):
    """A named figure for the narrative: a sum of facts, a count, or a list of sums by a dimension.

    分项 is 支出类别, 功能科目, 经济科目, 来源, 项目类别 …: a list of items with 名称, 编码, 金额, 个数; of functional
    items also 类 and 款, the names of what they lie under.
    """

    where: Where = Field({}, alias="范围", description="取哪些数相加")
    count: str = Field("", alias="计数", description="数这些数有几个不同的值，写范围的名称，例如：项目")
    by: str = Field("", alias="分项", description="分项列出：支出类别，或者范围的一个名称")
    digits: int = Field(2, alias="小数", ge=0, le=2, description="印几位小数，四舍五入")
    only: tuple[str, ...] = Field((), alias="依次", description="分项时列哪些、按什么次序；写了的，没有数也列")
    listed: tuple[str, ...] = Field(
        (), alias="逐个", description="把几个取数依次列在一起，名称就是取数的名称，没有数的不列；写了它，就不写范围",
    )


class ChangeSpec(Spec):
    """A figure compared with last year's, or with the budget: its name, the other's form path, where reasons stand.

    `reasons`: form paths, the first that is filled is used. `merged`: changes whose reasons are joined when none is.
    A change without `reasons` needs none.
    """

    current: str = Field(alias="本年", description="本年的数，写取数的名称")
    base: Literal["上年", "预算"] = Field("上年", alias="比", description="与什么比：上年；决算也可以与预算比")
    prior: Annotated[tuple[str, ...], BeforeValidator(_listed)] = Field(
        alias="上年", description="上年的数在填报表里的位置；几处的相加",
    )
    otherwise: str = Field("", alias="缺省上年", description="“上年”没有填时，改用填报表里的哪一处")
    reasons: tuple[str, ...] = Field(
        (), alias="原因", description="原因在填报表里的位置，用第一处填了的；不写就不要原因",
    )
    merged: tuple[str, ...] = Field(
        (), alias="合并原因", description="都没填时，合并哪几项增减的原因；写前面的增减的名称",
    )


class PartSpec(Spec):
    """A part of the report: its heading and its narrative files, or the tables, or the glossary."""

    role: Literal["overview", "tables", "narrative", "glossary"] = Field(
        alias="内容", description="overview 概况，tables 表格，narrative 情况说明，glossary 名词解释",
    )
    heading: str = Field(alias="标题", description="这一部分的标题")
    texts: tuple[str, ...] = Field(
        (), alias="文稿", description="这一部分的文稿，按次序；写 narrative/ 里的文件名，不带 .md.j2",
    )
    lists_tables: YesNo = Field(
        False, alias="表格目录", description="表格部分的开头是否再列一遍各表的名称（报告的目录里已经有）",
    )
    one_section: YesNo = Field(False, alias="自成一段", description="这一部分没有小标题，部分的标题就是这一段的标题")


class TermSpec(Spec):
    """A glossary entry, and for which reports it is meant."""

    term: str = Field(alias="词", description="要解释的词")
    definition: str = Field(alias="义", description="解释；可以用 {年度} 等词")
    only_with: str = Field("", alias="当", description="有这个数才印这个词，写取数的名称；不写就总是印")
    since: int = Field(0, alias="自", description="自哪一年的报告起这样解释；不写就一直是")
    until: int = Field(9999, alias="至", description="到哪一年的报告为止这样解释；不写就一直是")
    levels: tuple[str, ...] = Field((), alias="级次", description="哪些级次的报告这样解释；不写就是各级")


class NumberStyle(Spec):
    """How figures are shown. A zero in a table and in text, a zero share; separators in tables and in text."""

    table_zero: str = Field("", alias="表格零值", description="表格里零印成什么")
    table_whole: YesNo = Field(False, alias="表格整数", description="表格里的整数是否不印 .00")
    table_separators: YesNo = Field(False, alias="表格千分位", description="表格里是否印千分位")
    text_zero: str = Field("0", alias="文字零值", description="文字里零印成什么")
    text_separators: YesNo = Field(True, alias="文字千分位", description="文字里是否印千分位")
    share_zero: str = Field("0%", alias="占比零值", description="没有占比、占比为零印成什么")
    not_for: str = Field("────", alias="不适用", description="不会有数的格印成什么")
    number_row_label: str = Field("栏次", alias="栏次", description="只给金额列编栏次时，这一行的名称")


class Category(Spec):
    """A functional 类 as table 1 lists it."""

    code: str = Field(alias="编码", description="三位编码")
    name: str = Field(alias="名称", description="名称")


class RuleSetting(Spec):
    """How a kind treats one rule. `parameters` replace the rule's own thresholds, by their Chinese names."""

    off: YesNo = Field(False, alias="停用", description="不用这条规则")
    severity: Severity | None = Field(None, alias="级别", description="改级别：error 错误、warning 提醒、info 提示")
    parameters: dict[str, Decimal] = Field({}, alias="参数", description="改规则的界限，名称见这条规则的说明")


class OpenQuestion(Spec):
    """Something about a kind that nobody has answered yet, and how it is printed meanwhile."""

    question: str = Field(alias="问题", description="还没有核实的是什么")
    assumed: str = Field(alias="暂按", description="没有答复以前怎么印")
    whom: str = Field(alias="请问", description="向谁核实")

    def told(self, number: int) -> str:
        """The question as a person is asked it."""
        return f"{number}. {self.question}暂按：{self.assumed}。请问：{self.whom}。"


class ReportKind(Spec):
    """One installed kind, whole. `id` is its folder below a template root: `shanxi/budget-2025`.

    `units_kind`: a department's report is summed from its units' forms of this 类型; empty for any other report.
    """

    id: str = Field(alias="标识", description="文件夹的位置，程序自己填")
    region: str = Field(alias="地区", description="省份简称，与填报表“报告”的地区对应")
    kind: str = Field(alias="类型", description="报告类型，与填报表“报告”的类型对应")
    year: int = Field(alias="年度", description="自哪一年起适用；新的一年没有新版式时沿用")
    description: str = Field(alias="名称", description="discloser kinds 列出的名称")
    units_kind: str = Field(
        "", alias="所属单位类型", description="部门的版式才写：由哪一种类型的单位填报表汇总，例如：单位预算",
    )
    same_as: str = Field(
        "", alias="同",
        description="只写与另一个版式不同的：写它在同一个省文件夹里的名称，例如：budget-2025；"
        "这里没有的文件、kind.yaml 里没有的键都取它的",
    )
    without: tuple[str, ...] = Field((), alias="不要", description="写了“同”时，哪些文件不取，例如：tables/13.yaml")
    open_questions: tuple[OpenQuestion, ...] = Field(
        (), alias="待核实", description="还没有核实的地方；写了的，就是“未经核实”的草稿，列出版式、生成报告时都会说",
    )
    sort: Sort = Field(alias="报表种类", description="budget 预算，final 决算")
    currency_unit: CurrencyUnit = Field(alias="金额单位", description="全书的金额单位：元或万元")
    codes_year: str = Field(alias="科目年度", description="用哪一套科目表：codes/ 下的文件夹名；取报告年度有效的科目")
    title: str = Field(alias="报告标题", description="报告的标题")
    cover_title: str = Field(alias="封面标题", description="封面上的标题")
    cover_date: str = Field(alias="封面日期", description="封面上的日期；填报表没填公开日期时不印")
    file_stem: str = Field(alias="文件名", description="生成的文件叫什么，不带扩展名")
    contents_title: str = Field(alias="目录标题", description="目录的标题")
    text_unit: CurrencyUnit | None = Field(
        None, alias="文字金额单位", description="句子、图里的金额单位，与表格不同时才写：元或万元",
    )
    cover_unit: str = Field("{单位名称}", alias="封面单位", description="封面标题上面的单位名称；不印的写 \"\"")
    cover_lines: tuple[str, ...] = Field(
        (), alias="封面行",
        description="封面日期上面的几行，例如：“预算主管部门：{主管部门}”；要用的词没有填的，那一行不印",
    )
    levels: tuple[str, ...] = Field(
        (), alias="级次", description="预算级次有哪些，标题、句子里写 {级次}，例如：市级、区级；填报表没有填的用第一个",
    )
    own_words: dict[str, str] = Field(
        {}, alias="用语", description="各地叫法不同的词，标题、名词解释里写 {名称}，文稿里写 用语.名称",
    )
    table_label: str = Field(alias="表号", description="每张表左上角的表号，可以用 {表号}；不印的写 \"\"")
    continued_label: str = Field("{表号标签}续", alias="续表表号", description="太宽的表分几截排，后面各截的表号")
    continued_hint: str = Field(
        "见{续表表号}", alias="续表提示", description="合计的数排在后面一截的，名称后面怎么说，可以用 {续表表号}",
    )
    framed: YesNo = Field(False, alias="表格全框", description="表格左右是否也画线；规定的表样是全框的写“是”")
    table_toc: str = Field(alias="目录表名", description="表格目录里的写法，可以用 {表号}、{中文表号}、{表名}")
    owner_line: str = Field(alias="单位名称行", description="每张表的单位名称行")
    unit_line: str = Field(alias="单位行", description="每张表的金额单位行")
    rounding_note: str = Field(alias="尾差说明", description="有尾差时印一次的说明")
    reason_joint: str = Field("，", alias="原因连接", description="合并几个原因时中间用什么连接")
    numbers: NumberStyle = Field(alias="数字", description="数字的印法")
    fund_sets: dict[str, tuple[str, ...]] = Field(
        alias="来源组", description="几种来源合起来的叫法，范围的“来源”里可以用",
    )
    funds: tuple[str, ...] = Field(
        FUNDS, alias="资金来源", description="预算填报表的“来源”有哪些；不写就是一般公共预算、政府性基金预算、"
        "国有资本经营预算、财政专户管理资金、单位资金",
    )
    expense_classes: dict[str, tuple[str, ...]] = Field(
        alias="经费类别", description="人员经费、公用经费等各包括哪些经济分类的类、款",
    )
    natures: dict[str, str] = Field(alias="单位性质", description="各种性质的单位：有机关运行经费，或无机关运行经费")
    categories: tuple[Category, ...] = Field(alias="支出类别", description="支出功能分类的类，按收支总表的次序")
    parts: tuple[PartSpec, ...] = Field(alias="部分", description="报告的各部分，按次序")
    required: tuple[str, ...] = Field(
        (), alias="必填", description="填报表里可以不填、但这份报告要用的，写位置；* 代表每一行",
    )
    asks: tuple[str, ...] = Field(
        (), alias="另填", description="填报表里只有这种报告才问的栏目，写位置，例如：分项预算",
    )
    grades: tuple[str, ...] = Field(
        (), alias="评级", description="绩效自评的评级叫什么，从高到低，例如：优、良、合格、不合格",
    )
    signs: tuple[str, ...] = Field(
        (), alias="提交签署", description="提交给财政局以前要有谁签署，例如：单位负责人、保密审查；不写就不要",
    )
    rules: dict[str, RuleSetting] = Field({}, alias="规则", description="按编号停用规则、改级别、改参数")
    tables: tuple[TableSpec, ...] = Field(alias="表格", description="tables/ 里的各张表")
    figures: dict[str, FigureSpec] = Field(alias="取数", description="figures.yaml")
    changes: dict[str, ChangeSpec] = Field(alias="增减", description="changes.yaml")
    charts: dict[str, ChartSpec] = Field(alias="图形", description="charts.yaml")
    chart_words: ChartWords = Field(ChartWords(), alias="图形措辞", description="图里怎么称呼本年、上年、增减")
    glossary: tuple[TermSpec, ...] = Field(alias="名词解释", description="glossary.yaml")
    target_form: TargetFormSpec | None = Field(
        None, alias="绩效目标表", description="target_form.yaml；没有绩效目标表的报告不要这个文件",
    )
    evaluation_form: EvaluationFormSpec | None = Field(
        None, alias="绩效自评表", description="evaluation_form.yaml；没有绩效自评表的报告不要这个文件",
    )
    digest: DigestSpec | None = Field(
        None, alias="摘要", description="digest.yaml，一图读懂；没有摘要的报告不要这个文件",
    )
    digest_page: YesNo = Field(
        False, alias="摘要页", description="报告里面、目录后面是否印一图读懂；填报表也可以要",
    )
    texts: Mapping[str, str] = Field(alias="文稿", description="narrative/ 里的文稿")

    def terms_of(self, year: int, level: str) -> list[TermSpec]:
        """The glossary of a year and a level."""
        return [term for term in self.glossary
                if term.since <= year <= term.until and (not term.levels or level in term.levels)]

    def level_of(self, typed: str) -> str:
        """The level of a report: the one typed, else the kind's first."""
        return typed or next(iter(self.levels), "")

    @property
    def asked(self) -> frozenset[FormPath]:
        """The keys that a form of this kind asks for beside those that every kind does."""
        return frozenset(tuple(path.split("/")) for path in self.asks)

    @property
    def told_unit(self) -> CurrencyUnit:
        """The unit of the amounts in sentences and charts."""
        return self.text_unit or self.currency_unit

    @property
    def evaluation_unit(self) -> CurrencyUnit:
        """The unit of the amounts in the 绩效自评表."""
        return (self.evaluation_form.currency_unit if self.evaluation_form else None) or self.currency_unit

    def expanded(self, where: Selection) -> Selection:
        """A selection with fund sets (财政拨款) replaced by their funds."""
        wanted = where.get("来源")
        if isinstance(wanted, str) and wanted in self.fund_sets:
            return {**where, "来源": self.fund_sets[wanted]}
        return where


_WORD = re.compile(r"\{(\w+)\}")


def fill(pattern: str, words: Mapping[str, object]) -> str:
    """A title or label with its `{年度}`-like words filled in. Raises KeyError for an unknown word.

    Plain replacement: `str.format` would let a kind's data reach into objects.
    """
    return _WORD.sub(lambda word: str(words[word[1]]), pattern)


def words_in(pattern: str) -> list[str]:
    """The words in braces of a title or label."""
    return _WORD.findall(pattern)
