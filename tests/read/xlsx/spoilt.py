"""Workbooks spoilt as people spoil them: one fault each, and exactly what is to be found in it.

`{…}` in an expected line is the file's name. What a rule finds is not listed here, only what the reader and the shape
of the form say.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from workbooks import BUREAU, MAIN, Edited, beside, column_of, sample_workbook, where

LINE = ("基本支出", 0)
AMOUNT = ("基本支出", 0, "金额")
TARGET = ("绩效", "项目绩效目标", 0)


@dataclass(frozen=True)
class Spoilt:
    """A fault: what was done, what is found, under which file name."""

    what: str
    make: Callable[[], bytes]
    found: tuple[str, ...]
    file: str = "填报表.xlsx"


def _book() -> Edited:
    return Edited(sample_workbook(BUREAU))


def _at(*path: str | int) -> str:
    return "!".join(where(*path))


def _edit(change: Callable[[Edited], object]) -> Callable[[], bytes]:
    def make() -> bytes:
        book = _book()
        change(book)
        return book.packed()

    return make


def _set(*path: str | int, **content: str) -> Callable[[], bytes]:
    return _edit(lambda book: book.cell(*where(*path), **content))


def _heading(*path: str | int) -> tuple[str, str]:
    return beside(where(*path), rows=-1)


def _label(*path: str | int) -> tuple[str, str]:
    return beside(where(*path), columns=-2)


def _formatted(path: tuple[str | int, ...], value: str, code: str) -> Callable[[], bytes]:
    return _edit(lambda book: book.cell(*where(*path), value=value, style=book.style(code)))


# ── whole files ──


def _old(stream: str) -> bytes:
    """The beginning of a file of the format that Excel used until 2003, with the name of a stream in it."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(512)


def _zip(**parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _bomb() -> bytes:
    """A sheet that unpacks to a hundred megabytes."""
    book = _book()
    name = next(name for name in book.parts if name.endswith("sheet3.xml"))
    book.parts[name] = b"<worksheet>" + b" " * 100_000_000 + b"</worksheet>"
    return book.packed()


def _lying_bomb() -> bytes:
    """The same, with a directory that says it is small."""
    content = bytearray(_bomb())
    size = struct.pack("<I", 100_000_023)
    at = content.find(size)
    while at >= 0:
        content[at:at + 4] = struct.pack("<I", 1000)
        at = content.find(size)
    return bytes(content)


def _entities() -> bytes:
    book = _book()
    name = next(name for name in book.parts if name.endswith("workbook.xml"))
    book.parts[name] = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
        b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b"<sheets>&c;</sheets></workbook>")
    return book.packed()


FILES = (
    Spoilt("an .xls file", lambda: _old("Workbook"), (
        "错误 {file}: XLS001 这是旧格式的工作簿（.xls，或 WPS 表格的 .et），读不出里面的公式和错误值",), "填报表.xls"),
    Spoilt("an .et file of WPS", lambda: _old("Workbook"), (
        "错误 {file}: XLS001 这是旧格式的工作簿（.xls，或 WPS 表格的 .et），读不出里面的公式和错误值",), "填报表.et"),
    Spoilt("an .xls file with another name", lambda: _old("Workbook"), (
        "错误 {file}: XLS001 这是旧格式的工作簿（.xls，或 WPS 表格的 .et），读不出里面的公式和错误值",)),
    Spoilt("a password to open", lambda: _old("EncryptedPackage"), ("错误 {file}: XLS002 这个工作簿设了打开密码",)),
    Spoilt("cut off on the way", lambda: sample_workbook(BUREAU)[:-3000], (
        "错误 {file}: XLS003 工作簿已经损坏或者没有传完：压缩包的目录读不出来",)),
    Spoilt("a part is broken", _edit(lambda book: book.parts.update({"xl/workbook.xml": b"<workbook><sheets>"})), (
        "错误 {file}: XLS003 工作簿已经损坏或者没有传完：xl/workbook.xml 不完整",)),
    Spoilt("a part is missing", _edit(lambda book: book.parts.pop("xl/workbook.xml")), (
        "错误 {file}: XLS003 工作簿已经损坏或者没有传完：缺少 xl/workbook.xml",)),
    Spoilt("a web page with the name of a workbook", lambda: b"<html><body><table><tr><td>1</td></tr></table>", (
        "错误 {file}: XLS004 文件名像工作簿，内容却是网页（HTML），多半是从业务系统导出的",), "导出.xls"),
    Spoilt("a CSV file with the name of a workbook", lambda: "功能科目,金额\n2070101,5\n".encode("gb18030"), (
        "错误 {file}: XLS004 文件名像工作簿，内容却是文字（例如 CSV）",)),
    Spoilt("an XML spreadsheet of 2003", lambda: (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'), (
        "错误 {file}: XLS004 文件名像工作簿，内容却是“XML 表格”",), "填报表.xls"),
    Spoilt("a Word document with the name of a workbook", lambda: _zip(**{"word/document.xml": ""}), (
        "错误 {file}: FIL010 这是Word 文档（.docx），不是填报表",)),
    Spoilt("a workbook of LibreOffice", lambda: _zip(mimetype="application/vnd.oasis.opendocument.spreadsheet"), (
        "错误 {file}: XLS004 文件名像工作簿，内容却是OpenDocument 文档（.ods）",), "填报表.ods"),
    Spoilt("an empty file", lambda: b"", ("错误 {file}: FIL007 文件里没有填任何内容",)),
    Spoilt("a bomb", _bomb, ("错误 {file}: XLS005 工作簿里的 xl/worksheets/sheet3.xml 解开以后超过 16 MB 的上限",)),
    Spoilt("a bomb with a lying directory", _lying_bomb, (
        "错误 {file}: XLS003 工作簿已经损坏或者没有传完：xl/worksheets/sheet3.xml 解不开",)),
    Spoilt("entities within entities", _entities, (
        "错误 {file}: XLS003 工作簿已经损坏或者没有传完：xl/workbook.xml 里有工作簿不该有的声明",)),
    Spoilt("another workbook", _edit(lambda book: [
        book.drop(name) for name in ("单位信息", "基本支出", "项目支出", "三公经费", "采购与资产", "绩效目标",
                                     "上年与原因", "文字说明", "控制数", "核对", "下拉列表")]), (
        "错误 {file}: XLS006 工作簿里没有填报表的工作表，只有“填报说明”",)),
)

