"""The straight lines of a page of a PDF, and how much of it pictures cover."""

from __future__ import annotations

import ctypes
from collections import Counter
from typing import Any

import pypdfium2.raw as pdfium

from .pages import RuledLine
from .turning import Turn

MOST_OBJECTS = 60_000
_LONGEST_PATH = 60
"""A path of more pieces is a drawing."""
_DEEPEST = 6
_THICKEST = 3.0
"""Points: what is filled and not thicker is a line."""
_WHITE = 250

Matrix = tuple[float, float, float, float, float, float]


class TooMuch(Exception):  # noqa: N818  an answer to the officer, not a fault
    """A page holds more than a page of a report can."""


class PageRules:
    """Gathers the straight lines of one page, those of form objects included, and how much of it pictures cover."""

    def __init__(self, turn: Turn) -> None:
        self.across: list[RuledLine] = []
        self.down: list[RuledLine] = []
        self.pictured = 0.0
        self._turn = turn
        self._seen: Counter[int] = Counter()
        self._grounds: list[tuple[float, float, float, float]] = []

    def walk(self, parent: Any, count: Any, get: Any, base: Matrix | None, depth: int) -> None:
        """All objects below a page or a form object."""
        for i in range(count(parent)):
            self._seen[depth] += 1
            if self._seen.total() > MOST_OBJECTS:
                raise TooMuch("")
            found = get(parent, i)
            sort = pdfium.FPDFPageObj_GetType(found)
            if sort == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                self.walk(found, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject,
                          _matrix_of(found, base), depth + 1)
            elif sort == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(found, base)
            elif sort == pdfium.FPDF_PAGEOBJ_IMAGE and base is None:
                self._picture(found)

    def _picture(self, found: Any) -> None:
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if pdfium.FPDFPageObj_GetBounds(found, left, bottom, right, top):
            self.pictured += abs((right.value - left.value) * (top.value - bottom.value))

    def _path(self, path: Any, base: Matrix | None) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        drawn = pdfium.FPDFPath_GetDrawMode(path, fill, stroke) and (fill.value or stroke.value)
        pieces = pdfium.FPDFPath_CountSegments(path)
        if not drawn or not 0 < pieces <= _LONGEST_PATH or (not stroke.value and self._is_paper(path)):
            return
        matrix = _matrix_of(path, base)
        start = last = None
        x, y = ctypes.c_float(), ctypes.c_float()
        for n in range(pieces):
            segment = pdfium.FPDFPath_GetPathSegment(path, n)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            point = self._turn.point(*_moved(matrix, x.value, y.value))
            sort = pdfium.FPDFPathSegment_GetType(segment)
            if sort == pdfium.FPDF_SEGMENT_MOVETO:
                start = point
            elif sort == pdfium.FPDF_SEGMENT_LINETO and last:
                self._line(last, point)
            last = point
            if pdfium.FPDFPathSegment_GetClose(segment) and start:
                self._line(last, start)
                last = start

    def _is_paper(self, path: Any) -> bool:
        """Whether a filled area is as white as the page, such as a browser puts behind a table: no edge is seen of it.

        White cells on a coloured ground are seen.
        """
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        colour = [ctypes.c_uint() for _ in range(4)]
        pdfium.FPDFPageObj_GetBounds(path, left, bottom, right, top)
        box = left.value, bottom.value, right.value, top.value
        if min(box[2] - box[0], box[3] - box[1]) <= _THICKEST or not pdfium.FPDFPageObj_GetFillColor(path, *colour):
            return False
        if any(part.value < _WHITE for part in colour[:3]):
            self._grounds.append(box)
            return False
        return not any(ground[0] - 1 <= box[0] and ground[1] - 1 <= box[1] and box[2] <= ground[2] + 1
                       and box[3] <= ground[3] + 1 for ground in self._grounds)

    def _line(self, one: tuple[float, float], two: tuple[float, float]) -> None:
        wide, high = abs(one[0] - two[0]), abs(one[1] - two[1])
        if high < 1 < wide:
            self.across.append(RuledLine((one[1] + two[1]) / 2, min(one[0], two[0]), max(one[0], two[0])))
        elif wide < 1 < high:
            self.down.append(RuledLine((one[0] + two[0]) / 2, min(one[1], two[1]), max(one[1], two[1])))


def _matrix_of(found: Any, base: Matrix | None) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(found, matrix)
    a, b, c, d, e, f = matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f
    if base is None:
        return a, b, c, d, e, f
    p, q, r, s, t, u = base
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
