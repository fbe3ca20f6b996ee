"""One report as it goes on the web: page, papers, data, digest, corrections, and what says what they are.

Values in, bytes out: the same set is made from a folder, in a bureau's package and on the page for officers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from ...disk import digest
from ...model.finding import Finding
from ...model.place import written
from ...model.report.online import ListedReport, OnlinePage, SiteFile, SiteOwner
from ...model.report.report import Report
from ...read.kind.library import INSTALLED, Library
from ...render import FORMATS, CannotRender, data_files, page_on_site
from ..build import Printed, file_stem
from .persons import persons_in_report
from .problems import NO_DATE

ITEM: Final = "item.json"
PAGE: Final = "index.html"
_HOME = "../../../index.html"
_FORMATS = ("pdf", "docx", "digest")
_DATE = ("报告", "公开日期")
_YEAR_BEHIND = re.compile(r"-[0-9]{4}$")
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,40}")
_HEX = 8


@dataclass(frozen=True)
class Correction:
    """A 更正说明: the name of its file, and its bytes, DOCX or PDF."""

    name: str
    content: bytes


@dataclass(frozen=True)
class PublishedSet:
    """What of one report goes on the web: path from its folder → bytes. `left_out`: format → why it is not there."""

    listed: ListedReport
    files: Mapping[str, bytes]
    left_out: Mapping[str, str]


def published_set(
    printed: Printed, owner: SiteOwner, code: str = "", made: Mapping[str, bytes] | None = None,
    corrections: Sequence[Correction] = (), library: Library = INSTALLED,
) -> PublishedSet | list[Finding]:
    """The set of a report that was printed from a form, or what keeps it off the web.

    `code`: of the unit, for addresses. `made`: files of the report that are there already, by their names, taken as
    they are; others are made. Raises ValueError for a form with errors.
    """
    report, case = printed.report, printed.checked.case
    if report is None or case is None:
        raise ValueError("a form with errors is not published")
    found = list(persons_in_report(printed.checked, report))
    published = case.form.request.published_on
    if published is None:
        found.append(NO_DATE.at(printed.checked.places.of(_DATE), field=written(_DATE)))
    if found or published is None:
        return found
    papers, left_out = _papers(report, made or {}, library)
    numbered = {f"correction-{number}{PurePath(one.name).suffix.lower()}": one
                for number, one in enumerate(corrections, start=1)}
    files = {**papers, **{name: one.content for name, one in numbered.items()}, **_data(report)}
    listed = ListedReport(
        address_of(report, code), report.title, report.unit, report.year, published.isoformat(), bool(corrections))
    told = _told(report, files)
    corrected = tuple(_as_file(name, one.content, PurePath(one.name).stem, one.name) for name, one in numbered.items())
    meta = _meta(report, listed, case.form.request.kind)
    page = page_on_site(report, OnlinePage(
        owner, meta, _facts(report, listed), (*told, *corrected), corrected, _HOME))
    files = {PAGE: page, **files}
    return PublishedSet(listed, {**files, ITEM: item_bytes(listed, files)}, left_out)


def address_of(report: Report, code: str) -> str:
    """Where a report lies in a site: year, sort of report, unit; plain ASCII, which many sites insist on."""
    sort = _YEAR_BEHIND.sub("", report.template.rsplit("/", 1)[-1])
    return f"{report.year}/{_plain(sort, sort)}/{_plain(code, report.unit)}"


def _plain(text: str, else_of: str) -> str:
    return text if _PLAIN.fullmatch(text) else f"u{digest(else_of.encode())[:_HEX]}"


def item_bytes(listed: ListedReport, files: Mapping[str, bytes]) -> bytes:
    """What a program reads of a set; no clock and no path of a machine is in it."""
    data = {
        "title": listed.title, "unit": listed.unit, "year": listed.year, "published": listed.published,
        "corrected": listed.corrected,
        "files": {name: {"bytes": len(content), "sha256": digest(content)} for name, content in sorted(files.items())},
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _papers(report: Report, made: Mapping[str, bytes], library: Library) -> tuple[dict[str, bytes], dict[str, str]]:
    """The report's papers by their names on the web, and the formats that this machine or the kind has not."""
    papers: dict[str, bytes] = {}
    left_out: dict[str, str] = {}
    for name in _FORMATS:
        wanted = FORMATS[name]
        names = {ending: f"{file_stem(report)}{ending}" for ending in (*wanted.endings,) or (f".{name}",)}
        try:
            if all(file in made for file in names.values()):
                files = {ending: made[file] for ending, file in names.items()}
            else:
                files = wanted.files(report, library.fonts)
        except CannotRender as reason:
            left_out[name] = str(reason)
        else:
            base = "digest" if name == "digest" else "report"
            papers |= {f"{base}{PurePath(ending).suffix or ending}": one for ending, one in files.items()}
    return papers, left_out


def _data(report: Report) -> dict[str, bytes]:
    found = data_files(report)
    return {name if name.endswith(".xlsx") else f"data/{name}": content for name, content in found.items()}


_TITLES = {
    "report.pdf": "报告（PDF）", "report.docx": "报告（Word）", "digest.html": "一图读懂（网页）",
    "digest.pdf": "一图读懂（PDF）", "digest.png": "一图读懂（图片）", "tables.xlsx": "各表（Excel）",
    "data/datapackage.json": "各表的数据说明（datapackage.json）",
}


def _told(report: Report, files: Mapping[str, bytes]) -> tuple[SiteFile, ...]:
    """The files as downloads; each is linked by its name in words, tables by their titles."""
    tables = {f"data/table-{table.no:02d}.csv": f"{table.label} {table.title}（CSV）" for table in report.tables()}
    titles = {**_TITLES, **tables}
    stem = file_stem(report)
    return tuple(
        _as_file(name, files[name], title, f"{stem}-{title}{PurePath(name).suffix}")
        for name, title in titles.items() if name in files)


def _as_file(path: str, content: bytes, title: str, saved_as: str) -> SiteFile:
    return SiteFile(title, path, len(content), digest(content), saved_as.replace("/", "_"))


def _meta(report: Report, listed: ListedReport, sort: str) -> tuple[tuple[str, str], ...]:
    """The names that government sites give the heads of an article; the hour is not known, so it is midnight."""
    return (
        ("ArticleTitle", report.title), ("PubDate", f"{listed.published} 00:00"), ("ContentSource", report.unit),
        ("Keywords", ",".join((report.unit, f"{report.year}年", sort))),
        ("Description", f"{report.unit}{report.year}年{sort}公开"),
    )


def _facts(report: Report, listed: ListedReport) -> tuple[tuple[str, str], ...]:
    return (("标题", report.title), ("发布机构", report.unit), ("发布日期", listed.published))


