"""The files named under 附件 → pictures of their pages, or findings; nothing outside the form's folder is read.

The files are untrusted: their sizes are looked at before they are opened, and what is passed on is drawn anew.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...model.finding import Finding, Problem
from ...model.form.base import key_of
from ...model.form.common import AttachedFile, CommonForm
from ...model.place import FormPath, Places, written

if TYPE_CHECKING:
    from ...model.report.report import Attachment, Picture

_MEBIBYTE = 2**20
_LARGEST_FILE = 20 * _MEBIBYTE
_MOST_PAGES = 60
_MOST_PIXELS = 60_000_000
_LONG_SIDE = 2339
"""Pixels on the long side of a page: A4 at 200 to the inch, so that 小五 can be read."""

_QUALITY = 75
_COLOUR = 24
"""How much the colours of a page must differ somewhere for it to be kept in colour; paper yellows a little."""

_PDF, _PICTURES = b"%PDF-", (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")

NOT_THERE = Problem(
    "ATT001", "附件的文件在填报表旁边",
    message="没有找到附件“{found}”：{reason}",
    hint="请把文件放在填报表所在的文件夹（或它下面的文件夹）里，“文件”写它的名字，例如：附件/批复.pdf",
)
NOT_READABLE = Problem(
    "ATT002", "附件是能打开、大小合适的 PDF 或图片",
    message="附件“{found}”用不了：{reason}",
    hint="请换成 PDF、PNG 或 JPEG 文件：不加密，不超过 20 MB；所有附件合计不超过 60 页",
)
PROBLEMS = (NOT_THERE, NOT_READABLE)


class _Refused(Exception):  # noqa: N818  an answer to the officer, not a fault
    """An attachment that can't be used, with the finding's words."""

    def __init__(self, problem: Problem, reason: str) -> None:
        super().__init__(reason)
        self.problem, self.reason = problem, reason


@dataclass(frozen=True)
class _Opened:
    """A file that can be drawn: its pages, either of a PDF or the one that a picture is."""

    title: str
    pages: int
    document: Any


def attachment_findings(form: CommonForm, folder: Path, places: Places) -> Iterator[Finding]:
    """What is wrong with the attachments of a form that lies in a folder."""
    total = 0
    for number, attached in enumerate(form.attachments):
        place = (key_of(CommonForm, "attachments"), number, key_of(AttachedFile, "file"))
        try:
            total += _opened(attached, folder).pages
            if total > _MOST_PAGES:
                raise _Refused(NOT_READABLE, f"到这里各附件已有 {total} 页，最多 {_MOST_PAGES} 页")
        except _Refused as refused:
            yield _finding(refused, attached, place, places)


def read_attachments(form: CommonForm, folder: Path) -> tuple[Attachment, ...]:
    """The attachments of a form without findings, every page a picture."""
    from ...model.report.report import Attachment  # a check looks at the files and makes no report

    opened = [_opened(attached, folder) for attached in form.attachments]
    heading = key_of(CommonForm, "attachments")
    return tuple(
        Attachment(f"{heading}{number}　{one.title}", tuple(_pictures(one)))
        for number, one in enumerate(opened, start=1)
    )


def _finding(refused: _Refused, attached: AttachedFile, place: FormPath, places: Places) -> Finding:
    return refused.problem.at(
        places.of(place), field=written(place), found=attached.file, reason=refused.reason
    )


def _opened(attached: AttachedFile, folder: Path) -> _Opened:
    content = _content(attached, folder)
    if content.startswith(_PDF):
        return _opened_pdf(attached.title, content)
    if content.startswith(_PICTURES):
        return _opened_picture(attached.title, content)
    raise _Refused(NOT_READABLE, "不是 PDF、PNG 或 JPEG 文件")


def _content(attached: AttachedFile, folder: Path) -> bytes:
    home = folder.resolve()
    path = (home / attached.file).resolve()
    if not path.is_relative_to(home):
        raise _Refused(NOT_THERE, "它不在填报表所在的文件夹里")
    try:
        if not path.is_file():
            raise _Refused(NOT_THERE, "这里没有这个文件")
        with path.open("rb") as file:
            content = file.read(_LARGEST_FILE + 1)
    except (OSError, ValueError):
        raise _Refused(NOT_THERE, "文件打不开") from None
    if len(content) > _LARGEST_FILE:
        raise _Refused(NOT_READABLE, f"文件超过 {_LARGEST_FILE // _MEBIBYTE} MB")
    return content


def _opened_pdf(title: str, content: bytes) -> _Opened:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
        pages = len(document)
    except pypdfium2.PdfiumError:
        raise _Refused(NOT_READABLE, "PDF 已加密或者已损坏") from None
    if not 0 < pages <= _MOST_PAGES:
        raise _Refused(NOT_READABLE, f"有 {pages} 页，最多 {_MOST_PAGES} 页")
    return _Opened(title, pages, document)


def _opened_picture(title: str, content: bytes) -> _Opened:
    from PIL import Image

    try:
        picture = Image.open(io.BytesIO(content), formats=("PNG", "JPEG"))
        width, height = picture.size
        if int(width) * int(height) > _MOST_PIXELS:
            raise _Refused(NOT_READABLE, f"图片有 {width}×{height} 点，太大")
        with _whole_files_only():
            picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise _Refused(NOT_READABLE, "图片已损坏") from None
    return _Opened(title, 1, picture)


@contextmanager
def _whole_files_only() -> Iterator[None]:
    """Refuse a file that was cut off: WeasyPrint, once loaded, lets Pillow fill the rest with grey."""
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _pictures(opened: _Opened) -> Iterator[Picture]:
    from PIL import Image, ImageOps

    if isinstance(opened.document, Image.Image):
        upright = ImageOps.exif_transpose(opened.document)
        yield _picture(_on_white(upright), f"{opened.title}")
        return
    for number, page in enumerate(opened.document, start=1):
        scale = min(_LONG_SIDE / max(*page.get_size(), 1), 10)
        words = f"{opened.title}，第{number}页，共{opened.pages}页" if opened.pages > 1 else opened.title
        yield _picture(page.render(scale=scale).to_pil(), words)


def _on_white(picture: Any) -> Any:
    from PIL import Image

    if not picture.has_transparency_data:
        return picture.convert("RGB")
    paper = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(paper, picture.convert("RGBA")).convert("RGB")


def _picture(drawn: Any, words: str) -> Picture:
    """A page as JPEG, without whatever else its file told; grey where it has no colours."""
    from ...model.report.report import Picture

    drawn = drawn.convert("RGB")
    drawn.thumbnail((_LONG_SIDE, _LONG_SIDE))
    page = drawn.convert("L") if _is_grey(drawn) else drawn
    buffer = io.BytesIO()
    page.save(buffer, "JPEG", quality=_QUALITY, optimize=True, dpi=(200, 200))
    return Picture(buffer.getvalue(), drawn.width, drawn.height, words)


def _is_grey(drawn: Any) -> bool:
    from PIL import ImageChops

    red, green, blue = drawn.resize((200, 200)).split()
    differences: list[Any] = [ImageChops.difference(red, other).getextrema()[1] for other in (green, blue)]
    return bool(max(differences) < _COLOUR)
