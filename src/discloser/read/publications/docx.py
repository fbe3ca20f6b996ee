"""A Word document → loose blocks: paragraphs, tables with their merged cells, words in text boxes and notes.

What is deleted under tracked changes is gone, what is inserted is there; numbers that Word makes are counted. What
nobody sees on the page is not read, and said if it holds figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from ...model.finding import Finding
from ...model.place import Place
from ...model.publication import LooseBlock, LooseGrid, LooseText
from ...model.text.squeezing import squeezed
from ..docx.package import UnreadableDocx, WordPackage
from ..docx.seen import W, leave_what_is_seen
from ..docx.styles import Looks
from . import problems
from .docx_formulas import FORMULAS, formula, symbol
from .docx_numbers import Numbering
from .grids import MOST_BLOCKS, Spanned, filled
from .problems import RefusedFile

_APART = {f"{W}{name}" for name in ("sdtPr", "rPr", "pPr", "instrText", "delText", "fldChar", "rt")}
_BREAKS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "", f"{W}cr": "", f"{W}noBreakHyphen": "-"}
_CONTENTS = ("toc", "contents", "目录")
_LOST: Final = "□"
"""Stands for a sign of a font of signs, of which nobody knows what it shows."""


def blocks_of(content: bytes, file: str) -> tuple[list[LooseBlock], list[Finding]]:
    """The blocks of a document, and what is to be said of reading it. Raises `RefusedFile`."""
    try:
        package = WordPackage(content)
        root = package.document()
        parts = dict(package.others("styles", "numbering", "footnotes", "endnotes"))
    except UnreadableDocx as why:
        raise RefusedFile(problems.NOT_A_REPORT, reason=f"这个 Word 文件{why}") from None
    places = {paragraph: number for number, paragraph in enumerate(root.iter(f"{W}p"), start=1)}
    leave_what_is_seen(root)
    body = root.find(f"{W}body")
    styles = _Styles(parts.get("styles"))
    looks = Looks(parts.get("styles"), parts.get("numbering"))
    reader = _BodyReader(file, styles, looks, Numbering(parts.get("numbering")), places)
    blocks = list(islice(reader.blocks(root if body is None else body), MOST_BLOCKS + 1))
    for sort in ("footnotes", "endnotes"):
        if sort in parts:
            leave_what_is_seen(parts[sort])
            blocks += reader.notes(parts[sort])
    return blocks, list(reader.unseen)


class _Styles:
    """What the styles of a document say of paragraphs: their names, heading levels, alignment and lists."""

    def __init__(self, root: Any) -> None:
        found = [] if root is None else [style for style in root.iter(f"{W}style") if style.get(f"{W}styleId")]
        self._by_id = {style.get(f"{W}styleId"): style for style in found}

    def name(self, style: str) -> str:
        """The name of a style, by which programs of every language know it."""
        element = self._by_id.get(style)
        name = None if element is None else element.find(f"{W}name")
        return str(name.get(f"{W}val", "")).lower() if name is not None else style.lower()

    def value(self, paragraph: Any, name: str) -> str | None:
        """A property of a paragraph, its own or its style's."""
        found = next(self.said(paragraph, name), None)
        return None if found is None else str(found.get(f"{W}val", ""))

    def said(self, paragraph: Any, name: str) -> Iterator[Any]:
        """What a paragraph and its styles, through at most a few that others are based on, say of a property."""
        if (own := paragraph.find(f"{W}pPr/{W}{name}")) is not None:
            yield own
        style = style_of(paragraph)
        for _ in range(8):
            element = self._by_id.get(style)
            if element is None:
                return
            if (own := element.find(f"{W}pPr/{W}{name}")) is not None:
                yield own
            base = element.find(f"{W}basedOn")
            style = "" if base is None else str(base.get(f"{W}val", ""))


