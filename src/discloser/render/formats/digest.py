"""一图读懂: the report on one page, as PDF, as a picture for telephones, and as a web page."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from ...model.report.report import Report
from ..format import CannotRender, Format


def _pdf(report: Report, fonts: Path) -> bytes:
    _settable(report)
    from ..pdf import render_digest

    return render_digest(report, fonts)


def _png(report: Report, fonts: Path) -> bytes:
    _settable(report)
    from ..pdf import render_phone

    return render_phone(report, fonts)


def _html(report: Report, fonts: Path) -> bytes:
    from ..html_digest import digest_page

    assert report.digest is not None
    return digest_page(report.digest)


def _settable(report: Report) -> None:
    if report.digest is None:
        raise CannotRender("这个版式没有摘要（digest.yaml），没有一图读懂。")
    if find_spec("typst") is None:
        raise CannotRender("这台电脑没有 Typst，不能排一图读懂。")


FORMAT = Format(
    "digest", "一图读懂", "报告的要点排在一页上，放在报告旁边：PDF、手机上看的长图（PNG）、网页", _pdf,
    endings={"-一图读懂.pdf": _pdf, "-一图读懂.png": _png, "-一图读懂.html": _html})
