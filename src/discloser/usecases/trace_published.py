"""Where a figure of a form's report stands in a published file, and whether the same is printed there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..disk import Document
from ..model.finding import Finding
from ..model.place import Place
from ..model.publication import PublishedCell, PublishedTable
from ..model.text.squeezing import squeezed
from ..pull.intake.returned import alike, bare_title
from ..read.kind.library import INSTALLED, Library
from ..trace.traced import Traced
from .opened_reports import opened

_TABLE = re.compile(r"表\d{1,3} ")


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A figure where it is published: as printed there, where, and whether the form prints the same."""

    printed: str
    place: Place
    same: bool

    def line(self) -> str:
        """The figure on one line."""
        agrees = "与填报表一致" if self.same else "与填报表不一致"
        return f"  公开的报告：{self.printed or '（空）'}  {self.place}，{agrees}"

    def as_json(self) -> dict[str, object]:
        """The figure as plain data."""
        box = {"box": list(self.place.box)} if self.place.box else {}
        return {"printed": self.printed, "place": str(self.place), "page": self.place.page, "same": self.same, **box}


def published(
    traced: Sequence[Traced], report: Document, library: Library = INSTALLED,
) -> tuple[list[PublishedFigure | None], tuple[Finding, ...]]:
    """Figure by figure, where a published report prints it, None where it does not; why it can't be read."""
    found = opened(report, library)
    if found.publication is None:
        return [None] * len(traced), found.findings
    tables = {bare_title(table.title): table for table in found.publication.tables}
    texts = [(squeezed(text.text), text.place) for text in found.publication.texts]
    return [_in_table(one, tables) if _TABLE.match(one.where) else _in_text(one, texts) for one in traced], ()


def _in_table(one: Traced, tables: dict[str, PublishedTable]) -> PublishedFigure | None:
    title, *names, heading = one.where.split(" · ")
    table = tables.get(bare_title(_TABLE.sub("", title)))
    cell = next(_cells(table, " · ".join(names), heading), None) if table else None
    return PublishedFigure(cell.text, cell.place, alike(squeezed(one.printed), squeezed(cell.text))) if cell else None


def _cells(table: PublishedTable, name: str, heading: str) -> Iterator[PublishedCell]:
    wanted = [squeezed(part) for part in name.split(" ") if part]
    for row in table.rows:
        texts = [squeezed(cell.text) for cell in row]
        if all(part in texts for part in wanted):
            yield from (cell for cell, column in zip(row, table.columns, strict=False)
                        if squeezed(column) == squeezed(heading))


def _in_text(one: Traced, texts: Sequence[tuple[str, Place]]) -> PublishedFigure | None:
    """A figure of a sentence: where its words, or its digits, stand first."""
    figure = squeezed(one.printed).replace(",", "")
    whole = re.compile(rf"(?<![\d.]){re.escape(figure)}(?![\d]|\.\d)")
    place = next((place for text, place in texts if figure and whole.search(text.replace(",", ""))), None)
    return PublishedFigure(one.printed, place, True) if place else None
