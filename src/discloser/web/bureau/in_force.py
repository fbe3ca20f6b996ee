"""What counts of a due report: the version that was approved last, with its files as they were submitted."""

from __future__ import annotations

from collections.abc import Mapping

from .. import store
from ..engine import Paper
from .models import DueReport, Review


def review_in_force(due: DueReport) -> Review | None:
    """The round that approved what counts: while a correction is under way, still that of what is public."""
    return due.reviews.filter(decision=Review.Decision.APPROVED).select_related("version", "version__form").last()


def paper_of_review(review: Review) -> Paper:
    """The form as it was submitted, with the files that it names as they were then."""
    beside = {one.name: store.content_of(one.blob) for one in review.files.filter(format="").select_related("blob")}
    return Paper(review.version.name, store.content_of(review.version.blob), beside)


def report_of_review(review: Review) -> Mapping[str, bytes]:
    """The report as it was submitted: file name → bytes. What was approved and published is these bytes."""
    rows = review.files.exclude(format="").select_related("blob")
    return {one.name: store.content_of(one.blob) for one in rows}