class _BodyReader:
    """Walks through a body. `places`: each paragraph's number among all of the document; `unseen`: what is not seen."""

    def __init__(
        self, file: str, styles: _Styles, looks: Looks, numbering: Numbering, places: dict[Any, int],
    ) -> None:
        self._file, self._styles, self._looks, self._numbering = file, styles, looks, numbering
        self._places = places
        self._boxes: list[LooseBlock] = []
        self.unseen: list[Finding] = []

    def blocks(self, parent: Any) -> Iterator[LooseBlock]:
        """What stands in the body, or in a control around paragraphs."""
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table_or_layout(child)
                yield from self._taken_boxes()
            elif child.tag == f"{W}sdt":
                yield from self.blocks(_content(child))
            elif child.tag not in _APART and isinstance(child.tag, str):
                yield from self.blocks(child)

    def notes(self, root: Any) -> Iterator[LooseText]:
        """The footnotes, at the end."""
        for note in root:
            if text := squeezed("".join(self._words(paragraph) for paragraph in note.iter(f"{W}p"))):
                yield LooseText(text, Place(self._file), small=True)

    def _place(self, paragraph: Any) -> Place:
        return Place(self._file, paragraph=self._places.get(paragraph))

    def _paragraph(self, paragraph: Any) -> Iterator[LooseBlock]:
        text = self._numbering.of(self._styles.said(paragraph, "numPr")) + self._words(paragraph)
        if text.strip():
            level = self._level(paragraph)
            centred = self._styles.value(paragraph, "jc") == "center"
            pieces = [piece for piece in map(squeezed, text.split("\t")) if piece]
            listed = self._is_listed(paragraph)
            shown = pieces[0] if listed and len(pieces) > 1 else "\t".join(pieces)
            yield LooseText(shown, self._place(paragraph), level, centred, self._is_small(paragraph), listed)
        yield from self._taken_boxes()

    def _taken_boxes(self) -> list[LooseBlock]:
        boxes, self._boxes = self._boxes, []
        return boxes

    def _level(self, paragraph: Any) -> int:
        name = self._styles.name(style_of(paragraph))
        if name.startswith("heading ") and name[8:].isdecimal():
            return int(name[8:])
        outline = self._styles.value(paragraph, "outlineLvl")
        return int(outline) + 1 if outline and outline.isdecimal() and int(outline) < 9 else int(name == "title")

    def _is_small(self, paragraph: Any) -> bool:
        name = self._styles.name(style_of(paragraph))
        return name == "caption" or "note" in name

    def _is_listed(self, paragraph: Any) -> bool:
        name = self._styles.name(style_of(paragraph))
        return name.startswith(_CONTENTS) or any(
            "PAGEREF" in (code.text or "") for code in paragraph.iter(f"{W}instrText"))

    def _words(self, paragraph: Any) -> str:
        """The words of a paragraph that are seen; figures among the others are told."""
        unseen: list[str] = []
        text = "".join(self._pieces(paragraph, paragraph, unseen))
        if re.search(r"\d", "".join(unseen)):
            place, words = self._place(paragraph), squeezed("".join(unseen))[:40]
            self.unseen.append(problems.UNSEEN.at(place, found=words))
        return text

    def _pieces(self, parent: Any, paragraph: Any, unseen: list[str]) -> Iterator[str]:
        for child in parent:
            if child.tag == f"{W}t":
                yield child.text or ""
            elif child.tag in _BREAKS:
                yield _BREAKS[child.tag]
            elif child.tag == f"{W}sym":
                yield symbol(child) or _LOST
            elif child.tag in FORMULAS:
                yield formula(child)
            elif child.tag == f"{W}r":
                yield from self._run(child, paragraph, unseen)
            elif child.tag == f"{W}sdt":
                yield from self._pieces(_content(child), paragraph, unseen)
            elif child.tag == f"{W}txbxContent":
                self._box(child)
            elif child.tag not in _APART and isinstance(child.tag, str):
                yield from self._pieces(child, paragraph, unseen)

    def _run(self, run: Any, paragraph: Any, unseen: list[str]) -> Iterator[str]:
        look = self._looks.of_run(run, paragraph.find(f"{W}pPr"))
        pieces = "".join(self._pieces(run, paragraph, unseen))
        if look.why_unseen:
            unseen.append(pieces)
        else:
            yield re.sub("[!-\u00ff\uf020-\uf0ff]", _LOST, pieces) if look.symbol_font else pieces

    def _box(self, box: Any) -> None:
        """A text box: its words are small print beside the text, its tables are tables."""
        outer, self._boxes = self._boxes, []
        inner = list(self.blocks(box))
        self._boxes = outer + [LooseText(block.text, block.place, small=True) if isinstance(block, LooseText) else block
                               for block in inner]

    def _table_or_layout(self, table: Any) -> Iterator[LooseBlock]:
        """A table; one that is only there to hold other tables in their places is read as what it holds."""
        if any(inner is not table for inner in table.iter(f"{W}tbl") if not _is_in_box(inner, table)):
            for row in _children(table, "tr"):
                for cell in _children(row, "tc"):
                    yield from self.blocks(cell)
        elif grid := self._table(table):
            yield grid

    def _table(self, table: Any) -> LooseGrid | None:
        caption = table.find(f"{W}tblPr/{W}tblCaption")
        rows = [row for row in _children(table, "tr") if row.find(f"{W}trPr/{W}hidden") is None]
        heads = 0
        first = next(table.iter(f"{W}p"), None)
        cells: list[Spanned] = []
        open_cells: dict[int, Spanned] = {}
        for number, row in enumerate(rows):
            heads += heads == number and row.find(f"{W}trPr/{W}tblHeader") is not None
            column = _skipped(row)
            for cell in _children(row, "tc"):
                width = _across(cell)
                if _goes_on(cell, "vMerge") and column in open_cells:
                    open_cells[column].bottom = number + 1
                elif _goes_on(cell, "hMerge") and cells and cells[-1].top == number:
                    cells[-1].right = column + width
                else:
                    text = squeezed("".join(map(self._words, _paragraphs(cell))))
                    where = self._place(next(cell.iter(f"{W}p"), first))
                    open_cells[column] = Spanned(number, column, number + 1, column + width, text, where)
                    cells.append(open_cells[column])
                column += width
        title = "" if caption is None else squeezed(str(caption.get(f"{W}val", "")))
        return filled(cells, self._place(first), heads or None, title)


