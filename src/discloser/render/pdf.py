"""The report as a tagged PDF, from the HTML document and the style of the printed page, with WeasyPrint."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ..model.report.report import Enclosure, Picture, Report
from . import fit, html, press, tagging
from .justify import justify

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
    """The report as PDF. `fonts` is the folder of the shipped fonts."""
    with _no_garbage_collection():
        document = html.document(
            report, faces(fonts) + html.stylesheet("paper.css") + _level_rules(), _picture_address
        )
        attachments = list(_attachments(report))
        enclosed = report.enclosure.content if report.enclosure else b""
        return printed(document, fonts, attachments, enclosed, _pictures(report))


def printed(
    document: str, fonts: Path, attachments: Sequence[Any] = (), enclosed: bytes = b"",
    pictures: Mapping[str, bytes] = MappingProxyType({}),
) -> bytes:
    """A document, HTML that is XML too, laid out and printed as PDF/A with a Unicode text for every character.

    Paragraphs of the class `body` are set flush on both sides. Tagged, but claiming neither PDF/A-3a nor PDF/UA:
    WeasyPrint tags a table over two pages as two tables. `enclosed`: what the attachments hold.
    `pictures`: address → JPEG, of all that the document may show.
    """
    with press.shortcuts():
        laid_out = press.tree(document, _font_fetcher(fonts, pictures)).render()
        justify(laid_out.pages, "body")
        content: bytes = laid_out.write_pdf(
            pdf_variant="pdf/a-3u", pdf_tags=True, attachments=list(attachments),
            pdf_identifier=_identifier(document, enclosed, pictures), finisher=_finish,
        )
    return content


def _finish(document: Any, pdf: Any) -> None:
    tagging.describe_tables(document, pdf)
    press.finish(document, pdf)


def _identifier(document: str, enclosed: bytes, pictures: Mapping[str, bytes]) -> bytes:
    return sha256(b"".join((document.encode(), enclosed, *pictures.values()))).digest()[:16]


def _picture_address(attachment: int, page: int, picture: Picture) -> str:
    return f"scan:{attachment}-{page}"


def _pictures(report: Report) -> dict[str, bytes]:
    return {
        _picture_address(number, page, picture): picture.content
        for number, attached in enumerate(report.attachments) for page, picture in enumerate(attached.pages)
    }


def _attachments(report: Report) -> Iterator[Any]:
    """The enclosed form as WeasyPrint wants it; the first day of the report's year stands for a clock."""
    if report.enclosure is None:
        return
    from weasyprint import Attachment

    moment = datetime(report.year, 1, 1)
    yield Attachment(
        url=f"enclosed:{report.enclosure.name}", url_fetcher=_enclosure_fetcher(report.enclosure),
        name=report.enclosure.name, description=report.title, relationship="Source", created=moment, modified=moment,
    )


def _enclosure_fetcher(enclosure: Enclosure) -> Any:
    """A fetcher that has the enclosed form and its media type, which WeasyPrint would guess from the machine's list."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class EnclosureFetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            return URLFetcherResponse(url, enclosure.content, {"Content-Type": enclosure.media_type})

    return EnclosureFetcher()


def missing(fonts: Path) -> list[str]:
    """What this machine lacks for good PDF files: names of libraries and font files; empty when all is there."""
    lacking = [name for _, _, name in FACES if not (fonts / name).is_file()]
    try:
        press.load()
    except OSError:
        return ["pango", *lacking]
    from weasyprint.text.ffi import harfbuzz_subset

    return lacking if harfbuzz_subset else ["harfbuzz-subset", *lacking]


def faces(fonts: Path) -> str:
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


def _font_fetcher(fonts: Path, pictures: Mapping[str, bytes] = MappingProxyType({})) -> Any:
    """A fetcher that knows the shipped fonts by name, and the given pictures, and refuses every other address."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class FontFetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if url in pictures:
                return URLFetcherResponse(url, pictures[url], {"Content-Type": "image/jpeg"})
            scheme, _, name = url.partition(":")
            if scheme != "font" or name not in {file for _, _, file in FACES}:
                raise PermissionError(url)
            return URLFetcherResponse(url, (fonts / name).read_bytes(), {"Content-Type": "font/otf"})

    return FontFetcher()


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Garbage collection off: layout makes many objects and little garbage, and looking for it takes long."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
