"""What the page remembers: names, order, what is to do. The bytes themselves lie in the store (`store.py`)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Blob(models.Model):
    """Bytes in the store, by their SHA-256."""

    digest = models.CharField(primary_key=True, max_length=64)
    size = models.PositiveBigIntegerField()
    first_seen = models.DateTimeField(default=timezone.now)


class YearForm(models.Model):
    """One unit's form of one year and sort, through all its versions. What a check has not told yet is blank."""

    unit = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    sort = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True)
    made = models.DateTimeField(default=timezone.now)
    removed = models.DateTimeField(null=True)

    class Meta:
        """Newest years first."""

        ordering: ClassVar = ["-year", "unit", "sort", "id"]

    @property
    def newest(self) -> FormVersion | None:
        """The version that counts."""
        return self.versions.order_by("-number").first()


class FormVersion(models.Model):
    """One state of a form, never changed. `how`: what made it; `base`: the version that it was made from.

    `checked`: what a check found, as JSON in the store, by the engine that `engine` names; the counts are its own.
    """

    form = models.ForeignKey(YearForm, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    how = models.CharField(max_length=20)
    base = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    made = models.DateTimeField(default=timezone.now)
    checked = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    engine = models.CharField(max_length=64, blank=True)
    errors = models.PositiveIntegerField(null=True)
    warnings = models.PositiveIntegerField(null=True)
    infos = models.PositiveIntegerField(null=True)

    class Meta:
        """A number is given once."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["form", "number"], name="one_version_a_number")]
        ordering: ClassVar = ["number"]

    def report_files(self) -> dict[str, FormOutput]:
        """Format → file of the version's report, by the newest engine that made it."""
        return {one.format: one for one in self.outputs.select_related("blob").order_by("id")}


class BesideFile(models.Model):
    """A file that a form names: a unit's form, last year's form, an attachment."""

    form = models.ForeignKey(YearForm, models.CASCADE, related_name="beside")
    name = models.CharField(max_length=255)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    made = models.DateTimeField(default=timezone.now)

    class Meta:
        """A name is one file."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["form", "name"], name="one_file_a_name")]
        ordering: ClassVar = ["name"]


class HandedIn(models.Model):
    """A file handed in that is no version of a form: a report to audit, last year's papers, an edited Word report.

    `version`: the version that it belongs to, if any.
    """

    what = models.CharField(max_length=20)
    name = models.CharField(max_length=255)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    version = models.ForeignKey(FormVersion, models.CASCADE, null=True, related_name="handed_in")
    made = models.DateTimeField(default=timezone.now)
    removed = models.DateTimeField(null=True)


class Job(models.Model):
    """Something to be done, written in one transaction with what it is to be done to.

    `worker` holds it until `lease`; whose lease is over has lost it. `error`: the sentence an officer reads when it
    failed. `result`: what came out, as JSON in the store.
    """

    OPEN = ("queued", "running")

    what = models.CharField(max_length=20)
    version = models.ForeignKey(FormVersion, models.CASCADE, null=True, related_name="jobs")
    handed = models.ForeignKey(HandedIn, models.CASCADE, null=True, related_name="jobs")
    state = models.CharField(max_length=10, default="queued")
    urgency = models.PositiveSmallIntegerField(default=5)
    lease = models.DateTimeField(null=True)
    worker = models.CharField(max_length=80, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    step = models.CharField(max_length=200, blank=True)
    error = models.CharField(max_length=400, blank=True)
    result = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    engine = models.CharField(max_length=64, blank=True)
    made = models.DateTimeField(default=timezone.now)
    ended = models.DateTimeField(null=True)

    class Meta:
        """The same thing is under way once."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["what", "version"], name="one_job_a_version", condition=Q(
                    state__in=("queued", "running"), version__isnull=False, handed__isnull=True)),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "urgency", "id"], name="next_job")]

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in self.OPEN


class FormOutput(models.Model):
    """One file of a version's report."""

    version = models.ForeignKey(FormVersion, models.CASCADE, related_name="outputs")
    format = models.CharField(max_length=20)
    name = models.CharField(max_length=255)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    engine = models.CharField(max_length=64)
    made = models.DateTimeField(default=timezone.now)

    class Meta:
        """A format is made once by one engine."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "format", "engine"], name="one_output_a_format")]


class StartToken(models.Model):
    """The hash of a token that opens the page once."""

    digest = models.CharField(primary_key=True, max_length=64)
    made = models.DateTimeField(default=timezone.now)


class OpenedPage(models.Model):
    """The hash of the cookie of a browser that was let in."""

    digest = models.CharField(primary_key=True, max_length=64)
    made = models.DateTimeField(default=timezone.now)
