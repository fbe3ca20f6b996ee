"""Reports and notices as tagged PDF, PDF/A-3a and PDF/UA-1, set by Typst."""

from __future__ import annotations

from pathlib import Path

from ...model.report.notice import Notice
from ...model.report.report import Report
from .content import notice_content, report_content
from .finish import finished
from .typesetter import printed


def render(report: Report, fonts: Path) -> bytes:
    """The report as PDF; the same report gives the same bytes. `fonts` is the folder of the shipped fonts."""
    content = report_content(report)
    return finished(printed("report.typ", content, fonts), content, report.year)


def render_notice(notice: Notice, fonts: Path) -> bytes:
    """A notice as PDF; the same notice gives the same bytes."""
    content = notice_content(notice)
    return finished(printed("notice.typ", content, fonts), content, notice.year)
