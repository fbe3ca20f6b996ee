"""对照稿 as HTML: the report's page, marks drawn as struck and inserted text, which say so aloud as well."""

from __future__ import annotations

from ..model.report.marks import PUT_IN, STRUCK
from ..model.report.report import Report
from . import html
from .markup import safe
from .stylesheets import stylesheet

_TAGS: dict[str, str | int | None] = {
    STRUCK[0]: "<del>", STRUCK[1]: "</del>", PUT_IN[0]: "<ins>", PUT_IN[1]: "</ins>",
}
_LEGEND = "<p><del>删除线</del>是原来的，<ins>加粗下划线</ins>是现在的，“改”标出改动的段落和行；图的改动写在图下。</p>"


def render(report: Report) -> bytes:
    """A report with marks as one HTML file that needs nothing else."""
    return drawn(report, html.document(report, stylesheet("web.css", "redline.css"))).encode()


def drawn(report: Report, page: str) -> str:
    """The HTML of a report with its marks drawn, and a line that explains them."""
    title = f"<title>{safe(report.title)}"
    legend = f'<main>\n<div class="legend-of-marks">{_LEGEND}</div>\n'
    page = page.replace(title, f"{title} 对照稿", 1).replace("<main>\n", legend, 1)
    return page.translate(str.maketrans(_TAGS))
