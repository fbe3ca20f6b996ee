"""The guide to the workbook form, told from the layout: the same words as in the notes of the workbook itself."""

from __future__ import annotations

from collections.abc import Iterator

from discloser.model.form.areas import Area, AskedCell, Fields, FormSheet, FreeRows, Matrix, Repeated
from discloser.model.form.final import FinalForm
from discloser.model.form.values import Value
from discloser.model.form.workbook import sheets
from discloser.read.given_forms import LARGEST
from discloser.read.xlsx.package import LARGEST_PART, MOST_UNPACKED
from discloser.read.xlsx.sheets import MOST_CELLS
from discloser.read.xlsx.tables import MOST_ROWS

_MEBIBYTE = 1024 * 1024
_VALUES: dict[Value, str] = {
    "text": "文字", "long": "文字，可以分段", "amount": "金额", "code": "编码", "count": "整数", "quantity": "数字",
    "yes_no": "是或否", "date": "日期", "choice": "选一项",
}


def workbook_guide(note: str) -> str:
    """docs/workbook.md."""
    parts = [_HEAD.format(
        note=note, rows=MOST_ROWS, file=LARGEST // _MEBIBYTE, part=LARGEST_PART // _MEBIBYTE,
        unpacked=MOST_UNPACKED // _MEBIBYTE, cells=MOST_CELLS // 10000,
    )]
    parts += ("\n".join(_sheet(sheet)) for sheet in sheets())
    return "\n".join(parts) + "\n"


def final_workbook_guide(note: str) -> str:
    """docs/workbook-final.md."""
    parts = [_FINAL_HEAD.format(note=note), *("\n".join(_sheet(sheet)) for sheet in sheets(FinalForm))]
    return "\n".join(parts) + "\n"


def _sheet(sheet: FormSheet) -> Iterator[str]:
    yield f"## {sheet.name}\n"
    for area in sheet.areas:
        yield from _area(area, sheet.name)


def _area(area: Area, sheet: str) -> Iterator[str]:
    if area.title and area.title != sheet:
        yield f"### {area.title}\n"
    if isinstance(area, Repeated):
        yield f"{area.description}。一块不够用时整块复制，粘贴到最后一块下面。\n"
        for part in area.parts:
            yield from _area(part, sheet)
    elif isinstance(area, Matrix):
        labels = "、".join(f"`{row.label}`" for row in area.rows)
        yield f"每行一项：{labels}。\n"
        yield from _table(area.rows[0].items, "列")
    elif isinstance(area, FreeRows):
        yield f"{area.description}。\n"
        yield from _table(area.items, "列")
    elif isinstance(area, Fields):
        yield from _table(tuple(item for section in area.sections for item in section.items), "栏目")


def _table(items: tuple[AskedCell, ...], what: str) -> Iterator[str]:
    yield f"| {what} | 填什么 | 怎么填 | 必填 |\n|---|---|---|---|"
    for item in items:
        how = _VALUES[item.value] + (f"，可从“{item.choices}”里选" if item.choices else "")
        must = "是" if item.required else ""
        yield f"| `{item.heading}` | {item.description.replace('|', chr(92) + '|')} | {how} | {must} |"
    yield ""


_FINAL_HEAD = """# 决算的工作簿填报表

{note}
写法与[预算的工作簿](workbook.md)一样。收入和支出分开填：一行收入是一个功能科目、一种来源，一行支出是一个功能科目、一个经济科目。
“核对”逐行合计财政拨款和非财政拨款，收入总计与支出总计相等才算平衡。
"""

_HEAD = """# 工作簿填报表

{note}
`discloser new 版式 -o 填报表.xlsx` 生成空白的工作簿，用 Excel 或 WPS 表格填写；`--from 上年的表` 从上年的填报表开头。
已有 YAML 填报表的，`discloser convert 填报表.yaml 填报表.xlsx` 写成工作簿，反过来也可以，备注不会丢。
`discloser check 填报表.xlsx -o 填报表-检查.xlsx` 给出标了问题的副本：问题格有颜色和批注，“检查结果”里点一下就到那一格。

- 黄色必填，白色选填，灰色自动计算。工作表有保护，没有密码；填写格不受保护。
- 编码可以从下拉列表选，也可以只打数字；`2080505 机关事业单位基本养老保险缴费支出` 和 `2080505` 是一样的。
- 金额只填数字，空着就是 0。全角数字、千分位、前后空格都认得；写成文字的数“核对”里不计入，会提示有几格。
- 列按表头的文字找，栏目按左边的名称找：移动、隐藏、加自己的列、空几行都不要紧，改表头的文字不行。
- 每张表往下接着填就行，打印时只印填了的行；最多读 {rows} 行。
- 公式可以用，读它上一次算出的结果，并提示一声；没有算过的公式、错误值、合并的填写格是错误。
- 只读 .xlsx 和 .xlsm（宏不运行，外部链接不打开）。.xls、.et、带打开密码的、网页改名的，请先另存为 .xlsx。
- 文件不超过 {file} MB；解开以后一张表不超过 {part} MB，合计不超过 {unpacked} MB，有内容的格不超过 {cells} 万个。
- “备注”列给自己看，不会公开；以“#”开头的一行，写成 YAML 时放在那一行上面。
"""
