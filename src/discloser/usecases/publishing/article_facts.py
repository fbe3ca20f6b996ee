"""索引号, 文号 and the like, as an editor filled them into the list of a site's reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from ...disk import given
from ...model.finding import Finding
from ...model.form.scalars import Date
from ...model.place import Place
from ...model.publication import LooseGrid, PublishedCell
from ...model.report.online import ArticleFacts
from ...model.text.squeezing import squeezed
from ...read.publications.reading import LARGEST_FILE, read_loose
from .problems import UNKNOWN_FACTS

_TITLE: Final = "标题"
_HEADS: Final = {
    "索引号": "index_number", "文号": "document_number", "发布机构": "publisher", "成文日期": "written_on",
    "部门": "department",
}
_WRITTEN: Final = "written_on"
_LONGEST: Final = 200
_DATE: TypeAdapter[dt.date | None] = TypeAdapter(Date)
Told = dict[str, ArticleFacts]
"""Title of a report → what was filled in of it."""


def facts_in(path: Path) -> tuple[Told, list[Finding]]:
    """What a list tells of reports, by their titles, and what in it can't be understood."""
    file = given(path, LARGEST_FILE)
    loose = read_loose(file)
    for grid in loose.blocks:
        if isinstance(grid, LooseGrid) and (headed := _headed(grid)):
            return _read(grid, *headed)
    return {}, list(loose.findings) or [UNKNOWN_FACTS.at(Place(str(path)), reason="没有找到“标题”一栏")]


def _headed(grid: LooseGrid) -> tuple[int, Mapping[str, int]] | None:
    """The row of the heads, and where each column that is known stands."""
    for number, row in enumerate(grid.rows):
        heads = {squeezed(cell.text): column for column, cell in enumerate(row) if cell.text}
        if _TITLE in heads:
            return number, heads
    return None


def _read(grid: LooseGrid, head: int, heads: Mapping[str, int]) -> tuple[Told, list[Finding]]:
    told: Told = {}
    found: list[Finding] = []
    for row in grid.rows[head + 1:]:
        facts, wrong = _facts(row, heads)
        told[row[heads[_TITLE]].text.strip()] = facts
        found += wrong
    return told, found


def _facts(row: tuple[PublishedCell, ...], heads: Mapping[str, int]) -> tuple[ArticleFacts, list[Finding]]:
    cells = {key: row[heads[head]] for head, key in _HEADS.items() if head in heads}
    texts = {key: cell.text.strip() for key, cell in cells.items()}
    wrong = list(_wrong(cells, texts))
    return ArticleFacts(**texts) if not wrong else ArticleFacts(), wrong


def _wrong(cells: Mapping[str, PublishedCell], texts: dict[str, str]) -> Iterator[Finding]:
    """Texts that can't be what they should; a date is put into its one form on the way."""
    for key, text in texts.items():
        if len(text) > _LONGEST:
            yield UNKNOWN_FACTS.at(cells[key].place, reason=f"这一格有 {len(text)} 个字，太长")
    try:
        date = _DATE.validate_python(texts.get(_WRITTEN) or None)
    except (ValidationError, ValueError):
        yield UNKNOWN_FACTS.at(cells[_WRITTEN].place, reason=f"成文日期写的是“{texts[_WRITTEN][:40]}”，不是日期")
    else:
        texts[_WRITTEN] = date.isoformat() if date else ""
