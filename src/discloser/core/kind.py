"""A report kind: everything that differs by year, province and sort of report, as said by a folder in `templates/`.

Keys in the folder's files are Chinese, because a finance bureau's own staff copies and edits them. Amounts, sums and
order are not said here: a kind names facts by their dimensions and the program adds them up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from .fact import DIMENSIONS, Selection
from .finding import Severity
from .money import CurrencyUnit


class KindError(Exception):
    """A kind that can't be used; the message names the file or text and what is wrong in it, in Chinese."""


Show = Literal["编码", "名称", "金额", "政府经济科目名称", "空白"]
Maker = Literal["支出类别", "功能科目", "经济科目", "项目", "收入科目", "单位"]
Shape = Literal["饼图", "条形图"]


def _selection(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: tuple(str(v) for v in item) if isinstance(item, list) else str(item) for key, item in value.items()}


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _known_dimensions(selection: Selection) -> Selection:
    if unknown := set(selection) - set(DIMENSIONS):
        raise ValueError(f"没有这样的范围：{'、'.join(sorted(unknown))}；可用的有：{'、'.join(DIMENSIONS)}")
    return selection


Where = Annotated[dict[str, str | tuple[str, ...]], BeforeValidator(_selection)]


class Spec(BaseModel):
    """A piece of a kind: a fixed set of keys, read-only once read."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @field_validator("where", check_fields=False)
    @classmethod
    def _check_where(cls, where: Where | None) -> Where | None:
        if where is not None:
            _known_dimensions(where)
        return where


class ColumnSpec(Spec):
    """A leaf column: heading path, what it shows, which facts it adds up.

    `sum_of` names columns of the same block whose amounts make up this one.
    """

    id: str = Field(alias="编号")
    heading: str = Field(alias="标题")
    show: Show = Field(alias="取")
    where: Where = Field({}, alias="范围")
    width: float = Field(2, alias="宽", gt=0)
    sum_of: tuple[str, ...] = Field((), alias="等于")


class RowSpec(Spec):
    """A fixed row (名称, 范围), rows made from facts (逐行), or blank rows (空行).

    A row without 范围 prints no amounts. 层级: 0 合计, 1 its parts, 2 their parts, -1 a 总计 of several 合计. A row is
    the sum of the rows of the next level below it or, where none is below, above it.
    """

    label: str = Field("", alias="名称")
    where: Where | None = Field(None, alias="范围")
    level: int | None = Field(None, alias="层级")
    indent: int = Field(0, alias="缩进")
    maker: Maker | None = Field(None, alias="逐行")
    blanks: int = Field(0, alias="空行")


class BlockSpec(Spec):
    """Columns that stand side by side and share their rows' labels; a two-sided table has two blocks."""

    id: str = Field("", alias="编号")
    columns: tuple[ColumnSpec, ...] = Field(alias="列")


class EmptySpec(Spec):
    """What a table without amounts prints: its own rows unless others are given, and a note."""

    rows: tuple[dict[str, tuple[RowSpec, ...]], ...] | None = Field(None, alias="行")
    note: str = Field("", alias="说明")


class TableSpec(Spec):
    """One standard table. `bands`: each band gives every block its rows; shorter ones are filled with blank rows."""

    no: int = Field(alias="编号")
    title: str = Field(alias="标题")
    unit_line: str = Field("", alias="单位行")
    where: Where = Field({}, alias="范围")
    landscape: bool = Field(False, alias="横排")
    number_row: bool = Field(False, alias="栏次行")
    blocks: tuple[BlockSpec, ...] = Field(alias="栏")
    bands: tuple[dict[str, tuple[RowSpec, ...]], ...] = Field(alias="行")
    empty: EmptySpec | None = Field(None, alias="空表")
    note: str = Field("", alias="注")

    @model_validator(mode="before")
    @classmethod
    def _one_block(cls, data: Any) -> Any:
        """A table with one block may give 列 and a plain list of rows."""
        if not (isinstance(data, dict) and "列" in data):
            return data
        data = {**data, "栏": [{"编号": "表", "列": data["列"]}], "行": [{"表": data.get("行", [])}]}
        del data["列"]
        if isinstance(empty := data.get("空表"), dict) and "行" in empty:
            data["空表"] = {**empty, "行": [{"表": empty["行"]}]}
        return data

    @model_validator(mode="after")
    def _blocks_are_known(self) -> TableSpec:
        known = {block.id for block in self.blocks}
        bands = (*self.bands, *((self.empty.rows or ()) if self.empty else ()))
        if unknown := {name for band in bands for name in band} - known:
            raise ValueError(f"行里写了没有的栏：{'、'.join(sorted(unknown))}")
        for block in self.blocks:
            ids = {column.id for column in block.columns}
            if unknown := {part for column in block.columns for part in column.sum_of} - ids:
                raise ValueError(f"“等于”里写了没有的列：{'、'.join(sorted(unknown))}")
        return self


class FigureSpec(Spec):
    """A named figure for the narrative: a sum of facts, a count, or a list of sums by a dimension.

    分项 is 支出类别, 经济科目, 来源, 项目类别 …: a list of items with 名称, 金额, 个数. 全部: list also what is zero.
    """

    where: Where = Field({}, alias="范围")
    count: str = Field("", alias="计数")
    by: str = Field("", alias="分项")
    only: tuple[str, ...] = Field((), alias="依次")


class ChangeSpec(Spec):
    """A figure compared with last year's: the figure's name (or form path), the prior's form path, where reasons stand.

    `reasons`: form paths, the first that is filled is used. `merged`: changes whose reasons are joined when none is.
    A change without `reasons` needs none.
    """

    current: str = Field(alias="本年")
    prior: Annotated[tuple[str, ...], BeforeValidator(_listed)] = Field(alias="上年")
    reasons: tuple[str, ...] = Field((), alias="原因")
    merged: tuple[str, ...] = Field((), alias="合并原因")


class SliceSpec(Spec):
    """One slice of a chart: a name and a figure."""

    name: str = Field(alias="名称")
    figure: str = Field(alias="取数")


class ChartSpec(Spec):
    """A chart: title, shape, and either a listed figure or single figures.

    `whole`: the figure of which shares are shown, the one the sentences divide by; printed slices may not add up to it.
    """

    title: str = Field(alias="标题")
    shape: Shape = Field(alias="图形")
    listed: str = Field("", alias="分项取数")
    slices: tuple[SliceSpec, ...] = Field((), alias="数据")
    whole: str = Field(alias="合计")
    share: bool = Field(True, alias="印占比")


class PartSpec(Spec):
    """A part of the report: its heading and its narrative files, or the tables, or the glossary."""

    role: Literal["overview", "tables", "narrative", "glossary"] = Field(alias="内容")
    heading: str = Field(alias="标题")
    texts: tuple[str, ...] = Field((), alias="文稿")


class TermSpec(Spec):
    """A glossary entry."""

    term: str = Field(alias="词")
    definition: str = Field(alias="义")


class NumberStyle(Spec):
    """How figures are shown. A zero in a table and in text, a zero share; separators in tables and in text."""

    table_zero: str = Field("", alias="表格零值")
    table_separators: bool = Field(False, alias="表格千分位")
    text_zero: str = Field("0", alias="文字零值")
    text_separators: bool = Field(True, alias="文字千分位")
    share_zero: str = Field("0%", alias="占比零值")


class Category(Spec):
    """A functional 类 as table 1 lists it."""

    code: str = Field(alias="编码")
    name: str = Field(alias="名称")


class TargetFormSpec(Spec):
    """Labels of the 绩效目标表."""

    title: str = Field(alias="标题")
    title_without_division: str = Field(alias="无区划标题")
    year_line: str = Field(alias="年度行")
    identity: dict[str, str] = Field(alias="基本信息")
    funding_label: str = Field(alias="资金标签")
    funding: tuple[str, str] = Field(alias="资金标题")
    funding_total: str = Field(alias="资金总额")
    funding_lines: dict[str, str] = Field(alias="资金来源")
    texts: dict[str, str] = Field(alias="文字")
    goals_label: str = Field(alias="目标标签")
    goals: tuple[str, str] = Field(alias="目标标题")
    indicators_label: str = Field(alias="指标标签")
    indicator_heads: tuple[str, ...] = Field(alias="指标表头")
    indicator_order: dict[str, tuple[str, ...]] = Field(alias="指标分类")
    signature: dict[str, str] = Field(alias="签署")


class RuleSetting(Spec):
    """How a kind treats one rule. `parameters` replace the rule's own thresholds, by their Chinese names."""

    off: bool = Field(False, alias="停用")
    severity: Severity | None = Field(None, alias="级别")
    parameters: dict[str, Decimal] = Field({}, alias="参数")


class ReportKind(Spec):
    """One installed kind, whole. `id` is its folder below a template root: `shanxi/budget-2025`."""

    id: str = Field(alias="标识")
    region: str = Field(alias="地区")
    kind: str = Field(alias="类型")
    year: int = Field(alias="年度")
    description: str = Field(alias="名称")
    sort: Literal["budget", "final"] = Field(alias="报表种类")
    currency_unit: CurrencyUnit = Field(alias="金额单位")
    codes_year: str = Field(alias="科目年度")
    title: str = Field(alias="报告标题")
    cover_title: str = Field(alias="封面标题")
    cover_date: str = Field(alias="封面日期")
    file_stem: str = Field(alias="文件名")
    contents_title: str = Field(alias="目录标题")
    table_label: str = Field(alias="表号")
    table_toc: str = Field(alias="目录表名")
    owner_line: str = Field(alias="单位名称行")
    unit_line: str = Field(alias="单位行")
    rounding_note: str = Field(alias="尾差说明")
    reason_joint: str = Field("，", alias="原因连接")
    numbers: NumberStyle = Field(alias="数字")
    fund_sets: dict[str, tuple[str, ...]] = Field(alias="来源组")
    expense_classes: dict[str, tuple[str, ...]] = Field(alias="经费类别")
    natures: dict[str, str] = Field(alias="单位性质")
    categories: tuple[Category, ...] = Field(alias="支出类别")
    parts: tuple[PartSpec, ...] = Field(alias="部分")
    required: tuple[str, ...] = Field((), alias="必填")
    rules: dict[str, RuleSetting] = Field({}, alias="规则")
    tables: tuple[TableSpec, ...] = Field(alias="表格")
    figures: dict[str, FigureSpec] = Field(alias="取数")
    changes: dict[str, ChangeSpec] = Field(alias="增减")
    charts: dict[str, ChartSpec] = Field(alias="图形")
    glossary: tuple[TermSpec, ...] = Field(alias="名词解释")
    target_form: TargetFormSpec = Field(alias="绩效目标表")
    texts: Mapping[str, str] = Field(alias="文稿")

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
