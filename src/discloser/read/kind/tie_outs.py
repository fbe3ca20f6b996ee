"""Finds the tie-outs that a printed report is to be judged by: those of its kind, as the kind's folder says them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ...model.kind.report_kind import KindError
from ...model.kind.tables import ColumnSpec
from .library import Library
from .ordinary import data_of

FILE = "tie_outs.yaml"
_HEAD = "适用"
_WORDS = "标题含"
_MOST_TABLES = 0.7


def tie_outs_for(report: Mapping[str, Any], library: Library) -> tuple[str, Mapping[str, Any]] | None:
    """(id, data) of the tie-outs of the kind that a report names; None when it is not installed or has none.

    A report that names no kind: of those of its sort and currency unit, and not later than its year, the one of which
    it prints most tables; of two the newest, or the one that names words which stand in a heading of it.
    """
    files = library.files(FILE)
    named = report.get("template")
    if named:  # never judged by another kind's
        return (str(named), _kept(files[str(named)], library)) if str(named) in files else None
    return _by_tables(report, library, 0)


def tie_outs_by_tables(report: Mapping[str, Any], library: Library) -> tuple[str, Mapping[str, Any]] | None:
    """(id, data) of the tie-outs of the kind whose tables a report prints, whatever it is called; None for no kind.

    What is published elsewhere may look alike and tie out otherwise, so most of the kind's tables must be there.
    """
    return _by_tables(report, library, _MOST_TABLES)


def _by_tables(report: Mapping[str, Any], library: Library, least: float) -> tuple[str, Mapping[str, Any]] | None:
    """`least`: the share of its tables above, or at, which a kind may be the one; of none at all none is."""
    tables = (table for table in report.get("tables") or () if isinstance(table, Mapping))
    printed = {_bare(str(table.get("title", ""))) for table in tables}
    fitting = []
    for kind_id, file in library.files(FILE).items():
        data = _kept(file, library)
        titles = [_bare(str(table["题"])) for table in data.get("表") or ()]
        share = sum(title in printed for title in titles) / max(len(titles), 1)
        year = _since(kind_id, data, library)
        if share and share >= least and year <= int(report.get("year", 0)) and _fits(data[_HEAD], report):
            fitting.append((share, year, _WORDS in data[_HEAD], kind_id, data))
    best = max(fitting, key=lambda found: found[:4], default=None)
    return (best[3], best[4]) if best else None


def _since(kind_id: str, data: Mapping[str, Any], library: Library) -> int:
    """From which year on a kind is in force: a later one may take the tie-outs of an earlier one, head and all."""
    head = data[_HEAD] if isinstance(data[_HEAD], Mapping) else {}
    return int((library.head(kind_id) if kind_id in library.folders else head).get("年度", 0))


def _bare(title: str) -> str:
    return re.sub(r"\{年度\}|(19|20)\d\d|年度?|\s", "", title)


def told_apart(kind_id: str, library: Library) -> dict[int, list[tuple[str, str]]]:
    """Number of a table → (head as printed, head as tie-outs have it) of its columns, where some are printed alike."""
    found: dict[int, list[tuple[str, str]]] = {}
    for table in library.kind(kind_id).tables:
        columns = [column for block in table.blocks for column in block.columns]
        if any(column.distinct for column in columns):
            found[table.no] = [_names(column) for column in columns]
    return found


def _names(column: ColumnSpec) -> tuple[str, str]:
    group, *rest = column.heading.split("/")
    return column.heading, "/".join((f"{group}({column.distinct})" if column.distinct else group, *rest))


def _fits(head: Any, report: Mapping[str, Any]) -> bool:
    if not isinstance(head, Mapping):
        return False
    same = (head.get("报告种类"), head.get("金额单位")) == (report.get("kind"), report.get("currency_unit"))
    words = str(head.get(_WORDS, ""))
    spoken = not words or any(words in heading for heading in _headings(report))
    return same and spoken


def _headings(report: Mapping[str, Any]) -> Iterator[str]:
    for section in report.get("narrative") or ():
        if isinstance(section, Mapping):
            yield str(section.get("heading", ""))
    yield from (str(part) for part in report.get("parts") or ())


def _kept(path: Path, library: Library) -> Mapping[str, Any]:
    return library.once(FILE, str(path), lambda: read_tie_outs(path))


def read_tie_outs(path: Path) -> Mapping[str, Any]:
    """The data of a file of tie-outs. Raises `KindError`."""
    data: Any = data_of(path)
    if not isinstance(data, Mapping) or _HEAD not in data:
        raise KindError(f"{path}：没有“{_HEAD}”")
    return data
