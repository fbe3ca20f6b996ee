"""核对结果: what is wrong, at each place the value to be typed anew, all saved at once as the next version."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from .. import engine, flow, jobs, on_behalf
from ..asked_by import due_of
from ..bureau.readiness import misfits
from ..engine import Paper
from ..grouping import groups_of
from ..models import FormVersion
from ..saving import saved
from ..uploads import FORMS, NotTaken, Upload, beside_uploads, one_upload
from .common import found_in, open_job, page, version_or_404, waited_for


@require_http_methods(["GET", "POST"])
def findings(request: HttpRequest, version_id: int) -> HttpResponse:
    """What a check found in a version; a press saves what was typed."""
    version = version_or_404(request, version_id)
    if request.method == "POST":
        return saved(request, version, "findings")
    if version.checked and version.engine != engine.engine_of_today():
        jobs.asked("check", version=version)
    job = waited_for(version, "check")
    if version.checked is None:
        return page(request, "web/waiting.html", version, "findings", {"job": job})
    return _shown(request, version)


def _shown(request: HttpRequest, version: FormVersion, refused: str = "", status: int = 200) -> HttpResponse:
    found = found_in(version)
    if found is None:
        return redirect("findings", version_id=version.id)
    shown = findings_shown(request, version, found, refused)
    return page(request, "web/findings.html", version, "findings", shown, status)


def findings_shown(
    request: HttpRequest, version: FormVersion, found: dict[str, Any], refused: str = "",
) -> dict[str, Any]:
    """What the page of a version's findings shows."""
    due = due_of(request, version.form)
    confirmed = [one for one in found["findings"] if one["confirmed"] is not None]
    return {
        "found": found, "groups": groups_of(found["findings"]), "confirmed": confirmed, "refused": refused,
        "next": version.number + 1, "first": _first_of(found), "missing": _missing(found, version),
        "twin": flow.twin_of(version.form) if version.number == 1 and due is None else None,
        "misfits": misfits(due, found) if due else [],
        "saved": _saved(version), **_progress(version),
    }


def _saved(version: FormVersion) -> dict[str, int] | None:
    """What became of the version before, where this one was made in the page."""
    base = version.base
    if base is None or base.errors is None or version.how == flow.UPLOADED:
        return None
    before, now = ((one.errors or 0) + (one.warnings or 0) for one in (base, version))
    return {"solved": max(before - now, 0), "new": max(now - before, 0)}


def _progress(version: FormVersion) -> dict[str, Any]:
    """How many errors and warnings are left of all that this form ever had at once."""
    left = (version.errors or 0) + (version.warnings or 0)
    most = max((one.errors or 0) + (one.warnings or 0) for one in version.form.versions.all())
    return {"left": left, "most": max(most, left), "solved": max(most, left) - left}


def _first_of(found: dict[str, Any]) -> dict[str, str]:
    return {severity: severity for severity in ("error", "warning", "info")
            if any(one["severity"] == severity and one["confirmed"] is None for one in found["findings"])}


def _missing(found: dict[str, Any], version: FormVersion) -> bool:
    """Whether the form names others."""
    return bool(version.form.beside.exists()) or any(
        key.startswith(('["所属单位"', '["附件"', '["上年","表单"')) for key in found["texts"])


@require_GET
def waiting(request: HttpRequest, version_id: int) -> HttpResponse:
    """Whether the check is done, for a page that asks every second."""
    version = version_or_404(request, version_id)
    job = open_job(version, "check")
    response = render(request, "web/waiting_body.html", {"version": version, "job": job})
    if version.checked or (job and job.state == "failed"):
        response["HX-Refresh"] = "true"
    return response


@require_POST
def check_again(request: HttpRequest, version_id: int) -> HttpResponse:
    """Check a version once more."""
    version = version_or_404(request, version_id)
    with transaction.atomic():
        jobs.asked("check", version=version)
    return redirect("findings", version_id=version.id)


@require_POST
def upload_version(request: HttpRequest, version_id: int) -> HttpResponse:
    """A corrected form, as the next version."""
    version = version_or_404(request, version_id)
    try:
        form = one_upload(request, "form", FORMS, settings.LARGEST_FORM)
        _fits(request, version, form)
        made = on_behalf.new_version(request, version, form.name, form.content, flow.UPLOADED)
    except NotTaken as refused:
        return _shown(request, version, str(refused), 400)
    except flow.Overtaken as overtaken:
        newest = overtaken.newest
        return _shown(request, version, f"另一个窗口已经存了第 {newest.number} 版。请在那一版上再传。", 409)
    except on_behalf.REFUSALS as refusal:
        return _shown(request, version, f"{on_behalf.reasons_of(refusal)}。", 409)
    return redirect("findings", version_id=made.id)


def _fits(request: HttpRequest, version: FormVersion, form: Upload) -> None:
    """On the hosted server a form is of the unit and year that it is due for. Raises `NotTaken`."""
    due = due_of(request, version.form)
    wrong = misfits(due, engine.told_of(Paper(form.name, form.content))) if due else []
    if wrong:
        raise NotTaken("".join(f"{one}。" for one in wrong))


@require_POST
def upload_beside(request: HttpRequest, version_id: int) -> HttpResponse:
    """Files that a form names."""
    version = version_or_404(request, version_id)
    try:
        files = beside_uploads(request, "beside")
        if not files:
            raise NotTaken("还没有选文件。请先按“选择文件”，选好再传。")
    except NotTaken as refused:
        return _shown(request, version, str(refused), 400)
    try:
        on_behalf.beside_added(request, version, files)
    except on_behalf.REFUSALS as refusal:
        return _shown(request, version, f"{on_behalf.reasons_of(refusal)}。", 409)
    return redirect("findings", version_id=version.id)
