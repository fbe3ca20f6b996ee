"""Who asks: every request of the hosted server has an actor, or is sent to the sign-in page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from ..guard import Answer
from ..views.told import told
from .actor import Actor
from .models import OneTimeLink

_BEGUN, _SEEN, _LINK = "begun", "seen", "link"
_EVERY = 60
"""Seconds after which a session is written again as seen."""

View = Callable[..., HttpResponse]


def open_to_all(view: View) -> View:
    """Mark a view that answers whoever asks; every other needs an actor."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


class SignedIn:
    """Sets `request.actor`, ends sessions that are over, and denies what nobody signed in for."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, once it is known who asks."""
        if over(request):
            logout(request)
        request.actor = actor_of(request)
        return self._answer(request)

    def process_view(
        self, request: HttpRequest, view: View, arguments: tuple[Any, ...], named: dict[str, Any],
    ) -> HttpResponse | None:
        """Nothing for whoever may go on, else where to."""
        if getattr(view, "open_to_all", False):
            return None
        actor = request.actor
        if actor is None:
            return _sent_to_sign_in(request)
        if actor.account is not None and actor.account.must_change and not getattr(view, "before_change", False):
            return redirect("password")
        return None


def actor_of(request: HttpRequest) -> Actor | None:
    """The person who signed in, or whoever opened a report by a link that still counts."""
    address = request.META.get("REMOTE_ADDR") or None
    if request.user.is_authenticated:
        return Actor.of(request.user, address)
    if link_id := request.session.get(_LINK):
        link = OneTimeLink.objects.select_related("due__unit").filter(id=link_id, revoked=None).first()
        return Actor(link=link, ip=address) if link else None
    return None


def over(request: HttpRequest) -> bool:
    """Whether a session lasted too long, or nobody was there for too long; a new one begins to count."""
    session, now = request.session, timezone.now().timestamp()
    if session.is_empty():
        return False
    begun, seen = session.get(_BEGUN, now), session.get(_SEEN, now)
    longest = settings.LONGEST_LINK_SESSION if _LINK in session else settings.LONGEST_SESSION
    if now - begun > longest.total_seconds() or now - seen > settings.LONGEST_IDLE.total_seconds():
        return True
    if _BEGUN not in session or now - seen > _EVERY:
        session[_BEGUN], session[_SEEN] = begun, now
    return False


def _sent_to_sign_in(request: HttpRequest) -> HttpResponse:
    if request.method != "GET":
        return told(request, "没有保存：您已经退出登录。", "请先登录，再回到这一页做一次；填的内容请先复制下来。", 403)
    where = request.get_full_path()
    return redirect(f"{reverse('sign_in')}?{urlencode({'next': where})}" if where != "/" else reverse("sign_in"))
