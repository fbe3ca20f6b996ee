"""A Word document → loose blocks: paragraphs, tables with their merged cells, words in text boxes.

What is deleted under tracked changes is gone, what is inserted is there; numbers that Word makes are counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import Any, Final
from zipfile import BadZipFile, ZipFile
from zlib import error as zlib_error

from lxml import etree

from ...model.place import Place
from ...model.publication import LooseBlock, LooseGrid, LooseText
from ...model.text.squeezing import squeezed
from . import problems
from .docx_numbers import Numbering
from .grids import MOST_BLOCKS, Spanned, filled
from .problems import RefusedFile

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LARGEST_PART = 64 * 2**20
_GONE = {f"{W}{name}" for name in ("del", "moveFrom", "sdtPr", "rPr", "pPr", "instrText", "delText", "fldChar")}
_BREAKS = {f"{W}tab": "\t", f"{W}br": "", f"{W}cr": "", f"{W}noBreakHyphen": "-"}
_CONTENTS = ("toc", "contents", "目录")


def blocks_of(content: bytes, file: str) -> list[LooseBlock]:
    """The blocks of a document. Raises `RefusedFile`."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            document = _xml(archive, "word/document.xml")
            names = archive.namelist()
            styles = _xml(archive, "word/styles.xml") if "word/styles.xml" in names else None
            numbers = _xml(archive, "word/numbering.xml") if "word/numbering.xml" in names else None
    except (BadZipFile, zlib_error, KeyError, OSError, RuntimeError, ValueError, NotImplementedError,
            etree.XMLSyntaxError):
        raise RefusedFile(problems.NOT_A_REPORT, reason="Word 文件已经损坏，或者只是名字叫 Word") from None
    body = document.find(f"{W}body")
    reader = _BodyReader(file, _Styles(styles), Numbering(numbers))
    return list(islice(reader.blocks(document if body is None else body), MOST_BLOCKS + 1))


def _xml(archive: ZipFile, name: str) -> Any:
    with archive.open(name) as stream:
        content = stream.read(_LARGEST_PART + 1)
    if len(content) > _LARGEST_PART or b"<!DOCTYPE" in content[:4096]:
        raise ValueError(name)
    content = content.replace(_STRICT, W[1:-1].encode())  # the stricter dialect says the same under another name
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


class _Styles:
    """What the styles of a document say of paragraphs: their names, heading levels and alignment."""

    def __init__(self, root: Any) -> None:
        found = [] if root is None else [style for style in root.iter(f"{W}style") if style.get(f"{W}styleId")]
        self._by_id = {style.get(f"{W}styleId"): style for style in found}

    def name(self, style: str) -> str:
        """The name of a style, by which programs of every language know it."""
        element = self._by_id.get(style)
        name = None if element is None else element.find(f"{W}name")
        return str(name.get(f"{W}val", "")).lower() if name is not None else style.lower()

    def value(self, paragraph: Any, name: str) -> str | None:
        """A property of a paragraph, its own or its style's, through at most a few styles that others are based on."""
        if (own := paragraph.find(f"{W}pPr/{W}{name}")) is not None:
            return str(own.get(f"{W}val", ""))
        style = style_of(paragraph)
        for _ in range(8):
            element = self._by_id.get(style)
            if element is None:
                return None
            if (own := element.find(f"{W}pPr/{W}{name}")) is not None:
                return str(own.get(f"{W}val", ""))
            base = element.find(f"{W}basedOn")
            style = "" if base is None else str(base.get(f"{W}val", ""))
        return None


