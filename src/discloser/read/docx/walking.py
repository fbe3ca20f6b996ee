"""Steps through a document's tree that every reader of Word takes: into controls, to rows and cells, over spans."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from .seen import W

MOST_COLUMNS: Final = 63
"""What Word allows a table."""
PROPERTIES: Final = frozenset(
    f"{W}{name}" for name in ("sdtPr", "rPr", "pPr", "tcPr", "instrText", "delText", "fldChar", "rt", "sectPr"))
"""Elements that say how something looks or is made, and hold nothing to read."""
BOX: Final = f"{W}txbxContent"
_BLOCKS = (f"{W}p", f"{W}tbl", f"{W}sdt")


def content(control: Any) -> Any:
    """What a content control holds."""
    found = control.find(f"{W}sdtContent")
    return found if found is not None else ()


def properties(paragraph: Any) -> Any:
    """The properties of a paragraph, which stand before all else in it."""
    return paragraph[0] if len(paragraph) and paragraph[0].tag == f"{W}pPr" else None


def children(parent: Any, name: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also those in controls, under marks of other programs or tracked changes."""
    wanted = f"{W}{name}"
    for child in parent:
        if child.tag == wanted:
            yield child
        elif child.tag == f"{W}sdt":
            yield from children(content(child), name)
        elif child.tag not in _BLOCKS and isinstance(child.tag, str):
            yield from children(child, name)


def count_of(element: Any, least: int) -> int:
    """Over how many columns a cell reaches, or how many a row leaves out."""
    count = element.get(f"{W}val", "") if element is not None else ""
    return min(max(int(count), least), MOST_COLUMNS) if count.isascii() and count.isdigit() and len(count) < 4 \
        else least
