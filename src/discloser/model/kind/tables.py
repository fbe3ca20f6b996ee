"""The standard tables of a report kind, as its folder `tables` says them, and what every piece of a kind is."""

# No `from __future__ import annotations`: pydantic would compile every annotation again, at every start.

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from ..money import CurrencyUnit

Show = Literal["编码", "类编码", "款编码", "项编码", "名称", "金额", "政府经济科目名称", "行次", "空白"]
Maker = Literal["支出类别", "功能科目", "经济科目", "项目", "收入科目", "单位", "各单位项目"]


def _selection(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: tuple(str(v) for v in item) if isinstance(item, list) else str(item) for key, item in value.items()}


def _yes_no(value: Any) -> Any:
    return {"是": True, "否": False}.get(value, value) if isinstance(value, str) else value


YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Where = Annotated[dict[str, str | tuple[str, ...]], BeforeValidator(_selection)]


class Spec(BaseModel):
    """A piece of a kind: a fixed set of keys, read-only once read."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


class ColumnSpec(Spec):
    """A leaf column: heading path, what it shows, which facts it adds up.

    `sum_of` names columns of the same block whose amounts make up this one.
    """

    id: str = Field(alias="编号", description="列的编号，只在本表里用：“等于”靠它指别的列")
    heading: str = Field(alias="标题", description="表头，从上到下用 / 隔开，例如：收入/项目；可以用 {年度} 等词")
    show: Show = Field(
        alias="取",
        description="这一列印什么：编码（分几列印的写类编码、款编码、项编码）、名称、金额、政府经济科目名称、行次，或者空白",
    )
    where: Where = Field({}, alias="范围", description="金额列取哪些数，与表的、行的范围同时满足")
    width: float = Field(2, alias="宽", gt=0, description="列宽，厘米，只看相互比例")
    sum_of: tuple[str, ...] = Field((), alias="等于", description="这一列等于哪几列之和，写列的编号；用来判断尾差")
    distinct: str = Field(
        "", alias="区分", description="表头相同的几栏，在数据文件里怎么区分，例如：左；不印出来",
    )
    not_for: tuple[str, ...] = Field(
        (), alias="不适用", description="哪些编码的行在这一列不会有数，印“数字”里的不适用符号",
    )


class RowSpec(Spec):
    """A fixed row (名称, 范围), rows made from facts (逐行), or blank rows (空行).

    A row without 范围 prints no amounts. 层级: 0 合计, 1 its parts, 2 their parts, -1 a 总计 of several 合计. A row is
    the sum of the rows of the next level below it or, where none is below, above it.
    """

    label: str = Field(
        "", alias="名称", description="固定行的名称；“逐行: 支出类别”的行名也写在这里，可以用 {序号}、{名称}",
    )
    where: Where | None = Field(None, alias="范围", description="这一行取哪些数；写 {} 取本表全部；不写就不印金额")
    level: int | None = Field(
        None, alias="层级",
        description="0 合计，1 它的分项，2 再下一级，-1 几个合计的总计；用来判断尾差和合计行的样式",
    )
    indent: int = Field(0, alias="缩进", description="名称缩进几个字")
    maker: Maker | None = Field(
        None, alias="逐行", description="按数据生成的行：支出类别、功能科目、经济科目、项目、收入科目、单位",
    )
    skip_zero: YesNo = Field(False, alias="零值略去", description="没有数的行不印；逐行的序号随着重排")
    blanks: int = Field(0, alias="空行", description="空几行")
    code: str = Field("", alias="编码", description="固定行的经济科目编码；没有写范围的，取这个科目的数")
    counted: str = Field("", alias="填报数", description="印填报表里填的一个数量（不是金额），写它的位置")
    numbered: YesNo = Field(True, alias="编行次", description="是否编行次")


class BlockSpec(Spec):
    """Columns that stand side by side and share their rows' labels; a two-sided table has two blocks."""

    id: str = Field("", alias="编号", description="栏的编号，“行”里用它指明各栏的行")
    columns: tuple[ColumnSpec, ...] = Field(alias="列", description="本栏的各列")


class EmptySpec(Spec):
    """What a table without amounts prints: its own rows unless others are given, and a note."""

    rows: tuple[dict[str, tuple[RowSpec, ...]], ...] | None = Field(
        None, alias="行", description="没有数时改印的行；不写就照印原来的行",
    )
    note: str = Field("", alias="说明", description="没有数时印在表下的注；可以用 {单位名称} 等词")


class TableSpec(Spec):
    """One standard table. `bands`: each band gives every block its rows; shorter ones are filled with blank rows."""

    no: int = Field(alias="编号", description="表号，决定次序；各表不能重复")
    title: str = Field(alias="标题", description="表名，可以用 {年度} 等词")
    label: str = Field("", alias="表号", description="本表印的号，与编号不同时才写，例如：1-1；不写就是编号")
    currency_unit: CurrencyUnit | None = Field(
        None, alias="金额单位", description="本表的金额单位，与 kind.yaml 不同时才写：元或万元",
    )
    unit_line: str = Field("", alias="单位行", description="本表自己的单位行；不写用 kind.yaml 的")
    where: Where = Field({}, alias="范围", description="全表取数的范围")
    landscape: YesNo = Field(False, alias="横排", description="是否横排")
    number_row: YesNo | Literal["金额列"] = Field(
        False, alias="栏次行", description="表头下是否印栏次 1、2、3…；写“金额列”只给金额列编号",
    )
    blocks: tuple[BlockSpec, ...] = Field(
        alias="栏", description="并排的几栏，各有自己的列；只有一栏的表直接写“列”，“行”也直接列出",
    )
    bands: tuple[dict[str, tuple[RowSpec, ...]], ...] = Field(
        alias="行", description="各行。几栏并排时，每一组写明各栏的行，短的补空行",
    )
    empty: EmptySpec | None = Field(None, alias="空表", description="没有数时怎么印")
    note: str = Field("", alias="注", description="印在表下的注")

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

    def rows(self) -> Iterator[RowSpec]:
        """Every row of every band and block."""
        return (row for band in self.bands for rows in band.values() for row in rows)
