"""填报说明: how the workbook form is filled in, in a page; a list of its sheets, each linked."""

from __future__ import annotations

from ...model.form.areas import REMARK, FormSheet
from ...model.form.outline import entry_at
from ...model.form.sorts import form_of
from ...model.form.workbook import CHECK_SHEET, GUIDE_SHEET, RESULT_SHEET
from ...model.kind.report_kind import ReportKind
from .draft import WorkbookDraft
from .sheet import SheetWriter

_TITLE_HEIGHT = 40
_STEPS = (
    "按下面的顺序一张一张填。每个数只填一次：合计、占比、增减、各张表和全部文字都由程序得出。",
    "黄色的格必须填，白色的格有就填、没有就空着；灰色的格自动计算，不用填。",
    "编码的格可以点右边的箭头选，也可以只打编码数字。鼠标停在表头上，会显示这一列的说明。",
    "金额只填数字，不写“元”；没有就空着，空着就是 0。单位在“单位信息”里选：元或万元。",
    "一行没填完，缺的那一格会变成橙色。中间空着几行、调整列宽、隐藏列、多加自己用的列，都没有关系。",
    "行不够时，选中最后一个空行整行复制，往下粘贴。绩效目标没填的收起来了，点左边的 ＋ 展开；用完了，整块复制到最后。",
    f"“{REMARK}”列写给自己看，不会公开。",
    f"填完先看“{CHECK_SHEET}”：合计与控制数、绩效目标与项目支出是否一致。",
    "保存后运行 discloser check 工作簿.xlsx 核对；加上 -o 可以得到一份标出问题的工作簿。",
    "标题、表头和公式有保护（能展开、收起的绩效目标没有），没有密码；确实要改，可以在“审阅”里撤销工作表保护，但不要改表头的文字。",
)


def add_guide(draft: WorkbookDraft, kind: ReportKind, sheets: tuple[FormSheet, ...]) -> None:
    """The guide, first of all sheets."""
    writer = SheetWriter(draft, GUIDE_SHEET, (6, 22, 110))
    styles = writer.styles
    writer.text(0, f"{kind.description}　填报表", styles.title)
    writer.next(_TITLE_HEIGHT)
    writer.row += 1
    for number, step in enumerate(_STEPS, start=1):
        writer.text(0, str(number), styles.legend())
        writer.text(1, step, styles.step)
        writer.next(30)
    writer.row += 1
    for text, style in (("必填", styles.legend(required=True)), ("选填", styles.legend()),
                        ("自动计算", styles.legend(computed=True))):
        writer.text(1, text, style)
        writer.next()
    writer.row += 1
    _contents(writer, kind, sheets)
    writer.sheet.hide_gridlines(2)
    writer.finish(pages_high=1)


def _contents(writer: SheetWriter, kind: ReportKind, sheets: tuple[FormSheet, ...]) -> None:
    writer.text(1, "工作表", writer.styles.head)
    writer.text(2, "填什么", writer.styles.head)
    writer.next()
    for sheet in sheets:
        _entry(writer, sheet.name, "；".join(_meaning(key, kind) for key in sheet.keys))
    _entry(writer, CHECK_SHEET, "自动计算的合计，与控制数、绩效目标的差额")
    writer.text(1, RESULT_SHEET, writer.styles.label)
    writer.text(2, "核对以后才有：每个问题一行，点一下就到那一格", writer.styles.explained)
    writer.next()


def _entry(writer: SheetWriter, name: str, meaning: str) -> None:
    writer.sheet.write_url(writer.row, 1, f"internal:'{name}'!A1", writer.styles.link, name)
    writer.text(2, meaning, writer.styles.explained)
    writer.next(30)


def _meaning(key: str, kind: ReportKind) -> str:
    entry = entry_at((key,), form_of(kind.sort))
    meaning = entry.description if entry else key
    return meaning if meaning.startswith(key) else f"{key}：{meaning}"
