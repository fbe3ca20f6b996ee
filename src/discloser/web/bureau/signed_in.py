"""Who asks: every request of the hosted server has an actor, or is sent to the sign-in page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from ..guard import Answer
from ..views.told import told
from .actor import Actor
from .acts import NotAllowed
from .flow import Hindered
from .passwords import due_for_change
from .seats import address_of, seat_of

View = Callable[..., HttpResponse]


def open_to_all(view: View) -> View:
    """Mark a view that answers whoever asks; every other needs an actor."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


def before_change(view: View) -> View:
    """Mark a view that is there also for whoever has to change a password first."""
    view.before_change = True  # type: ignore[attr-defined]
    return view


class SignedIn:
    """Sets `request.actor`, and denies what nobody signed in for."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, once it is known who asks."""
        request.actor = who_asks(request)
        return self._answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """An act that is not this person's, or not to be done now, in its own words."""
        if isinstance(error, NotAllowed):
            return told(request, f"没有做成：您不能{error}。", "要做这一步，请找财政局给您相应的权限。", 403)
        if isinstance(error, Hindered):
            words = f"没有做成：{'；'.join(error.reasons)}。"
            return told(request, words, "请返回上一页，刷新以后再看现在到哪一步了。", 409)
        return None

    def process_view(
        self, request: HttpRequest, view: View, arguments: tuple[Any, ...], named: dict[str, Any],
    ) -> HttpResponse | None:
        """Nothing for whoever may go on, else where to."""
        if getattr(view, "open_to_all", False):
            return None
        actor = request.actor
        if actor is None:
            return _sent_to_sign_in(request)
        if actor.account is not None and due_for_change(actor.account) and not getattr(view, "before_change", False):
            return redirect("password")
        return None


def who_asks(request: HttpRequest) -> Actor | None:
    """The person who signed in, or whoever opened a report by a link; None for a seat that is over."""
    seat = seat_of(request)
    if seat is None:
        return None
    if seat.link is not None:
        return Actor(link=seat.link, ip=address_of(request))
    return Actor.of(request.user, address_of(request)) if request.user.is_authenticated else None


def _sent_to_sign_in(request: HttpRequest) -> HttpResponse:
    if request.method not in ("GET", "HEAD"):
        return told(request, "没有保存：您已经退出登录。", "请先登录，再回到这一页做一次；填的内容请先复制下来。", 403)
    where = request.get_full_path()
    return redirect(f"{reverse('sign_in')}?{urlencode({'next': where})}" if where != "/" else reverse("sign_in"))
