"""核对别处的报告: any report, its findings beside the pages on which they are."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from .. import on_behalf, sources, store
from ..asked_by import jobs_for
from ..engine import Paper
from ..models import Blob, Job
from ..uploads import REPORTS, NotTaken, one_upload
from .common import waited_for_job
from .files import attachment

_MOST_LISTED = 20


@require_http_methods(["GET", "POST"])
def audit(request: HttpRequest) -> HttpResponse:
    """Where a report is handed in, and those that were."""
    refused = ""
    if request.method == "POST":
        try:
            report = one_upload(request, "report", REPORTS, settings.LARGEST_REPORT)
            return redirect("audited", job_id=on_behalf.handed_in(request, "audit", report.name, report.content).id)
        except NotTaken as wrong:
            refused = str(wrong)
    listed = jobs_for(request).filter(what="audit", handed__removed=None).select_related("handed").order_by("-id")
    return render(request, "web/audit.html", {
        "section": "audit", "refused": refused, "jobs": listed[:_MOST_LISTED], "largest": settings.LARGEST_REPORT,
    }, status=400 if refused else 200)


def _job(request: HttpRequest, job_id: int) -> Job:
    rows = jobs_for(request).select_related("handed", "handed__blob", "result")
    return get_object_or_404(rows, id=job_id, what="audit")


@require_GET
def audited(request: HttpRequest, job_id: int) -> HttpResponse:
    """What was found in a report."""
    job = waited_for_job(_job(request, job_id))
    shown: dict[str, Any] = {"section": "audit", "job": job, "handed": job.handed}
    if job.result:
        found = store.json_of(job.result)
        pages = sorted(int(number) for number in found["pages"])
        asked = request.GET.get("page", "")
        shown |= {
            "found": found, "pages": pages,
            "page": int(asked) if asked.isdecimal() and int(asked) in pages else pages[0] if pages else None,
            "errors": sum(one["severity"] == "error" for one in found["findings"]),
        }
    return render(request, "web/audited.html", shown)


def _found(job: Job) -> dict[str, Any]:
    if job.result is None:
        raise Http404
    found: dict[str, Any] = store.json_of(job.result)
    return found


@require_GET
def marked(request: HttpRequest, job_id: int) -> HttpResponse:
    """The report with what was found marked in it."""
    job = _job(request, job_id)
    blob = get_object_or_404(Blob, digest=_found(job)["marked"])
    stem, _, ending = job.handed.name.rpartition(".")
    return attachment(store.content_of(blob), f"{stem}-标出问题.{ending}")


@require_GET
def paper(request: HttpRequest, job_id: int) -> HttpResponse:
    """The report of the audit, to be signed, or the checklist as a workbook."""
    job = _job(request, job_id)
    ending = ".xlsx" if request.GET.get("as") == "xlsx" else ".docx"
    content = sources.paper_of_audit(Paper(job.handed.name, store.content_of(job.handed.blob)), ending)
    return attachment(content, f"{job.handed.name.rpartition('.')[0]}-检查报告{ending}")


@require_GET
def picture(request: HttpRequest, job_id: int, number: int) -> HttpResponse:
    """A page of the report with its marks."""
    blob = get_object_or_404(Blob, digest=_found(_job(request, job_id))["pages"].get(str(number), ""))
    return HttpResponse(store.content_of(blob), content_type="image/jpeg")
