"""Files as people attach them, and as nobody should: PDFs and pictures, good and hostile, made by the tests."""

from __future__ import annotations

import io
from decimal import Decimal

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw


def a_pdf(pages: int = 1, **options: object) -> bytes:
    """Blank pages of A4."""
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(595, 842))
    return _saved(document, **options)


def a_picture(kind: str = "PNG", size: tuple[int, int] = (600, 400), mode: str = "RGB", colour: object = "white",
              **options: object) -> bytes:
    """A black square on one colour."""
    picture = Image.new(mode, size, colour)  # type: ignore[arg-type]
    ImageDraw.Draw(picture).rectangle((10, 10, 60, 60), fill=0 if mode in ("L", "1", "I;16") else "black")
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def a_page(width: Decimal | float = 200, height: Decimal | float = 200, **more: object) -> bytes:
    """One page with whatever its dictionary is to say; a black square in its lower left corner."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(200, 200))
    page = document.pages[0]
    page.obj[Name.Contents] = document.make_stream(b"0 g 10 10 50 50 re f")
    page.obj[Name.MediaBox] = Array([0, 0, Decimal(str(width)), Decimal(str(height))])
    for key, value in more.items():
        page.obj[f"/{key}"] = value
    return _saved(document)


def a_bomb(deep: int = 7, wide: int = 10) -> bytes:
    """A page that draws a drawing that draws a drawing …: ten million times what stands in two kilobytes."""
    document = pikepdf.new()
    inner = document.make_stream(b"0 0 1 1 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 200, 200]))
    for _ in range(deep):
        inner = document.make_stream(
            b"/X Do " * wide, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 200, 200]),
            Resources=Dictionary(XObject=Dictionary(X=inner)))
    document.add_blank_page(page_size=(200, 200))
    page = document.pages[0]
    page.obj[Name.Resources] = Dictionary(XObject=Dictionary(X=inner))
    page.obj[Name.Contents] = document.make_stream(b"/X Do")
    return _saved(document)


def with_a_kid_that_is_no_page() -> bytes:
    """A good page, and beside it a font where a page belongs."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(200, 200))
    document.Root.Pages.Kids.append(Dictionary(Type=Name.Font))
    document.Root.Pages.Count = 2
    return _saved(document)


def a_filled_form(kind: str = "") -> bytes:
    """A page with a box somebody filled in; `kind`: "xfa" for one that only some programs can show."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(200, 200))
    page = document.pages[0]
    shown = document.make_stream(b"0 g 0 0 100 100 re f", Type=Name.XObject, Subtype=Name.Form,
                                 BBox=Array([0, 0, 100, 100]))
    field = document.make_indirect(Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="甲", V="已填", F=4, Rect=Array([50, 50, 150, 150]),
        AP=Dictionary(N=shown)))
    page.obj[Name.Annots] = Array([field])
    form = Dictionary(Fields=Array([field]))
    if kind == "xfa":
        form[Name.XFA] = document.make_stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'></xdp:xdp>")
    document.Root[Name.AcroForm] = document.make_indirect(form)
    return _saved(document)


def _saved(document: pikepdf.Pdf, **options: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer, deterministic_id="encryption" not in options, **options)  # type: ignore[arg-type]
    return buffer.getvalue()
