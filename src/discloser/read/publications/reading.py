"""Any report from a file: what sort of file it is, is told by its bytes, never by its name alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ...disk import Given
from ...model.finding import Finding
from ...model.form.workbook import CHECK_SHEET, GUIDE_SHEET
from ...model.place import Place
from ...model.publication import LooseBlock, LooseGrid
from ..foreign import foreign_sort
from ..json.report import MISSING, TOO_LARGE
from ..xlsx import problems as excel_problems
from ..xlsx.package import RefusedWorkbook as NoWorkbook
from . import problems
from .fence import read_fenced
from .grids import MOST_BLOCKS, MOST_CELLS
from .problems import RefusedFile

LARGEST_FILE: Final = 64 * 2**20
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_WORD = "WordDocument".encode("utf-16-le")
_OLD_BOOK = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_RTF, _MAILED = b"{\\rtf", b"MIME-Version:"
_HEAD = 1024
_STRANGE = 0.3
_SCANNED = 0.5
"""Of the pages that are pictures without text: a report of which more are so is a scan."""


@dataclass(frozen=True, slots=True)
class LooseReport:
    """The blocks of a file, how many pages it has if it is a PDF, and what is to be said of reading it.

    `turned`: by how many right angles each page was turned clockwise to be read.
    """

    blocks: tuple[LooseBlock, ...] = ()
    pages: int = 0
    findings: tuple[Finding, ...] = ()
    read: bool = True
    turned: tuple[int, ...] = ()

_FORM_SHEETS = {GUIDE_SHEET, CHECK_SHEET}
_A_FORM = "这是填报表，不是报告；核对填报表用 discloser check，生成报告用 discloser build"


def read_loose(file: Given) -> LooseReport:
    """The blocks of a file; whatever goes wrong is a finding."""
    place = Place(str(file.path))
    if file.trouble is not None:
        return _refused(MISSING.at(place, reason=file.trouble))
    if len(file.content) > LARGEST_FILE:
        return _refused(TOO_LARGE.at(place, expected=f"{LARGEST_FILE // 2**20} MB"))
    try:
        return _bounded(_blocks(file.content, file.path))
    except RefusedFile as refused:
        return _refused(refused.problem.at(place, **refused.words))  # type: ignore[arg-type]
    except NoWorkbook as refused:
        return _refused(_as_report(refused.finding))


def _bounded(report: LooseReport) -> LooseReport:
    """A report of some blocks, and of no more than judging it can take. Raises `RefusedFile`."""
    if not report.blocks:
        raise RefusedFile(problems.NOT_A_REPORT, reason="里面没有文字")
    cells = sum(len(block.rows) * len(block.rows[0]) for block in report.blocks if isinstance(block, LooseGrid))
    if len(report.blocks) > MOST_BLOCKS:
        raise RefusedFile(problems.TOO_MUCH, what="段落和表太多", expected=f"{MOST_BLOCKS} 段")
    if cells > MOST_CELLS:
        raise RefusedFile(problems.TOO_MUCH, what="表格的格子太多", expected=f"{MOST_CELLS} 格")
    return report


def is_json(file: Given) -> bool:
    """Whether a file is a report in neutral JSON, or says that it is one."""
    start = file.content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    return file.path.suffix.lower() == ".json" or (start.startswith(b"{") and not start.startswith(_RTF))


def _blocks(content: bytes, path: Path) -> LooseReport:
    file = str(path)
    if not content:
        raise RefusedFile(problems.NOT_A_REPORT, reason="文件是空的")
    if b"%PDF-" in content[:_HEAD]:
        return _of_pdf(content, file)
    if (foreign := foreign_sort(content)) and not _is_word(content) and not content.startswith(_OLE):
        raise RefusedFile(problems.NOT_A_REPORT, reason=f"这是{foreign.name}")
    if content.startswith(_ZIP):
        from . import docx, xlsx

        if _is_word(content):
            blocks, unseen = docx.blocks_of(content, file)
            return LooseReport(tuple(blocks), findings=tuple(unseen))
        grids = tuple(xlsx.blocks_of(content, file))
        if {grid.place.sheet for grid in grids} >= _FORM_SHEETS:
            raise RefusedFile(problems.NOT_A_REPORT, reason=_A_FORM)
        return LooseReport(grids)
    if content.startswith(_OLE):
        return _of_old(content, file)
    if _is_page(content) and _MAILED not in content[:_HEAD]:
        from . import html

        return LooseReport(tuple(html.blocks_of(content, file)))
    raise RefusedFile(problems.NOT_A_REPORT, reason=_what_else(content, path))


def _is_word(content: bytes) -> bool:
    return b"word/document.xml" in content or b"word\\document.xml" in content


def _of_pdf(content: bytes, file: str) -> LooseReport:
    fenced = read_fenced("pdf", content, file)
    pictures = sum(what == "picture" for what, _, _ in fenced.remarks)
    if pictures and pictures >= fenced.pages * _SCANNED:
        raise RefusedFile(problems.SCANNED, found=pictures, expected=fenced.pages)
    strange = sum(what == "unmapped" and _is_strange(words) for what, _, words in fenced.remarks)
    if strange and strange >= fenced.pages * _SCANNED:
        raise RefusedFile(problems.UNREADABLE_FONTS, found=strange, expected=fenced.pages)
    return LooseReport(tuple(fenced.blocks), fenced.pages, tuple(_findings(fenced.remarks, file)), turned=fenced.turned)


def _is_strange(words: str) -> bool:
    """Whether many of a page's characters are unknown: so many of all."""
    unknown, _, every = words.partition("/")
    return int(unknown) > int(every) * _STRANGE


