"""What is done to a printed PDF before it is written: tags completed, dates and identifier set, objects packed."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pikepdf

from .grids import Grid
from .tags import complete_tables


def finished(printed: bytes, grids: Sequence[Grid], year: int) -> bytes:
    """The PDF with its tables' tags complete, packed. Every byte follows from the document; there is no clock."""
    packed = BytesIO()
    with pikepdf.open(BytesIO(printed)) as document:
        complete_tables(document, grids)
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
