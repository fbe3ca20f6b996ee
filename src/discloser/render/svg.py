"""Charts as SVG: shapes only. Names and figures stand beside the picture as text, in the same order and colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import cos, sin, tau

from ..model.report.report import Chart
from .markup import safe

PALETTE = (
    "#1f3f66", "#e9bf6b", "#3f8a86", "#dbe5ec", "#8f3b2f", "#a9c08f",
    "#5b4a7d", "#f1d9c6", "#6b7d8a", "#c9d6a8", "#33574a", "#d88f6a",
)
"""Fills in turn, dark beside light, so that neighbours differ when printed in black and white."""

SIDE = 240
"""Width of every picture, and height of a pie, in units of its own."""

_CENTRE, _RADIUS = SIDE // 2, 112
_BAR, _GAP = 28, 26
_STROKE = 'stroke="#222222" stroke-width="1" stroke-linejoin="round"'


def draw(chart: Chart) -> str:
    """The chart as one SVG element whose title says all that it shows."""
    figures = [int(piece.figure.scaleb(6)) for piece in chart.slices]
    height, shapes = (SIDE, _sectors(figures)) if chart.shape == "pie" else (_bars_height(figures), _bars(figures))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{SIDE}" height="{height}"'
        f' viewBox="0 0 {SIDE} {height}"><title>{safe(chart.alternative)}</title>{"".join(shapes)}</svg>'
    )


def fill(position: int) -> str:
    """The colour of the slice at a position, from 0."""
    return PALETTE[position % len(PALETTE)]


def _sectors(figures: Sequence[int]) -> Iterator[str]:
    """A sector for each figure above zero, clockwise from the top."""
    whole = sum(figure for figure in figures if figure > 0)
    begun = 0
    for position, figure in enumerate(figures):
        if figure == whole > 0:
            # An arc that ends where it begins is not drawn at all, so a whole pie is a circle.
            yield f'<circle cx="{_CENTRE}" cy="{_CENTRE}" r="{_RADIUS}" fill="{fill(position)}" {_STROKE}/>'
        elif figure > 0:
            arcs = _arc((begun + figure / 2) / whole) + _arc((begun + figure) / whole)
            yield f'<path d="M{_CENTRE} {_CENTRE}L{_rim(begun / whole)}{arcs}Z" fill="{fill(position)}" {_STROKE}/>'
            begun += figure


def _arc(share: float) -> str:
    """An arc to a share of the circle. Two halves make a sector: an arc of nearly the whole circle is drawn wrong."""
    return f"A{_RADIUS} {_RADIUS} 0 0 1 {_rim(share)}"


def _rim(share: float) -> str:
    return f"{_CENTRE + _RADIUS * sin(tau * share):.2f} {_CENTRE - _RADIUS * cos(tau * share):.2f}"


def _bars_height(figures: Sequence[int]) -> int:
    return len(figures) * (_BAR + _GAP)


def _bars(figures: Sequence[int]) -> Iterator[str]:
    """A horizontal bar for each figure above zero, from the top, and the line they start from."""
    longest = max(figures, default=0)
    for position, figure in enumerate(figures):
        if figure > 0:
            yield (
                f'<rect x="1" y="{_GAP // 2 + position * (_BAR + _GAP)}" width="{(SIDE - 2) * figure / longest:.2f}"'
                f' height="{_BAR}" fill="{fill(position)}" {_STROKE}/>'
            )
    yield f'<path d="M1 0V{_bars_height(figures)}" fill="none" {_STROKE}/>'
