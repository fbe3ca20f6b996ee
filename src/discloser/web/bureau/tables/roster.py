"""What is due: the bodies of the roster, the seasons, what each body owes in each."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from ...models import YearForm
from ..flow import Stage


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
    assignee = models.ForeignKey("bureau.Account", models.SET_NULL, null=True, related_name="assigned")
    exempt_reason = models.CharField(max_length=200, blank=True)
    made = models.DateTimeField(default=timezone.now)

    class Meta:
        """A unit owes a thing once."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "season", "scope"], name="one_report_a_scope")]
        indexes: ClassVar = [models.Index(fields=["season", "stage"], name="due_by_stage")]
        ordering: ClassVar = ["unit__code", "scope"]
