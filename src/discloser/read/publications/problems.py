"""What a reader of published reports may have to say of a file: why it can't be read, or what of it was not."""

from __future__ import annotations

from ...model.finding import Nature, Problem, Problems, Severity

PUBLICATION_PROBLEMS = Problems()
_problem = PUBLICATION_PROBLEMS.declare

NOT_A_REPORT = _problem(
    "RPT006", "文件是能读的报告",
    message="这不是能核对的报告：{reason}",
    hint="能核对的是 PDF、Word（.docx）、Excel（.xlsx、.xls）、网页（.html）和 discloser build -f json 的文件；"
         "请打开原文件看看，另存为其中一种",
    nature=Nature.UNREADABLE,
)
LOCKED = _problem(
    "RPT007", "报告打开时不要密码",
    message="文件加了密码，打不开",
    hint="请去掉密码以后另存一份再核对",
    nature=Nature.UNREADABLE,
)
SCANNED = _problem(
    "RPT008", "报告里是文字，不是扫描的图片",
    message="{expected} 页里有 {found} 页是图片，没有可以读的文字：这是扫描件",
    hint="请用生成这份 PDF 的 Word 或 Excel 原文件另存为 PDF，不要打印以后再扫描",
    nature=Nature.UNREADABLE,
)
TOO_MUCH = _problem(
    "RPT009", "报告不大得出奇",
    message="{what}，超过上限 {expected}",
    hint="请确认这是一份报告；几份报告装订成一个文件的，请拆开核对",
    nature=Nature.UNREADABLE,
)
NOT_TAKEN = _problem(
    "PAG001", "每页的数都读到了",
    message="第 {page} 页有 {found} 个数读得和文字层不一样（{what}），这一页的核对不完整",
    hint="请对照这一页，自己核对这几个数",
    severity=Severity.WARNING,
)
NO_TEXT = _problem(
    "PAG002", "每页都有文字",
    message="第 {page} 页{what}",
    hint="请打开这一页看看：漏印了内容的补上，多出来的空白页删去；图片里的内容没有核对",
    severity=Severity.WARNING,
)
CUT = _problem(
    "PAG003", "每行字都印得完整",
    message="第 {page} 页有一行字只露出一部分：“{found}”",
    hint="请把这一格放高，或者缩小字号，使字完整地印出来",
    severity=Severity.WARNING,
)
UNSEEN = _problem(
    "PAG004", "报告里没有看不到的数",
    message="这里有看不到的字（隐藏、划掉、白色），没有核对：“{found}”",
    hint="不要公开的请删去，要公开的请取消隐藏；看不到的字复制、搜索时会出现",
    severity=Severity.WARNING,
)
UNMAPPED = _problem(
    "PAG005", "每个字都有编码",
    message="第 {page} 页有 {found} 个字，字体没有说是什么字，读出来的可能不对",
    hint="请用原文件重新导出 PDF，导出时嵌入字体；复制这一页的文字试试，是乱码的就是这样",
    severity=Severity.WARNING,
)
UNREADABLE_FONTS = _problem(
    "RPT011", "报告的字体有编码",
    message="{expected} 页里有 {found} 页的字体没有说是什么字，文字读不出来",
    hint="请用生成这份 PDF 的原文件重新导出，导出时嵌入字体",
    nature=Nature.UNREADABLE,
)


class RefusedFile(Exception):  # noqa: N818  an answer to the officer, not a fault
    """A file that can't be read as a report: the problem and the words of its message."""

    def __init__(self, problem: Problem, **words: object) -> None:
        super().__init__(problem.code)
        self.problem, self.words = problem, words
