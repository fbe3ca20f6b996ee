"""Findings as a workbook, a row each, to be filtered and ticked off."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from xlsxwriter.workbook import Workbook

from ...model.finding import Finding
from ...model.form.workbook import RESULT_SHEET
from ...model.inspection import Inspected, Points
from .inspection_sheet import add_inspection
from .styles import CREATED, FONT

_HEADS = (
    ("文件", 18), ("级别", 6), ("编号", 9), ("位置", 24), ("问题", 44), ("改法", 34), ("填的", 14), ("应当是", 14),
    ("确认的理由", 20),
)


def findings_sheet(
    findings: Sequence[tuple[str, str, Finding]], inspection: Sequence[tuple[str, Inspected]] = (),
    points: Sequence[tuple[str, Points]] = (),
) -> bytes:
    """The workbook of findings, each with its file and its place in words; of reports their inspection, too."""
    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                             "strings_to_numbers": False})
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#D9E2F3", "font_name": FONT, "text_wrap": True})
    body = book.add_format({"border": 1, "font_name": FONT, "text_wrap": True, "valign": "top", "num_format": "@"})
    book.set_properties({"title": RESULT_SHEET, "created": CREATED})
    sheet = book.add_worksheet(RESULT_SHEET)
    for column, (title, width) in enumerate(_HEADS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, head)
    for row, (file, place, finding) in enumerate(findings, start=1):
        texts = (file, finding.severity.label, finding.code, place, finding.message, finding.hint,
                 finding.found or "", finding.expected or "", finding.confirmed or "")
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, body)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(findings)), len(_HEADS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    if inspection:
        add_inspection(book, inspection, points, head, body)
    book.close()
    return buffer.getvalue()
