"""Browsers that are let in: who sits there since when, and when it is over."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from .models import Account, OneTimeLink, Seat

SEAT = "seat"
_EVERY = 60
"""Seconds after which somebody is noted anew as being there."""
_AGENT = 200


def address_of(request: HttpRequest) -> str | None:
    """Where a request comes from; behind a proxy, what the proxy says (`hosted.py` believes no other)."""
    return request.META.get("REMOTE_ADDR") or None


def seated(request: HttpRequest, account: Account | None = None, link: OneTimeLink | None = None) -> Seat:
    """A seat for the browser that asks."""
    agent = request.META.get("HTTP_USER_AGENT", "")[:_AGENT]
    seat = Seat.objects.create(account=account, link=link, ip=address_of(request), agent=agent)
    request.session[SEAT] = seat.id
    return seat


def seated_by_link(request: HttpRequest, link: OneTimeLink) -> Seat:
    """A seat in a session of its own for whoever used a link."""
    logout(request)
    request.session.set_expiry(settings.LONGEST_LINK_SESSION)
    return seated(request, link=link)


def seat_of(request: HttpRequest) -> Seat | None:
    """The seat of the browser that asks, unless it is over; whoever had one that is gone or over is out."""
    number = request.session.get(SEAT)
    if number is None:
        return None
    seat = Seat.objects.select_related("link__due__unit", "link__due__season").filter(id=number).first()
    if seat is None or over(seat):
        logout(request)
        return None
    now = timezone.now()
    if (now - seat.seen).total_seconds() > _EVERY:
        Seat.objects.filter(id=number).update(seen=now)
    return seat


def over(seat: Seat) -> bool:
    """Whether somebody sits there too long, nobody was there for too long, or the link was taken back."""
    now = timezone.now()
    longest = settings.LONGEST_LINK_SESSION if seat.link else settings.LONGEST_SESSION
    taken_back = seat.link is not None and seat.link.revoked is not None
    return taken_back or now - seat.begun > longest or now - seat.seen > settings.LONGEST_IDLE


def others_end(request: HttpRequest, account: Account) -> None:
    """End all sessions of an account but the one that asks."""
    account.seats.exclude(id=request.session.get(SEAT)).delete()


def browser_named(agent: str) -> str:
    """What a browser and its system are called, as far as they say."""
    told = [next((name for sign, name in known if sign in agent), "") for known in (_BROWSERS, _SYSTEMS)]
    return "，".join(name for name in told if name) or "不知道是什么浏览器"


_BROWSERS = (("Edg/", "Edge"), ("QQBrowser", "QQ 浏览器"), ("MicroMessenger", "微信"), ("360", "360 浏览器"),
             ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("Mac OS", "macOS"),
            ("Linux", "Linux"))
"""Signs in what browsers call themselves, the telling ones first: most call themselves Chrome, too."""


def tidied() -> int:
    """Forget seats that are over anyway; how many there were."""
    return int(Seat.objects.filter(begun__lt=timezone.now() - settings.LONGEST_SESSION).delete()[0])


@receiver(user_logged_in)
def _signed_in(request: HttpRequest, user: Account, **_: Any) -> None:
    seated(request, account=user)


@receiver(user_logged_out)
def _signed_out(request: HttpRequest, **_: Any) -> None:
    Seat.objects.filter(id=request.session.get(SEAT)).delete()
