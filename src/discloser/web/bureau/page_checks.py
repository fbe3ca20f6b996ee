"""What stands on the web beside what was approved: a page as it was saved, with the papers that it links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from ...disk import digest
from ...usecases.publishing.package import package
from ...usecases.publishing.page_check import check_pages
from ...usecases.publishing.problems import DEAD_LINKS, NOT_COMPARED
from ...usecases.publishing.published_set import address_of
from .. import engine
from ..kinds_at_hand import library
from . import trail
from .actor import Actor
from .batch_publish import SiteFiles, owner_of, publishable
from .deeds import Deed
from .in_force import review_in_force
from .models import DueReport, PublishedPage, Review, WebSite

_PAGES = (".html", ".htm")
_PAPER = ".pdf"


class NothingToCompare(Exception):  # noqa: N818  an answer to the officer, not a fault
    """A page that can't be held against anything; the message says why."""


@dataclass(frozen=True)
class CheckedPage:
    """What a look at a page told: `found`, in words; whether its PDF was there and is the approved one."""

    found: tuple[str, ...]
    same_paper: bool

    @property
    def words(self) -> str:
        """In one text, as it is kept."""
        if self.found:
            return "\n".join(self.found)
        return "PDF 就是审核通过的那一个" if self.same_paper else "标题、日期都对"


def checked(due: DueReport, saved: Mapping[str, bytes]) -> CheckedPage:
    """Hold a saved page, and PDFs saved from it, against the approved report. Raises `NothingToCompare`."""
    pages = [name for name in saved if name.lower().endswith(_PAGES)]
    papers = [name for name in saved if name.lower().endswith(_PAPER)]
    if len(pages) > 1 or not (pages or papers):
        raise NothingToCompare("请交一个保存下来的网页（.html），可以连同网页上的 PDF；只有 PDF 也可以")
    review = review_in_force(due)
    if review is None:
        raise NothingToCompare("没有审核通过的一版，没有可以比的")
    approved = set(review.files.filter(format="pdf").values_list("blob", flat=True))
    same = any(digest(saved[name]) in approved for name in papers)
    found = [] if same or not papers else ["交来的 PDF 不是审核通过的那一个，请核对网站上放的是哪一份"]
    if pages:
        told = check_pages(saved, _published(due, review), pages[0])
        passed = {NOT_COMPARED.code} if same else set()
        if len(saved) == len(pages) + len(papers):  # the other files that it links stayed where they are
            passed.add(DEAD_LINKS.code)
        found += [f"{one.message}。{one.hint}" for one in told.found if one.code not in passed]
    return CheckedPage(tuple(found), same)


def _published(due: DueReport, review: Review) -> Mapping[str, bytes]:
    """The report as it was packed for the web, or as it would be."""
    page = due.publications.first()
    one = publishable(due, review, page.published_on if page else None)
    row = WebSite.objects.filter(pk=1).first() or WebSite()
    if one.printed.report is None:
        raise NothingToCompare(engine.WITH_ERRORS)
    site = SiteFiles.of(row.manifest)
    at = f"{address_of(one.printed.report, one.code)}/"
    packed = SiteFiles({path: known for path, known in site.digests.items() if path.startswith(at)})
    if packed:
        return packed
    made = package([one], {}, owner_of(row), replace=True, library=library())
    if made.found:
        raise NothingToCompare("；".join(found.message for found in made.found))
    return made.files


def noted(page: PublishedPage, told: CheckedPage, actor: Actor) -> None:
    """Keep what a look at a page told."""
    with transaction.atomic():
        PublishedPage.objects.filter(pk=page.pk).update(checked=timezone.now(), result=told.words)
        trail.append(actor, Deed.PAGE_CHECK, due=page.due, data={"found": len(told.found), "same": told.same_paper})
