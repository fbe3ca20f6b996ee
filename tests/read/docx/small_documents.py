"""Word documents of a few words, written as WordprocessingML."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from discloser.read.docx.report import WordReport, read_words

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{_R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:odd="urn:odd"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_ROOTS = {"styles": "styles", "numbering": "numbering", "comments": "comments", "footnotes": "footnotes",
          "endnotes": "endnotes", "header": "hdr", "footer": "ftr", "chart": "chart"}


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def control(tag: str, content: str, properties: str = "") -> str:
    """A content control."""
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def field(instruction: str, result: str | None) -> str:
    """A field of runs; without a result where it has none."""
    shown = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
    return (f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>{shown}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>')


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(content: str, properties: str = "") -> str:
    """A cell of paragraphs."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def docx(body: str, namespace: str = W, **others: str) -> bytes:
    """A document of a body; `others`: the content of its other parts, `styles`, `comments`, by the sort of relation."""
    parts = {"word/document.xml": _part("document", f"<w:body>{body}</w:body>", namespace)}
    parts |= {f"word/{sort}.xml": _part(_ROOTS[sort], content, namespace) for sort, content in others.items()}
    related = "".join(f'<Relationship Id="r{n}" Type="{_R}/{sort}" Target="{sort}.xml"/>'
                      for n, sort in enumerate(others))
    parts["word/_rels/document.xml.rels"] = relations(related)
    parts["_rels/.rels"] = relations(
        f'<Relationship Id="r" Type="{_R}/officeDocument" Target="word/document.xml"/>')
    return packed(parts)


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive of parts."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def words_of(body: str, **others: str) -> WordReport:
    """What is read of a document."""
    report = read_words(docx(body, **others), Path("报告.docx"))
    assert report.findings == ()
    return report


def text_of(*runs: str, **others: str) -> str:
    """The text read of a paragraph of runs."""
    return "\n".join(words.text for words in words_of(paragraph(*runs), **others).paragraphs)


def reason_of(content: bytes) -> str:
    """Why a document can't be read; "" for one that can."""
    report = read_words(content, Path("报告.docx"))
    assert {finding.code for finding in report.findings} <= {"PUL001"}
    return "".join(finding.message.partition("：")[2] for finding in report.findings)


def _part(root: str, content: str, namespace: str) -> str:
    return f"<w:{root} {NAMESPACES.replace(W, namespace)}>{content}</w:{root}>"


def relations(content: str) -> str:
    """What a part refers to."""
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{content}' \
           "</Relationships>"