def _findings(remarks: list[tuple[str, int, str]], file: str) -> Iterator[Finding]:
    for what, page, words in remarks:
        place = Place(file, page=page)
        if what == "differs":
            yield problems.NOT_TAKEN.at(place, page=page, found=len(words.split("、")), what=words)
        elif what == "cut":
            yield problems.CUT.at(place, page=page, found=words)
        elif what == "unmapped":
            yield problems.UNMAPPED.at(place, page=page, found=words.partition("/")[0])
        else:
            said = "是图片，里面的文字和数没有核对" if what == "picture" else (
                f"只有{words}，没有文字" if words else "是空白页")
            yield problems.NO_TEXT.at(place, page=page, what=said)


def _of_old(content: bytes, file: str) -> LooseReport:
    if _ENCRYPTED in content:
        raise RefusedFile(problems.LOCKED)
    if _OLD_WORD in content:
        raise RefusedFile(problems.NOT_A_REPORT, reason="这是旧式的 Word 文件（.doc），请另存为 .docx")
    if not any(name in content for name in _OLD_BOOK):
        raise RefusedFile(problems.NOT_A_REPORT, reason="这是旧式的 Office 文件，里面没有工作簿")
    return LooseReport(tuple(read_fenced("xls", content, file).blocks))


def _is_page(content: bytes) -> bool:
    start = content[:4096].replace(b"\0", b"").lower()  # every other byte is none in UTF-16
    return any(mark in start for mark in (b"<!doctype html", b"<html", b"<table"))


def _what_else(content: bytes, path: Path) -> str:
    if len(content) < 1024 and path.suffix.lower() in (".xlsx", ".docx", ".xls", ".doc", ".et", ".wps"):
        return "文件只有几十个字，不是报告，多半是 Office 打开文件时留下的锁定文件，请找原文件"
    if _MAILED in content[:_HEAD]:
        return "这是“单个文件网页”（.mht），请另存为 .docx 或者“筛选过的网页”"
    if path.suffix.lower() in (".yaml", ".yml"):
        return _A_FORM
    if path.suffix.lower() == ".pdf":
        return "文件名以 .pdf 结尾，里面却不是 PDF"
    return "文件的内容不是 PDF、Word、Excel、网页，也不是报告的 JSON"


def _as_report(finding: Finding) -> Finding:
    """What the reader of workbooks says, said of a report."""
    if finding.code == excel_problems.PASSWORD.code:
        return problems.LOCKED.at(finding.place)
    return problems.NOT_A_REPORT.at(finding.place, reason=finding.message)


def _refused(finding: Finding) -> LooseReport:
    return LooseReport(findings=(finding,), read=False)

