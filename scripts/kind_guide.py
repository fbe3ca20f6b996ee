"""The reference of every file and key of a report kind, told from the models themselves."""

from __future__ import annotations

from collections.abc import Iterator

from discloser.derive.narrative.filters import filters_of
from discloser.model.fact import DIMENSIONS
from discloser.model.kind.charts import ChartSpec, ChartWords, DigestChartSpec, DigestFigureSpec, DigestSpec, SliceSpec
from discloser.model.kind.evaluation_form import EvaluationFormSpec, GradeSpec
from discloser.model.kind.outline import SHAPES, keys_of
from discloser.model.kind.report_kind import (
    Category,
    ChangeSpec,
    FigureSpec,
    NumberStyle,
    OpenQuestion,
    PartSpec,
    ReportKind,
    RuleSetting,
    TermSpec,
)
from discloser.model.kind.tables import BlockSpec, ColumnSpec, EmptySpec, RowSpec, Spec, TableSpec
from discloser.model.kind.target_form import FoldSpec, TargetFormSpec
from discloser.read.kind.files import FILES
from discloser.read.kind.library import INSTALLED, read_kind

_ELSEWHERE = frozenset({"标识", "表格", "文稿", *FILES})
_FILES: tuple[tuple[str, str, tuple[tuple[str, type[Spec]], ...]], ...] = (
    ("kind.yaml", "版式的头：给谁用，标题怎么写，报告分几部分。", (
        ("kind.yaml", ReportKind), ("数字", NumberStyle), ("支出类别，每行", Category), ("部分，每行", PartSpec),
        ("图形措辞", ChartWords),
        ("规则，每个编号下面", RuleSetting), ("待核实，每一条", OpenQuestion))),
    ("tables/*.yaml", "一张表一个文件，次序由“编号”决定。每一格是表、列、行的范围同时满足的数之和。", (
        ("表", TableSpec), ("栏，每行", BlockSpec), ("列，每行", ColumnSpec), ("行，每行", RowSpec),
        ("空表", EmptySpec))),
    ("figures.yaml", "句子、图里用的数：每个名称下面写取哪些数。", (("取数，每个名称下面", FigureSpec),)),
    ("changes.yaml", "与上年比较的数：每个名称下面写本年、上年、原因在哪里。", (("增减，每个名称下面", ChangeSpec),)),
    ("charts.yaml", "图：每个名称下面写画什么。没有数的不画。", (
        ("图，每个名称下面", ChartSpec), ("数据，每行", SliceSpec))),
    ("digest.yaml", "一图读懂：报告的要点排在一页上。没有摘要的版式不要这个文件。", (
        ("digest.yaml", DigestSpec), ("大数，每行", DigestFigureSpec), ("图形，每行", DigestChartSpec))),
    ("glossary.yaml", "名词解释，一行一个，按次序印。", (("每行", TermSpec),)),
    ("target_form.yaml", "绩效目标表的各种标题。", (
        ("target_form.yaml", TargetFormSpec), ("略去空行", FoldSpec))),
    ("evaluation_form.yaml", "绩效自评表的各种标题、分值和评级。没有绩效自评表的版式不要这个文件。", (
        ("evaluation_form.yaml", EvaluationFormSpec), ("评级分数，每行", GradeSpec))),
)
_TEXTS = """## narrative/*.md.j2

要印的句子，一篇一个文件，按 `kind.yaml` 的“部分”排列。几篇共用的说法写在 `.j2` 里，用
`{{% from "措辞" import 比上年 with context -%}}` 取来。

- `# 标题`、`## 小标题`、`### 更小的标题`；空一行另起一段。
- `::图 名称` 是 charts.yaml 里的图；`::绩效目标表` 是各项目的绩效目标表，
  `::绩效自评表` 是决算各项目的绩效自评表。
- `{{{{ 名称|格式 }}}}` 换成数。名称可以是 figures.yaml 里的取数、`增减.名称`、填报表的栏目
  （`单位.名称`、`国有资产.车辆.实有`）、`年度`、`上年度`、`有机关运行经费`。
- 一个增减下面有：本年、上年、金额、比例、有比例、增加、减少、持平、原因。一个分项里的每一项有：名称、编码、金额、个数。
- 格式有：{filters}。
- `{{% if 名称 %}}…{{% else %}}…{{% endif %}}`、`{{% for 项 in 名称 %}}…{{% endfor %}}`，其他写法见 Jinja 的说明。

## tie_outs.yaml

印好的报告里哪些数应当相等。写法见文件里的注释；没有这个文件的版式不核对勾稽。

各数都是零的句子怎么印，由版式一句一句定；`audit` 也认，两处照一个样写：

| 为零时 | narrative 里 | tie_outs 里 | `audit` |
|---|---|---|---|
| 也要写全（如公务用车购置费、出国团组、购置车辆） | 不加条件 | 只写句子 | 缺了就指出 |
| 可以简写 | `{{% if 采购 %}}…{{% else %}}没有安排政府采购。{{% endif %}}` | 加 `无` | 两种都认；简写了却有数的指出 |
| 可以不写 | `{{% if 采购 %}}…{{% endif %}}` | 加 `可缺: 是` | 写了才核对 |

`无` 这样写：`{{写: 政府采购预算〔表9!合计!金额〕, 无: {{写: 没有安排政府采购, 当: 表9!合计!金额 = 0}}}}`。
几句合成一句简写的，各句写同一个 `无`。整段都没有的，`无` 写在段上。
程序自带的版式照表样逐句写全，句子上没有用 `无`；整段没有的，才写段上的那一句。

## 范围

一个数属于什么，用这些名称说：{dimensions}。
写法是 `{{口径: 支出, 来源: [一般公共预算, 单位资金]}}`：几个名称同时满足，几个取值满足一个就行。
科目编码管它下面的各级。“来源”可以写 kind.yaml 里“来源组”的名称。写错的名称和取值由 `discloser kinds check` 指出。
"""


def kind_guide(note: str) -> str:
    """docs/kind.md."""
    head = f"""# 版式逐项说明

{note}
一个版式是一个文件夹。怎样从复制开始做出自己的版式，见[做一个自己的版式](new-kind.md)
（[English](new-kind.en.md)）。写好以后用 `discloser kinds check 文件夹` 检查。

"""
    files = "\n".join(part for file in _FILES for part in _file(*file))
    kind_id, folder = next(iter(INSTALLED.folders.items()))
    filters = "、".join(filters_of(read_kind(kind_id, folder)))
    return head + files + "\n" + _TEXTS.format(filters=filters, dimensions="、".join(DIMENSIONS))


def _file(name: str, about: str, pieces: tuple[tuple[str, type[Spec]], ...]) -> Iterator[str]:
    yield f"## {name}\n\n{about}\n"
    for title, spec in pieces:
        if title != name:
            yield f"### {title}\n"
        yield "| 键 | 意思 | 怎么写 | 必写 | 不写时 |\n|---|---|---|---|---|"
        for key in keys_of(spec).values():
            if spec is not ReportKind or key.key not in _ELSEWHERE:
                how = "、".join(key.choices) or SHAPES[key.shape]
                must = "是" if key.required else ""
                yield f"| `{key.key}` | {key.description} | {how} | {must} | {key.default} |"
        if spec is TableSpec:
            yield "| `列` | 只有一栏的表的各列，代替“栏” | 一行一行写 |  |  |"
        yield ""
