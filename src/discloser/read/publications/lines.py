"""Characters of a page → the cells of its grids and, of what stands outside of grids, lines of text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .pages import Glyph
from .ruling import Area, Ruling

_IDEOGRAPHS = ("\u4e00", "\u9fff")
_SAME_LINE = 0.45
_GAP = 1.6
"""Of the size of type: a wider gap within a line stands for a tabulator."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text outside of grids. `text` has a tabulator where there is a wide gap.

    `face`: the font of its East Asian letters, nothing where they stand in several.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    face: str = ""

    @property
    def middle(self) -> float:
        """Half of its height."""
        return (self.top + self.bottom) / 2

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom, in tenths of a point."""
        return round(self.left, 1), round(self.top, 1), round(self.right, 1), round(self.bottom, 1)


def divided(
    glyphs: Iterable[Glyph], rulings: Sequence[Ruling], width: float, height: float,
) -> tuple[list[dict[Area, list[Glyph]]], list[Glyph], int]:
    """The characters of each grid by cell, those outside of grids, and how many lie beyond the page.

    What stands within a grid but in none of its closed cells is outside: nothing is lost.
    """
    inside: list[dict[Area, list[Glyph]]] = [defaultdict(list) for _ in rulings]
    outside: list[Glyph] = []
    beyond = 0
    for glyph in glyphs:
        x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        if not (0 <= x <= width and 0 <= y <= height):
            beyond += not glyph.text.isspace()
            continue
        for ruling, cells in zip(rulings, inside, strict=True):
            if area := ruling.cell_at(x, y):
                cells[area].append(glyph)
                break
        else:
            outside.append(glyph)
    return inside, outside, beyond


def cell_text(glyphs: Sequence[Glyph]) -> str:
    """The text of a cell, its lines joined, without blanks between East Asian characters."""
    return "".join("".join(glyph.text for glyph in row) for row in rows_of(glyphs))


def lines_of(glyphs: Sequence[Glyph]) -> list[TextLine]:
    """The lines of text, from above."""
    lines = [_line(row) for row in rows_of(glyphs)]
    return sorted((line for line in lines if line.text.strip()), key=lambda line: (round(line.middle), line.left))


def rows_of(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Characters by baseline, each row from left to right, rows from above."""
    rows: list[tuple[float, list[Glyph]]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (round(glyph.base), glyph.left)):
        limit = max(2.0, glyph.size * _SAME_LINE)
        for base, row in rows[-4:]:
            if abs(base - glyph.base) < limit:
                row.append(glyph)
                break
        else:
            rows.append((glyph.base, [glyph]))
    return [sorted(row, key=lambda glyph: glyph.left) for _, row in sorted(rows, key=lambda pair: pair[0])]


def _line(row: Sequence[Glyph]) -> TextLine:
    words: list[str] = []
    end: float | None = None
    for glyph in row:
        if end is not None and glyph.left - end > glyph.size * _GAP:
            words.append("\t")
        words.append(glyph.text)
        end = glyph.right
    shown = [glyph for glyph in row if not glyph.text.isspace()] or list(row)
    sizes = sorted(glyph.size for glyph in shown)
    return TextLine(
        "".join(words), shown[0].left, min(g.top for g in shown), max(g.right for g in shown),
        max(g.bottom for g in shown), sizes[len(sizes) // 2], _face(shown),
    )


def _face(shown: Sequence[Glyph]) -> str:
    faces = {glyph.face for glyph in shown if _IDEOGRAPHS[0] <= glyph.text <= _IDEOGRAPHS[1]}
    return faces.pop() if len(faces) == 1 else ""
