"""Whose report it is, of which year and sort, and in which unit of money."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..model.publication import PublishedBlock, PublishedTable, PublishedText, ReportSort
from ..model.text.squeezing import squeezed

_OWNER = re.compile(r"(?:预算|决算)?(?:单位|主管部门|部门)(?:名称)?[:：](.{2,40})")
_YEAR = re.compile(r"((?:19|20)\d\d)(?!\d|年\d{1,2}月)年?度?")
_TITLED = re.compile(r"^(.{2,40}?)(?:关于)?(?:19|20)\d\d年")
_COVER = 8


def identity_of(blocks: Sequence[PublishedBlock], file: str) -> tuple[str, int, ReportSort]:
    """(unit, year, kind) as far as a report says them."""
    texts = [squeezed(block.text) for block in blocks if isinstance(block, PublishedText)]
    titles = [block.title for block in blocks if isinstance(block, PublishedTable) and block.title]
    head = [*texts[:_COVER], *titles]
    return _unit(texts, blocks), _year(head or texts[:40], texts, file), _kind(head, texts)


def _unit(texts: Sequence[str], blocks: Sequence[PublishedBlock]) -> str:
    cover = texts[:_COVER]
    for text in cover:
        if (found := _OWNER.fullmatch(text)) and not _YEAR.search(found[1]):
            return found[1]
    owners = Counter(block.owner for block in blocks if isinstance(block, PublishedTable) and block.owner)
    if owners:
        return owners.most_common(1)[0][0]
    joined = ""
    for text in cover:
        joined += text
        if found := _TITLED.match(joined):
            return found[1]
        if _YEAR.match(text) and len(joined) > len(text):
            return joined[: -len(text)]
    return ""


def _year(head: Sequence[str], texts: Sequence[str], file: str) -> int:
    years = Counter(int(year) for text in head for year in _YEAR.findall(text))
    if not years:
        years = Counter(int(year) for text in (*texts[:60], file) for year in _YEAR.findall(text))
    return max(years, key=lambda year: (years[year], year)) if years else 0


def _kind(head: Sequence[str], texts: Sequence[str]) -> ReportSort:
    said = "".join(head)
    final, budget = said.count("决算"), said.count("预算")
    if final == budget == 0:
        said = "".join(texts[:200])
        final, budget = said.count("决算"), said.count("预算")
    if not final and not budget:
        return ""
    return "final" if final * 2 > budget else "budget"


def currency_of(blocks: Sequence[PublishedBlock]) -> str:
    """The unit of money that most tables are in."""
    units = Counter(block.unit for block in blocks if isinstance(block, PublishedTable) and block.unit)
    return units.most_common(1)[0][0] if units else ""