# ── sheets, columns, rows ──

SHEETS = (
    Spoilt("a sheet was renamed", _edit(lambda book: book.rename("基本支出", "基本支出表")), (
        "错误 {file}: XLS010 没有“基本支出”工作表，有一张“基本支出表”",)),
    Spoilt("a sheet was deleted", _edit(lambda book: book.drop("项目支出")), ("错误 {file}: XLS010 没有“项目支出”"
        "工作表",)),
    Spoilt("the headings were deleted", _edit(lambda book: book.drop_row("基本支出", 3)), (
        "错误 {file}:基本支出!A1: XLS011 “基本支出”的表头不见了，应当有："
        "序号、功能科目、经济科目、金额、来源、上年结转、"
        "政府经济科目、科目名称、收入科目编码、收入科目名称、转拨给、转拨自、待核、备注",)),
    Spoilt("a column was deleted", _edit(lambda book: _without(book, "金额")), (
        "错误 {file}:基本支出!A3: XLS012 “基本支出”没有“金额”这一列",)),
    Spoilt("a heading was changed", _edit(lambda book: book.cell(*_heading(*LINE, "金额"), text="金额（元）")), (
        "错误 {file}:基本支出!A3: XLS012 “基本支出”没有“金额”这一列",)),
    Spoilt("a column that may stay blank was deleted", _edit(lambda book: _without(book, "科目名称")), (
        "提醒 {file}:基本支出!A3: XLS012 “基本支出”没有“科目名称”这一列",)),
    Spoilt("a column was copied", _edit(lambda book: book.cell("基本支出", "T3", text="金额").cell(
        "基本支出", "T4", value="9")), ("错误 {file}:基本支出!T3: XLS013 “基本支出”有两列“金额”，另一列在 D3",)),
    Spoilt("a label was changed", _edit(lambda book: book.cell(*_label("上年", "收入总计"), text="上年收入")), (
        "错误 {file}:上年与原因!A2: XLS014 “上年与原因”没有“收入总计”这一行",
        f"错误 {{file}}:{'!'.join(beside(where('上年', '收入总计'), columns=-2))}: XLS016 “上年与原因”没有“上年收入”"
        "这个栏目，"
        "这一行填的内容没有读取")),
    Spoilt("a row was copied", _edit(lambda book: book.cell("上年与原因", "A40", text="收入总计").cell(
        "上年与原因", "C40", value="5")), (
        "错误 {file}:上年与原因!A40: XLS015 “上年与原因”有两行“收入总计”，另一行在 A5",)),
    Spoilt("a row of one's own was added", _edit(lambda book: _own_row(book)), (
        f"提醒 {{file}}:{'!'.join(_label('单位', '性质'))}: XLS016 “单位信息”没有“填表人”这个栏目，"
        "这一行填的内容没有读取",)),
    Spoilt("a sum was typed below the lines", _edit(lambda book: _sum_row(book)), (
        f"提示 {{file}}:基本支出!{beside(where(*LINE, '功能科目'), rows=60)[1]}: XLS017 “基本支出”里的这一行是"
        "“合计：”，没有当作明细读取",)),
    Spoilt("the title of the first block was overwritten", _edit(lambda book: book.cell(
        *where(*TARGET), text="农村学校校舍维修改造")), (
        f"错误 {{file}}:{_at(*TARGET)}: XLS018 从这里开始的一块没有标题“项目绩效目标”，没有读取",)),
    Spoilt("the title of another block was overwritten", _edit(lambda book: book.clear(*where(*TARGET[:2], 1))), (
        f"错误 {{file}}:{'!'.join(beside(where(*TARGET[:2], 1), rows=1))}: XLS018 从这里开始的一块没有标题"
        "“项目绩效目标”，没有读取",)),
)

