"""The pages of the Word report: their paper, their margins, and the room these leave for text.

They follow the custom of GB/T 9704: 22 lines of 28 characters; wide tables lie sideways in the same type area. Pages
of attachments are as large as the paper allows.
"""

from __future__ import annotations

from typing import NamedTuple

_TWIPS_TO_A_MILLIMETRE = 1440 / 25.4


def twips(points: float) -> int:
    """Points as twentieths of a point, the unit of WordprocessingML."""
    return round(points * 20)


class PageFormat(NamedTuple):
    """A page format in millimetres; `header` and `footer` are measured from the paper's edge."""

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    header: int
    footer: int

    @property
    def text_width(self) -> float:
        """The width between the margins in points."""
        return (_twips(self.width) - _twips(self.left) - _twips(self.right)) / 20

    @property
    def text_height(self) -> float:
        """The height between the margins in points."""
        return (_twips(self.height) - _twips(self.top) - _twips(self.bottom)) / 20

    def section(self, references: str = "", first_number: int | None = None) -> str:
        """The `w:sectPr` of a section of such pages, which starts on a new page."""
        orient = ' w:orient="landscape"' if self.width > self.height else ""
        numbering = "" if first_number is None else f'<w:pgNumType w:start="{first_number}"/>'
        margins = " ".join(
            f'w:{side}="{_twips(getattr(self, side))}"'
            for side in ("top", "right", "bottom", "left", "header", "footer")
        )
        return (
            f'<w:sectPr>{references}<w:type w:val="nextPage"/>'
            f'<w:pgSz w:w="{_twips(self.width)}" w:h="{_twips(self.height)}"{orient}/>'
            f'<w:pgMar {margins} w:gutter="0"/>{numbering}<w:cols w:space="720"/></w:sectPr>'
        )


def _twips(millimetres: int) -> int:
    return round(millimetres * _TWIPS_TO_A_MILLIMETRE)


TEXT = PageFormat(width=210, height=297, top=37, bottom=35, left=28, right=26, header=22, footer=22)
WIDE = PageFormat(width=297, height=210, top=28, bottom=26, left=35, right=37, header=15, footer=16)
DIGEST = PageFormat(width=210, height=297, top=22, bottom=35, left=28, right=26, header=15, footer=22)
SCAN = PageFormat(width=210, height=297, top=20, bottom=18, left=15, right=15, header=12, footer=10)
