"""Whether a form that was begun from a report prints the report's own tables again, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...audit.anywhere.amounts import amount_in
from ...model.place import Place
from ...model.publication import PublishedTable
from ...model.text.squeezing import squeezed

_YEAR = re.compile(r"(19|20)\d\d年?度?")


@dataclass(frozen=True, slots=True)
class OtherCell:
    """A cell that the form prints otherwise than its source."""

    table: str
    row: str
    column: str
    printed: str
    given: str
    place: Place


@dataclass(frozen=True)
class Returned:
    """How many cells of the source's tables the form prints, and those that it prints otherwise.

    `absent`: tables of the source that the form's report does not have.
    """

    cells: int
    others: tuple[OtherCell, ...]
    absent: tuple[str, ...]

    @property
    def same(self) -> int:
        """How many cells come back as they were."""
        return self.cells - len(self.others)


def returned(published: Sequence[PublishedTable], printed: Sequence[Mapping[str, Any]]) -> Returned:
    """The tables of a report against those that a form prints. `printed`: in neutral form."""
    own = {bare_title(str(table["title"])): table for table in printed}
    cells = 0
    others: list[OtherCell] = []
    absent: list[str] = []
    for table in published:
        if not table.columns:
            continue
        given = own.get(bare_title(table.title))
        if given is None:
            absent.append(table.title)
            continue
        cells += sum(len(row) for row in table.rows)
        others += _others(table, [[squeezed(str(text)) for text in row] for row in given["rows"]])
    return Returned(cells, tuple(others), tuple(absent))


def _others(table: PublishedTable, rows: Sequence[Sequence[str]]) -> Iterator[OtherCell]:
    by_name: dict[tuple[str, ...], list[Sequence[str]]] = {}
    for row in rows:
        by_name.setdefault(_names(row), []).append(row)
    for cells in table.rows:
        texts = [squeezed(cell.text) for cell in cells]
        same = by_name.get(_names(texts), [])
        found = same.pop(0) if same else [""] * len(texts)
        for number, (cell, text, given) in enumerate(zip(cells, texts, found, strict=False)):
            if not alike(text, given):
                yield OtherCell(table.title, " ".join(filter(None, _names(texts))), table.columns[number], text, given,
                                cell.place)


def _names(row: Sequence[str]) -> tuple[str, ...]:
    """What names a row: its words and codes, the amounts left out."""
    return tuple(text for text in row if text and (not set(text) & set(".,") or amount_in(text) is None))


def alike(one: str, other: str) -> bool:
    """Whether two cells print the same; a blank and a zero do."""
    return one == other or (not (amount_in(one) or 0) and not (amount_in(other) or 0)
                            and amount_in(one or "0") is not None and amount_in(other or "0") is not None)


def bare_title(title: str) -> str:
    """The title of a table without its year."""
    return _YEAR.sub("", squeezed(title))
