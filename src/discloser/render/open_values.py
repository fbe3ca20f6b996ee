"""Texts and figures of a report as data."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

_FIGURE = re.compile(r"-?\d[\d,]*(?:\.\d+)?")

def plain_figure(text: str) -> str:
    """A figure as printed, as data: 2,800.16 → 2800.16. Strokes (────) stand where no figure can: nothing."""
    return text.replace(",", "") if _FIGURE.fullmatch(text) else ""


def csv_of(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """One header line, then the rows; the mark at the beginning tells Excel that this is UTF-8."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow(heads)
    writer.writerows(rows)
    return buffer.getvalue().encode("utf-8-sig")
