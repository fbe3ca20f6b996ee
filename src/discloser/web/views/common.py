"""What several pages need: the version they are about, what a check told of it, its tabs."""

from __future__ import annotations

import time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from .. import store
from ..asked_by import due_of, versions_for
from ..models import FormVersion, Job
from ..on_behalf import may_write

_PATIENCE = 1.2
_PAUSE = 0.05


def version_or_404(request: HttpRequest, version_id: int) -> FormVersion:
    """A version that is there for the officer."""
    rows = versions_for(request).select_related("form", "blob", "checked")
    return get_object_or_404(rows, id=version_id, form__removed=None)


def open_job(version: FormVersion, what: str) -> Job | None:
    """What is under way for a version."""
    return version.jobs.filter(what=what).order_by("-id").first()


def found_in(version: FormVersion) -> dict[str, Any] | None:
    """What the check of a version told; None while it is under way."""
    return store.json_of(version.checked) if version.checked else None


def waited_for(version: FormVersion, what: str) -> Job | None:
    """The newest job of a version: a short while is waited for it, so that most pages come whole at once."""
    job = open_job(version, what)
    if job is not None:
        waited_for_job(job)
        version.refresh_from_db()
    return job


def waited_for_job(job: Job) -> Job:
    """A job, after a short while if it is not done yet."""
    end = time.monotonic() + _PATIENCE
    while job.open and time.monotonic() < end:
        time.sleep(_PAUSE)
        job.refresh_from_db()
    return job


def page(
    request: HttpRequest, template: str, version: FormVersion, tab: str, values: dict[str, Any], status: int = 200,
) -> HttpResponse:
    """A page about one version of a form, with its head and tabs."""
    newest, due = version.form.newest, due_of(request, version.form)
    known = {"version": version, "form": version.form, "tab": tab, "newest": newest, "is_newest": newest == version,
             "due": due, "may_write": newest == version and may_write(request, due)}
    return render(request, template, known | values, status=status)
