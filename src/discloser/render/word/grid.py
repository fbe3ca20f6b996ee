"""Tables as WordprocessingML has them: merged cells, rows that repeat, widths that stay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...model.report.grid import header_grid
from ...model.report.report import Column
from .markup import attribute, cell_text
from .page import twips


class Span(NamedTuple):
    """A cell over `columns` grid columns; `merge` is "restart" for the top of a vertical merge, "continue" below it.

    `rows`: how many rows a restarted one reaches down.
    """

    text: str
    columns: int = 1
    merge: str = ""
    rows: int = 1


def head_rows(columns: Sequence[Column]) -> list[list[Span]]:
    """The head of a table; what reaches down from a line above goes on as a continued cell, as Word wants it."""
    lines = header_grid(columns)
    rows = []
    for level, line in enumerate(lines):
        placed = {
            cell.column: Span(cell.text, cell.colspan, "restart" if cell.rowspan > 1 else "", cell.rowspan)
            for cell in line
        }
        placed |= {
            cell.column: Span("", merge="continue")
            for above in range(level) for cell in lines[above] if above + cell.rowspan > level
        }
        rows.append([placed[column] for column in sorted(placed)])
    return rows


class Rules(NamedTuple):
    """Heavier rules of a cell: `above`, before a 类 or a total, `below` heads, `left` between lists side by side."""

    above: bool = False
    below: bool = False
    left: bool = False

    def markup(self) -> str:
        """The `w:tcBorders`, nothing where the table's own rules hold."""
        sides = "".join(
            f'<w:{side} w:val="single" w:sz="{width}" w:space="0" w:color="000000"/>'
            for side, width, drawn in (("top", 3, self.above), ("left", 6, self.left), ("bottom", 6, self.below))
            if drawn
        )
        return f"<w:tcBorders>{sides}</w:tcBorders>" if sides else ""


_NO_RULES = Rules()


def cell(span: Span, width: float, style: str, rules: Rules = _NO_RULES, margin: float = 0) -> str:
    """The `w:tc` of a span; `margin` is its own room left and right of the text, if not the table's."""
    across = f'<w:gridSpan w:val="{span.columns}"/>' if span.columns > 1 else ""
    down = f'<w:vMerge w:val="{span.merge}"/>' if span.merge else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{across}{down}{rules.markup()}{_margins(margin)}'
        "</w:tcPr>"
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{cell_text(span.text)}</w:p></w:tc>'
    )


def _margins(margin: float) -> str:
    if not margin:
        return ""
    sides = "".join(f'<w:{side} w:w="{twips(margin)}" w:type="dxa"/>' for side in ("left", "right"))
    return f"<w:tcMar>{sides}</w:tcMar>"


def row(cells: str, height: float, *, head: bool = False) -> str:
    """The `w:tr`; its height is a least height, so that no text is ever cut off. One of no height may be split."""
    whole = f'<w:cantSplit/><w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>' if height else ""
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr>{whole}{repeated}</w:trPr>{cells}</w:tr>"


def grid(widths: Sequence[float], rows: str, title: str, *, first_row: bool = True, framed: bool = False) -> str:
    """The `w:tbl` of fixed column widths; `title` is its name for those who hear the document read."""
    looks = "FramedTable" if framed else "ReportTable"
    look = f'<w:tblLook w:val="{"0020" if first_row else "0000"}" w:firstRow="{int(first_row)}" w:lastRow="0" ' \
           'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{looks}"/><w:tblW w:w="{sum(map(twips, widths))}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/>{look}<w:tblCaption w:val={attribute(title)}/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )
