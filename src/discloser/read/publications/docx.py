"""A Word document → loose blocks: paragraphs, tables with their merged cells, words in text boxes and notes.

What is deleted under tracked changes is gone, what is inserted is there; numbers that Word makes are counted. What
nobody sees on the page is not read, and said if it holds figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, Final

from ...model.finding import Finding
from ...model.place import Place
from ...model.publication import LooseBlock, LooseGrid, LooseText
from ...model.text.squeezing import squeezed
from ..docx.package import UnreadableDocx, WordPackage
from ..docx.seen import W, ends_with_a_page, leave_what_is_seen
from ..docx.styles import Looks, Type
from ..docx.walking import BOX, PROPERTIES, children, content, count_of, properties
from . import problems
from .docx_formulas import FORMULAS, formula, symbol
from .docx_numbers import Numbering
from .grids import MOST_BLOCKS, Spanned, filled
from .heading_looks import LARGE, LARGER, SET_OFF, may_head, usual, weighed
from .problems import RefusedFile

_BREAKS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "", f"{W}cr": "", f"{W}noBreakHyphen": "-"}
_IDEOGRAPH = re.compile("[\u4e00-\u9fff]")
_CONTENTS = ("toc", "contents", "目录")
_LOST: Final = "□"
"""Stands for a sign of a font of signs, of which nobody knows what it shows."""


def blocks_of(document: bytes, file: str) -> tuple[list[LooseBlock], list[Finding]]:
    """The blocks of a document, and what is to be said of reading it. Raises `RefusedFile`."""
    try:
        package = WordPackage(document)
        root = package.document()
        parts = dict(package.others("styles", "numbering", "footnotes", "endnotes"))
    except UnreadableDocx as why:
        raise RefusedFile(problems.NOT_A_REPORT, reason=f"这个 Word 文件{why}") from None
    places = {paragraph: number for number, paragraph in enumerate(root.iter(f"{W}p"), start=1)}
    leave_what_is_seen(root)
    body = root.find(f"{W}body")
    looks = Looks(parts.get("styles"), parts.get("numbering"))
    reader = _BodyReader(file, looks, Numbering(parts.get("numbering")), places)
    blocks = _with_levels(list(islice(reader.blocks(root if body is None else body), MOST_BLOCKS + 1)), reader.types)
    for sort in ("footnotes", "endnotes"):
        if sort in parts:
            leave_what_is_seen(parts[sort])
            blocks += reader.notes(parts[sort])
    return blocks, list(reader.unseen)


@dataclass(slots=True)
class _Heard:
    """What a paragraph's runs hold beside the words that are seen: words that are not, and types of letters."""

    unseen: list[str] = field(default_factory=list)
    types: set[Type] = field(default_factory=set)


