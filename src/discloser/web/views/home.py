"""我的填报表: what is there and what is next; the three ways to begin."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from .. import engine
from ..flow import new_form
from ..models import FormVersion, YearForm
from ..uploads import FORMS, NotTaken, beside_uploads, one_upload
from .files import attachment


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """All forms, the newest years first; without any, the ways to begin."""
    return home_with(request)


def home_with(request: HttpRequest, refused: str = "", status: int = 200) -> HttpResponse:
    """The forms and, where there are none or something was refused, the ways to begin."""
    forms = YearForm.objects.filter(removed=None).prefetch_related("versions__outputs", "versions__jobs")
    rows = [row for form in forms if (row := _row(form))]
    years = [(year, list(group)) for year, group in groupby(rows, key=lambda row: row["form"].year)]
    begin = request.GET.get("begin") or (not rows) or refused
    return render(request, "web/home.html", {
        "years": years, "begin": begin, "refused": refused, "choices": engine.blank_choices(),
        "errors": sum(row["version"].errors or 0 for row in rows),
        "ready": sum(row["state"] == "ready" for row in rows),
        "put_away": YearForm.objects.exclude(removed=None),
        "largest": settings.LARGEST_FORM, "largest_report": settings.LARGEST_REPORT,
        "this_year": timezone.localdate().year,
    }, status=status)


def _row(form: YearForm) -> dict[str, Any] | None:
    versions = list(form.versions.all())
    if not versions:
        return None
    newest = versions[-1]
    return {"form": form, "version": newest, "state": _state(newest)}


def _state(version: FormVersion) -> str:
    if version.checked_id is None:
        failed = any(job.what == "check" and job.state == "failed" for job in version.jobs.all())
        return "failed" if failed else "checking"
    if version.errors:
        return "errors"
    return "built" if list(version.outputs.all()) else "ready"


@require_GET
def blank(request: HttpRequest) -> HttpResponse:
    """A blank workbook for a kind and a year."""
    region, _, sort = request.GET.get("kind", "").partition("　")
    try:
        name, content = engine.blank(region, sort, int(request.GET.get("year", "0")))
    except engine.REFUSED_BLANK as refused:
        return home_with(request, f"{refused}。请另选一种。", 404)
    except ValueError:
        return home_with(request, "年度是四位数字。", 400)
    return attachment(content, name)


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """A form that was filled in."""
    try:
        form = one_upload(request, "form", FORMS, settings.LARGEST_FORM)
        beside = beside_uploads(request, "beside")
    except NotTaken as refused:
        return home_with(request, str(refused), 400)
    return redirect("findings", version_id=new_form(form.name, form.content, beside).id)
