"""Flush right edges for Chinese paragraphs: what is left of a line is shared out between its characters.

WeasyPrint widens only the spaces of a line, and Chinese has none: justified by WeasyPrint, lines stay ragged, and one
with a single space gets a hole. So paragraphs are laid out ragged, and their lines are widened before they are drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

MOST = 0.16
"""The most a character may be moved from the next, in ems; a line that needs more stays as it is."""


def justify(pages: Any, class_name: str) -> None:
    """Widen, on WeasyPrint's laid-out pages, all lines but the last of every paragraph of a class."""
    from weasyprint.formatting_structure.boxes import BlockBox, LineBox

    for page in pages:
        for box in page._page_box.descendants():
            if isinstance(box, BlockBox) and box.element is not None and box.element.get("class") == class_name:
                right = box.content_box_x() + box.width
                for line in box.children:
                    if isinstance(line, LineBox) and line.resume_at is not None:
                        _widen(list(_texts(line)), right)


def _texts(box: Any) -> Iterator[Any]:
    """The pieces of text of a line, from left to right."""
    from weasyprint.formatting_structure.boxes import TextBox

    for child in box.children:
        if isinstance(child, TextBox):
            yield child
        else:
            yield from _texts(child)


def _widen(texts: list[Any], right: Any) -> None:
    gaps = sum(len(text.text) for text in texts) - 1
    if gaps < 1:
        return
    spacing = (right - texts[-1].position_x - texts[-1].width) / gaps
    if not 0 < spacing <= MOST * texts[-1].style["font_size"]:
        return
    moved = 0
    for text in texts:
        text.position_x += spacing * moved
        text.style = text.style.copy()
        text.style["letter_spacing"] = spacing
        moved += len(text.text)
