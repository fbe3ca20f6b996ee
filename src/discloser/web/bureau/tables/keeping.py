"""What the bureau keeps beside: batches, sums, counts of rules, its web site, the trail."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ...models import Blob, FormVersion, Job, YearForm
from .judging import Acted
from .roster import DueReport


class BureauBatch(Acted):
    """A batch that the bureau asked for: reports built, or a folder for the web site, of those that were chosen.

    How far it is, what became of it and its result are its job's. `site`: the web site as far as it is laid out;
    `published_on`: the day of publication of forms that say none.
    """

    class What(models.TextChoices):
        """What is to be made."""

        BUILD = "build", "批量生成报告"
        PUBLISH = "publish", "打包公开"

    what = models.CharField(max_length=12, choices=What.choices)
    job = models.OneToOneField(Job, models.PROTECT, related_name="batch")
    site = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    published_on = models.DateField(null=True)

    class Meta(Acted.Meta):
        """The newest first."""

        abstract = False
        ordering: ClassVar = ["-id"]


class BatchPart(models.Model):
    """One report of a batch, in the version that was chosen. `tries`: how often it was begun; `told`: why it failed."""

    batch = models.ForeignKey(BureauBatch, models.CASCADE, related_name="parts")
    due = models.ForeignKey(DueReport, models.PROTECT, related_name="parts")
    version = models.ForeignKey(FormVersion, models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, blank=True, choices=[("", "等待"), ("done", "做好了"), ("failed", "没有做成")])
    told = models.CharField(max_length=400, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """Each report once a batch."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["batch", "due"], name="one_part_a_report")]
        ordering: ClassVar = ["id"]


class SummedUnit(models.Model):
    """A unit's approved version that its department's form sums up: the file of that name beside the form."""

    form = models.ForeignKey(YearForm, models.CASCADE, related_name="summed")
    due = models.ForeignKey(DueReport, models.PROTECT, related_name="summed_in")
    version = models.ForeignKey(FormVersion, models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)

    class Meta:
        """A unit is summed once."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["form", "due"], name="one_sum_a_unit")]


class FoundCode(models.Model):
    """How often a rule was broken in a form: in its newest version, and at most in any."""

    form = models.ForeignKey(YearForm, models.CASCADE, related_name="codes")
    code = models.CharField(max_length=10)
    severity = models.CharField(max_length=10)
    now = models.PositiveIntegerField(default=0)
    most = models.PositiveIntegerField(default=0)

    class Meta:
        """A rule is counted once a form."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["form", "code", "severity"], name="one_count_a_rule")]


class WebSite(models.Model):
    """The web site on which reports are published, in the words of the heads that government sites carry.

    `manifest`: the site as it was packed last, path → digest, as JSON in the store.
    """

    name = models.CharField(max_length=100, blank=True)
    domain = models.CharField(max_length=100, blank=True)
    code = models.CharField(max_length=40, blank=True)
    column = models.CharField(max_length=100, blank=True)
    publisher = models.CharField(max_length=100, blank=True)
    manifest = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")


class Event(models.Model):
    """One act in the trail: append only, each bound to the one before by its digest. No figure, no text of a form."""

    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    ip = models.GenericIPAddressField(null=True)
    act = models.CharField(max_length=40)
    subject = models.CharField(max_length=80, blank=True)
    due = models.ForeignKey(DueReport, models.PROTECT, null=True, related_name="events")
    data = models.JSONField(default=dict)
    before = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        """In their order."""

        ordering: ClassVar = ["id"]
