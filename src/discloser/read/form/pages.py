"""The pages of an attached file as pictures, drawn anew: whatever else its file says stays outside.

Memory is bounded by the file's own points: a picture is made smaller before anything else is done with it, some rows
at a time where it has to be converted first.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, NamedTuple

MOST_PIXELS = 60_000_000
LONG_SIDE = 2339
"""Pixels on the long side of a page: A4 at 200 to the inch, so that 小五 can be read."""

_QUALITIES = (75, 60, 45)
_HEAVIEST = 512 * 1024
"""Bytes of a page, so that sixty can be held and printed. Scanned text has less."""

_COLOUR = 24
"""How much the colours of a page must differ somewhere for it to be kept in colour; paper yellows a little."""

_STRIP = 500_000
_PDF, _PICTURES = b"%PDF-", (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


class CannotDraw(Exception):  # noqa: N818  an answer to the officer, not a fault
    """A file that can't become pictures; the message says in Chinese why."""


class DrawnPage(NamedTuple):
    """A page as JPEG."""

    content: bytes
    width: int
    height: int


def is_drawable(content: bytes) -> bool:
    """Whether a file says at its beginning that it is a PDF, a PNG or a JPEG."""
    return content.startswith((_PDF, *_PICTURES))


def opened(content: bytes, most_pages: int, room: int) -> tuple[int, Iterator[DrawnPage]]:
    """How many pages a file has, and each, drawn when it is asked for. Raises `CannotDraw`, also on the way.

    `room`: how many pages the attachments before it have left of `most_pages`.
    """
    pages, drawn = _of_pdf(content) if content.startswith(_PDF) else (1, _of_picture(content))
    if not 0 < pages <= most_pages:
        raise CannotDraw(f"有 {pages} 页，最多 {most_pages} 页")
    if pages > room:
        raise CannotDraw(f"到这里各附件已有 {most_pages - room + pages} 页，最多 {most_pages} 页")
    return pages, drawn


def _of_pdf(content: bytes) -> tuple[int, Iterator[DrawnPage]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
        if document.get_formtype() in (pypdfium2.raw.FORMTYPE_XFA_FULL, pypdfium2.raw.FORMTYPE_XFA_FOREGROUND):
            raise CannotDraw("是 XFA 动态表单，请打开它打印成 PDF 再用")
        document.init_forms()  # what was filled in is drawn, too
        pages = len(document)
    except pypdfium2.PdfiumError:
        raise CannotDraw("PDF 已加密或者已损坏") from None
    return pages, (_page_of(document, number) for number in range(pages))


def _page_of(document: Any, number: int) -> DrawnPage:
    import pypdfium2

    try:
        page = document[number]
        scale = min(LONG_SIDE / max(*page.get_size(), 1), 10)
        drawn = page.render(scale=scale).to_pil()
        page.close()
    except (pypdfium2.PdfiumError, ValueError, OverflowError):
        raise CannotDraw(f"第 {number + 1} 页画不出来，这一页已损坏") from None
    return _page(drawn.convert("RGB"))


def _of_picture(content: bytes) -> Iterator[DrawnPage]:
    from PIL import Image, ImageOps

    try:
        picture = Image.open(io.BytesIO(content), formats=("PNG", "JPEG"))
        width, height = picture.size
        if width * height > MOST_PIXELS:
            raise CannotDraw(f"图片有 {width}×{height} 点，太大")
        if picture.format == "PNG" and getattr(picture, "is_animated", False):
            raise CannotDraw("是动图，请把要用的画面存成图片")
        picture.draft(None, (LONG_SIDE, LONG_SIDE))  # a large photograph is not unpacked larger than needed
        yield _page(ImageOps.exif_transpose(_small(picture)))
    except Image.DecompressionBombError:
        raise CannotDraw(f"图片超过 {MOST_PIXELS} 点，太大") from None
    except (OSError, SyntaxError, ValueError, OverflowError):
        raise CannotDraw("图片已损坏") from None


def _small(picture: Any) -> Any:
    """A picture in the colours of paper, no larger than a page."""
    if picture.mode in ("RGB", "L") and not picture.has_transparency_data:
        picture.thumbnail((LONG_SIDE, LONG_SIDE))
        return picture
    if max(picture.size) <= LONG_SIDE:
        return _on_white(picture)
    return _small_on_white(picture)


def _small_on_white(picture: Any) -> Any:
    """A large picture that has to be converted: some rows at a time, made smaller by whole steps at once."""
    from PIL import Image

    width, height = picture.size
    step = max(picture.size) // LONG_SIDE
    rows = max(1, _STRIP // width // step) * step
    small = Image.new("RGB", (-(-width // step), -(-height // step)))
    for top in range(0, height, rows):
        strip = _on_white(picture.crop((0, top, width, min(top + rows, height))))
        small.paste(strip.reduce(step), (0, top // step))
    if "exif" in picture.info:
        small.info["exif"] = picture.info["exif"]
    return small


def _on_white(picture: Any) -> Any:
    """A picture, or a strip of it, in three colours; what can be seen through is white, sixteen bits become eight."""
    from PIL import Image

    if picture.mode.startswith("I"):
        return picture.point(lambda value: value / 256).convert("L").convert("RGB")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    paper = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(paper, picture.convert("RGBA")).convert("RGB")


def _page(drawn: Any) -> DrawnPage:
    """A page as JPEG, without whatever else its file told; grey where it has no colours."""
    drawn = drawn.convert("RGB")
    drawn.thumbnail((LONG_SIDE, LONG_SIDE))
    return _light(drawn.convert("L") if _is_grey(drawn) else drawn)


def _light(page: Any) -> DrawnPage:
    """A page in as few bytes as a page may have: first coarser, then smaller."""
    for quality in _QUALITIES:
        buffer = io.BytesIO()
        page.save(buffer, "JPEG", quality=quality, optimize=True, dpi=(200, 200))
        if buffer.tell() <= _HEAVIEST:
            return DrawnPage(buffer.getvalue(), page.width, page.height)
    page.thumbnail((max(page.size) * 3 // 4,) * 2)
    return _light(page)


def _is_grey(drawn: Any) -> bool:
    from PIL import ImageChops

    red, green, blue = drawn.resize((200, 200)).split()
    differences: list[Any] = [ImageChops.difference(red, other).getextrema()[1] for other in (green, blue)]
    return bool(max(differences) < _COLOUR)
