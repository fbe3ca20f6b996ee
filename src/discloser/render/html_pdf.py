"""The second way to a PDF: the HTML document and a style sheet for paper, printed by WeasyPrint as it comes.

For whoever styles reports with CSS, and for machines that Typst has no wheel for. Tagged, but claiming neither PDF/A-3a
nor PDF/UA: WeasyPrint tags a table over two pages as two tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from datetime import datetime
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

from ..model.report.notice import Notice
from ..model.report.report import Picture, Report
from . import CannotRender, fit, html, notice_html, redline
from .stylesheets import stylesheet

FACES = (
    ("paper-latin", "normal", "FandolSong-Latin.otf"),
    ("paper-fang", "normal", "FandolFang-Regular.otf"),
    ("paper-hei", "normal", "FandolHei-Regular.otf"),
    ("paper-kai", "normal", "FandolKai-Regular.otf"),
    ("paper-song", "normal", "FandolSong-Regular.otf"),
    ("paper-song", "bold", "FandolSong-Bold.otf"),
)
"""Family and weight, as the style sheet names them, and the file in the fonts folder; no other file is ever read."""


def render(report: Report, fonts: Path) -> bytes:
    """The report as PDF. `fonts` is the folder of the shipped fonts. Raises `CannotRender` without Pango."""
    styles = _faces(fonts) + stylesheet("paper.css") + _level_rules()
    document = html.document(report, styles, _picture_address)
    return _printed(document, fonts, _pictures(report), report)


def render_redline(report: Report, fonts: Path) -> bytes:
    """A report with marks as PDF. Raises `CannotRender` without Pango."""
    styles = _faces(fonts) + stylesheet("paper.css", "redline.css") + _level_rules()
    document = redline.drawn(report, html.document(report, styles, _picture_address))
    return _printed(document, fonts, _pictures(report), report)


def render_notice(notice: Notice, fonts: Path) -> bytes:
    """A notice as PDF. Raises `CannotRender` without Pango."""
    return _printed(notice_html.document(notice, _faces(fonts) + stylesheet("notice.css")), fonts, {})


def _printed(document: str, fonts: Path, pictures: Mapping[str, bytes], report: Report | None = None) -> bytes:
    """A document laid out and printed as PDF/A with a Unicode text for every character."""
    weasyprint = _loaded()
    enclosed = report.enclosure.content if report and report.enclosure else b""
    content: bytes = weasyprint.HTML(string=document, url_fetcher=fetcher(fonts, pictures)).write_pdf(
        pdf_variant="pdf/a-3u", pdf_tags=True, attachments=list(_attachments(weasyprint, report)),
        pdf_identifier=sha256(b"".join((document.encode(), enclosed, *pictures.values()))).digest()[:16],
    )
    return content


def _loaded() -> Any:
    """WeasyPrint. What it says of missing libraries is for programmers; officers are told in other words."""
    try:
        with redirect_stdout(StringIO()):
            import weasyprint
    except (ImportError, OSError) as missing:
        raise CannotRender(
            "这台电脑没有 WeasyPrint 要用的 Pango，不能用它生成 PDF。可以不写 --pdf-engine，由 Typst 排版；"
            "连 Typst 也没有的，用 Word 打开 Word 报告，另存为 PDF。"
        ) from missing
    return weasyprint


def _picture_address(attachment: int, page: int, picture: Picture) -> str:
    return f"scan:{attachment}-{page}"


def _pictures(report: Report) -> dict[str, bytes]:
    return {
        _picture_address(number, page, picture): picture.content
        for number, attached in enumerate(report.attachments) for page, picture in enumerate(attached.pages)
    }


def _attachments(weasyprint: Any, report: Report | None) -> Iterator[Any]:
    """The enclosed form as WeasyPrint wants it; the first day of the report's year stands for a clock."""
    if report is None or report.enclosure is None:
        return
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    enclosure = report.enclosure

    class EnclosureFetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            # The media type is told: WeasyPrint would guess it from the machine's list.
            return URLFetcherResponse(url, enclosure.content, {"Content-Type": enclosure.media_type})

    moment = datetime(report.year, 1, 1)
    yield weasyprint.Attachment(
        url=f"enclosed:{enclosure.name}", url_fetcher=EnclosureFetcher(), name=enclosure.name,
        description=report.title, relationship="Source", created=moment, modified=moment,
    )


def _faces(fonts: Path) -> str:
    """The style rules that name the shipped fonts."""
    return "".join(
        f"@font-face{{font-family:{family};font-weight:{weight};src:url(font:{name})}}\n"
        for family, weight, name in FACES if (fonts / name).is_file()
    )


def _level_rules() -> str:
    return "".join(
        f".level-{number}{{font-size:{level.size}pt}}.grid.level-{number} tbody tr{{height:{level.row}pt}}"
        for number, level in enumerate(fit.LEVELS)
    )


def fetcher(fonts: Path, pictures: Mapping[str, bytes]) -> Any:
    """A fetcher that knows the shipped fonts by name, and the given pictures, and refuses every other address."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if url in pictures:
                return URLFetcherResponse(url, pictures[url], {"Content-Type": "image/jpeg"})
            scheme, _, name = url.partition(":")
            if scheme != "font" or name not in {file for _, _, file in FACES}:
                raise PermissionError(url)
            return URLFetcherResponse(url, (fonts / name).read_bytes(), {"Content-Type": "font/otf"})

    return Fetcher()
