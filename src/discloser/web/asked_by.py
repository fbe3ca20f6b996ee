"""Who asks, and which rows are there for them: on one's own machine all, on the hosted server what one may see.

Every look-up of a form, a version, a job or a file handed in goes through here.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from .bureau.actor import Actor
from .bureau.models import DueReport
from .bureau.visible import versions_visible_to, visible_to
from .models import FormVersion, Job, YearForm


def actor_of(request: HttpRequest) -> Actor | None:
    """Whoever acts on the hosted server; None on one's own machine."""
    return getattr(request, "actor", None)


def versions_for(request: HttpRequest) -> QuerySet[Any]:
    """The versions that are there for whoever asks."""
    actor = actor_of(request)
    return FormVersion.objects.all() if actor is None else versions_visible_to(actor)


def forms_for(request: HttpRequest) -> QuerySet[Any]:
    """The forms that are there for whoever asks."""
    actor = actor_of(request)
    return YearForm.objects.all() if actor is None else YearForm.objects.filter(due__in=visible_to(actor))


def jobs_for(request: HttpRequest) -> QuerySet[Any]:
    """The jobs about files handed in that are there for whoever asks: on the hosted server one's own."""
    actor = actor_of(request)
    if actor is None:
        return Job.objects.all()
    own = Q(handed__owner__by=actor.account) if actor.account else Q(handed__owner__by_link=actor.link)
    return Job.objects.filter(own)


def due_of(request: HttpRequest, form: YearForm) -> DueReport | None:
    """What a form was handed in for; None on one's own machine, where nothing is due to anybody."""
    if actor_of(request) is None:
        return None
    return DueReport.objects.select_related("unit", "season").get(form=form)
