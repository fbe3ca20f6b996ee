"""Who may ask: a browser that was let in on this machine; and what it may do with an answer."""

from __future__ import annotations

import datetime as dt
import errno
import secrets
from collections.abc import Callable
from hashlib import sha256

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from .models import OpenedPage, StartToken

Answer = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'self'; img-src 'self' data:; frame-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_OPEN_TO_ALL = ("/start/", settings.STATIC_URL)
_OPEN_FOR = dt.timedelta(minutes=10)
"""How long an address that was printed may wait for its browser."""
_FOREIGN = ("cross-site", "same-site")


class Guard:
    """Refuses what another site sends here, and says in every answer what a browser may do with it."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, with its headers."""
        response = self._judged(request)
        for name, value in _HEADERS.items():
            if name not in response:
                response[name] = value
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A disk that takes no more, told as such: whoever typed or uploaded has to know that it is not kept."""
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES):
            words = {"what": "没有保存：磁盘满了，或者写不进去。", "then": (
                "您填的还在上一页，请不要关掉它。清出一些空间，再返回上一页保存一次。")}
            return render(request, "web/told.html", words, status=507)
        return None

    def _judged(self, request: HttpRequest) -> HttpResponse:
        try:
            request.get_host()
        except DisallowedHost:
            return _refusal(settings.WRONG_HOST, 400)
        foreign = request.headers.get("Sec-Fetch-Site") in _FOREIGN
        if foreign and (request.method != "GET" or request.headers.get("Sec-Fetch-Mode") != "navigate"):
            return _refusal("不接受别的网站发来的请求。", 403)
        return self._answer(request)


def _refusal(words: str, status: int) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")


class StartedHere:
    """Lets in browsers that were opened with a token; whoever else is on this machine is told how to begin."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._known: set[str] = set()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, or the page that tells how to begin."""
        if request.path.startswith(_OPEN_TO_ALL) or self._let_in(request.COOKIES.get(settings.COOKIE, "")):
            return self._answer(request)
        return render(request, "web/not_opened.html", status=403)

    def _let_in(self, cookie: str) -> bool:
        digest = hashed(cookie)
        if digest not in self._known and OpenedPage.objects.filter(digest=digest).exists():
            self._known.add(digest)
        return digest in self._known


def hashed(secret: str) -> str:
    """What is kept of a secret."""
    return sha256(secret.encode()).hexdigest()


def new_token() -> str:
    """A token that opens the page once."""
    token = secrets.token_urlsafe(32)
    StartToken.objects.create(digest=hashed(token))
    return token


def cookie_for(token: str) -> str | None:
    """A browser's cookie for a token, which is used up by it; None for one that is not, or not any more."""
    StartToken.objects.filter(made__lt=timezone.now() - _OPEN_FOR).delete()
    if not StartToken.objects.filter(digest=hashed(token)).delete()[0]:
        return None
    cookie = secrets.token_urlsafe(32)
    OpenedPage.objects.create(digest=hashed(cookie))
    return cookie
