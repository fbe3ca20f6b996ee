"""What is done to a printed PDF before it is written: pictures put in their places, tags completed, objects packed."""

from __future__ import annotations

from io import BytesIO

import pikepdf

from .content import Content
from .pictures import put_in_place
from .tags import complete_tables


def finished(printed: bytes, content: Content, year: int) -> bytes:
    """The PDF with its pictures and tables' tags, packed. Every byte follows from the document; there is no clock."""
    packed = BytesIO()
    with pikepdf.open(BytesIO(printed)) as document:
        put_in_place(document, content.pictures)
        complete_tables(document, content.grids)
        _date_enclosures(document, year)
        document.save(
            packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True, linearize=False,
        )
    return packed.getvalue()


def _date_enclosures(document: pikepdf.Pdf, year: int) -> None:
    """The first day of the report's year stands for a clock, which the typesetter does not ask for files."""
    day = pikepdf.String(f"D:{year:04d}0101000000Z")
    for file in document.Root.get("/AF", ()):
        file.EF.F.Params.CreationDate = file.EF.F.Params.ModDate = day
