"""What a bureau keeps: units, seasons, what each owes, what was judged, decided and published, and by whom."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ..models import Blob, FormVersion, HandedIn, Job, YearForm
from .flow import Stage


class Accounts(BaseUserManager):
    """How accounts are looked up at sign-in."""


class Account(AbstractBaseUser):
    """A person who signs in. What the person may do follows from the memberships alone."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    active = models.BooleanField(default=True)
    must_change = models.BooleanField(default=True)
    changed = models.DateTimeField(null=True)
    made = models.DateTimeField(default=timezone.now)

    objects: ClassVar = Accounts()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Meta:
        """By name of sign-in."""

        ordering: ClassVar = ["username"]

    @property
    def is_active(self) -> bool:
        """Whether the person may sign in."""
        return self.active


class PublicBody(models.Model):
    """A body of the roster. `code` is its key for ever; its department is one too. Bodies retire, never deleted."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    department = models.ForeignKey("self", models.PROTECT, null=True, related_name="units")
    level = models.CharField(max_length=20, blank=True)
    nature = models.CharField(max_length=40, blank=True)
    exempt = models.BooleanField(default=False)
    exempt_reason = models.CharField(max_length=200, blank=True)
    site = models.URLField(blank=True)
    retired_on = models.DateField(null=True)
    made = models.DateTimeField(default=timezone.now)

    class Meta:
        """By code."""

        ordering: ClassVar = ["code"]


class UnitName(models.Model):
    """A name that a unit had from a day on."""

    unit = models.ForeignKey(PublicBody, models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    valid_from = models.DateField()


class Membership(models.Model):
    """A role of a person: of a unit, of a department (its own and its units), or of the whole bureau (no unit)."""

    class Role(models.TextChoices):
        """What a person is."""

        UNIT = "unit", "单位"
        DEPARTMENT = "department", "主管部门"
        REVIEWER = "reviewer", "审核人"
        BUREAU = "bureau", "财政局"
        AUDITOR = "auditor", "检查人员"

    account = models.ForeignKey(Account, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role.choices)
    unit = models.ForeignKey(PublicBody, models.PROTECT, null=True, related_name="memberships")

    class Meta:
        """A role is given once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "role", "unit"], name="one_role_a_unit"),
            models.UniqueConstraint(fields=["account", "role"], name="one_role_of_all", condition=Q(unit=None)),
        ]


class YearSeason(models.Model):
    """One year's 预算 or 决算: the kinds of its forms, the days of its approvals, by when units hand in.

    `departments_on`, `units_on`: when the bureau told departments and these their units what was approved;
    `due_on`, `departments_due_on`: by when units and departments hand in; by when they publish follows from the law.
    """

    year = models.PositiveSmallIntegerField()
    sort = models.CharField(max_length=10, choices=[("budget", "预算"), ("final", "决算")])
    kind = models.CharField(max_length=200)
    department_kind = models.CharField(max_length=200, blank=True)
    congress_on = models.DateField(null=True)
    departments_on = models.DateField(null=True)
    units_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    departments_due_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    made = models.DateTimeField(default=timezone.now)

    class Meta:
        """The newest first; each once."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["year", "sort"], name="one_season_a_year")]
        ordering: ClassVar = ["-year", "sort"]

    def __str__(self) -> str:
        """As officers call it."""
        return f"{self.year}年{self.get_sort_display()}"


class DueReport(models.Model):
    """What one unit owes in one season. `form` is there once something was handed in.

    `scope`: the unit's own report, a department's sum with its units, or the department's own part of it.
    """

    class Scope(models.TextChoices):
        """What of a unit the report covers."""

        UNIT = "unit", "单位"
        DEPARTMENT = "department", "部门"
        OWN = "own", "本级"

    Stage: ClassVar = Stage

    unit = models.ForeignKey(PublicBody, models.PROTECT, related_name="due_reports")
    season = models.ForeignKey(YearSeason, models.PROTECT, related_name="due_reports")
    scope = models.CharField(max_length=12, choices=Scope.choices, default=Scope.UNIT)
    form = models.OneToOneField(YearForm, models.PROTECT, null=True, related_name="due")
    stage = models.CharField(
        max_length=12, choices=[(one.value, one.label) for one in Stage], default=Stage.ABSENT.value)
    due_on = models.DateField(null=True)
    publish_due_on = models.DateField(null=True)
    assignee = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="assigned")
    exempt_reason = models.CharField(max_length=200, blank=True)
    made = models.DateTimeField(default=timezone.now)

    class Meta:
        """A unit owes a thing once."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "season", "scope"], name="one_report_a_scope")]
        indexes: ClassVar = [models.Index(fields=["season", "stage"], name="due_by_stage")]
        ordering: ClassVar = ["unit__code", "scope"]


class OneTimeLink(models.Model):
    """An address that opens one report once for a unit without an account, or lets an account set its password.

    Only the token's hash is kept.
    """

    digest = models.CharField(max_length=64, unique=True)
    due = models.ForeignKey(DueReport, models.CASCADE, null=True, related_name="links")
    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="links")
    may_submit = models.BooleanField(default=False)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True)
    revoked = models.DateTimeField(null=True)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    made = models.DateTimeField(default=timezone.now)


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


class Seat(models.Model):
    """A browser that is let in: of an account, or of whoever opened a link. With the row gone, it is out."""

    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="seats")
    link = models.ForeignKey(OneTimeLink, models.CASCADE, null=True, related_name="seats")
    ip = models.GenericIPAddressField(null=True)
    agent = models.CharField(max_length=200, blank=True)
    begun = models.DateTimeField(default=timezone.now)
    seen = models.DateTimeField(default=timezone.now)

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-begun"]


class OldPassword(models.Model):
    """The hash of a password that an account had."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="old_passwords")
    password = models.CharField(max_length=128)
    at = models.DateTimeField(default=timezone.now)


class Knock(models.Model):
    """Something that is counted for a while: a wrong password, a wrong link, an upload, with its bytes."""

    what = models.CharField(max_length=20)
    key = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Found by what and whose."""

        indexes: ClassVar = [models.Index(fields=["what", "key", "at"], name="knocks_of_one")]
