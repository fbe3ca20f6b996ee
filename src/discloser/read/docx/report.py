"""A DOCX as its words: paragraphs and table cells in order, and which of them stand in content controls.

Read without trusting it: parts up to a limit, no entities. What is deleted under tracked changes is gone, what is
inserted is there. A control that shows its prompt is empty.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from lxml import etree

from ...model.finding import Finding, Problem
from ...model.place import Place

NOT_A_DOCX: Final = Problem(
    "PUL001", "收回的是 Word 文档",
    message="这不是能读的 Word 文档（.docx）：{reason}",
    hint="请在 Word 或 WPS 里另存为“Word 文档（*.docx）”，不要加密码",
)

UNNAMED: Final = "?"
"""The source of a control without a tag: LibreOffice keeps the control and drops its name."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LARGEST = 64 * 2**20
_OTHER_PARTS = {"word/comments.xml": "批注", "word/footnotes.xml": "脚注", "word/endnotes.xml": "尾注"}
_GONE = {f"{_W}del", f"{_W}moveFrom", f"{_W}sdtPr", f"{_W}rPr", f"{_W}pPr", f"{_W}instrText", f"{_W}delText"}
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_MOST_COLUMNS = 63
"""What Word allows a table."""
_CONTENTS = ("toc", "contents")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text that stands in a content control, and the control's tag."""

    start: int
    end: int
    source: str


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph or cell: its text and what of it stands in controls. `heading`: whether it is one."""

    text: str
    stretches: tuple[Stretch, ...] = ()
    heading: bool = False


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table: its title as programs read it, and the words of its cells."""

    title: str
    rows: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True)
