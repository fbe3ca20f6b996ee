"""PDF, printed by Typst, or by WeasyPrint where it is asked for or there is no Typst for this sort of machine."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from ...model.report.notice import Notice
from ...model.report.report import Report
from ..format import Format


def _render(report: Report, fonts: Path) -> bytes:
    if not _has_typst():
        return _render_html(report, fonts)
    from ..pdf import render

    return render(report, fonts)


def _render_html(report: Report, fonts: Path) -> bytes:
    from ..html_pdf import render

    return render(report, fonts)


def _notice(notice: Notice, fonts: Path) -> bytes:
    if _has_typst():
        from ..pdf import render_notice
    else:
        from ..html_pdf import render_notice
    return render_notice(notice, fonts)


def _has_typst() -> bool:
    return find_spec("typst") is not None


FORMAT = Format(
    "pdf", "PDF", "公开、打印、存档；各台电脑版面相同，朗读软件能读", _render, _notice, usual=True,
    engines={"typst": _render, "weasyprint": _render_html})
