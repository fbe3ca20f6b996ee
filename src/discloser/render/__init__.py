"""Report → bytes, one module per format. Renderers draw; they compute nothing that a reader could read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
    from .pdf import render

    _need_pango(fonts)
    return render(report, fonts)


def _need_pango(fonts: Path) -> None:
    from .pdf import missing

    if "pango" in missing(fonts):
        raise CannotRender(
            "这台电脑没有 Pango，生成不了 PDF；装法见 README。也可以只要 Word：build 加上 -f docx，check 写成 .docx。"
        )


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
    from .notice_pdf import render

    _need_pango(fonts)
    return render(notice, fonts)


NOTICES: Mapping[str, NoticeRenderer] = {"docx": _notice_docx, "pdf": _notice_pdf}
"""Format → renderer of notices, such as the report of a check."""

RENDERERS: Mapping[str, Renderer] = {"docx": _docx, "pdf": _pdf, "html": _html, "json": _json}
"""Format → renderer. The second argument is the folder of the project's fonts; heavy libraries load on first use."""


def data_files(report: Report) -> dict[str, bytes]:
    """The standard tables as data, file name → content: CSV files, what describes them, and a workbook."""
    from . import excel, open_data

    return {**open_data.files(report), "tables.xlsx": excel.render(report)}


def slowed_by(name: str, fonts: Path) -> str:
    """What makes a format slower on this machine than it should be, in Chinese; "" when nothing does."""
    if name != "pdf":
        return ""
    from .pdf import missing

    return "没有装 harfbuzz-subset，PDF 会慢几倍（装法见 README）" if "harfbuzz-subset" in missing(fonts) else ""
