"""Passwords never go over a line that others can read: pages are answered over TLS, or on this very machine."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from ..guard import Answer
from ..views.told import told
from .seats import address_of


class OverTls:
    """Refuses whoever comes from another machine without TLS, and says what to do."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, or how to come."""
        if request.is_secure() or _from_here(request):
            return self._answer(request)
        return told(request, "请用 https:// 打头的网址打开。",
                    "维护人员：用的就是 https，那是代理没有传 X-Forwarded-Proto，或者 --proxy 不是代理的地址。", 403)


def _from_here(request: HttpRequest) -> bool:
    """Whether a browser of this machine asks for this machine: not by a proxy that tells nothing."""
    address, host = address_of(request), urlsplit(f"//{request.get_host()}").hostname
    return host in settings.THIS_MACHINE and address is not None and ip_address(address).is_loopback
