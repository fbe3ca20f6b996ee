"""The files of a report as they lie in a site: papers, data, digest, each with what a reader is told of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import PurePath
from typing import Final

from ...disk import digest
from ...model.report.online import SiteFile
from ...model.report.report import Report
from ...read.kind.library import Library
from ...render import FORMATS, CannotRender, data_files
from ..build import file_stem

_FORMATS: Final = ("pdf", "docx", "digest")


def papers_of(
    report: Report, made: Mapping[str, bytes], library: Library, there: Collection[str] = (),
) -> tuple[dict[str, bytes], dict[str, str]]:
    """The report's papers by their names on the web, and the formats that this machine or the kind has not.

    `made`: files by their names as a build gives them. `there`: names on the web of papers that are not needed again.
    """
    papers: dict[str, bytes] = {}
    left_out: dict[str, str] = {}
    for name in _FORMATS:
        wanted = FORMATS[name]
        called = {ending: _name_on_web(name, ending) for ending in (*wanted.endings,) or (f".{name}",)}
        if all(one in there for one in called.values()):
            continue
        names = {ending: f"{file_stem(report)}{ending}" for ending in called}
        try:
            if all(file in made for file in names.values()):
                files = {ending: made[file] for ending, file in names.items()}
            else:
                files = wanted.files(report, library.fonts)
        except CannotRender as reason:
            left_out[name] = str(reason)
        else:
            papers |= {called[ending]: one for ending, one in files.items()}
    return papers, left_out


def _name_on_web(name: str, ending: str) -> str:
    return f"{'digest' if name == 'digest' else 'report'}{PurePath(ending).suffix or ending}"


def data_of(report: Report) -> dict[str, bytes]:
    """The tables as data by their paths on the web."""
    found = data_files(report)
    return {name if name.endswith(".xlsx") else f"data/{name}": content for name, content in found.items()}


_TITLES = {
    "report.pdf": "报告（PDF）", "report.docx": "报告（Word）", "digest.html": "一图读懂（网页）",
    "digest.pdf": "一图读懂（PDF）", "digest.png": "一图读懂（图片）", "tables.xlsx": "各表（Excel）",
    "data/datapackage.json": "各表的数据说明（datapackage.json）",
}


def files_in_words(report: Report, files: Mapping[str, bytes]) -> tuple[SiteFile, ...]:
    """The files as downloads; each is linked by its name in words, tables by their titles."""
    tables = {f"data/table-{table.no:02d}.csv": f"{table.label} {table.title}（CSV）" for table in report.tables()}
    titles = {**_TITLES, **tables}
    stem = file_stem(report)
    return tuple(
        site_file(name, files[name], title, f"{stem}-{title}{PurePath(name).suffix}")
        for name, title in titles.items() if name in files)


def site_file(path: str, content: bytes, title: str, saved_as: str) -> SiteFile:
    """A file as a page tells of it."""
    return SiteFile(title, path, len(content), digest(content), saved_as.replace("/", "_"))
