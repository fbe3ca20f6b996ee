"""各版本: every version of a form; any of them may be gone on with, and a form may be put away and taken back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from .. import flow, on_behalf, store
from ..asked_by import forms_for
from .common import page, version_or_404


@require_GET
def versions(request: HttpRequest, form_id: int) -> HttpResponse:
    """All versions of a form, the newest first."""
    form = get_object_or_404(forms_for(request), id=form_id, removed=None)
    every = list(form.versions.select_related("base").prefetch_related("outputs").order_by("-number"))
    return page(request, "web/versions.html", every[0], "versions", {"versions": every})


@require_POST
def back(request: HttpRequest, version_id: int) -> HttpResponse:
    """Go on with an older version: it becomes the newest, what came between stays."""
    version = version_or_404(request, version_id)
    newest = version.form.newest or version
    if newest.id == version.id:
        return redirect("findings", version_id=version.id)
    content = store.content_of(version.blob)
    try:
        made = on_behalf.new_version(request, newest, version.name, content, flow.BACK.format(version.number))
    except flow.Overtaken:
        return redirect("versions", form_id=version.form_id)
    return redirect("findings", version_id=made.id)


@require_POST
def join(request: HttpRequest, version_id: int) -> HttpResponse:
    """Take a form for the next version of the one that is here of the same unit already."""
    version = version_or_404(request, version_id)
    twin = flow.twin_of(version.form)
    if twin is None:
        return redirect("findings", version_id=version.id)
    return redirect("findings", version_id=flow.joined(version, twin).id)


@require_POST
def put(request: HttpRequest, form_id: int) -> HttpResponse:
    """Put a form away, or take it back; nothing of it is deleted."""
    form = get_object_or_404(forms_for(request), id=form_id)
    form.removed = None if form.removed else timezone.now()
    form.save(update_fields=["removed"])
    return redirect("home")
