"""What a page of a PDF shows, as plain values that can leave the process which reads the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Glyph(NamedTuple):
    """A visible character: its advance box and baseline in points from the upper left corner of the page, its size.

    `face`: the name of its font, without which letters of it the file holds; another one for letters drawn bold.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    face: str = ""


class RuledLine(NamedTuple):
    """A straight line along a page: its position across, and from where to where it reaches."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page as it is read: turned upright, characters in the order of the file.

    `amounts`: those of its text layer, read another way, for counting, without those that are clipped away or set to be
    invisible; `closed`: the layer without blanks. `cut`: lines of which only a part is visible. `pictures`: how much of
    the page they cover, 0 to 1. `unmapped`: characters of fonts that do not say which they are. `quarters`: by how many
    right angles the page was turned clockwise to be read.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    across: tuple[RuledLine, ...]
    down: tuple[RuledLine, ...]
    amounts: tuple[str, ...] = ()
    closed: str = ""
    cut: tuple[str, ...] = ()
    pictures: float = 0
    unmapped: int = 0
    quarters: int = 0
