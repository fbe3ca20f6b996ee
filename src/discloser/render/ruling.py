"""The lines of a table, each drawn once from end to end.

WeasyPrint draws the border of every cell by itself, thousands of strokes that lie in a few hundred straight lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any, NamedTuple

from .replacing import Replacement


class Look(NamedTuple):
    """How a line is drawn and where it runs: across or down, and how far from the page's edge."""

    thickness: float
    style: str
    color: Any
    across: bool
    place: float


class Strokes:
    """Takes the place of a page while WeasyPrint draws a table's borders: look → where strokes begin and end."""

    def __init__(self) -> None:
        self.strokes: dict[Look, list[tuple[float, float]]] = {}

    def artifact(self) -> AbstractContextManager[None]:
        """Ornament, as all lines are; said once, where they are really drawn."""
        return nullcontext()

    stacked = artifact

    def lines(self) -> Iterator[tuple[Look, float, float]]:
        """The strokes that touch, joined: look, beginning and end."""
        for look, strokes in self.strokes.items():
            begun, ended = min(strokes)
            for begin, end in sorted(strokes):
                if begin > ended:
                    yield look, begun, ended
                    begun = begin
                ended = max(ended, end)
            yield look, begun, ended


def replacements() -> list[Replacement]:
    """What draws the lines."""
    from weasyprint import draw

    return [
        Replacement(draw, "draw_line", _draw_line(draw.draw_line)),
        Replacement(draw, "draw_collapsed_borders", _draw_borders(draw.draw_collapsed_borders, draw.draw_line)),
    ]


def _draw_line(original: Callable[..., None]) -> Callable[..., None]:
    def draw_line(
        stream: Any, x1: float, y1: float, x2: float, y2: float, thickness: float, style: str, color: Any,
        offset: float = 0,
    ) -> None:
        if not isinstance(stream, Strokes):
            return original(stream, x1, y1, x2, y2, thickness, style, color, offset)
        across = y1 == y2
        look = Look(thickness, style, color, across, y1 if across else x1)
        stream.strokes.setdefault(look, []).append((x1, x2) if across else (y1, y2))
        return None

    return draw_line


def _draw_borders(original: Callable[..., None], draw_line: Callable[..., None]) -> Callable[..., None]:
    def draw_collapsed_borders(stream: Any, table: Any) -> None:
        strokes = Strokes()
        original(strokes, table)
        with stream.artifact():
            for look, begin, end in strokes.lines():
                ends = (begin, look.place, end, look.place) if look.across else (look.place, begin, look.place, end)
                draw_line(stream, *ends, look.thickness, look.style, look.color)

    return draw_collapsed_borders
