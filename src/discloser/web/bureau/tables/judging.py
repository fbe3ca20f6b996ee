"""What is done to due reports: versions and their makers, signatures, rounds of judging, publications."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from ...models import Blob, FormVersion, HandedIn
from .people import Account, OneTimeLink
from .roster import DueReport


class Acted(models.Model):
    """Who did something: a person, or whoever came by a link."""

    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    by_link = models.ForeignKey(OneTimeLink, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """A part of other tables."""

        abstract = True


class VersionMaker(Acted):
    """Who made a version of a form."""

    version = models.OneToOneField(FormVersion, models.CASCADE, related_name="maker")


class HandedBy(Acted):
    """Who handed in a file that is no version of a form; `due`: the report that it is for, if any."""

    handed = models.OneToOneField(HandedIn, models.CASCADE, related_name="owner")
    due = models.ForeignKey(DueReport, models.CASCADE, null=True, related_name="handed_in")


class Sign(Acted):
    """A signature that the kind demands: the head's, the secrecy review's, the finance bureau's approval."""

    version = models.ForeignKey(FormVersion, models.CASCADE, related_name="signs")
    what = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    on = models.DateField()
    number = models.CharField(max_length=80, blank=True)

    class Meta(Acted.Meta):
        """Each once a version."""

        abstract = False
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "what"], name="one_sign_a_version")]


class Review(Acted):
    """One round of judging: begins with a submission, ends with a decision bound to the version and its report.

    `report`: the digest over the outputs of the submitted version; `valid` falls when a newer version is submitted.
    `listed`: the return list as far as the reviewer wrote it.
    """

    class Decision(models.TextChoices):
        """How it ended."""

        OPEN = "", "未决定"
        WITHDRAWN = "withdrawn", "撤回"
        RETURNED = "returned", "退回"
        APPROVED = "approved", "通过"
        RECALLED = "recalled", "撤销通过"

    due = models.ForeignKey(DueReport, models.CASCADE, related_name="reviews")
    version = models.ForeignKey(FormVersion, models.PROTECT, related_name="reviews")
    report = models.CharField(max_length=64)
    reviewer = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    begun = models.DateTimeField(null=True)
    decision = models.CharField(max_length=12, choices=Decision.choices, blank=True, default=Decision.OPEN)
    decided = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)
    listed = models.JSONField(default=list)
    valid = models.BooleanField(default=True)

    class Meta(Acted.Meta):
        """In their order."""

        abstract = False
        ordering: ClassVar = ["id"]


class SubmittedFile(models.Model):
    """A file as it was submitted: of the report, by its format, or (no format) one that the form names.

    Whatever is made anew later, this is what was judged, approved and published.
    """

    review = models.ForeignKey(Review, models.CASCADE, related_name="files")
    format = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=255)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")

    class Meta:
        """A name is one file."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "format", "name"], name="one_submitted_a_name")]
        ordering: ClassVar = ["format", "name"]


class ReturnItem(models.Model):
    """One thing a unit has to mend: where, what, what was expected, by when; and what the unit answered."""

    class Answered(models.TextChoices):
        """How far it is."""

        OPEN = "open", "待改"
        MENDED = "mended", "已改"
        DISPUTED = "disputed", "不认可"
        CLOSED = "closed", "已核销"

    review = models.ForeignKey(Review, models.CASCADE, related_name="items")
    code = models.CharField(max_length=10, blank=True)
    place = models.CharField(max_length=200)
    what = models.TextField()
    expected = models.TextField(blank=True)
    due_on = models.DateField()
    reply = models.TextField(blank=True)
    answered = models.CharField(max_length=10, choices=Answered.choices, default=Answered.OPEN)

    class Meta:
        """In their order."""

        ordering: ClassVar = ["id"]


class ChecklistAnswer(models.Model):
    """What a reviewer found for one item of the official inspection sheet. `fits` is None for 不涉及."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="answers")
    item = models.CharField(max_length=60)
    fits = models.BooleanField(null=True)
    by_program = models.BooleanField(default=False)
    place = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        """Each item once a review."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["review", "item"], name="one_answer_an_item")]


class PublishedPage(Acted):
    """Where and when an approved version was made public, and what a check of that page told."""

    due = models.ForeignKey(DueReport, models.CASCADE, related_name="publications")
    review = models.ForeignKey(Review, models.PROTECT, related_name="publications")
    url = models.URLField(max_length=500)
    published_on = models.DateField()
    late_reason = models.CharField(max_length=200, blank=True)
    checked = models.DateTimeField(null=True)
    result = models.TextField(blank=True)

    class Meta(Acted.Meta):
        """The newest first."""

        abstract = False
        ordering: ClassVar = ["-id"]


class CorrectionRound(Acted):
    """A correction of what was published: why, and the paper that tells what changed, made of one version.

    `review`: the round of judging that it was submitted in; the public version stays until that one is published.
    """

    due = models.ForeignKey(DueReport, models.CASCADE, related_name="corrections")
    page = models.ForeignKey(PublishedPage, models.PROTECT, related_name="corrections")
    reason = models.TextField()
    version = models.ForeignKey(FormVersion, models.PROTECT, null=True, related_name="+")
    paper = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=255, blank=True)
    dated = models.DateField(null=True)
    review = models.ForeignKey(Review, models.PROTECT, null=True, related_name="corrections")

    class Meta(Acted.Meta):
        """In their order."""

        abstract = False
        ordering: ClassVar = ["id"]
