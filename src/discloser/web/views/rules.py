"""规则说明: the page that explains a finding."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ...usecases.explain import explain
from ..explained import as_html


@require_GET
def rule(request: HttpRequest, code: str) -> HttpResponse:
    """Why a finding is told, with wrong and right examples."""
    text = explain(code)
    if text is None:
        raise Http404
    return render(request, "web/rule.html", {"code": code.upper(), "text": as_html(text)})