# ── cells ──

CELLS = (
    Spoilt("an error value", _set(*AMOUNT, kind="e", value="#DIV/0!", formula="1/0"), (
        f"错误 {{file}}:{_at(*AMOUNT)}: XLS020 “基本支出 第1行 金额”是错误值 #DIV/0!",)),
    Spoilt("a formula never calculated", _set(*AMOUNT, formula="B1*2"), (
        f"错误 {{file}}:{_at(*AMOUNT)}: XLS021 “基本支出 第1行 金额”是公式，但还没有算出结果",)),
    Spoilt("a formula with a result", _set(*AMOUNT, formula="819210*2", value="1638420"), (
        f"提示 {{file}}:{_at(*AMOUNT)}: XLS022 “基本支出 第1行 金额”是公式，按它上一次算出的结果“1638420”读取",)),
    Spoilt("a formula into another workbook", _set(*AMOUNT, formula="[1]Sheet1!A1", value="1638420"), (
        f"提醒 {{file}}:{_at(*AMOUNT)}: XLS023 “基本支出 第1行 金额”的公式取自另一个工作簿，现在的结果“1638420”"
        "可能已经过时",)),
    Spoilt("cells were merged", _edit(lambda book: book.merge("基本支出", "B4:B6").clear("基本支出", "B5").clear(
        "基本支出", "B6")), ("错误 {file}:基本支出!B4: XLS024 “基本支出 第1行 功能科目”与相邻的格合并了（B4:B6），"
        "分不清内容属于哪一格",)),
    Spoilt("an invisible remainder", _set(*AMOUNT, value="1638420.0000000002"), (
        f"提示 {{file}}:{_at(*AMOUNT)}: XLS025 “基本支出 第1行 金额”存的是 1638420.0000000002，按 Excel 里看得见的 "
        "1638420 读取",)),
    Spoilt("an amount became a date", _formatted(AMOUNT, "45722", "yyyy-m-d"), (
        f"错误 {{file}}:{_at(*AMOUNT)}: XLS026 “基本支出 第1行 金额”被当成了日期（2025-03-06）",)),
    Spoilt("an amount became a share", _formatted(AMOUNT, "0.5", "0%"), (
        f"错误 {{file}}:{_at(*AMOUNT)}: XLS026 “基本支出 第1行 金额”被当成了百分比（50%）",)),
    Spoilt("an amount is shown in another unit", _formatted(AMOUNT, "163.842", '0.00"万元"'), (
        f"错误 {{file}}:{_at(*AMOUNT)}: XLS026 “基本支出 第1行 金额”被当成了另一种单位的数（存的是 163.842）",)),
    Spoilt("a value of an indicator became a date", _formatted((*TARGET, "指标", 0, "实施期值"), "45722", "m月d日"), (
        f"错误 {{file}}:{_at(*TARGET, '指标', 0, '实施期值')}: XLS026 “绩效 项目绩效目标 第1行 指标 第1行 实施期值”"
        "被当成了日期"
        "（2025-03-06）",)),
    Spoilt("a long number lost its digits", _set("单位", "主管部门", value="123456789012345678"), (
        f"错误 {{file}}:{_at('单位', '主管部门')}: XLS027 “单位 主管部门”的数字太长，Excel 只存了前 15 "
        "位（123456789012345680）",)),
    Spoilt("a fraction of a fen", _set(*AMOUNT, value="1638420.005"), (
        f"错误 {{file}}:{_at(*AMOUNT)}: AMT003 “基本支出 第1行 金额”填的是“1638420.005”，比“分”还细",)),
    Spoilt("a word in an amount", _set(*AMOUNT, text="1638420元"), (
        f"错误 {{file}}:{_at(*AMOUNT)}: AMT001 “基本支出 第1行 金额”填的是“1638420元”，不是金额",)),
    Spoilt("a dash for nothing", _set("三公经费", "公务接待费", "上年", "一般公共预算", text="—"), (
        f"错误 {{file}}:{_at('三公经费', '公务接待费', '上年')}: AMT001 “三公经费 公务接待费 上年 一般公共预算”"
        "填的是“—”，不是金额",)),
    Spoilt("a negative amount", _set(*AMOUNT, value="-5"), (
        f"错误 {{file}}:{_at(*AMOUNT)}: AMT002 “基本支出 第1行 金额”填的是负数“-5”",)),
    Spoilt("an amount in scientific notation", _set(*AMOUNT, text="1.6E6"), (
        f"错误 {{file}}:{_at(*AMOUNT)}: AMT001 “基本支出 第1行 金额”填的是“1.6E6”，不是金额",)),
    Spoilt("a name without its code", _set(*LINE, "功能科目", text="行政运行"), (
        f"错误 {{file}}:{_at(*LINE, '功能科目')}: FRM008 “基本支出 第1行 功能科目”填的是“行政运行”，应当是数字编码",)),
    Spoilt("two codes in one cell", _set(*LINE, "功能科目", text="2070101、2070109"), (
        f"错误 {{file}}:{_at(*LINE, '功能科目')}: FRM008 “基本支出 第1行 功能科目”填的是“2070101、2070109”，"
        "应当是数字编码",)),
    Spoilt("a letter in a code", _set(*LINE, "功能科目", text="207O101 行政运行"), (
        f"错误 {{file}}:{_at(*LINE, '功能科目')}: FRM008 “基本支出 第1行 功能科目”填的是“207O101 行政运行”，"
        "应当是数字编码",)),
    Spoilt("a code was forgotten", _edit(lambda book: book.clear(*where(*LINE, "经济科目"))), (
        f"错误 {{file}}:{_at(*LINE, '经济科目')}: FRM006 “基本支出 第1行 经济科目”没有填写",)),
    Spoilt("a term that is not in the list", _set("单位", "性质", text="机关"), (
        f"错误 {{file}}:{_at('单位', '性质')}: FRM007 “单位 性质”填的是“机关”，应当是行政单位、"
        "参公事业单位或事业单位",)),
    Spoilt("a year in words", _set("报告", "年度", text="二〇二五"), (
        f"错误 {{file}}:{_at('报告', '年度')}: FRM008 “报告 年度”填的是“二〇二五”，应当是四位年度（20 开头）",)),
    Spoilt("a date that is none", _set("报告", "公开日期", text="3月6日"), (
        f"错误 {{file}}:{_at('报告', '公开日期')}: FRM009 “报告 公开日期”填的是“3月6日”，不是正确的日期",)),
    Spoilt("the name of the unit was deleted", _edit(lambda book: book.clear(*where("单位", "名称"))), (
        f"错误 {{file}}:{_at('单位', '名称')}: FRM006 “单位 名称”没有填写",)),
    Spoilt("a code has two names", _edit(lambda book: _names(book)), (
        f"错误 {{file}}:{'!'.join(beside(where('科目名称'), rows=4))}: XLS028 编码“2990101”在“科目名称”里写了两次，"
        "另一次在 "
        f"{beside(where('科目名称'), rows=3)[1]}",)),
    Spoilt("a filled block is closed", _edit(lambda book: _closed_block(book)), (
        f"提示 {{file}}:{_at(*TARGET)}: XLS036 这一块“项目绩效目标”收起来了，里面却填了内容：看不见、打印不出来，"
        "报告照样会印",)),
)

