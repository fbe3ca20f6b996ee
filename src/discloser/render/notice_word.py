"""A notice as a Word document, with python-docx: plain styles that an officer can change."""

from __future__ import annotations

from datetime import datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

from ..model.report.notice import Closing, Notice, NoticeTable
from ..model.report.report import Heading, Paragraph
from .word.fonts import BODY_FONT, HEAD_FONT, TABLE_FONT, TITLE_FONT, WESTERN_FONT
from .word.markup import legal
from .word.package import with_fixed_times

_TEXT_WIDTH = 166.0
"""Millimetres between the margins."""

_STYLES = (
    ("Normal", BODY_FONT, 12), ("Title", TITLE_FONT, 20), ("Heading 1", HEAD_FONT, 14), ("Heading 2", HEAD_FONT, 12),
    ("List", TABLE_FONT, 9), ("Caption", TABLE_FONT, 10),
)
_CLOSING_INDENT = 48
"""Points that the last lines of a letter stand from the right: four characters."""
_ROOM = "　" * 8


def render(notice: Notice) -> bytes:
    """The DOCX of a notice; the same notice gives the same bytes."""
    document = Document()
    _page(document)
    for name, font, size in _STYLES:
        _face(document, name, font, size)
    document.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph(legal(notice.title), "Title")
    for block in notice.blocks:
        match block:
            case Heading():
                document.add_paragraph(legal(block.text), f"Heading {min(block.level, 2)}")
            case Paragraph():
                document.add_paragraph(legal(block.text), "Caption" if block.style == "note" else "Normal")
            case NoticeTable():
                _table(document, block)
            case Closing():
                _closing(document, block)
    if notice.signature:
        document.add_paragraph(_ROOM.join(f"{legal(word)}：" for word in notice.signature), "Normal")
    _describe(document, notice)
    return with_fixed_times(document.part.package)


def _closing(document: WordDocument, block: Closing) -> None:
    for number, line in enumerate(block.lines):
        paragraph = document.add_paragraph(legal(line), "Normal")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Pt(_CLOSING_INDENT)
        paragraph.paragraph_format.space_before = Pt(24 if number == 0 else 3)
        paragraph.paragraph_format.keep_with_next = number + 1 < len(block.lines)


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(25)


def _face(document: WordDocument, name: str, font: str, size: int) -> None:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    style.font.name, style.font.size = WESTERN_FONT, Pt(size)
    style.font.bold = style.font.italic = False
    style.font.color.rgb = None
    layout = style.paragraph_format
    layout.left_indent = layout.first_line_indent = Pt(0)
    layout.space_before, layout.space_after, layout.line_spacing = Pt(size // 4), Pt(size // 4), 1.15
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for mark in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{mark}"), None)
    fonts.set(qn("w:eastAsia"), font)
    for border in style.element.xpath("w:pPr/w:pBdr"):
        border.getparent().remove(border)


def _table(document: WordDocument, block: NoticeTable) -> None:
    table = document.add_table(rows=0, cols=len(block.heads), style="Table Grid")
    table.autofit = False
    widths = [Mm(_TEXT_WIDTH * width / sum(block.widths)) for width in block.widths]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    rows = [table.add_row() for _ in (block.heads, *block.rows)]
    for row, texts in zip(rows, (block.heads, *block.rows), strict=True):
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = width
            cell.paragraphs[0].style = document.styles["List"]
            cell.paragraphs[0].add_run(legal(text)).bold = True if row is rows[0] else None
    written = document.element.body.findall(qn("w:tbl"))[-1].findall(qn("w:tr"))
    for number, row in enumerate(written):
        properties = row.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
    document.add_paragraph("", "Caption")


def _describe(document: WordDocument, notice: Notice) -> None:
    properties = document.core_properties
    properties.title, properties.language, properties.revision = legal(notice.title)[:255], "zh-CN", 1
    properties.author = properties.last_modified_by = legal(notice.author)[:255]
    properties.comments = ""
    properties.created = properties.modified = datetime(notice.year, 1, 1)
