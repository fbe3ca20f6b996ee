"""A web page."""

from __future__ import annotations

from pathlib import Path

from ...model.report.report import Report
from ..format import Format


def _render(report: Report, fonts: Path) -> bytes:
    from ..html import render

    return render(report)


FORMAT = Format("html", "网页", "一个文件，直接放到单位网站上；加 `--sources` 可以看每个数的来处", _render)