SPOILT = (*FILES, *SHEETS, *CELLS)


def _without(book: Edited, heading: str) -> None:
    gone = column_of(heading, "基本支出", sample_workbook(BUREAU))
    letters = [chr(code) for code in range(ord("A"), ord("Z") + 1)]
    book.columns("基本支出", {letter: letter for letter in letters if letter != gone})


def _own_row(book: Edited) -> None:
    sheet, value = where("单位", "性质")
    book.insert_rows(sheet, int(value[1:])).cell(*_label("单位", "性质"), text="填表人").cell(sheet, value, text="某人")


def _closed_block(book: Edited) -> None:
    first, last = (int(where(*TARGET, *path)[1].strip("ABCDEFG")) for path in ((), ("指标", 0, "实施期值")))
    for row in book.sheet("绩效目标").iter(f"{MAIN}row"):
        if first <= int(row.get("r")) <= last:
            row.set("hidden", "1")


def _sum_row(book: Edited) -> None:
    book.cell(*beside(where(*LINE, "功能科目"), rows=60), text="合计：")
    book.cell(*beside(where(*AMOUNT), rows=60), formula="SUM(D4:D40)", value="6086757.07")


def _names(book: Edited) -> None:
    for row, name in ((3, "甲"), (4, "乙")):
        book.cell(*beside(where("科目名称"), rows=row), text="2990101")
        book.cell(*beside(where("科目名称"), columns=2, rows=row), text=name)
