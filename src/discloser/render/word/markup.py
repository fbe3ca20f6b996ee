"""Pieces of WordprocessingML as text: what is put in is escaped here and nowhere else."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from ...model.report.marks import PUT_IN, STRUCK, stretches, without_marks
from ...model.report.report import Paragraph
from ...model.report.sourced import source_of

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
NAMESPACES = f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:wp="{_WP}" xmlns:a="{_A}" xmlns:c="{_C}"'

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Quotation marks, dashes, ellipses and signs stand in Chinese and in Western fonts alike; Word takes the Western one,
# half as wide, unless the run says otherwise.
_AMBIGUOUS = re.compile("[\u0080-\u2e7f]")
_LONGEST_TAG = 64
_BREAKS = re.compile(r"(\t|\r\n|\r|\n)")
_LOOKS = {
    None: "",
    STRUCK: '<w:strike/><w:color w:val="C00000"/>',
    PUT_IN: '<w:b/><w:color w:val="1F3F66"/><w:u w:val="single"/>',
}
"""What of a text was struck or put in → how its run looks; a grey copy reads the same."""


def legal(text: str) -> str:
    """The text without the characters XML cannot hold."""
    return _ILLEGAL.sub("", text)


def escaped(text: str) -> str:
    """The text as XML character data."""
    return escape(legal(text))


def attribute(text: str) -> str:
    """The text as a quoted XML attribute value; marks are for runs alone."""
    return quoteattr(legal(without_marks(text)))


def run(text: str, style: str = "") -> str:
    """A run of text, several where it bears marks; line ends and tabs become Word's own."""
    return "".join(_run(piece, style, _LOOKS[kind]) for piece, kind in stretches(text))


def _run(text: str, style: str, look: str) -> str:
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    if _AMBIGUOUS.search(text):
        properties += '<w:rFonts w:hint="eastAsia"/>'
    properties += look
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{properties}{_content(text)}</w:r>"


def _content(text: str) -> str:
    if _BREAKS.search(text) is None:
        return _text(text)
    return "".join(
        "<w:tab/>" if part == "\t" else "<w:br/>" if part[0] in "\r\n" else _text(part)
        for part in _BREAKS.split(text) if part
    )


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escaped(text)}</w:t>'


def sourced(text: str, source: str) -> str:
    """A run of text; one with a source stands in a content control that names it, so that edits can be read back.

    The control is always inside a paragraph: LibreOffice repeats texts of controls around paragraphs.
    """
    content = run(text)
    if not (source and content):
        return content
    name = attribute(source[:_LONGEST_TAG])
    return f"<w:sdt><w:sdtPr><w:alias w:val={name}/><w:tag w:val={name}/></w:sdtPr><w:sdtContent>{content}" \
           "</w:sdtContent></w:sdt>"


def cell_text(text: str) -> str:
    """The text of a table cell, in a content control where it has a source."""
    return sourced(text, source_of(text))


def running_text(block: Paragraph) -> str:
    """The text of a paragraph, its passages in content controls."""
    pieces, end = "", 0
    for passage in block.passages:
        pieces += run(block.text[end:passage.start]) + sourced(block.text[passage.start:passage.end], passage.source)
        end = passage.end
    return pieces + run(block.text[end:])


def paragraph(style: str, content: str, *, page_break: bool = False, section: str = "") -> str:
    """A paragraph of a style; `section` is the `w:sectPr` of the section that ends with it."""
    broken = "<w:pageBreakBefore/>" if page_break else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{broken}{section}</w:pPr>{content}</w:p>'


def bookmark(name: str, number: int, content: str) -> str:
    """The content inside a bookmark."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def field(instruction: str, result: str, style: str = "") -> str:
    """A field with its result already filled in; its style is that of all its runs, or LibreOffice overlooks it."""
    return f"{field_start(instruction, style)}{result}{_field_run(_END, style)}"


def field_start(instruction: str, style: str = "") -> str:
    """The beginning of a field up to its result."""
    asked = f'<w:instrText xml:space="preserve"> {escaped(instruction)} </w:instrText>'
    return "".join(_field_run(content, style) for content in (
        '<w:fldChar w:fldCharType="begin"/>', asked, '<w:fldChar w:fldCharType="separate"/>'))


def _field_run(content: str, style: str) -> str:
    looks = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f"<w:r>{looks}{content}</w:r>"


_END = '<w:fldChar w:fldCharType="end"/>'
FIELD_END = _field_run(_END, "")
