"""Pages of a PDF by PDFium: characters that can be seen, ruled lines, and the amounts of the text layer.

Only geometry is taken over: no script, form, link or attachment of the file is touched. Meant to run in a process of
its own, since PDFium is C++ and the file is anybody's.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from .counting import amounts_in
from .pages import Glyph, PdfPage
from .pdf_rules import MOST_OBJECTS, PageRules, TooMuch
from .turning import Turn, quarters_of

_MOST_GLYPHS = 60_000
"""A page of a book has two thousand."""
_LONGEST_CLIP = 12
_OUTLINED, _INVISIBLE = 2, 3
"""Ways to draw letters: filled and outlined, which makes them bold, or not at all."""
_LONGEST_NAME = 128
_SEEN, _CUT = 0.05, 0.85
"""Of the height of a character: less is not seen, between the two it is cut through."""

Bounds = tuple[float, float, float, float]


def pages_of(document: pypdfium2.PdfDocument) -> Iterator[PdfPage]:
    """Every page of an opened document, one after the other. Raises `TooMuch`."""
    for index in range(len(document)):
        page = document[index]
        textpage = page.get_textpage()
        try:
            yield _page(index + 1, page, textpage)
        finally:
            textpage.close()
            page.close()


def _page(number: int, page: Any, textpage: Any) -> PdfPage:
    count = pdfium.FPDFText_CountChars(textpage.raw)
    if count > _MOST_GLYPHS or pdfium.FPDFPage_CountObjects(page.raw) > MOST_OBJECTS:
        raise TooMuch(str(number))
    turn = Turn(quarters_of(page.get_rotation(), _slopes(textpage.raw, count)), *page.get_cropbox())
    reader = _Glyphs(textpage.raw, turn)
    glyphs = tuple(reader.read(count))
    lines = PageRules(turn)
    lines.walk(page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, None, 0)
    width, height = turn.size
    text = textpage.get_text_range().replace("\ufffe", "")
    layer = amounts_in([text])
    unseen = amounts_in(["".join(reader.hidden)])
    return PdfPage(
        number, width, height, glyphs, tuple(lines.across), tuple(lines.down), tuple((layer - unseen).elements()),
        "".join(text.split()),
        tuple("".join(row) for row in reader.cut.values() if len(row) >= 10),
        min(1.0, lines.pictured / max(width * height, 1)), reader.unmapped, turn.quarters,
    )


def _slopes(textpage: Any, count: int) -> Iterator[tuple[float, float]]:
    matrix = pdfium.FS_MATRIX()
    for i in range(0, count, max(1, count // 200)):
        if pdfium.FPDFText_GetUnicode(textpage, i) > 32 and pdfium.FPDFText_GetMatrix(textpage, i, matrix):
            yield matrix.a, matrix.b


class _Glyphs:
    """Reads the characters of one page."""

    def __init__(self, textpage: Any, turn: Turn) -> None:
        self.hidden: list[str] = []
        self.unmapped = 0
        self.cut: dict[int, list[str]] = defaultdict(list)
        self._textpage, self._turn = textpage, turn
        self._clips: dict[int | None, Bounds | None] = {}
        self._modes: dict[int | None, int] = {}
        self._faces: dict[int | None, str] = {}
        self._fonts: dict[int | None, str] = {}
        self._loose, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def read(self, count: int) -> Iterator[Glyph]:
        """The visible characters; blanks that PDFium made up are left out."""
        unicode, generated = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_IsGenerated
        for i in range(count):
            code = unicode(self._textpage, i)
            self.unmapped += pdfium.FPDFText_HasUnicodeMapError(self._textpage, i) == 1
            if code < 32 or code in (0xFFFE, 0xFFFF) or generated(self._textpage, i) == 1:
                continue
            if glyph := self._glyph(i, chr(code) if code < 0x110000 else "\ufffd"):
                yield glyph

    def _glyph(self, i: int, text: str) -> Glyph | None:
        textpage, loose = self._textpage, self._loose
        pdfium.FPDFText_GetLooseCharBox(textpage, i, loose)
        pdfium.FPDFText_GetCharOrigin(textpage, i, self._x, self._y)
        pdfium.FPDFText_GetMatrix(textpage, i, self._matrix)
        low, high = min(loose.bottom, loose.top), max(loose.bottom, loose.top)
        owner = pdfium.FPDFText_GetTextObject(textpage, i)
        key = self._known(owner) if owner else None
        if owner and not self._is_seen(key, text, (loose.left, low, loose.right, high), i):
            self.hidden.append(text)
            return None
        scale = abs(complex(self._matrix.c, self._matrix.d)) or 1
        _, base = self._turn.point(self._x.value, self._y.value)
        box = self._turn.box(loose.left, low, loose.right, high)
        size = pdfium.FPDFText_GetFontSize(textpage, i) * scale
        return Glyph(text, *box, base, size, self._faces.get(key, ""))

    def _known(self, owner: Any) -> int | None:
        """The key of an object of text, of which is known from now on how it is drawn."""
        key = ctypes.cast(owner, ctypes.c_void_p).value
        if key not in self._modes:
            self._modes[key] = pdfium.FPDFTextObj_GetTextRenderMode(owner)
            self._clips[key] = _clip_of(owner)
            self._faces[key] = self._face(pdfium.FPDFTextObj_GetFont(owner)) + "*" * (self._modes[key] == _OUTLINED)
        return key

    def _face(self, font: Any) -> str:
        key = ctypes.cast(font, ctypes.c_void_p).value
        if key not in self._fonts:
            name = ctypes.create_string_buffer(_LONGEST_NAME)
            pdfium.FPDFFont_GetBaseFontName(font, name, _LONGEST_NAME)
            self._fonts[key] = name.value.decode("latin-1").rpartition("+")[2]
        return self._fonts[key]

    def _is_seen(self, key: int | None, text: str, box: Bounds, i: int) -> bool:
        clip = self._clips[key]
        if clip is None or self._modes[key] == _INVISIBLE:
            return self._modes[key] != _INVISIBLE
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        if not text.isspace():
            self._note_cut(text, clip, i)
        return clip[0] - 1 <= x <= clip[2] + 1 and clip[1] - 1 <= y <= clip[3] + 1

    def _note_cut(self, text: str, clip: Bounds, i: int) -> None:
        """Remember a character of which a part is cut off above or below."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(self._textpage, i, left, right, bottom, top)
        height = top.value - bottom.value
        visible = min(top.value, clip[3]) - max(bottom.value, clip[1])
        if height > 2 and _SEEN * height < visible < _CUT * height:
            self.cut[round(self._y.value)].append(text)


def _clip_of(owner: Any) -> Bounds | None:
    """The box that an object's clip paths leave of the page, in the page's own space."""
    clip = pdfium.FPDFPageObj_GetClipPath(owner)
    count = pdfium.FPDFClipPath_CountPaths(clip) if clip else 0
    bounds: Bounds | None = None
    for path in range(max(count, 0)):
        pieces = pdfium.FPDFClipPath_CountPathSegments(clip, path)
        if not 0 < pieces <= _LONGEST_CLIP:
            continue
        points = list(_points(pdfium.FPDFClipPath_GetPathSegment(clip, path, n) for n in range(pieces)))
        if points:
            xs, ys = zip(*points, strict=True)
            box = (min(xs), min(ys), max(xs), max(ys))
            bounds = box if bounds is None else (
                max(bounds[0], box[0]), max(bounds[1], box[1]), min(bounds[2], box[2]), min(bounds[3], box[3]))
    return bounds


def _points(segments: Iterator[Any]) -> Iterator[tuple[float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    for segment in segments:
        if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            yield x.value, y.value
