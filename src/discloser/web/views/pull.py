"""收回 Word 修改: texts edited in a Word report, ticked one by one, go back into the form."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from .. import flow, on_behalf, store
from ..asked_by import jobs_for
from ..findings import key_of_path
from ..models import FormVersion
from ..saving import Typed, save_typed, standing
from ..uploads import WORD, NotTaken, one_upload
from .common import found_in, page, version_or_404, waited_for, waited_for_job


@require_http_methods(["GET", "POST"])
def pull(request: HttpRequest, version_id: int) -> HttpResponse:
    """Where an edited report is handed in."""
    version = version_or_404(request, version_id)
    refused = ""
    if request.method == "POST":
        try:
            report = one_upload(request, "report", WORD, settings.LARGEST_REPORT)
            job = on_behalf.handed_in(request, "pull", report.name, report.content, version)
            return redirect("pulled", version_id=version.id, job_id=job.id)
        except NotTaken as wrong:
            refused = str(wrong)
        except on_behalf.REFUSALS as refusal:
            refused = f"{on_behalf.reasons_of(refusal)}。"
    waited_for(version, "check")
    return page(request, "web/pull.html", version, "pull", {
        "refused": refused, "largest": settings.LARGEST_REPORT}, 400 if refused else 200)


@require_http_methods(["GET", "POST"])
def pulled(request: HttpRequest, version_id: int, job_id: int) -> HttpResponse:
    """What was edited; a press takes back what is ticked."""
    version = version_or_404(request, version_id)
    job = waited_for_job(get_object_or_404(jobs_for(request), id=job_id, what="pull", version=version))
    told = store.json_of(job.result) if job.result else {}
    newest = version.form.newest or version
    changes = _shown(told.get("changes", ()), newest)
    if request.method == "POST":
        ticked = request.POST.getlist("take")
        values = {one["key"]: one["new"] for one in changes if one["key"] in ticked}
        return save_typed(request, newest, Typed(values, {}), "findings", flow.PULLED)
    shown = {"job": job, "told": told, "changes": changes, "name": job.handed.name, "next": newest.number + 1,
             "largest": settings.LARGEST_REPORT}
    return page(request, "web/pulled.html", version, "pull", shown)


def _shown(changes: Any, newest: FormVersion) -> list[dict[str, Any]]:
    """Each change, ticked unless the form says something else there by now."""
    texts = (found_in(newest) or {"texts": {}})["texts"]
    keyed = ((one, key_of_path(one["path"])) for one in changes)
    return [{**one, "key": key, "same": _squeezed(standing(texts, key)) == _squeezed(one["old"])}
            for one, key in keyed]


def _squeezed(text: str) -> str:
    return "".join(text.split())
