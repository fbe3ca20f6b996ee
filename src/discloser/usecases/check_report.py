"""What a check found, as a notice that an officer can sign and file: what was checked, by how many rules, findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ..model.finding import Finding, Severity
from ..model.grouping import still_waiting, summary
from ..model.report.notice import Notice, NoticeBlock, NoticeTable
from ..model.report.report import Heading, Paragraph
from ..model.text.numerals import chinese_numeral

TITLE: Final = "检查报告"
_NO_YEAR = 1980
"""Stands in the document's properties where no file tells its year: the oldest that every program takes."""

_SIGNATURE = ("检查人", "复核人", "日期")
_HEADS = ("序号", "位置", "编号", "问题", "改法")
_CONFIRMED_HEADS = ("序号", "位置", "编号", "问题", "确认的理由")
_WIDTHS = (1.4, 4, 1.9, 7, 5)


@dataclass(frozen=True, slots=True)
class Examined:
    """One file that was checked. `about`: unit, year and kind as far as known; `digest`: SHA-256 of its bytes."""

    file: str
    about: str
    digest: str
    year: int
    rules: int
    findings: Sequence[tuple[str, Finding]]
    """Each finding with its place in words."""
    waiting: int = 0
    """How many rules can't say everything before the file is put right."""


def check_report(files: Sequence[Examined], version: str) -> Notice:
    """The notice of a check of some files."""
    blocks = (
        block for number, one in enumerate(files, start=1) for block in _of_file(number, one, len(files), version)
    )
    year = max(_NO_YEAR, *(one.year for one in files))
    return Notice(TITLE, files[0].about, year, tuple(blocks), _SIGNATURE)


def _of_file(number: int, one: Examined, count: int, version: str) -> Iterator[NoticeBlock]:
    if count > 1:
        yield Heading(f"{chinese_numeral(number)}、{one.file}", 1)
    yield Paragraph(f"检查对象：{one.file}" + (f"（{one.about}）" if one.about else ""))
    if one.digest:
        yield Paragraph(f"文件校验码（SHA-256）：{one.digest}", "note")
    yield Paragraph(f"检查依据：discloser {version}，核对规则 {one.rules} 条")
    yield Paragraph(f"检查结果：{summary(finding for _, finding in one.findings)}{still_waiting(one.waiting)}")
    for severity, title in (
        (Severity.ERROR, "错误（应当改正）"), (Severity.WARNING, "提醒（请核对）"), (Severity.INFO, "提示"),
    ):
        shown = [(place, f) for place, f in one.findings if f.severity is severity and f.confirmed is None]
        if shown:
            yield Heading(title, 2)
            yield _table(_HEADS, ((place, f.code, f.message, f.hint) for place, f in shown))
    confirmed = [(place, f) for place, f in one.findings if f.confirmed is not None]
    if confirmed:
        yield Heading("已确认属实的提醒", 2)
        yield _table(_CONFIRMED_HEADS, ((place, f.code, f.message, f.confirmed or "") for place, f in confirmed))


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> NoticeTable:
    return NoticeTable(heads, _WIDTHS, tuple((str(number), *row) for number, row in enumerate(rows, start=1)))
