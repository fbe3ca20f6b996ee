"""The process that draws notes into a foreign PDF: notes and the file in, the file with annotations out.

Each note is an annotation with an appearance of its own, so that every program shows the same; the pages themselves,
their text and tags stay as they are.
"""

from __future__ import annotations

import io
import json
import sys
from collections import defaultdict
from typing import Any

import pikepdf

from ...disk.bounds import bound_process

_RED, _AMBER = (0.85, 0.1, 0.1), (0.8, 0.5, 0.0)
_MARGIN, _LABEL_HEIGHT, _DIGIT = 2.0, 11.0, 6.0
_PRINTED = 4
_NO_BOX = (36.0, 40.0, 60.0, 52.0)
"""Where a note stands that has a page only, or none: at the top of the page."""

Box = tuple[float, float, float, float]


def main() -> None:
    """Draw the notes of the standard input into the file behind them."""
    bound_process()
    given = sys.stdin.buffer.read()
    size = int.from_bytes(given[:8], "big")
    notes, content = json.loads(given[8: 8 + size]), given[8 + size:]
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        draw(document, notes)
        document.save(out, deterministic_id=True)
    sys.stdout.buffer.write(out.getvalue())


def draw(document: pikepdf.Pdf, notes: list[dict[str, Any]]) -> None:
    """Add the annotations; notes of one place stand beside each other."""
    taken: dict[tuple[int, Box], int] = defaultdict(int)
    for note in notes:
        number = min(max(int(note["page"] or 1), 1), len(document.pages))
        box: Box = tuple(note["box"]) if note["box"] else _NO_BOX
        page = document.pages[number - 1]
        annotation = _annotation(document, page, note, box, taken[number, box])
        taken[number, box] += len(str(note["number"])) + 1
        if "/Annots" not in page.obj:
            page.obj.Annots = document.make_indirect(pikepdf.Array())
        page.obj.Annots.append(annotation)


def _annotation(document: pikepdf.Pdf, page: pikepdf.Page, note: dict[str, Any], box: Box, shift: int) -> Any:
    left, top, right, bottom = box
    quarters = _quarters(page) if note["quarters"] is None else int(note["quarters"]) % 4
    frame = _on_page(page, quarters, (left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN))
    digits = str(note["number"])
    start = left - _MARGIN + shift * _DIGIT
    label = (start, top - _MARGIN - _LABEL_HEIGHT, start + (len(digits) + 1) * _DIGIT, top - _MARGIN)
    mark = _on_page(page, quarters, label)
    pairs = list(zip(frame, mark, strict=True))
    whole = [min(pair) - 1 for pair in pairs[:2]] + [max(pair) + 1 for pair in pairs[2:]]
    colour = _RED if note["grave"] else _AMBER
    drawing = _drawing(frame, mark, digits, colour, quarters)
    appearance = document.make_stream(
        drawing.encode("ascii"), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=whole,
        Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F=pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name("/Helvetica-Bold")))))
    return document.make_indirect(pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Square, Rect=whole, C=list(colour), F=_PRINTED,
        Contents=pikepdf.String(note["words"]), T=pikepdf.String("discloser"), P=page.obj,
        AP=pikepdf.Dictionary(N=appearance)))


def _drawing(frame: Box, mark: Box, digits: str, colour: tuple[float, float, float], quarters: int) -> str:
    red = " ".join(f"{part:.2f}" for part in colour)
    along = ((1, 0), (0, 1), (-1, 0), (0, -1))[quarters]
    corner = {0: (mark[0] + 3, mark[1] + 2.5), 1: (mark[2] - 2.5, mark[1] + 3), 2: (mark[2] - 3, mark[3] - 2.5),
              3: (mark[0] + 2.5, mark[3] - 3)}[quarters]
    return (
        f"{red} RG {red} rg 1.2 w {_rectangle(frame)} S {_rectangle(mark)} f "
        f"1 1 1 rg BT /F 9 Tf {along[0]} {along[1]} {-along[1]} {along[0]} {corner[0]:.1f} {corner[1]:.1f} Tm "
        f"({digits}) Tj ET"
    )


def _rectangle(box: Box) -> str:
    return f"{box[0]:.1f} {box[1]:.1f} {box[2] - box[0]:.1f} {box[3] - box[1]:.1f} re"


def _quarters(page: pikepdf.Page) -> int:
    return int(page.obj.get("/Rotate", 0)) // 90 % 4


def _on_page(page: pikepdf.Page, quarters: int, box: Box) -> Box:
    """A box of the page as it is read, turned so many quarters, in the page's own space: left, bottom, right, top."""
    left, bottom, right, top = (float(side) for side in page.cropbox)
    corners = [_point(quarters, x, y, (left, bottom, right, top)) for x, y in (box[:2], box[2:])]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _point(quarters: int, x: float, y: float, page: Box) -> tuple[float, float]:
    left, bottom, right, top = page
    return ((x + left, top - y), (y + left, x + bottom), (right - x, y + bottom), (right - y, top - x))[quarters]


if __name__ == "__main__":
    main()
