"""对照稿 as a Word document: the report, its marks drawn as runs, and on the cover a line that explains them."""

from __future__ import annotations

from dataclasses import replace

from ...model.report.marks import with_marks
from ...model.report.report import Report
from . import render

_LEGEND = f"对照稿：{with_marks('删除线', '')}是原来的，{with_marks('', '加粗下划线')}是现在的；图的改动写在图下面。"


def render_redline(report: Report) -> bytes:
    """The DOCX of a report with marks."""
    cover = replace(report.cover, lines=(*report.cover.lines, _LEGEND))
    return render(replace(report, title=f"{report.title} 对照稿", cover=cover))
