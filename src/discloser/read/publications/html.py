"""A web page, ours or an office program's → loose blocks. Scripts, styles and what is hidden are no part of it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import lxml.html
from lxml import etree

from ...model.place import Place
from ...model.publication import LooseBlock, LooseGrid, LooseText
from ...model.text.squeezing import squeezed
from . import problems
from .grids import MOST_BLOCKS, MOST_COLUMNS, Spanned, filled
from .problems import RefusedFile

_NEVER = {"script", "style", "head", "noscript", "template", "svg", "object", "iframe", "select", "button", "nav",
          "math", "canvas", "dialog", "del"}
_BLOCKS = {"p", "div", "section", "article", "main", "header", "footer", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2",
           "h3", "h4", "h5", "h6", "blockquote", "pre", "figure", "figcaption", "aside", "body", "html", "center",
           "address", "details", "summary", "form", "fieldset", "hgroup", "td", "th", "caption"}
_BREAKING = _BLOCKS | {"table", "br"}
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_DEEPEST = 200
_ONLY_WIDTHS = "0"
"""The height of a row by which Word and Excel tell the widths of columns."""


def blocks_of(content: bytes, file: str) -> list[LooseBlock]:
    """The blocks of a page. Raises `RefusedFile`."""
    try:
        root = lxml.html.document_fromstring(decoded(content))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise RefusedFile(problems.NOT_A_REPORT, reason="网页里没有内容") from None
    reader = _PageReader(file)
    return list(islice(reader.blocks(root, 0), MOST_BLOCKS + 1))


def decoded(content: bytes) -> str:
    """The text of a page in its own encoding; GB2312 is read as its larger successor."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    declared = _CHARSET.search(content[:4096])
    names = [declared[1].decode("ascii", "replace").lower()] if declared else []
    names = ["gb18030" if name in ("gb2312", "gbk") else name for name in names]
    for name in ("utf-8-sig", *names, "gb18030"):
        try:
            text = content.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    raise RefusedFile(problems.NOT_A_REPORT, reason="文字的编码认不出来")


class _PageReader:
    """Walks through a page."""

    def __init__(self, file: str) -> None:
        self._file = file

    def blocks(self, parent: Any, depth: int) -> Iterator[LooseBlock]:
        """The blocks below an element; words between blocks are paragraphs of their own."""
        words = [parent.text or ""]
        first = parent
        for child in parent:
            if not isinstance(child.tag, str) or self._is_left_out(child):
                pass
            elif child.tag == "table":
                yield from self._flushed(words, first, parent)
                yield from self._table_or_layout(child, depth)
            elif child.tag in _BLOCKS and depth < _DEEPEST:
                yield from self._flushed(words, first, parent)
                yield from self.blocks(child, depth + 1)
            elif child.tag == "br":
                yield from self._flushed(words, first, parent)
            elif depth < _DEEPEST and any(inner.tag in _BREAKING for inner in child.iter()):
                yield from self._flushed(words, first, parent)
                yield from self.blocks(child, depth + 1)
            else:
                words.append(_words(child))
            words.append(child.tail or "")
        yield from self._flushed(words, first, parent)

    def _flushed(self, words: list[str], at: Any, parent: Any) -> Iterator[LooseText]:
        text = squeezed("".join(words))
        words.clear()
        if text:
            yield LooseText(text, self._place(at), _level(parent), _is_centred(parent), _is_small(parent),
                            _is_listed(parent))

    def _place(self, element: Any) -> Place:
        return Place(self._file, element.sourceline or 1)

    def _is_left_out(self, element: Any) -> bool:
        if element.tag in _NEVER and not (element.tag == "nav" and _is_listed(element)):
            return True
        if element.tag == "a" and "skip" in element.get("class", ""):
            return True
        return (element.get("hidden") is not None or element.get("aria-hidden") == "true"
                or _HIDDEN.search(element.get("style", "")) is not None)

    def _table_or_layout(self, table: Any, depth: int) -> Iterator[LooseBlock]:
        """A table; one that only holds other tables, or one column of paragraphs, is read as what it holds."""
        if depth < _DEEPEST and (next(table.iterdescendants("table"), None) is not None or _is_column(table)):
            for cell in table.iter("td", "th", "caption"):
                if next(cell.iterancestors("table")) is table:
                    yield from self.blocks(cell, depth + 1)
        elif grid := self._grid(table):
            yield grid

    def _grid(self, table: Any) -> LooseGrid | None:
        caption = table.find("caption")
        rows = [row for row in table.iter("tr")
                if next(row.iterancestors("table")) is table and row.get("height") != _ONLY_WIDTHS]
        taken: set[tuple[int, int]] = set()
        cells: list[Spanned] = []
        heads = 0
        for number, row in enumerate(rows):
            heads += heads == number and _is_head(row)
            column = 0
            for cell in (child for child in row if child.tag in ("td", "th")):
                while (number, column) in taken:
                    column += 1
                if column >= MOST_COLUMNS:
                    break
                bottom = min(number + _span(cell, "rowspan"), len(rows))
                right = min(column + _span(cell, "colspan"), MOST_COLUMNS)
                taken.update((i, j) for i in range(number, bottom) for j in range(column, right))
                cells.append(Spanned(number, column, bottom, right, squeezed(_words(cell)), self._place(cell)))
                column = right
        title = "" if caption is None else "\t".join(filter(None, map(squeezed, _pieces(caption))))
        return filled(cells, self._place(table), heads or None, title)


def _is_column(table: Any) -> bool:
    """Whether a table has no two cells beside each other."""
    return all(sum(child.tag in ("td", "th") for child in row) < 2 for row in table.iter("tr"))


def _words(element: Any) -> str:
    """The words in an element, without those that are never shown."""
    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _NEVER and not _HIDDEN.search(child.get("style", "")):
            pieces.append(_words(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _pieces(element: Any) -> Iterator[str]:
    """The words in an element, those in blocks of their own apart."""
    yield element.text or ""
    for child in element:
        yield from _pieces(child) if len(child) else (_words(child),)
        yield child.tail or ""


def _span(cell: Any, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(max(int(value), 1), 5000) if value.isdecimal() and len(value) < 5 else 1


def _is_head(row: Any) -> bool:
    if any(above.tag == "thead" for above in row.iterancestors()):
        return True
    cells = [child for child in row if child.tag in ("td", "th")]
    return bool(cells) and all(cell.tag == "th" and cell.get("scope") != "row" for cell in cells)


def _level(element: Any) -> int:
    tag = element.tag if isinstance(element.tag, str) else ""
    return int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdecimal() else 0


def _is_centred(element: Any) -> bool:
    return "center" in (element.get("align", "") + element.get("style", "")).lower()


def _is_small(element: Any) -> bool:
    return element.tag == "small" or any(e.tag in ("figure", "footer") for e in (element, *element.iterancestors()))


def _is_listed(element: Any) -> bool:
    return any(e.tag == "nav" or "toc" in _named(e) for e in (element, *element.iterancestors()))


def _named(element: Any) -> str:
    return "".join(element.get(name, "") for name in ("class", "id", "role")).lower()
