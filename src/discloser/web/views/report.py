"""报告: it is made step by step, each file can be taken as soon as it is there, and it is shown in a frame."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_GET, require_http_methods

from .. import engine, on_behalf, store
from ..models import FormVersion
from .common import open_job, page, version_or_404

_WHAT = (("docx", "Word", "送审、改文字"), ("html", "网页", "贴到单位网站"), ("pdf", "PDF", "签字、公开、存档"),
         ("digest-pdf", "一图读懂", "要点排成一页，放在报告旁边"), ("digest-png", "一图读懂（长图）", "手机上看"),
         ("data", "数据", "各张表的 Excel 和 CSV"))
_SANDBOX = ("sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
            "frame-ancestors 'self'")


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, version_id: int) -> HttpResponse:
    """The report of a version; a press makes it."""
    version = version_or_404(request, version_id)
    if request.method == "POST":
        if version.errors == 0:
            on_behalf.build_asked(request, version)
        return redirect("report", version_id=version.id)
    return page(request, "web/report.html", version, "report", _state(version))


@require_GET
def progress(request: HttpRequest, version_id: int) -> HttpResponse:
    """What has been made so far, for a page that asks every second."""
    version = version_or_404(request, version_id)
    state = _state(version)
    response = page(request, "web/report_body.html", version, "report", state)
    if not state["building"]:
        response["HX-Refresh"] = "true"
    return response


def _state(version: FormVersion) -> dict[str, Any]:
    made, job = version.report_files(), open_job(version, "build")
    building = job is not None and job.open
    files = [{"name": name, "title": title, "use": use, "made": made.get(name)} for name, title, use in _WHAT]
    return {
        "job": job, "building": building, "files": files, "done": sum(name in made for name, _, _ in _WHAT),
        "steps": len(_WHAT), "made": made, "pdf": made.get("pdf"),
        "outdated": any(one.engine != engine.engine_of_today() for one in made.values()),
    }


@require_GET
@xframe_options_exempt
def preview(request: HttpRequest, version_id: int) -> HttpResponse:
    """The report's web page, which can do nothing and reach nothing."""
    made = version_or_404(request, version_id).report_files().get("html")
    if made is None:
        raise Http404
    return sandboxed(store.content_of(made.blob))


def sandboxed(content: bytes) -> HttpResponse:
    """A page that can do nothing and reach nothing."""
    response = HttpResponse(content, content_type="text/html; charset=utf-8")
    response["Content-Security-Policy"] = _SANDBOX
    return response
