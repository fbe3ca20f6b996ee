"""Report → bytes, one module per format. Renderers draw; they compute nothing that a reader could read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..model.report.notice import Notice
    from ..model.report.report import Report

    Renderer = Callable[[Report, Path], bytes]
    NoticeRenderer = Callable[[Notice, Path], bytes]


class CannotRender(Exception):  # noqa: N818  the state of the machine, not a fault of the program
    """This machine lacks what a format needs; the message says in Chinese what to do."""


def _docx(report: Report, fonts: Path) -> bytes:
    from .word import render

    return render(report)


def _pdf(report: Report, fonts: Path) -> bytes:
    if not _has_typst():
        return _pdf_of_html(report, fonts)
    from .pdf import render

    return render(report, fonts)


def _pdf_of_html(report: Report, fonts: Path) -> bytes:
    from .html_pdf import render

    return render(report, fonts)


def _has_typst() -> bool:
    """Whether there is a Typst for this sort of machine; where there is none, WeasyPrint prints."""
    return find_spec("typst") is not None


def _html(report: Report, fonts: Path) -> bytes:
    from .html import render

    return render(report)


def _json(report: Report, fonts: Path) -> bytes:
    from .neutral import render

    return render(report)


def _notice_docx(notice: Notice, fonts: Path) -> bytes:
    from .notice_word import render

    return render(notice)


def _notice_pdf(notice: Notice, fonts: Path) -> bytes:
    if _has_typst():
        from .pdf import render_notice
    else:
        from .html_pdf import render_notice
    return render_notice(notice, fonts)


NOTICES: Mapping[str, NoticeRenderer] = {"docx": _notice_docx, "pdf": _notice_pdf}
"""Format → renderer of notices, such as the report of a check."""

RENDERERS: Mapping[str, Renderer] = {"docx": _docx, "pdf": _pdf, "html": _html, "json": _json}
"""Format → renderer. The second argument is the folder of the project's fonts; heavy libraries load on first use."""


PDF_ENGINES: Mapping[str, Renderer] = {"typst": _pdf, "weasyprint": _pdf_of_html}
"""Who may print the PDF; the first does unless another is asked for."""


def data_files(report: Report) -> dict[str, bytes]:
    """The standard tables as data, file name → content: CSV files, what describes them, and a workbook."""
    from . import excel, open_data

    return {**open_data.files(report), "tables.xlsx": excel.render(report)}

