"""Where a figure of the web page comes from, told on hover by its title and on focus by the style sheet; no script."""

from __future__ import annotations

from ..model.place import written
from ..model.report.report import Cell, Paragraph
from .markup import safe

_MOST = 6


def source_of_cell(cell: Cell) -> str:
    """Attributes for a cell that adds up amounts of the form; of many only the first are told."""
    if cell.amount is None or not cell.origins:
        return ""
    told = "；".join(written(path) for path in cell.origins[:_MOST])
    more = f"等{len(cell.origins)}处" if len(cell.origins) > _MOST else ""
    return _told(f"来自填报表：{told}{more}")


def with_sources(block: Paragraph) -> str:
    """The text of a paragraph, each figure and typed text of it with its source."""
    parts, end = [], 0
    for passage in block.passages:
        shown = safe(block.text[passage.start:passage.end])
        parts += [safe(block.text[end:passage.start]),
                  f"<span{_told(passage.source.replace('/', ' '))}>{shown}</span>"]
        end = passage.end
    return "".join([*parts, safe(block.text[end:])])


def _told(text: str) -> str:
    return f' tabindex="0" title="{safe(text)}"'
