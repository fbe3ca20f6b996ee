"""The lists of all reports of a site, for people and for programs."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from typing import Final

from ...model.ledger import LedgerCell, LedgerSheet, columns_of
from ...model.report.online import ListedReport, SiteOwner
from ...model.text.inert import inert
from ...render import lists_on_site
from ...write.workbook.ledger_book import ledger_book
from .item import ITEM, PAGE

LISTS: Final = ("list.xlsx", "list.csv")
"""The list of all reports, for people and for programs; on a reader's machine it is called 清单."""
RECORD: Final = "package.json"
_SAVED_AS = "清单"


def lists(reports: Sequence[ListedReport], owner: SiteOwner, sums: str) -> dict[str, bytes]:
    """The lists of all reports, path → bytes: pages, a workbook, a CSV file. `sums`: where all hashes stand."""
    beside = [(f"{_SAVED_AS}（{title}）", path, f"{_SAVED_AS}.{path.rpartition('.')[2]}")
              for title, path in zip(("Excel", "CSV"), LISTS, strict=True)]
    beside += [("目录的数据（JSON）", RECORD, RECORD), (f"校验值（{sums}）", sums, sums)]
    sheet = _list(reports)
    return {**lists_on_site(owner, reports, beside), LISTS[0]: ledger_book(_SAVED_AS, [sheet]), LISTS[1]: _csv(sheet)}


def _list(reports: Iterable[ListedReport]) -> LedgerSheet:
    """The list of all reports; what it leaves blank of 索引号 and the like can be filled in and given to `publish`."""
    columns = columns_of(
        "年度 6 count", "部门 22", "单位 26", "标题 44", "索引号 16", "文号 16", "发布机构 22", "成文日期 12",
        "发布日期 12", "更正日期 12", "网页 36", "有更正 8")
    return LedgerSheet(_SAVED_AS, columns, [_row(one) for one in reports])


def _row(one: ListedReport) -> tuple[LedgerCell, ...]:
    facts = one.facts
    return (one.year, facts.department, one.unit, one.title, facts.index_number, facts.document_number,
            facts.publisher, facts.written_on, one.published, one.since, f"{one.path}/{PAGE}",
            "是" if one.corrected else "")


def _csv(sheet: LedgerSheet) -> bytes:
    """The list as data; the mark at the beginning tells Excel that this is UTF-8."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow(column.title for column in sheet.columns)
    writer.writerows([inert(str(cell)) for cell in row] for row in sheet.rows)
    return buffer.getvalue().encode("utf-8-sig")


def record(reports: Iterable[ListedReport], sums: Mapping[str, str], chain: Mapping[str, str]) -> bytes:
    """What a program reads first: every report, and the hash of the record that holds the hashes of its files."""
    told = [{
        "path": one.path, "title": one.title, "unit": one.unit, "department": one.facts.department, "year": one.year,
        "published": one.published, "since": one.since, "item_sha256": sums[f"{one.path}/{ITEM}"],
    } for one in reports]
    return (json.dumps({**chain, "reports": told}, ensure_ascii=False, indent=1) + "\n").encode()
