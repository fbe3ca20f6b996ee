"""The pages that say what went wrong, in an officer's words."""

from __future__ import annotations

import secrets
from logging import getLogger
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

_log = getLogger(__name__)


def told(request: HttpRequest, what: str, then: str, status: int) -> HttpResponse:
    """A page with what happened and what to do now."""
    return render(request, "web/told.html", {"what": what, "then": then}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that no page of ours sends."""
    return told(request, "没有收下：发来的内容太多或者不完整。", "您的填报表都在。请返回上一页，少填一些再保存。", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Something that is not for this person."""
    return told(request, "这一页不能打开。", "请回到“我的填报表”。", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A page that is not there."""
    return told(request, "没有这一页。", "网址可能不完整，或者这份填报表已经删去。请回到“我的填报表”。", 404)


def own_fault(request: HttpRequest) -> HttpResponse:
    """Our own fault, with a number by which it is found in the log."""
    number = secrets.token_hex(2).upper()
    _log.error("fault %s at %s", number, request.path)
    return told(request, "程序本身出错，这一步没有做成。",
                f"填报表都在。请返回上一页再试一次；还不行，把编号 {number} 告诉维护人员。", 500)


def stale_page(request: HttpRequest, reason: str = "", **_: Any) -> HttpResponse:
    """A form that was sent from a page that is too old, or from elsewhere."""
    return told(request, "没有保存：这一页打开得太久了。",
                "请返回上一页，刷新以后再按一次；填的内容请先复制下来。", 403)
