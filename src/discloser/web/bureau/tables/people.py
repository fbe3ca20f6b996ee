"""Who may do something, and how they come in: accounts, roles, links, seats, passwords."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .roster import DueReport, PublicBody


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
