"""Walks through a document's tree and gathers its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from .objects import OBJECTS, named
from .seen import W, ends_with_a_page
from .styles import HIDDEN, Look, Looks
from .walking import BOX, MOST_COLUMNS, PROPERTIES, children, content, count_of
from .walking import properties as properties_of
from .words import ControlledStretch, Extra, Unseen, WordTable, WordText

UNNAMED: Final = "?"
"""The source of a control without a tag: LibreOffice keeps the control and drops its name."""

_BREAKS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_MERGES = (f"{W}vMerge", f"{W}hMerge")
_CONTENTS = ("toc", "contents", "table of contents")
_SPACE = " \t\r\n"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
"""Soft hyphens, joiners, marks of direction: nobody typed them on purpose, and nobody sees them."""
_SIGNS = re.compile("([\u0021-\u00ff\uf020-\uf0ff]+)")
"""What a symbol font shows as signs; Chinese characters stand in another font."""


_SEEN = Look("", "")


class _Piece(NamedTuple):
    text: str
    source: str
    why_unseen: str


class Reader:
    """Gathers the words of a tree in which only what is seen is left. `place`: the heading or table read last."""

    def __init__(self, looks: Looks) -> None:
        """Nothing read yet."""
        self.paragraphs: list[WordText] = []
        self.tables: list[WordTable] = []
        self.extras: list[Extra] = []
        self.place = ""
        self._looks = looks

    def blocks(self, parent: Any, source: str = "") -> None:
        """What stands in the body, or in a control around paragraphs."""
        for child in parent:
            if child.tag == f"{W}p":
                self._paragraph(child, source)
            elif child.tag == f"{W}tbl":
                self.tables.append(self._table(child))
            elif child.tag == f"{W}sdt":
                self.blocks(content(child), _tag(child) or source)
            elif child.tag in OBJECTS:
                self._objects(child)
            elif child.tag not in PROPERTIES:
                self.blocks(child, source)

    def text(self, parent: Any) -> str:
        """The words of a note, a box or a header, its paragraphs on lines of their own."""
        return "\n".join(words.text for paragraph, source in _paragraphs(parent, "")
                         if (words := self.words(paragraph, source)).text)

    def words(self, paragraph: Any, source: str, why: str = "") -> WordText:
        """The words of a paragraph, without blanks around them. `why`: why none of it is seen, if that is so."""
        properties = properties_of(paragraph)
        pieces = [_Piece(_INVISIBLE.sub("", piece.text), piece.source, piece.why_unseen or why)
                  for piece in self._pieces(paragraph, source, _SEEN, properties)]
        seen = [(piece.text, piece.source) for piece in pieces if not piece.why_unseen]
        whole = "".join(text for text, _ in seen)
        text, begin = whole.strip(), len(whole) - len(whole.lstrip())
        heading = self._looks.name(properties).startswith("heading")
        return WordText(text, tuple(_stretches(seen, begin, len(text))), heading,
                     tuple(_unseen(pieces, begin, len(text))), self._looks.is_numbered(properties))

    def _paragraph(self, paragraph: Any, source: str) -> None:
        words = self.words(paragraph, source)
        if words.heading:
            self.place = words.text or self.place
        if words.whole and not self._is_of_contents(paragraph):
            self.paragraphs.append(words)

    def _is_of_contents(self, paragraph: Any) -> bool:
        """Whether a paragraph is a line of the contents, which is made anew with every report."""
        return self._looks.name(properties_of(paragraph)).startswith(_CONTENTS) or ends_with_a_page(paragraph)

    def _table(self, table: Any) -> WordTable:
        caption = table.find(f"{W}tblPr/{W}tblCaption")
        title = caption.get(f"{W}val", "") if caption is not None else ""
        before, self.place = self.place, title or self.place
        rows = tuple(self._row(row) for row in children(table, "tr"))
        self.place = before
        return WordTable(title, rows)

    def _row(self, row: Any) -> tuple[WordText, ...]:
        """The words of a row; a cell over several columns stands in the first of them."""
        cells = [WordText("")] * count_of(row.find(f"{W}trPr/{W}gridBefore"), 0)
        why = HIDDEN if row.find(f"{W}trPr/{W}hidden") is not None else ""
        for cell in children(row, "tc"):
            properties = cell.find(f"{W}tcPr")
            cells.append(self._cell(cell, why or (HIDDEN if _is_covered(properties) else "")))
            across = count_of(properties.find(f"{W}gridSpan"), 1) if properties is not None else 1
            cells += [WordText("")] * min(across - 1, MOST_COLUMNS - len(cells))
        return tuple(cells)

    def _cell(self, cell: Any, why: str) -> WordText:
        """The words of a cell, its paragraphs on lines of their own."""
        text, stretches, unseen, numbered = "", [], [], False
        for paragraph, source in _paragraphs(cell, ""):
            words = self.words(paragraph, source, why)
            if not words.whole:
                continue
            text += "\n" if text and words.text else ""
            stretches += [ControlledStretch(s.start + len(text), s.end + len(text), s.source) for s in words.stretches]
            unseen += [Unseen(one.at + len(text), one.text, one.why) for one in words.unseen]
            numbered = numbered or words.numbered
            text += words.text
        return WordText(text, tuple(stretches), unseen=tuple(unseen), numbered=numbered)

    def _pieces(self, parent: Any, source: str, look: Look, properties: Any) -> Iterator[_Piece]:
        """The texts below an element. `look`: that of the run it stands in; `properties`: those of its paragraph."""
        for child in parent:
            tag = child.tag
            if tag == f"{W}t":
                yield _Piece(self._typed(child, look.symbol_font), source, look.why_unseen)
            elif tag in PROPERTIES:
                continue
            elif tag == f"{W}r":
                yield from self._pieces(child, source, self._looks.of_run(child, properties), properties)
            elif tag in _BREAKS:
                yield _Piece(_BREAKS[tag], source, look.why_unseen)
            elif tag == f"{W}sdt":
                yield from self._pieces(content(child), _tag(child) or source or UNNAMED, look, properties)
            elif tag in OBJECTS:
                self._objects(child)
                yield from self._pieces(child.iterfind(f"{W}rubyBase"), source, look, properties)
            elif isinstance(tag, str):
                yield from self._pieces(child, source, look, properties)

    def _typed(self, text: Any, symbol_font: str) -> str:
        """A text as typed; signs of a symbol font are left out and named."""
        typed = text.text or ""
        if text.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
            typed = typed.strip(_SPACE)
        if not symbol_font:
            return typed
        codes = (" ".join(f"{ord(sign):04X}" for sign in signs) for signs in _SIGNS.findall(typed))
        self.extras += [Extra("符号", f"{symbol_font} {code}", self.place) for code in codes]
        return _SIGNS.sub("", typed)

    def _objects(self, element: Any) -> None:
        """What stands in an element and is no text, and the boxes that hold text."""
        self.extras += [Extra(what, text, self.place) for what, text in named(element)]
        for box in _boxes(element):
            if text := self.text(box):
                self.extras.append(Extra("文本框", text, self.place))


def _stretches(pieces: list[tuple[str, str]], begin: int, length: int) -> Iterator[ControlledStretch]:
    """The stretches in controls; those of one control that follow each other are one."""
    last: ControlledStretch | None = None
    at = -begin
    for text, source in pieces:
        start, end = max(at, 0), min(at + len(text), length)
        at += len(text)
        if not source or start >= end:
            continue
        if last and (last.source, last.end) == (source, start):
            start = last.start
        elif last:
            yield last
        last = ControlledStretch(start, end, source)
    if last:
        yield last


def _unseen(pieces: list[_Piece], begin: int, length: int) -> Iterator[Unseen]:
    """What a reader overlooks; pieces of one sort that follow each other are one."""
    last: Unseen | None = None
    at = -begin
    for text, _, why in pieces:
        if not why:
            at += len(text)
            continue
        here = min(max(at, 0), length)
        if last and (last.at, last.why) == (here, why):
            last = Unseen(here, last.text + text, why)
            continue
        if last and last.text.strip():
            yield last
        last = Unseen(here, text, why)
    if last and last.text.strip():
        yield last


def _paragraphs(parent: Any, source: str) -> Iterator[tuple[Any, str]]:
    """The paragraphs of a cell or box, but for those of boxes in it, with the tag of a control around each."""
    for child in parent:
        tag = child.tag
        if tag == f"{W}p":
            yield child, source
        elif tag == f"{W}sdt":
            yield from _paragraphs(content(child), _tag(child) or source)
        elif tag != BOX and tag not in PROPERTIES and isinstance(tag, str):
            yield from _paragraphs(child, source)


def _boxes(element: Any) -> Iterator[Any]:
    """The boxes in an element; what stands in a box is looked for when that box is read."""
    for child in element:
        if child.tag == BOX:
            yield child
        elif isinstance(child.tag, str):
            yield from _boxes(child)


def _tag(control: Any) -> str:
    tag = control.find(f"{W}sdtPr/{W}tag")
    return str(tag.get(f"{W}val", "")) if tag is not None else ""


def _is_covered(properties: Any) -> bool:
    """Whether a cell of these properties goes on from the one above or before it, which alone is shown."""
    return any(one.tag in _MERGES and one.get(f"{W}val", "continue") == "continue"
               for one in (() if properties is None else properties))
