"""What the server takes: uploads as long as there is room on its disk, and no more of one person than anybody needs."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from ..guard import Answer
from ..views.told import told
from .rates import UPLOADS, UPLOADS_A_DAY

LEAST_ROOM = 2**30
_LITTLE = 0.10


class Uploads:
    """Refuses files that there is no room for, or that are too many, before any page sees them."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer."""
        return self._answer(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], given: tuple[Any, ...], named: dict[str, Any],
    ) -> HttpResponse | None:
        """Nothing for what may go on, else why not."""
        if request.method != "POST" or request.actor is None or not request.FILES:
            return None
        if room()[0] < LEAST_ROOM:
            return told(request, "没有收下：服务器的磁盘快满了。",
                        "您的文件还在您的电脑上。请告诉财政局，清出空间以后再传一次。", 507)
        key, size = request.actor.key, sum(file.size for _, files in request.FILES.lists() for file in files)
        if UPLOADS.reached(key) or UPLOADS_A_DAY.reached(key, size):
            return told(request, "没有收下：传的文件太多了。",
                        "您的文件还在您的电脑上。请过一个小时再传；总是这样，请告诉财政局。", 429)
        UPLOADS.count(key, size)
        return None


def room() -> tuple[int, float]:
    """The bytes that are free where the data lies, and their share of the disk."""
    usage = shutil.disk_usage(settings.DATA)
    return usage.free, usage.free / usage.total


def little_room() -> str:
    """What to tell the bureau while there is little room left; else nothing."""
    free, share = room()
    return f"服务器的磁盘只剩 {share:.0%}（{free / 2**30:.1f} GB），请维护人员清理或者扩容。" if share < _LITTLE else ""
