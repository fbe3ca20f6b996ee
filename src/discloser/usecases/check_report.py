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
_SIGNATURE_OF_FORMS = ("填报人", "复核人", "单位负责人", "日期")
_TOTAL_HEADS, _TOTAL_WIDTHS = ("项目", "金额（元）"), (6, 6)
_CHANGE_HEADS, _CHANGE_WIDTHS = ("与上年比较", "本年", "上年", "增减", "原因"), (4, 2.6, 2.6, 2.6, 7.5)
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
    totals: Sequence[tuple[str, str]] = ()
    """What a form adds up to, in 元: whoever signs wants to see it on paper."""
    changes: Sequence[tuple[str, str, str, str, str]] = ()
    """Figures against last year's as the report prints them: name, this year's, last year's, change, reason."""
    currency_unit: str = ""


def check_report(files: Sequence[Examined], version: str) -> Notice:
    """The notice of a check of some files."""
    blocks = (
        block for number, one in enumerate(files, start=1) for block in _of_file(number, one, len(files), version)
    )
    signature = _SIGNATURE_OF_FORMS if any(one.totals for one in files) else _SIGNATURE
    year = max(_NO_YEAR, *(one.year for one in files))
    return Notice(TITLE, files[0].about, year, tuple(blocks), signature)


def _of_file(number: int, one: Examined, count: int, version: str) -> Iterator[NoticeBlock]:
    if count > 1:
        yield Heading(f"{chinese_numeral(number)}、{one.file}", 1)
    yield Paragraph(f"检查对象：{one.file}" + (f"（{one.about}）" if one.about else ""))
    if one.digest:
        yield Paragraph(f"文件校验码（SHA-256）：{one.digest}", "note")
    yield Paragraph(f"检查依据：discloser {version}，核对规则 {one.rules} 条")
    yield Paragraph(f"检查结果：{summary(finding for _, finding in one.findings)}{still_waiting(one.waiting)}")
    if one.totals:
        yield Heading("主要数", 2)
        yield NoticeTable(_TOTAL_HEADS, _TOTAL_WIDTHS, tuple(one.totals))
    if one.changes:
        yield Heading(f"与上年比较（{one.currency_unit}，与报告所印一致）", 2)
        yield NoticeTable(_CHANGE_HEADS, _CHANGE_WIDTHS, tuple(one.changes))
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
