"""What stands around a report's page on a web site. No script, no link outside."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..model.report.online import EarlierPage, OnlinePage, SiteFile, SiteOwner
from .markup import safe

_KIB, _MIB = 2**10, 2**20
_PAGE = "index.html"
_HOME = re.compile(r'<nav class="home".*?</nav>\n(?:<aside class="version".*?</aside>\n)?', re.S)
_TITLE = re.compile(r"</title>")


def meta_elements(pairs: Iterable[tuple[str, str]]) -> str:
    """Meta elements by name; a blank one would be counted as missing by those who inspect sites, and is left out."""
    return "".join(f'<meta name="{safe(name)}" content="{safe(text)}"/>\n' for name, text in pairs if text)


def site_pairs(owner: SiteOwner) -> list[tuple[str, str]]:
    """What every page of a government's site carries."""
    return [("SiteName", owner.name), ("SiteDomain", owner.domain), ("SiteIDCode", owner.code)]


def above_report(online: OnlinePage) -> str:
    """The way to the list of all, and of a report that replaced another since when it counts."""
    return _way_home(online.home, online.owner.column) + _replaces(online)


def _way_home(home: str, column: str) -> str:
    return f'<nav class="home" aria-label="所在栏目"><a href="{safe(home)}">{safe(column)}</a></nav>\n'


def _replaces(online: OnlinePage) -> str:
    if not online.earlier:
        return ""
    earlier = "、".join(f'<a href="{safe(one.path)}/{_PAGE}">{safe(one.published)} 公布的旧版</a>'
                       for one in online.earlier)
    said = f"本页自 {safe(online.earlier[-1].until)} 起代替 {earlier}"
    return _about_version(said, online.corrections)


def _about_version(said: str, corrections: Iterable[SiteFile]) -> str:
    links = "、".join(f'<a href="{safe(one.path)}">{safe(one.title)}</a>' for one in corrections)
    see = f"，见{links}" if links else ""
    return f'<aside class="version" aria-label="版本"><p>{said}{see}。</p></aside>\n'


def as_earlier(page: bytes, one: EarlierPage, column: str, home: str, corrections: Iterable[SiteFile]) -> bytes:
    """A report's page as it goes on being read after a correction: it says that it is no longer the one that counts.

    `home`, and the paths of `corrections`: from the folder into which it is put, below that of the page that counts.
    """
    said = f'这是 {safe(one.published)} 公布的旧版，自 {safe(one.until)} 起由<a href="../{_PAGE}">现行的报告</a>代替'
    top = _way_home(home, column) + _about_version(said, corrections)
    text, times = _HOME.subn(lambda _: top, page.decode(), count=1)
    if not times:
        raise ValueError("no page of a site")
    return _TITLE.sub(f"（旧版，{safe(one.until)} 已更正）</title>", text, count=1).encode()


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