class _BodyReader:
    """Walks through a body. `places`: each paragraph's number among all of the document.

    `unseen`: what is not seen; `types`: in which letters a paragraph is set, where it is all in one.
    """

    def __init__(self, file: str, looks: Looks, numbering: Numbering, places: dict[Any, int]) -> None:
        self._file, self._looks, self._numbering, self._places = file, looks, numbering, places
        self._boxes: list[LooseBlock] = []
        self.unseen: list[Finding] = []
        self.types: dict[Place, Type] = {}

    def blocks(self, parent: Any) -> Iterator[LooseBlock]:
        """What stands in the body, or in a control around paragraphs."""
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table_or_layout(child)
                yield from self._taken_boxes()
            elif child.tag == f"{W}sdt":
                yield from self.blocks(content(child))
            elif child.tag not in PROPERTIES and isinstance(child.tag, str):
                yield from self.blocks(child)

    def notes(self, root: Any) -> Iterator[LooseText]:
        """The footnotes, at the end."""
        for note in root:
            if text := squeezed("".join(self._words(paragraph) for paragraph in note.iter(f"{W}p"))):
                yield LooseText(text, Place(self._file), small=True)

    def _place(self, paragraph: Any) -> Place:
        return Place(self._file, paragraph=self._places.get(paragraph))

    def _paragraph(self, paragraph: Any) -> Iterator[LooseBlock]:
        said, heard = properties(paragraph), _Heard()
        text = self._numbering.of(self._looks.said(said, "numPr")) + self._words(paragraph, heard)
        if text.strip():
            place, name = self._place(paragraph), self._looks.name(said)
            pieces = [piece for piece in map(squeezed, text.split("\t")) if piece]
            listed = self._is_listed(name, paragraph)
            shown = pieces[0] if listed and len(pieces) > 1 else "\t".join(pieces)
            if len(heard.types) == 1:
                self.types[place] = heard.types.pop()
            yield LooseText(shown, place, self._level(name, said), self._value(said, "jc") == "center",
                            name == "caption" or "note" in name, listed)
        yield from self._taken_boxes()

    def _taken_boxes(self) -> list[LooseBlock]:
        boxes, self._boxes = self._boxes, []
        return boxes

    def _level(self, name: str, said: Any) -> int:
        if name.startswith("heading ") and name[8:].isdecimal():
            return int(name[8:])
        outline = self._value(said, "outlineLvl")
        return int(outline) + 1 if outline.isdecimal() and int(outline) < 9 else int(name == "title")

    def _value(self, said: Any, name: str) -> str:
        """A property of a paragraph, its own or its style's."""
        found = next(self._looks.said(said, name), None)
        return "" if found is None else str(found.get(f"{W}val", ""))

    def _is_listed(self, name: str, paragraph: Any) -> bool:
        return name.startswith(_CONTENTS) or ends_with_a_page(paragraph)

    def _words(self, paragraph: Any, heard: _Heard | None = None) -> str:
        """The words of a paragraph that are seen; figures among the others are told."""
        heard = heard or _Heard()
        text = "".join(self._pieces(paragraph, paragraph, heard))
        if re.search(r"\d", "".join(heard.unseen)):
            place, words = self._place(paragraph), squeezed("".join(heard.unseen))[:40]
            self.unseen.append(problems.UNSEEN.at(place, found=words))
        return text

    def _pieces(self, parent: Any, paragraph: Any, heard: _Heard) -> Iterator[str]:
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
                yield from self._run(child, paragraph, heard)
            elif child.tag == f"{W}sdt":
                yield from self._pieces(content(child), paragraph, heard)
            elif child.tag == BOX:
                self._box(child)
            elif child.tag not in PROPERTIES and isinstance(child.tag, str):
                yield from self._pieces(child, paragraph, heard)

    def _run(self, run: Any, paragraph: Any, heard: _Heard) -> Iterator[str]:
        look = self._looks.of_run(run, properties(paragraph))
        pieces = "".join(self._pieces(run, paragraph, heard))
        if look.why_unseen:
            heard.unseen.append(pieces)
        else:
            heard.types |= {look.type} if _IDEOGRAPH.search(pieces) else set()
            yield re.sub("[!-\u00ff\uf020-\uf0ff]", _LOST, pieces) if look.symbol_font else pieces

    def _box(self, box: Any) -> None:
        """A text box: its words are small print beside the text, its tables are tables."""
        outer, self._boxes = self._boxes, []
        inner = list(self.blocks(box))
        self._boxes = outer + [LooseText(block.text, block.place, small=True) if isinstance(block, LooseText) else block
                               for block in inner]

    def _table_or_layout(self, table: Any) -> Iterator[LooseBlock]:
        """A table; one that is only there to hold tables or boxes in their places is read as what it holds."""
        inner = any(inner is not table for inner in table.iter(f"{W}tbl") if not _is_in_box(inner, table))
        if inner or _holds_boxes(table):
            for row in children(table, "tr"):
                for cell in children(row, "tc"):
                    yield from self.blocks(cell)
        elif grid := self._table(table):
            yield grid

    def _table(self, table: Any) -> LooseGrid | None:
        caption = table.find(f"{W}tblPr/{W}tblCaption")
        rows = [row for row in children(table, "tr") if row.find(f"{W}trPr/{W}hidden") is None]
        heads = 0
        first = next(table.iter(f"{W}p"), None)
        cells: list[Spanned] = []
        open_cells: dict[int, Spanned] = {}
        for number, row in enumerate(rows):
            heads += heads == number and row.find(f"{W}trPr/{W}tblHeader") is not None
            column = count_of(row.find(f"{W}trPr/{W}gridBefore"), 0)
            for cell in children(row, "tc"):
                width = count_of(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
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


def _with_levels(blocks: list[LooseBlock], types: Mapping[Place, Type]) -> list[LooseBlock]:
    """The blocks; where no style says which are headings, their letters do: larger ones, or those of another face."""
    if any(isinstance(block, LooseText) and block.level for block in blocks):
        return blocks
    texts = [block for block in blocks if isinstance(block, LooseText) and block.place in types]
    sizes = weighed((types[text.place].size, text.text) for text in texts)
    faces = usual(weighed((types[text.place][1:], text.text) for text in texts if not may_head(text.text)))
    size = sizes.most_common(1)[0][0] if sizes else 0

    def level(text: LooseText) -> int:
        letters = types.get(text.place)
        if letters is None or text.listed or not may_head(text.text):
            return 0
        if 0 < size * LARGER < letters.size:
            return LARGE
        return SET_OFF if letters[1:] not in faces else 0

    return [replace(block, level=level(block)) if isinstance(block, LooseText) else block for block in blocks]


def _is_in_box(table: Any, within: Any) -> bool:
    for above in table.iterancestors():
        if above is within:
            return False
        if above.tag == BOX:
            return True
    return False


def _paragraphs(cell: Any) -> list[Any]:
    """The paragraphs of a cell, without those in text boxes, which stand beside it."""
    return [paragraph for paragraph in cell.iter(f"{W}p") if not _is_in_box(paragraph, cell)]


def _holds_boxes(table: Any) -> bool:
    """Whether whatever stands in the cells of a table is several paragraphs each: boxes side by side, no rows."""
    cells = [sum(any(text.text for text in paragraph.iter(f"{W}t")) for paragraph in cell.iter(f"{W}p"))
             for row in children(table, "tr") for cell in children(row, "tc")]
    return sum(map(bool, cells)) > 1 and all(paragraphs != 1 for paragraphs in cells)


def _goes_on(cell: Any, name: str) -> bool:
    """Whether a cell belongs to the one above or before it."""
    merge = cell.find(f"{W}tcPr/{W}{name}")
    return merge is not None and merge.get(f"{W}val", "continue") != "restart"