class WordReport:
    """All words of a document; `others`: what stands in comments, notes and text boxes, each with what it is."""

    paragraphs: tuple[Words, ...] = ()
    tables: tuple[WordTable, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    findings: tuple[Finding, ...] = field(default=())


def read_word_report(path: Path) -> WordReport:
    """The words of a file; whatever goes wrong is a finding."""
    try:
        with path.open("rb") as stream:
            content = stream.read(_LARGEST + 1)
    except OSError as error:
        return _refused(path, error.strerror or "打不开")
    return _refused(path, "文件太大") if len(content) > _LARGEST else read_words(content, path)


def read_words(content: bytes, path: Path) -> WordReport:
    """The words of a document's bytes."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            root = _xml(archive, "word/document.xml")
            others = [
                (what, text) for name, what in _OTHER_PARTS.items() if name in archive.namelist()
                for text in _notes(_xml(archive, name))
            ]
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, RuntimeError, ValueError, NotImplementedError,
            etree.XMLSyntaxError) as error:
        return _refused(path, "没有正文" if isinstance(error, KeyError) else "打不开，或者已损坏")
    reader = _Reader()
    body = root.find(f"{_W}body")
    reader.blocks(body if body is not None else root, "")
    return WordReport(tuple(reader.paragraphs), tuple(reader.tables), (*others, *reader.boxes))


def _refused(path: Path, reason: str) -> WordReport:
    return WordReport(findings=(NOT_A_DOCX.at(Place(str(path)), reason=reason),))


def _xml(archive: zipfile.ZipFile, name: str) -> Any:
    with archive.open(name) as stream:
        content = stream.read(_LARGEST + 1)
    if len(content) > _LARGEST or b"<!DOCTYPE" in content[:4096]:
        raise ValueError(name)
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _notes(root: Any) -> Iterator[str]:
    """The texts of notes or comments; separators of footnotes have none."""
    for note in root:
        if text := "\n".join(filter(None, (_Reader().words(p, "").text.strip() for p in note.iter(f"{_W}p")))):
            yield text


class _Reader:
    """Walks through a body and gathers its words."""

    def __init__(self) -> None:
        self.paragraphs: list[Words] = []
        self.tables: list[WordTable] = []
        self.boxes: list[tuple[str, str]] = []

    def blocks(self, parent: Any, source: str) -> None:
        """What stands in the body, or in a control around paragraphs."""
        for child in parent:
            if child.tag == f"{_W}p":
                words = self.words(child, source)
                if words.text and not _is_of_contents(child):
                    self.paragraphs.append(words)
            elif child.tag == f"{_W}tbl":
                self.tables.append(self._table(child))
            elif child.tag == f"{_W}sdt":
                self.blocks(_content(child), _tag(child) or source)
            elif child.tag not in _GONE and isinstance(child.tag, str):
                self.blocks(child, source)

    def words(self, paragraph: Any, source: str) -> Words:
        """The words of a paragraph, without blanks around them."""
        pieces = list(self._pieces(paragraph, source))
        whole = "".join(text for text, _ in pieces)
        begin = len(whole) - len(whole.lstrip())
        text = whole.strip()
        stretches: list[Stretch] = []
        at = -begin
        for piece, tag in pieces:
            start, end = max(at, 0), min(at + len(piece), len(text))
            at += len(piece)
            if not tag or start >= end:
                continue
            if stretches and (stretches[-1].source, stretches[-1].end) == (tag, start):
                start = stretches.pop().start
            stretches.append(Stretch(start, end, tag))
        return Words(text, tuple(stretches), _style(paragraph).lower().startswith("heading"))

    def _table(self, table: Any) -> WordTable:
        caption = table.find(f"{_W}tblPr/{_W}tblCaption")
        rows = tuple(tuple(self._row(row)) for row in _children(table, "tr"))
        return WordTable(caption.get(f"{_W}val", "") if caption is not None else "", rows)

    def _row(self, row: Any) -> Iterator[Words]:
        """The words of a row; a cell over several columns stands in the first of them."""
        for cell in _children(row, "tc"):
            yield self._cell(cell)
            yield from [Words("")] * (_columns(cell) - 1)

    def _cell(self, cell: Any) -> Words:
        """The words of a cell, its paragraphs on lines of their own."""
        text, stretches = "", []
        for paragraph in cell.iter(f"{_W}p"):
            words = self.words(paragraph, _around(paragraph, cell))
            if not words.text:
                continue
            text += "\n" if text else ""
            stretches += [Stretch(s.start + len(text), s.end + len(text), s.source) for s in words.stretches]
            text += words.text
        return Words(text, tuple(stretches))

    def _pieces(self, parent: Any, source: str) -> Iterator[tuple[str, str]]:
        for child in parent:
            if child.tag == f"{_W}t":
                yield child.text or "", source
            elif child.tag in _BREAKS:
                yield _BREAKS[child.tag], source
            elif child.tag == f"{_W}sdt":
                if child.find(f"{_W}sdtPr/{_W}showingPlcHdr") is None:
                    yield from self._pieces(_content(child), _tag(child) or source or UNNAMED)
            elif child.tag == f"{_MC}AlternateContent":
                choice = child.find(f"{_MC}Choice")
                yield from self._pieces(choice if choice is not None else (), source)
            elif child.tag == f"{_W}txbxContent":
                text = "\n".join(self.words(p, "").text for p in child.iter(f"{_W}p")).strip()
                self.boxes += [("文本框", text)] if text else []
            elif child.tag not in _GONE and isinstance(child.tag, str):
                yield from self._pieces(child, source)


def _content(control: Any) -> Any:
    content = control.find(f"{_W}sdtContent")
    return content if content is not None else ()


def _tag(control: Any) -> str:
    tag = control.find(f"{_W}sdtPr/{_W}tag")
    return str(tag.get(f"{_W}val", "")) if tag is not None else ""


def _columns(cell: Any) -> int:
    """Over how many columns a cell reaches."""
    across = cell.find(f"{_W}tcPr/{_W}gridSpan")
    count = across.get(f"{_W}val", "") if across is not None else ""
    return min(int(count), _MOST_COLUMNS) if count.isdecimal() and len(count) < 4 else 1


def _children(parent: Any, name: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also those in controls or under tracked changes."""
    for child in parent:
        if child.tag == f"{_W}{name}":
            yield child
        elif child.tag == f"{_W}sdt":
            yield from _children(_content(child), name)
        elif child.tag == f"{_W}ins":
            yield from _children(child, name)


def _around(paragraph: Any, cell: Any) -> str:
    """The tag of a control around a paragraph inside a cell."""
    parent = paragraph.getparent()
    while parent is not None and parent is not cell:
        if parent.tag == f"{_W}sdt":
            return _tag(parent)
        parent = parent.getparent()
    return ""


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return str(style.get(f"{_W}val", "")) if style is not None else ""


def _is_of_contents(paragraph: Any) -> bool:
    """Whether a paragraph is a line of the contents, which is made anew with every report."""
    if _style(paragraph).lower().startswith(_CONTENTS):
        return True
    return any("PAGEREF" in (code.text or "") for code in paragraph.iter(f"{_W}instrText"))
