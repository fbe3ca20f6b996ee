"""Pages of a web site: what stands around a report's page, and the list of all reports. No script, no link outside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from ..model.report.online import ListedReport, OnlinePage, SiteFile, SiteOwner
from .markup import safe

_KIB, _MIB = 2**10, 2**20


def meta_elements(pairs: Iterable[tuple[str, str]]) -> str:
    """Meta elements by name; a blank one would be counted as missing by those who inspect sites, and is left out."""
    return "".join(f'<meta name="{safe(name)}" content="{safe(text)}"/>\n' for name, text in pairs if text)


def site_pairs(owner: SiteOwner) -> list[tuple[str, str]]:
    """What every page of a government's site carries."""
    return [("SiteName", owner.name), ("SiteDomain", owner.domain), ("SiteIDCode", owner.code)]


def way_home(online: OnlinePage) -> str:
    """The way from a report to the list of all."""
    link = f'<a href="{safe(online.home)}">{safe(online.owner.column)}</a>'
    return f'<nav class="home" aria-label="所在栏目">{link}</nav>\n'


def beside_report(online: OnlinePage) -> str:
    """The section behind a report: facts, corrections, downloads with sizes and hashes."""
    told = "".join(f"<dt>{safe(name)}</dt><dd>{safe(text)}</dd>" for name, text in online.told if text)
    corrections = "".join(
        f'<p class="body">本报告有更正：<a href="{safe(one.path)}">{safe(one.title)}</a></p>\n'
        for one in online.corrections)
    files = "".join(f"<li>{_download(one)}</li>\n" for one in online.downloads)
    return (
        f'<section class="part beside" aria-labelledby="beside">\n<h2 id="beside">公开信息和下载</h2>\n'
        f"<dl>{told}</dl>\n{corrections}<ul>\n{files}</ul>\n</section>\n"
    )


def _download(file: SiteFile) -> str:
    return (
        f'<a href="{safe(file.path)}" download="{safe(file.saved_as)}">{safe(file.title)}</a> '
        f"<span>{size_in_words(file.size)}</span> <small>SHA-256：{safe(file.sha256)}</small>"
    )


def size_in_words(size: int) -> str:
    """A size as people say it, rounded up, so that nothing is 0 KB."""
    return f"{size / _MIB:.1f} MB" if size >= _MIB else f"{-(-size // _KIB)} KB"


def index_page(
    owner: SiteOwner, reports: Sequence[ListedReport], beside: Sequence[tuple[str, str]], styles: str,
) -> bytes:
    """The list of all reports, the newest year first; each link's text is the title of what it leads to.

    `beside`: title and path of files that tell the same to programs.
    """
    column = [("ColumnName", owner.column), ("ColumnDescription", f"{owner.name}{owner.column}"),
              ("ColumnKeywords", "预算公开,决算公开"), ("ColumnType", owner.column)]
    years = "\n".join(
        f'<section aria-labelledby="year-{year}">\n<h2 id="year-{year}">{year}年</h2>\n{_units(year, each)}</section>'
        for year, each in groupby(sorted(reports, key=lambda one: -one.year), key=lambda one: one.year))
    data = " ".join(f'<a href="{safe(path)}">{safe(title)}</a>' for title, path in beside)
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>{safe(" ".join(filter(None, (owner.column, owner.name))))}</title>
{meta_elements([*site_pairs(owner), *column])}<style>
{styles}
</style>
</head>
<body>
<main class="index">
<h1>{safe(owner.column)}</h1>
{years}
<p class="data">{data}</p>
</main>
</body>
</html>
""".encode()


def _units(year: int, reports: Iterable[ListedReport]) -> str:
    """The reports of a year, unit by unit."""
    in_order = sorted(reports, key=lambda one: (one.path.split("/")[-1], one.unit, one.path))
    return "".join(
        f"<h3>{safe(unit)}</h3>\n<ul>\n{''.join(map(_line, each))}</ul>\n"
        for unit, each in groupby(in_order, key=lambda one: one.unit))


def _line(one: ListedReport) -> str:
    corrected = " <b>有更正</b>" if one.corrected else ""
    return (
        f'<li><a href="{safe(one.path)}/index.html">{safe(one.title)}</a> '
        f'<time datetime="{safe(one.published)}">{safe(one.published)}</time>{corrected}</li>\n'
    )
