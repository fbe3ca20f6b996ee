"""The address that works once: it lets this browser in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from ..guard import cookie_for

_YEAR = 365 * 24 * 3600


@require_GET
def begin(request: HttpRequest) -> HttpResponse:
    """Give the browser its cookie for the token in the address."""
    cookie = cookie_for(request.GET.get("token", ""))
    if cookie is None:
        return render(request, "web/not_opened.html", status=403)
    response = redirect("home")
    response.set_cookie(settings.COOKIE, cookie, max_age=_YEAR, httponly=True, samesite="Strict")
    return response


@require_GET
def alive(request: HttpRequest) -> HttpResponse:
    """That it is this program that answers here."""
    return HttpResponse("discloser", content_type="text/plain")