class _BodyReader:
    """Walks through a body. Paragraphs are counted as they come, those in cells included."""

    def __init__(self, file: str, styles: _Styles, numbering: Numbering) -> None:
        self._file, self._styles, self._numbering = file, styles, numbering
        self._count = 0
        self._boxes: list[LooseText] = []

    def blocks(self, parent: Any) -> Iterator[LooseBlock]:
        """What stands in the body, or in a control around paragraphs."""
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                if grid := self._table(child):
                    yield grid
                yield from self._taken_boxes()
            elif child.tag == f"{W}sdt":
                yield from self.blocks(_content(child))
            elif child.tag not in _GONE and isinstance(child.tag, str):
                yield from self.blocks(child)

    def _paragraph(self, paragraph: Any) -> Iterator[LooseBlock]:
        self._count += 1
        place = Place(self._file, paragraph=self._count)
        text = self._numbering.of(paragraph) + "".join(self._pieces(paragraph))
        if text.strip():
            level = self._level(paragraph)
            centred = self._styles.value(paragraph, "jc") == "center"
            pieces = [piece for piece in map(squeezed, text.split("\t")) if piece]
            listed = self._is_listed(paragraph)
            shown = pieces[0] if listed and len(pieces) > 1 else "\t".join(pieces)
            yield LooseText(shown, place, level, centred, self._is_small(paragraph), listed)
        yield from self._taken_boxes()

    def _taken_boxes(self) -> list[LooseText]:
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

    def _pieces(self, parent: Any) -> Iterator[str]:
        for child in parent:
            if child.tag == f"{W}t":
                yield child.text or ""
            elif child.tag in _BREAKS:
                yield _BREAKS[child.tag]
            elif child.tag == f"{W}sdt":
                yield from self._pieces(_content(child))
            elif child.tag == f"{_MC}AlternateContent":
                choice = child.find(f"{_MC}Choice")
                yield from self._pieces(choice if choice is not None else ())
            elif child.tag == f"{W}txbxContent":
                self._box(child)
            elif child.tag == f"{W}r" and _is_hidden(child):
                continue
            elif child.tag not in _GONE and isinstance(child.tag, str):
                yield from self._pieces(child)

    def _box(self, box: Any) -> None:
        for paragraph in box.iter(f"{W}p"):
            self._count += 1
            if text := squeezed("".join(self._pieces(paragraph))):
                self._boxes.append(LooseText(text, Place(self._file, paragraph=self._count), small=True))

    def _table(self, table: Any) -> LooseGrid | None:
        caption = table.find(f"{W}tblPr/{W}tblCaption")
        rows = list(_children(table, "tr"))
        heads = 0
        place = Place(self._file, paragraph=self._count + 1)
        cells: list[Spanned] = []
        open_cells: dict[int, Spanned] = {}
        for number, row in enumerate(rows):
            heads += heads == number and row.find(f"{W}trPr/{W}tblHeader") is not None
            column = _skipped(row)
            for cell in _children(row, "tc"):
                width, merge = _across(cell), cell.find(f"{W}tcPr/{W}vMerge")
                text, where = self._cell(cell)
                if merge is not None and merge.get(f"{W}val") != "restart" and column in open_cells:
                    open_cells[column].bottom = number + 1
                else:
                    open_cells[column] = Spanned(number, column, number + 1, column + width, text, where)
                    cells.append(open_cells[column])
                column += width
        title = "" if caption is None else squeezed(str(caption.get(f"{W}val", "")))
        return filled(cells, place, heads or None, title)

    def _cell(self, cell: Any) -> tuple[str, Place]:
        """The text of a cell with its paragraphs joined, and its first paragraph's place. A table inside is flat."""
        first = self._count + 1
        texts = []
        for paragraph in cell.iter(f"{W}p"):
            if any(above.tag == f"{W}txbxContent" for above in paragraph.iterancestors()):
                continue
            self._count += 1
            texts.append("".join(self._pieces(paragraph)))
        return squeezed("".join(texts)), Place(self._file, paragraph=first)


def _is_hidden(run: Any) -> bool:
    """Whether a run is set not to be printed."""
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "1") not in ("0", "false", "off")


def style_of(paragraph: Any) -> str:
    """The id of a paragraph's style."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return str(style.get(f"{W}val", "")) if style is not None else ""


def _content(control: Any) -> Any:
    if control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
        return ()
    content = control.find(f"{W}sdtContent")
    return content if content is not None else ()


def _across(cell: Any) -> int:
    return _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)


def _skipped(row: Any) -> int:
    return _number(row.find(f"{W}trPr/{W}gridBefore"), 0)


def _number(element: Any, usual: int) -> int:
    value = element.get(f"{W}val", "") if element is not None else ""
    return min(int(value), 63) if value.isdecimal() and len(value) < 4 else usual


def _children(parent: Any, name: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also those in controls; those deleted under tracked changes are gone."""
    for child in parent:
        if child.tag == f"{W}{name}":
            if child.find(f"{W}trPr/{W}del") is None and child.find(f"{W}tcPr/{W}cellDel") is None:
                yield child
        elif child.tag == f"{W}sdt":
            yield from _children(_content(child), name)
        elif child.tag == f"{W}ins":
            yield from _children(child, name)
