"""The pages of attachments as pictures, each on a page of its own, under a heading that the contents list."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.report.report import Attachment, Picture
from . import styles
from .markup import attribute, bookmark, paragraph, run
from .page import SCAN
from .paginate import ContentsEntry, OwnPages

_EMU = 12700
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_ROOM = 8.0
"""What a picture leaves of its page, in points: the line it stands in, and the paragraph that ends the section."""


def relationship(number: int) -> str:
    """The relationship that leads to a picture, numbered through the document."""
    return f"picture{number}"


def sheet(attached: Attachment, entry: ContentsEntry, first: int, drawings: int) -> OwnPages:
    """An attachment on its pages. `first` numbers its first picture; `drawings` are those of the text before it."""
    heading = paragraph("Heading1", bookmark(entry.anchor, entry.number, run(attached.heading)))
    pages = "".join(_pages(attached, first, drawings))
    return OwnPages(SCAN, heading + pages, max(len(attached.pages), 1), (entry,))


def _pages(attached: Attachment, first: int, drawings: int) -> Iterator[str]:
    heading = styles.PART.lines(attached.heading, SCAN.text_width).most * styles.PART.pitch + styles.PART_GAP
    for page, picture in enumerate(attached.pages):
        height = SCAN.text_height - _ROOM - (0 if page else heading)
        drawing = _drawing(picture, first + page, drawings + first + page, height)
        yield paragraph("Scan", drawing, page_break=page > 0)


def _drawing(picture: Picture, number: int, identifier: int, room: float) -> str:
    scale = min(SCAN.text_width / picture.width, room / picture.height)
    extent = f'cx="{int(picture.width * scale * _EMU)}" cy="{int(picture.height * scale * _EMU)}"'
    words = attribute(picture.alternative)
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f'<wp:docPr id="{identifier}" name={words} descr={words}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>'
        f'<a:graphicData uri="{_PICTURE}"><pic:pic xmlns:pic="{_PICTURE}"><pic:nvPicPr>'
        f'<pic:cNvPr id="{identifier}" name={words}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relationship(number)}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )
