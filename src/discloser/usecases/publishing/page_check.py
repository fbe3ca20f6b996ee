"""After publication: whether what stands on the web is what was published, as it was saved. No net is asked."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

from ...disk import digest
from ...model.finding import Finding
from ...model.place import Place
from ...model.text.squeezing import squeezed
from ...read.publications.problems import RefusedFile
from ...read.publications.saved_page import SavedPage, saved_page
from .item import PAGE, Item, items_in
from .problems import DEAD_LINKS, NO_PAGE, NOT_COMPARED, OTHER_DATE, OTHER_PAPER, OTHER_TITLE

_PAGES: Final = (".html", ".htm")
_PAPER: Final = ".pdf"
_PAPERS: Final = (_PAPER, ".docx", ".xlsx", ".csv")
_PUBLISHED, _TITLE = "pubdate", "articletitle"
_WEB: Final = ("http://", "https://", "//", "/")
_ABOVE: Final = "../"
_MOST_NAMED: Final = 3
_LONGEST: Final = 80
_DATES = re.compile(r"(20\d\d)\s*[年.-]\s*(\d{1,2})\s*[月.-]\s*(\d{1,2})")


@dataclass(frozen=True)
class PageCheck:
    """What a look at saved pages found. `titles`: of the reports that were there; `elsewhere`: links not asked."""

    found: Sequence[Finding]
    titles: Sequence[str]
    elsewhere: int


def check_pages(saved: Mapping[str, bytes], published: Mapping[str, bytes], page: str = "") -> PageCheck:
    """Hold pages against what was published: title, date, links that lead to files beside them, papers by their hashes.

    `saved`: a page as it was saved from the web with what lies beside it, or the folder of a site, path → bytes.
    `published`: the site as it was made. `page`: the only page of `saved` to be looked at; without it all are, and a
    report without a page is told.
    """
    items = items_in(published)
    return _Look(saved, items).at([page] if page else sorted(_pages(saved)), whole=not page)


def _pages(saved: Mapping[str, bytes]) -> Iterator[str]:
    return (path for path in saved if path.lower().endswith(_PAGES))


class _Look:
    """Saved pages beside the records of what was published."""

    def __init__(self, saved: Mapping[str, bytes], items: Mapping[str, Item]) -> None:
        self._saved, self._items = saved, items
        self._elsewhere = 0

    def at(self, paths: Sequence[str], *, whole: bool) -> PageCheck:
        """Look at some pages. `whole`: all that was published should be there, other pages may be."""
        found: list[Finding] = []
        seen: set[str] = set()
        read: dict[str, SavedPage] = {}
        for path in paths:
            try:
                page = saved_page(self._saved[path])
            except RefusedFile as refused:
                found.append(refused.problem.at(Place(path), **refused.words))  # type: ignore[arg-type]
                continue
            about = self._about(path, page)
            if about:
                seen.add(about)
                found += self._of_report(path, page, self._items[about])
            elif not whole:
                found.append(OTHER_TITLE.at(Place(path), found=_shown(page.title), expected=self._titles()))
            read[path] = page
        missing = [at for at in self._items if at not in seen] if whole else []
        found += [finding for path, page in read.items() for finding in self._dead(path, page, missing)]
        found += [NO_PAGE.at(Place(f"{at}/{PAGE}"), expected=self._items[at].title) for at in missing]
        return PageCheck(found, [self._items[at].title for at in seen], self._elsewhere)

    def _titles(self) -> str:
        return "、".join(f"《{one.title}》" for one in list(self._items.values())[:_MOST_NAMED])

    def _about(self, path: str, page: SavedPage) -> str:
        """The report that a page is of: by where it stands, else by its title; "" for none."""
        at = path.rpartition("/")[0]
        if at in self._items and posixpath.basename(path) == PAGE:
            return at
        fitting = [at for at, item in self._items.items() if _has_title(page, item)]
        return min(fitting, key=lambda at: (at.count("/"), -len(self._items[at].title)), default="")

    def _of_report(self, path: str, page: SavedPage, item: Item) -> Iterator[Finding]:
        if not _has_title(page, item):
            yield OTHER_TITLE.at(Place(path), found=_shown(page.title), expected=f"《{item.title}》")
        if (date := _date_of(page, item)) != item.published:
            yield OTHER_DATE.at(Place(path), found=date or "没有写日期", expected=item.published)
        linked = {name for link in page.links if (name := self._led_to(path, link))}
        sums = {digest(self._saved[name]) for name in linked}
        names = {posixpath.basename(name): name for name in linked}
        for name, one in item.files.items():
            if not name.endswith(_PAPERS) or one.sha256 in sums:
                continue
            if name in names:
                yield OTHER_PAPER.at(Place(names[name]), found=name, expected=one.sha256,
                                     is_now=digest(self._saved[names[name]]))
            elif name.endswith(_PAPER):
                yield NOT_COMPARED.at(Place(path), found=name)

    def _dead(self, path: str, page: SavedPage, missing: Sequence[str]) -> Iterator[Finding]:
        """Links of a page that lead nowhere; to pages that are missing is told already, others are not asked."""
        outside = [link for link in page.links if link.startswith(_WEB) or _way(path, link).startswith(_ABOVE)]
        self._elsewhere += len(outside)
        own = [link for link in page.links if _is_own(link) and link not in outside]
        dead = list(dict.fromkeys(link for link in own if not self._led_to(path, link)
                                  and not any(_way(path, link).startswith(f"{at}/") for at in missing)))
        if dead:
            more = f"等 {len(dead)} 个" if len(dead) > _MOST_NAMED else ""
            yield DEAD_LINKS.at(Place(path), found="、".join(map(_shown, dead[:_MOST_NAMED])) + more)

    def _led_to(self, path: str, link: str) -> str:
        """The saved file that a link leads to; one on the web may have been saved beside the page, by its name."""
        way = _way(path, link)
        if link.startswith(_WEB):
            way = posixpath.join(posixpath.dirname(path), posixpath.basename(way))
        elif not _is_own(link):
            return ""
        return next((name for name in (way, posixpath.join(way, PAGE)) if name in self._saved), "")


def _way(path: str, link: str) -> str:
    """Where a link of a page leads, from the folder that was saved."""
    try:
        way = unquote(urlsplit(link).path)
    except ValueError:
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), way))


def _is_own(link: str) -> bool:
    """Whether a link leads to another file of the same folder."""
    return bool(link) and not link.startswith(("#", "/")) and not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", link)


def _has_title(page: SavedPage, item: Item) -> bool:
    title = squeezed(item.title)
    return any(title in squeezed(text) for text in (page.title, page.meta.get(_TITLE, ""), *page.headings))


def _date_of(page: SavedPage, item: Item) -> str:
    """The date that a page gives: of its meta element, else the published one if it is among its words."""
    said = [*map(_plain, _DATES.finditer(page.meta.get(_PUBLISHED, "")))]
    if said:
        return said[0]
    dates = list(map(_plain, _DATES.finditer(page.text)))
    return item.published if item.published in dates else ""


def _plain(found: re.Match[str]) -> str:
    year, month, day = map(int, found.groups())
    return f"{year:04d}-{month:02d}-{day:02d}"


def _shown(text: str) -> str:
    return text.strip()[:_LONGEST]
