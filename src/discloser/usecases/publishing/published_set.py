"""One report as it goes on the web: page, papers, data, digest, corrections, and what says what they are.

Values in, bytes out: the same set is made from a folder, in a bureau's package and on the page for officers.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as replace_fields
from itertools import count
from pathlib import PurePath

from ...disk import digest
from ...model.case import Case
from ...model.finding import Finding
from ...model.place import Place, written
from ...model.report.online import (
    NOTHING_MORE,
    ArticleFacts,
    EarlierPage,
    ListedReport,
    OnlinePage,
    SiteFile,
    SiteOwner,
)
from ...model.report.report import Report
from ...read.kind.library import INSTALLED, Library
from ...render import earlier_page, page_on_site
from ..build import Printed
from .item import ITEM, PAGE, Item, PublishedCorrection, files_told
from .papers import data_of, files_in_words, papers_of, site_file
from .persons import persons_in_report
from .problems import CHANGED_UNSAID, NO_DATE, UNDATED_CORRECTION
from .words import words_digest

_HOME = "../../../index.html"
_DATE = ("报告", "公开日期")
_YEAR_BEHIND = re.compile(r"-[0-9]{4}$")
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,40}")
_HEX = 8


@dataclass(frozen=True)
class Correction:
    """A 更正说明: the name of its file, its bytes, DOCX or PDF, and the date it bears, where it is known."""

    name: str
    content: bytes
    date: dt.date | None = None


@dataclass(frozen=True)
class Publishable:
    """A report that may go on the web. `printed` is of a form without errors.

    `code`: of the unit, for addresses. `made`: files of the report that are there already, by their names, taken as
    they are; others are made. `corrections`: all so far, the oldest first. `facts`: what is known beside the form.
    `place`: the file or folder at which is told what keeps it off. `published_on`: the day where the form says none.
    """

    printed: Printed
    code: str = ""
    made: Mapping[str, bytes] = field(default_factory=dict)
    corrections: Sequence[Correction] = ()
    facts: ArticleFacts = NOTHING_MORE
    place: str = ""
    published_on: dt.date | None = None


@dataclass(frozen=True)
class StandingReport:
    """A report as it stands in a site: its record, and its files by their paths from its folder."""

    item: Item
    files: Mapping[str, bytes]


@dataclass(frozen=True)
class PublishedSet:
    """What of one report goes on the web: path from its folder → bytes. `left_out`: format → why it is not there."""

    listed: ListedReport
    files: Mapping[str, bytes]
    left_out: Mapping[str, str]


def published_set(
    one: Publishable, owner: SiteOwner, standing: StandingReport | None = None, library: Library = INSTALLED, *,
    replace: bool = False,
) -> PublishedSet | list[Finding]:
    """The set of a report, or what keeps it off the web.

    `standing`: what was published of it. Where that says the same, its files stay byte for byte; where it says
    something else and a new correction is there, it goes below `v1/`, `v2/`. `replace`: it was never really public,
    and the new set takes its place. Raises ValueError for a form with errors.
    """
    report, case = one.printed.report, one.printed.checked.case
    if report is None or case is None:
        raise ValueError("a form with errors is not published")
    found = list(persons_in_report(one.printed.checked, report))
    step = _Step(one, report, case, owner, standing, library, replace=replace)
    if not step.day:
        found.append(NO_DATE.at(one.printed.checked.places.of(_DATE), field=written(_DATE)))
    found += step.hindered()
    return found or step.made()


class _Step:
    """From what stands in a site to what shall stand there of one report. `was`: the record of what stands."""

    def __init__(
        self, one: Publishable, report: Report, case: Case, owner: SiteOwner, standing: StandingReport | None,
        library: Library, *, replace: bool,
    ) -> None:
        self._one, self._report, self._case, self._owner = one, report, case, owner
        self._library, self._replace = library, replace
        self._was = standing.item if standing else None
        self._files: Mapping[str, bytes] = standing.files if standing else {}
        self._words = words_digest(report)
        told = self._was.corrections if self._was else ()
        known = {digest(self._files[one.path]) for one in told}
        self._new = [one for one in one.corrections if digest(one.content) not in known]
        rewritten = {one.name for one in self._new} if replace else set()
        self._told = tuple(one for one in told if one.name not in rewritten)

    @property
    def day(self) -> str:
        """When it is published, 年-月-日: as the form says, else as it was published before, else as is told now."""
        on = self._case.form.request.published_on
        before = self._was.published if self._was and not self._replace else ""
        told = self._one.published_on
        return on.isoformat() if on else before or (told.isoformat() if told else "")

    @property
    def _is_corrected(self) -> bool:
        """Whether something else was published, which a correction replaces."""
        return self._was is not None and self._was.words != self._words and not self._replace

    def hindered(self) -> list[Finding]:
        """What keeps a changed report from taking the place of the one that was published."""
        place = Place(self._one.place)
        if self._is_corrected and not self._new:
            return [CHANGED_UNSAID.at(place, found=self._report.title)]
        undated = [one for one in self._new if one.date is None] if self._is_corrected else []
        return [UNDATED_CORRECTION.at(place, found=one.name) for one in undated]

    def made(self) -> PublishedSet:
        """The set: what stayed, what is new, the page, and what it replaced."""
        stays = {} if self._is_corrected or self._replace else self._files
        papers, left_out = papers_of(self._report, self._one.made, self._library, stays)
        corrections, of_corrections = self._corrections()
        files = {**papers, **data_of(self._report), **{name: one for name, one in stays.items() if name != PAGE},
                 **of_corrections}
        replaced, earlier = self._replaced(corrections)
        item = self._described(corrections, earlier)
        files = {PAGE: self._page(item, files), **files}
        item = _with_files(item, files)
        at = address_of(self._report, self._one.code)
        return PublishedSet(item.listed(at), {**files, **replaced, ITEM: item.written()}, left_out)

    def _corrections(self) -> tuple[tuple[PublishedCorrection, ...], dict[str, bytes]]:
        """All 更正说明, those that stand there first, and the bytes of each by its path."""
        told = list(self._told)
        files = {one.path: self._files[one.path] for one in told}
        for one in self._new:
            path = _free(files, PurePath(one.name).suffix.lower())
            told.append(PublishedCorrection(path, one.name, one.date.isoformat() if one.date else ""))
            files[path] = one.content
        return tuple(told), files

    def _replaced(
        self, corrections: tuple[PublishedCorrection, ...],
    ) -> tuple[dict[str, bytes], tuple[EarlierPage, ...]]:
        """The files of the page that a correction replaces, in a folder of their own, and all pages replaced so far."""
        was = self._was
        if was is None or not self._is_corrected:
            return {}, was.earlier if was else ()
        new = corrections[len(self._told):]
        gone = EarlierPage(f"v{was.version}", was.since or was.published, max(one.date for one in new))
        links = [SiteFile(_title(one), f"../{one.path}", 0, "") for one in new]
        page = earlier_page(self._files[PAGE], gone, self._owner.column, f"../{_HOME}", links)
        files = {**self._files, PAGE: page}
        files[ITEM] = _with_files(was, files).written()
        return {f"{gone.path}/{name}": content for name, content in files.items()}, (*was.earlier, gone)

    def _described(
        self, corrections: tuple[PublishedCorrection, ...], earlier: tuple[EarlierPage, ...],
    ) -> Item:
        report, request = self._report, self._case.form.request
        return Item(
            title=report.title, unit=report.unit, year=report.year, sort=request.kind, words=self._words, files={},
            published=self.day, version=len(earlier) + 1,
            since=earlier[-1].until if earlier else "", facts=self._facts(), corrections=corrections, earlier=earlier)

    def _facts(self) -> ArticleFacts:
        """What is known of the report: told now, typed in the form, published before, usual in this site."""
        form = self._case.form
        typed = ArticleFacts(document_number=form.request.document_number, department=form.unit.department)
        usual = ArticleFacts(publisher=self._owner.publisher or self._report.unit)
        facts = self._one.facts.or_else(typed)
        return (facts.or_else(self._was.facts) if self._was else facts).or_else(usual)

    def _page(self, item: Item, files: Mapping[str, bytes]) -> bytes:
        corrected = tuple(site_file(one.path, files[one.path], _title(one), one.name) for one in item.corrections)
        return page_on_site(self._report, OnlinePage(
            self._owner, _meta(item), _in_sight(item), (*files_in_words(self._report, files), *corrected), corrected,
            _HOME, item.earlier))


def _free(taken: Mapping[str, bytes], ending: str) -> str:
    """The name of one more 更正说明 in a site."""
    numbers = count(1)
    return next(name for number in numbers if (name := f"correction-{number}{ending}") not in taken
                and not any(one.startswith(f"correction-{number}.") for one in taken))


def _title(one: PublishedCorrection) -> str:
    return PurePath(one.name).stem


def _with_files(item: Item, files: Mapping[str, bytes]) -> Item:
    return replace_fields(item, files=files_told({name: one for name, one in files.items() if name != ITEM}))


def address_of(report: Report, code: str) -> str:
    """Where a report lies in a site: year, sort of report, unit; plain ASCII, which many sites insist on."""
    sort = _YEAR_BEHIND.sub("", report.template.rsplit("/", 1)[-1])
    return f"{report.year}/{_plain(sort, sort)}/{_plain(code, report.unit)}"


def _plain(text: str, else_of: str) -> str:
    return text if _PLAIN.fullmatch(text) else f"u{digest(else_of.encode())[:_HEX]}"


def _meta(item: Item) -> tuple[tuple[str, str], ...]:
    """The names that government sites give the heads of an article; the hour is not known, so it is midnight."""
    return (
        ("ArticleTitle", item.title), ("PubDate", f"{item.published} 00:00"), ("ContentSource", item.unit),
        ("Keywords", ",".join((item.unit, f"{item.year}年", item.sort))),
        ("Description", f"{item.unit}{item.year}年{item.sort}公开"),
    )


def _in_sight(item: Item) -> tuple[tuple[str, str], ...]:
    """What stands in sight; the page leaves out what nobody gave."""
    facts = item.facts
    return (
        ("标题", item.title), ("索引号", facts.index_number), ("文号", facts.document_number),
        ("发布机构", facts.publisher), ("成文日期", facts.written_on), ("发布日期", item.published),
        ("更正日期", item.since),
    )
