"""由去年开始: this year's form, begun from last year's."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from .. import on_behalf, store
from ..asked_by import jobs_for
from ..uploads import FORMS, REPORTS, NotTaken, one_upload
from .common import version_or_404, waited_for_job
from .home import home_with


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Last year's form, handed in."""
    try:
        form = one_upload(request, "form", (*FORMS, *REPORTS), settings.LARGEST_REPORT)
    except NotTaken as refused:
        return home_with(request, str(refused), 400)
    return redirect("begun", job_id=on_behalf.handed_in(request, "begin", form.name, form.content).id)


@require_GET
def begun(request: HttpRequest, job_id: int) -> HttpResponse:
    """The form that was begun, or what keeps it from being."""
    job = waited_for_job(get_object_or_404(jobs_for(request), id=job_id, what="begin"))
    told = store.json_of(job.result) if job.result else {}
    if told.get("version") and not told["findings"] and not told["summary"]:
        return redirect("findings", version_id=told["version"])
    return render(request, "web/begun.html", {"job": job, "told": told, "name": job.handed.name})


@require_POST
def following(request: HttpRequest, version_id: int) -> HttpResponse:
    """The next year's form, begun from a version that is here."""
    version = version_or_404(request, version_id)
    job = on_behalf.handed_in(request, "begin", version.name, store.content_of(version.blob))
    return redirect("begun", job_id=job.id)
