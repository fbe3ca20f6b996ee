"""打包公开: approved reports laid out as a static site, beside what was published before, in one archive."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ...model.report.online import ArticleFacts, SiteOwner
from ...usecases.build import print_report
from ...usecases.publishing.package import SitePackage, package
from ...usecases.publishing.published_set import Correction, Publishable
from ...usecases.refusals import REFUSALS
from .. import engine, store
from ..kinds_at_hand import library
from ..models import Blob
from . import trail
from .actor import Actor
from .deeds import Deed
from .in_force import paper_of_review, report_of_review
from .models import BatchPart, BureauBatch, CorrectionRound, DueReport, Review, WebSite

_AT_ONCE = 10
_RECALLED = "已经撤销通过，没有打包"


class SiteFiles(Mapping[str, bytes]):
    """A site's files, read from the store when they are asked for."""

    def __init__(self, digests: Mapping[str, str]) -> None:
        self.digests = dict(digests)

    @classmethod
    def of(cls, manifest: Blob | None) -> SiteFiles:
        """The site that a manifest tells of; an empty one without."""
        return cls(json.loads(store.content_of(manifest)) if manifest else {})

    def __getitem__(self, path: str) -> bytes:
        return store.content_of(Blob(digest=self.digests[path]))

    def __iter__(self) -> Iterator[str]:
        return iter(self.digests)

    def __len__(self) -> int:
        return len(self.digests)

    def __contains__(self, path: object) -> bool:
        return path in self.digests

    def take(self, made: SitePackage) -> None:
        """Put what a package holds into the store, and at its paths."""
        for path in made.gone:
            self.digests.pop(path, None)
        self.digests |= {path: store.kept(content).digest for path, content in made.files.items()}

    def kept(self) -> Blob:
        """The manifest of these files."""
        return store.kept_json(self.digests)


def at_once() -> int:
    """How many reports are worked at in one go."""
    return _AT_ONCE


def owner_of(site: WebSite) -> SiteOwner:
    """Whose site it is."""
    known = {"name": site.name, "domain": site.domain, "code": site.code, "publisher": site.publisher}
    return SiteOwner(**known, **({"column": site.column} if site.column else {}))


def work(batch: BureauBatch, parts: list[BatchPart]) -> Iterator[tuple[BatchPart, str]]:
    """Lay some reports out; of each, what keeps it off the web."""
    site = SiteFiles.of(batch.site)
    told = [(part, _why_not(part, site)) for part in parts]
    batch.site = site.kept()
    batch.save(update_fields=["site"])
    yield from told


def _why_not(part: BatchPart, site: SiteFiles) -> str:
    try:
        return _laid_out(part, site)
    except REFUSALS as refused:
        return str(refused)
    except store.Lost as lost:
        return str(lost)


def _laid_out(part: BatchPart, site: SiteFiles) -> str:
    review = _review(part)
    if review is None:
        return _RECALLED
    one = publishable(part.due, review, part.batch.published_on)
    if one.printed.report is None:
        return engine.WITH_ERRORS
    never_public = not part.due.publications.exists()
    made = package([one], site, owner_of(WebSite.objects.get(pk=1)), replace=never_public, library=library())
    if made.found:
        return "；".join(f"{found.message}。{found.hint}" for found in made.found)
    site.take(made)
    return ""


def publishable(due: DueReport, review: Review, day: dt.date | None = None) -> Publishable:
    """A report as it was approved, with all that goes on the web beside it. `day`: of publication, if it says none."""
    printed = print_report(paper_of_review(review).handed(), (), library())
    return Publishable(
        printed, due.unit.code, report_of_review(review), _corrections(due), _facts(due), due.unit.name,
        day)


def _review(part: BatchPart) -> Review | None:
    approved = Review.objects.filter(due=part.due, version=part.version, decision=Review.Decision.APPROVED)
    return approved.select_related("version").last()


def _corrections(due: DueReport) -> list[Correction]:
    """The 更正说明 of approved corrections, the oldest first."""
    rounds = CorrectionRound.objects.filter(
        due=due, review__decision=Review.Decision.APPROVED).exclude(paper=None).select_related("paper")
    return [Correction(one.name, store.content_of(one.paper), one.dated) for one in rounds]


def _facts(due: DueReport) -> ArticleFacts:
    whole = due.unit.department or due.unit
    return ArticleFacts(department=f"{whole.code} {whole.name}")


def archive(batch: BureauBatch, parts: list[BatchPart]) -> Blob:
    """The whole site in one archive, with the trail's head and the digests of the versions in its record."""
    site, row = SiteFiles.of(batch.site), WebSite.objects.get(pk=1)
    head = trail.head()
    chain = {"chain_head": head.digest, "chain_events": str(head.number), **_versions()}
    site.take(package([], site, owner_of(row), chain=chain, library=library()))
    with store.big_file() as file, ZipFile(file, "w", ZIP_DEFLATED) as packed:
        for path in sorted(site):
            packed.writestr(ZipInfo(path), site[path], ZIP_DEFLATED)
        packed.close()
        result = store.kept_file(file)
    row.manifest = site.kept()
    row.save(update_fields=["manifest"])
    trail.append(Actor(account=batch.by), Deed.PACKAGE, subject=str(batch.pk), data={
        "archive": result.digest, "reports": sum(part.state == "done" for part in parts), "head": head.digest})
    return result


def _versions() -> dict[str, str]:
    """Report → digest of the version of its form that was packed last."""
    packed = BatchPart.objects.filter(batch__what=BureauBatch.What.PUBLISH, state="done")
    rows = packed.select_related("due__unit", "due__season", "version").order_by("id")
    return {f"version {trail.subject_of(one.due)}": one.version.blob_id for one in rows}