def style_of(paragraph: Any) -> str:
    """The id of a paragraph's style."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return str(style.get(f"{W}val", "")) if style is not None else ""


def _is_in_box(table: Any, within: Any) -> bool:
    for above in table.iterancestors():
        if above is within:
            return False
        if above.tag == f"{W}txbxContent":
            return True
    return False


def _paragraphs(cell: Any) -> list[Any]:
    """The paragraphs of a cell, without those in text boxes, which stand beside it."""
    return [paragraph for paragraph in cell.iter(f"{W}p") if not _is_in_box(paragraph, cell)]


def _content(control: Any) -> Any:
    content = control.find(f"{W}sdtContent")
    return content if content is not None else ()


def _goes_on(cell: Any, name: str) -> bool:
    """Whether a cell belongs to the one above or before it."""
    merge = cell.find(f"{W}tcPr/{W}{name}")
    return merge is not None and merge.get(f"{W}val", "continue") != "restart"


def _across(cell: Any) -> int:
    return _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)


def _skipped(row: Any) -> int:
    return _number(row.find(f"{W}trPr/{W}gridBefore"), 0)


def _number(element: Any, usual: int) -> int:
    value = element.get(f"{W}val", "") if element is not None else ""
    return min(int(value), 63) if value.isdecimal() and len(value) < 4 else usual


def _children(parent: Any, name: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also those in controls or under tracked changes."""
    for child in parent:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag == f"{W}sdt":
            yield from _children(_content(child), name)
        elif child.tag not in (f"{W}p", f"{W}tbl") and child.tag not in _APART and isinstance(child.tag, str):
            yield from _children(child, name)
