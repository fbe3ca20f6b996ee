"""A table set in bands one below the other, put side by side again: 公开06表 and 公开06表续 are one table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from ..model.publication import PublishedCell
from .captions import Captions

CONTINUED = "续"
Rows = list[tuple[PublishedCell, ...]]
_CODES = re.compile(r"[（(]\d{3,7}[—-]\d{3,7}[）)](?=/)")
_HINT = re.compile(rf"[（(]?见\S{{1,16}}{CONTINUED}表?[）)]?$")


def is_band(before: Captions, columns: Sequence[str], captions: Captions, others: Sequence[str]) -> bool:
    """Whether a grid is a band of the table before it: it says that it goes on, and has other columns."""
    label, last = (one.label.rstrip("：:") for one in (captions, before))
    return label.endswith(CONTINUED) and last.removesuffix(CONTINUED) == label.removesuffix(CONTINUED) and (
        list(columns) != list(others))


def without_codes(columns: Sequence[str]) -> tuple[str, ...]:
    """Heads without the codes that lists of a band name: 公用经费（307—31010）."""
    return tuple(_CODES.sub("", column) for column in columns)


def repeated_names(columns: Sequence[str], rows: Rows, others: Sequence[str], beside: Rows) -> int:
    """How many columns at the left of a band only repeat those of the band before it: codes and names."""
    count = 0
    for one, other in zip(columns, others, strict=False):
        texts, again = ([row[count].text for row in group if count < len(row)] for group in (rows, beside))
        if one != other or texts[: len(again)] != again or not any(again):
            break
        count += 1
    return count


def side_by_side(rows: Rows, beside: Rows, width: int) -> Rows:
    """The rows of two bands in one. A name that says where its amounts are stands there once."""
    blank = tuple(PublishedCell("", row.place) for row in (rows[0][:1] if rows else ())) * width
    joined: Rows = []
    for left, right in zip_longest(rows, beside, fillvalue=None):
        left, told = _without_hints(left or ())
        right = tuple(PublishedCell("", cell.place) if cell.text in told else cell for cell in right or blank)
        joined.append((*left, *right))
    return joined


def _without_hints(row: tuple[PublishedCell, ...]) -> tuple[tuple[PublishedCell, ...], set[str]]:
    told: set[str] = set()
    cells = []
    for cell in row:
        name = _HINT.sub("", cell.text)
        if name != cell.text:
            told.add(name)
        cells.append(PublishedCell(name, cell.place))
    return tuple(cells), told
