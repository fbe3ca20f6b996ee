"""One digit of a published report changed: where that can be done, and how.

A figure is determined where another printed figure has the same value, or where it is part of a table's sums; others,
such as the price of a single thing, nobody can check from the report alone. The change is larger than rounding can
explain: no digit of a whole number's last two places, none behind the point.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from discloser.model.publication import Publication, PublishedTable, PublishedText

_CELL = re.compile(r"-?\d[\d,]*\.\d+|\d{1,3}(?:,\d{3})+")
_SAID = re.compile(r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?)(亿元|万元|元|%)")
_FREE = re.compile(r"单价$|单位价值$|(?:19|20)\d\d年$")
_YUAN = {"元": 1, "万元": 10_000, "亿元": 100_000_000}
_PLACES = range(7)


@dataclass(frozen=True)
class Spot:
    """A figure: `sort` is cell, rate or amount; its block; row and column, or where it begins and ends in a text."""

    sort: str
    block: int
    at: tuple[int, int]
    text: str
    determined: bool


def spots(report: Publication) -> Iterator[Spot]:
    """Every figure but zeros."""
    in_tables, in_texts = _values(report), _said(report)
    for number, block in enumerate(report.blocks):
        if isinstance(block, PublishedTable):
            yield from _cells(number, block)
            continue
        for found in _SAID.finditer(block.text):
            if _value(found[1]) and not _FREE.search(block.text[: found.start()]):
                value = _in_wan(found)
                known = found[2] == "%" or value in in_tables or in_texts[value] > 1
                yield Spot("rate" if found[2] == "%" else "amount", number, found.span(1), found[1], known)


def changed(report: Publication, spot: Spot, text: str) -> Publication:
    """A report with another figure in one place."""
    blocks = list(report.blocks)
    block = blocks[spot.block]
    first, second = spot.at
    if isinstance(block, PublishedTable):
        rows = [list(row) for row in block.rows]
        rows[first][second] = replace(rows[first][second], text=text)
        blocks[spot.block] = replace(block, rows=tuple(map(tuple, rows)))
    elif isinstance(block, PublishedText):
        blocks[spot.block] = replace(block, text=block.text[:first] + text + block.text[second:])
    return replace(report, blocks=tuple(blocks))


def slipped(text: str, random: Random) -> str:
    """A figure with another digit."""
    whole = text.partition(".")[0]
    places = [i for i, sign in enumerate(whole) if sign.isdigit()]
    places = places[: max(1, len(places) - (1 if "." in text else 2))]
    at = random.choice(places)
    return text[:at] + random.choice([digit for digit in "123456789" if digit != text[at]]) + text[at + 1:]


def _cells(number: int, table: PublishedTable) -> Iterator[Spot]:
    for i, row in enumerate(table.rows if table.columns else ()):
        for j, cell in enumerate(row):
            if _CELL.fullmatch(cell.text) and _value(cell.text):
                yield Spot("cell", number, (i, j), cell.text, determined=True)


def _values(report: Publication) -> set[Decimal]:
    """The amounts of all tables in 万元, rounded to every number of places."""
    cells = [
        _value(cell.text) * _YUAN.get(table.unit or report.currency_unit, 1) / 10_000
        for table in report.tables for row in table.rows for cell in row if _CELL.fullmatch(cell.text)
    ]
    return {value.quantize(Decimal(1).scaleb(-places)) for value in cells for places in _PLACES}


def _said(report: Publication) -> Counter[Decimal]:
    return Counter(_in_wan(found) for text in report.texts for found in _SAID.finditer(text.text) if found[2] != "%")


def _in_wan(found: re.Match[str]) -> Decimal:
    """A printed amount in 万元, with as many places as it has."""
    return _value(found[1]) * _YUAN.get(found[2], 1) / 10_000


def _value(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
