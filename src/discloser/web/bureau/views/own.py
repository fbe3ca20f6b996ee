"""What is one's own: the first page after signing in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Who is there, with which roles."""
    return render(request, "bureau/home.html", {"roles": request.actor.roles})
