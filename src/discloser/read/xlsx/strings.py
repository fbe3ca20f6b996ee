"""The texts of a workbook: runs joined, escapes undone, and what is no text at all told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from .package import Package
from .parts import elements, tags

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_HALVES = re.compile("[\ud800-\udfff]")
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_TEXT, _RUN, _LOOKS = tags("t"), tags("r"), tags("rPr")
_STRUCK, _RAISED = tags("strike"), tags("vertAlign")
_ENDS, _BEGINS = re.compile(r"\d\s*\Z"), re.compile(r"\s*\d")
_UNREAD = frozenset((*tags("rPh"), *tags("phoneticPr"), *tags("extLst")))
"""Reading aids of East Asian text, and what later programs add."""


class CellWords(NamedTuple):
    """A text. `fault`: what in it could not be read; the text does without."""

    text: str
    fault: str = ""


def shared_strings(package: Package, name: str) -> list[CellWords]:
    """The texts that cells refer to by number."""
    return [words_of(element) for element in elements(package, name, tags("si"))] if name else []


def words_of(element: Any) -> CellWords:
    """The text of a string, all its runs joined."""
    if len(element) == 1 and element[0].tag in _TEXT and not len(element[0]):
        return unescaped(element[0].text or "")
    typed, fault = "", ""
    for text, looks in _texts(element):
        piece = "" if text is None else text.text or ""
        fault = fault or ("有看不懂的内容" if text is None or len(text) else _overlooked(piece, looks, typed))
        typed += piece
    words = unescaped(typed)
    return CellWords(words.text, fault or words.fault)


def unescaped(stored: str) -> CellWords:
    """A text as it was typed: `_x000D_` is a character, and two halves of a rare one are one."""
    text, fault = stored, ""
    if "_x" in text:
        text = _ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), text)
        if _HALVES.search(text):
            text, fault = _whole(text)
    text = _LINE_ENDS.sub("\n", text)
    if found := _NO_TEXT.search(text):
        return CellWords(_NO_TEXT.sub("", text), fault or f"有看不见的控制字符（U+{ord(found[0]):04X}）")
    return CellWords(text, fault)


def _whole(text: str) -> tuple[str, str]:
    """Halves joined to characters; a half that stands alone is left out and told."""
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    try:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le"), ""
    except UnicodeDecodeError:
        half = next(char for char in text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
                    if _HALVES.match(char))
        return joined.replace("\ufffd", ""), f"有半个字（_x{ord(half):04X}_），另一半不见了"


def _texts(element: Any) -> Iterator[tuple[Any, Any]]:
    """The elements that hold text, each with what its run looks like; None for one whose meaning is not known."""
    for child in element:
        if child.tag in _TEXT:
            yield child, ()
        elif child.tag in _RUN:
            looks = next((inner for inner in child if inner.tag in _LOOKS), ())
            yield from ((inner, looks) for inner in child if inner.tag in _TEXT)
        elif child.tag not in _UNREAD:
            yield None, ()


def _overlooked(piece: str, looks: Any, before: str) -> str:
    """What a reader would not take for a part of the text: struck-through words, a raised number behind a number."""
    for look in looks:
        if look.tag in _STRUCK and look.get("val", "1") not in ("0", "false") and piece.strip():
            return f"有划掉的文字“{piece.strip()[:20]}”"
        if look.tag in _RAISED and look.get("val") != "baseline" and _ENDS.search(before) and _BEGINS.match(piece):
            return f"数字后面有写成上标、下标的“{piece.strip()[:20]}”，分不清是数还是注释号"
    return ""
