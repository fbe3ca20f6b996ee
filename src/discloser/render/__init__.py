"""Report → bytes. A format is a module of `formats/`; renderers draw and compute nothing that a reader could read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from . import formats
from .format import CannotRender, Format

if TYPE_CHECKING:
    from pathlib import Path

    from ..model.report.online import EarlierPage, ListedReport, OnlinePage, SiteFile, SiteOwner
    from ..model.report.report import Report
    from .format import NoticeRenderer, Renderer


def installed() -> Mapping[str, Format]:
    """Every format of which there is a module, by name; those first that are made when nobody names one."""
    modules = (import_module(f"{formats.__name__}.{module.name}") for module in iter_modules(formats.__path__))
    found: list[Format] = [module.FORMAT for module in modules]
    return {one.name: one for one in sorted(found, key=lambda one: (not one.usual, one.name))}


FORMATS: Mapping[str, Format] = installed()
"""Name → format."""

NOTICES: Mapping[str, NoticeRenderer] = {name: one.notice for name, one in FORMATS.items() if one.notice}
"""Name of a format → its renderer of notices, of those that have one."""


def _redline_page(report: Report, fonts: Path) -> bytes:
    from . import redline

    return redline.render(report)


def _redline_paper(report: Report, fonts: Path) -> bytes:
    from .html_pdf import render_redline

    return render_redline(report, fonts)


def _redline_word(report: Report, fonts: Path) -> bytes:
    from .word.redline import render_redline

    return render_redline(report)


REDLINES: Mapping[str, Renderer] = {"html": _redline_page, "docx": _redline_word, "pdf": _redline_paper}
"""Name of a format → the renderer of a report with marks in it."""


def data_files(report: Report) -> dict[str, bytes]:
    """The standard tables as data, file name → content: CSV files, what describes them, and a workbook."""
    from . import excel, open_data

    return {**open_data.files(report), "tables.xlsx": excel.render(report)}


def page_on_site(report: Report, online: OnlinePage) -> bytes:
    """The report's page on a web site."""
    from . import html

    return html.render(report, online)


def earlier_page(
    page: bytes, one: EarlierPage, column: str, home: str, corrections: Sequence[SiteFile],
) -> bytes:
    """A report's page on a web site as it goes on being read after a correction: see `site.as_earlier`."""
    from . import site

    return site.as_earlier(page, one, column, home, corrections)


def lists_on_site(
    owner: SiteOwner, reports: Sequence[ListedReport], beside: Sequence[tuple[str, str, str]],
) -> dict[str, bytes]:
    """The lists of a web site's reports and their style, path → bytes.

    `beside`: title, path and name on a reader's machine of what tells the same to programs.
    """
    from . import site_lists
    from .stylesheets import stylesheet

    shelves: dict[str, list[ListedReport]] = {}
    for one in reports:
        shelves.setdefault(one.shelf, []).append(one)
    return {
        "index.html": site_lists.index_page(owner, reports, beside), "style.css": stylesheet("web.css").encode(),
        **{f"{shelf}/index.html": site_lists.shelf_page(owner, own) for shelf, own in shelves.items()},
    }


__all__ = [
    "FORMATS", "NOTICES", "REDLINES", "CannotRender", "Format", "data_files", "earlier_page",
    "installed", "lists_on_site", "page_on_site",
]
