"""Pages that lie on their side, by their own word or by that of their text, are read upright."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """How points of a page's own space come to lie on the page as it is read: x to the right, y downwards.

    `quarters`: by how many right angles the page is turned clockwise.
    """

    quarters: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as it is read."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.quarters % 2 else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point on the page as it is read."""
        match self.quarters:
            case 0:
                return x - self.left, self.top - y
            case 1:
                return y - self.bottom, x - self.left
            case 2:
                return self.right - x, y - self.bottom
            case _:
                return self.top - y, self.right - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """A box on the page as it is read: left, top, right, bottom."""
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def quarters_of(page_rotation: int, slopes: Iterable[tuple[float, float]]) -> int:
    """Right angles to turn a page so that most of its text runs from left to right.

    `slopes`: the direction of each character's baseline in the page's own space.
    """
    directions = Counter(_direction(a, b) for a, b in slopes)
    if not directions:
        return page_rotation // 90 % 4
    return directions.most_common(1)[0][0]


def _direction(a: float, b: float) -> int:
    """By how many quarters a baseline must be turned clockwise to run to the right."""
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 2
    return 1 if b > 0 else 3
