"""Reports and notices as tagged PDF, PDF/A-3a and PDF/UA-1, set by Typst."""

from __future__ import annotations

from pathlib import Path

from ...model.report.notice import Notice
from ...model.report.report import Report
from .content import digest_content, notice_content, report_content
from .finish import finished
from .typesetter import pages_of, picture, printed


def render(report: Report, fonts: Path) -> bytes:
    """The report as PDF; the same report gives the same bytes. `fonts` is the folder of the shipped fonts."""
    content = report_content(report)
    return finished(printed("report.typ", content, fonts), content, report.year)


def render_notice(notice: Notice, fonts: Path) -> bytes:
    """A notice as PDF; the same notice gives the same bytes."""
    content = notice_content(notice)
    return finished(printed("notice.typ", content, fonts), content, notice.year)


def render_digest(report: Report, fonts: Path) -> bytes:
    """The report's digest as a page of PDF, which says on which pages of the report its figures stand."""
    content = digest_content(report, pages_of("report.typ", report_content(report), fonts))
    return finished(printed("digest_page.typ", content, fonts), content, report.year)


def render_phone(report: Report, fonts: Path) -> bytes:
    """The report's digest as a PNG for telephones."""
    return picture("digest_phone.typ", digest_content(report, {}), fonts)
