"""What an actor sees at all: the one query through which every look-up goes. A stranger's report is not there."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from ..models import FormVersion
from .actor import Actor
from .models import DueReport, Membership

_Role: Any = Membership.Role


def visible_to(actor: Actor) -> QuerySet[Any]:
    """The due reports that an actor may see, as `permit.may(actor, Act.SEE, due)` tells of each."""
    return DueReport.objects.filter(_seen_by(actor))


def versions_visible_to(actor: Actor) -> QuerySet[Any]:
    """The versions of forms that an actor may see."""
    return FormVersion.objects.filter(form__due__in=visible_to(actor))


def _seen_by(actor: Actor) -> Q:
    if actor.link is not None:
        return Q(pk=actor.link.due_id)
    whole = any(one.role == _Role.REVIEWER and one.unit_id is None for one in actor.roles)
    if whole or actor.has(_Role.BUREAU, _Role.AUDITOR):
        return Q()
    units, departments = actor.bodies(_Role.UNIT), actor.bodies(_Role.DEPARTMENT, _Role.REVIEWER)
    own = Q(unit_id__in=units) & ~Q(scope=DueReport.Scope.DEPARTMENT)
    return own | Q(unit_id__in=departments) | Q(unit__department_id__in=departments)
