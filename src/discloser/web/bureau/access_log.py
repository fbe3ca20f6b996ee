"""Who asked for what and when: kept half a year and more, as the law asks; addresses of pages only, no contents."""

from __future__ import annotations

import re
import time
from logging import getLogger

from django.http import HttpRequest, HttpResponse

from ..guard import Answer
from .hosting import ACCESS_LOG
from .seats import address_of

_log = getLogger(ACCESS_LOG)
_TOKEN = re.compile(r"^/link/[^/]+")


class AccessLog:
    """Writes a line for every answer."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, written down; the token of a link stays out of the log."""
        begun = time.perf_counter()
        response = self._answer(request)
        actor = getattr(request, "actor", None)
        taken = round((time.perf_counter() - begun) * 1000)
        _log.info("%s %s %s %s %d %d ms", address_of(request), actor.key if actor else "-", request.method,
                  _TOKEN.sub("/link/…", request.path), response.status_code, taken)
        return response
