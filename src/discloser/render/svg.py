"""Charts as SVG: shapes only, in one colour. Names and figures stand beside the picture as text, in the same order.

A bar chart is as wide as it is allowed to be: it has no width of its own, and each row is a hundred units high.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import cos, sin, tau

from ..model.report.report import Chart, Slice
from .markup import safe

ACCENT, PAST = "#1f3f66", "#c9d2dc"
"""This year's bars, and last year's: seven to one in contrast, so that grey print keeps them apart."""

TINTS = (ACCENT, "#c9d2dc", "#5f7895", "#eef1f4")
"""The parts of a pie in turn: dark beside light, of one colour."""

SIDE = 240
"""Width and height of a pie, in units of its own."""

_ROW, _PITCH = 100, 32
"""Height of a row of bars, in units of its own, and in dots on a screen, where words and figures stand beside it."""

_CENTRE, _RADIUS = SIDE // 2, 112
_STROKE = f'stroke="{ACCENT}" stroke-width="1" stroke-linejoin="round"'
_WIDTH = 1000
_LEAST = 4
"""Width of the least bar, so that it is seen."""

_ALONE = (22, 56)
_THIS, _LAST = (14, 38), (54, 30)
"""From where, and how high: a bar alone in its row, this year's, and last year's below it."""


def draw(chart: Chart) -> str:
    """The chart as one SVG element whose title says all that it shows."""
    picture = bars(chart.slices, chart.longest) if chart.shape == "bar" else pie(chart.slices)
    return picture.replace(' aria-hidden="true">', f' role="img"><title>{safe(chart.alternative)}</title>', 1)


def bars(slices: Sequence[Slice], longest: Decimal) -> str:
    """Rows of bars of one scale; the picture is stretched to the width it is given."""
    height = _ROW * len(slices)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" preserveAspectRatio="none" width="{_WIDTH}"'
        f' height="{_PITCH * len(slices)}" viewBox="0 0 {_WIDTH} {height}" aria-hidden="true">'
        f"{''.join(_bars(slices, longest))}</svg>"
    )


def pie(slices: Sequence[Slice]) -> str:
    """A pie, clockwise from the top."""
    sectors = "".join(_sectors([int(piece.figure.scaleb(6)) for piece in slices]))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIDE}" height="{SIDE}" viewBox="0 0 {SIDE} {SIDE}"'
        f' aria-hidden="true">{sectors}</svg>'
    )


def fill(position: int) -> str:
    """The colour of a pie's part at a position, from 0."""
    return TINTS[position % len(TINTS)]


def _bars(slices: Sequence[Slice], longest: Decimal) -> Iterator[str]:
    for number, piece in enumerate(slices):
        top = number * _ROW
        if piece.prior is None:
            yield _bar(piece.figure, longest, top, _ALONE, f'fill="{ACCENT}"')
            continue
        yield _bar(piece.figure, longest, top, _THIS, f'fill="{ACCENT}"')
        yield _bar(piece.prior, longest, top, _LAST,
                   f'fill="{PAST}" stroke="{ACCENT}" stroke-width="1" vector-effect="non-scaling-stroke"')


def _bar(figure: Decimal, longest: Decimal, top: int, place: tuple[int, int], look: str) -> str:
    """A bar, or nothing for what is not above zero."""
    if figure <= 0:
        return ""
    width = max(int(figure * _WIDTH * 100 / longest) / 100, _LEAST)
    return f'<rect x="0" y="{top + place[0]}" width="{width:g}" height="{place[1]}" {look}/>'


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
