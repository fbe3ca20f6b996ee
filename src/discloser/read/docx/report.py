"""A DOCX as its words: paragraphs and table cells in order, and which of them stand in content controls.

Only what a reader of the page sees counts as text; hidden and struck-out words are told apart, and what is no text is
named. Tracked changes count as accepted. A control that shows its prompt is empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ...disk import Document, taken
from ...model.finding import Finding, Nature, Problem
from ...model.place import Place
from .objects import IN_CHARTS, texts_of_chart
from .package import LARGEST_FILE, UnreadableDocx, WordPackage
from .reading import Reader
from .seen import W, leave_what_is_seen
from .styles import Looks
from .words import Extra, WordTable, WordText

__all__ = ["EDGES", "NOT_A_DOCX", "Extra", "WordReport", "WordTable", "WordText", "read_word_report", "read_words"]

NOT_A_DOCX: Final = Problem(
    "PUL001", "收回的是 Word 文档",
    message="这不是能读的 Word 文档（.docx）：{reason}",
    hint="请在 Word 或 WPS 里另存为“Word 文档（*.docx）”，不要加密码",
    nature=Nature.UNREADABLE,
)

_NOTES = {"comments": "批注", "footnotes": "脚注", "endnotes": "尾注"}
EDGES = {"header": "页眉", "footer": "页脚"}


@dataclass(frozen=True)
class WordReport:
    """All words of a document; `others`: what stands beside them, in comments, notes, boxes and pictures."""

    paragraphs: tuple[WordText, ...] = ()
    tables: tuple[WordTable, ...] = ()
    others: tuple[Extra, ...] = ()
    findings: tuple[Finding, ...] = field(default=())


def read_word_report(report: Document) -> WordReport:
    """The words of a file; whatever goes wrong is a finding."""
    file = taken(report, LARGEST_FILE)
    if file.trouble is not None:
        return _refused(file.path, file.trouble)
    return _refused(file.path, "文件太大") if len(file.content) > LARGEST_FILE else read_words(file.content, file.path)


def read_words(content: bytes, path: Path) -> WordReport:
    """The words of a document's bytes."""
    try:
        package = WordPackage(content)
        return _read(package)
    except UnreadableDocx as error:
        return _refused(path, str(error))


def _read(package: WordPackage) -> WordReport:
    """The words of a document. Raises `UnreadableDocx`."""
    root = package.document()
    body = root.find(f"{W}body")
    if body is None:
        raise UnreadableDocx("没有正文")
    reader = Reader(Looks(**dict(package.others("styles", "numbering"))))
    leave_what_is_seen(body)
    reader.blocks(body)
    for sort, part in package.others(*_NOTES, *EDGES):
        leave_what_is_seen(part)
        reader.place = _NOTES.get(sort) or EDGES[sort]
        reader.extras += _beside(reader, sort, part)
    charts = (Extra(IN_CHARTS, text) for _, chart in package.others("chart") for text in texts_of_chart(chart))
    return WordReport(tuple(reader.paragraphs), tuple(reader.tables), (*reader.extras, *charts))


def _beside(reader: Reader, sort: str, part: Any) -> Iterator[Extra]:
    """The texts of notes and comments, or of a header or footer; separators of notes have none."""
    for note in part if sort in _NOTES else [part]:
        if text := reader.text(note):
            yield Extra(_NOTES.get(sort) or EDGES[sort], text)


def _refused(path: Path, reason: str) -> WordReport:
    return WordReport(findings=(NOT_A_DOCX.at(Place(str(path)), reason=reason),))
