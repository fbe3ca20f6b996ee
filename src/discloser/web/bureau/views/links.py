"""The page of a one-time link: looking changes nothing, as previewers of mail and chat do; the button uses it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ...views.told import told
from .. import links, passwords
from ..models import OneTimeLink
from ..rates import WRONG_LINKS
from ..seats import address_of, seated_by_link
from ..signed_in import open_to_all


@open_to_all
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """What a link opens, with a button; or the report itself, once."""
    key = address_of(request) or ""
    if WRONG_LINKS.reached(key):
        return told(request, "试的次数太多了。", "请过 10 分钟再打开链接。", 429)
    found = links.link_of(token)
    if found is None:
        WRONG_LINKS.count(key)
        return told(request, "这个链接不能用了。", "它用过了，过期了，或者收回了。请找发链接的人再要一个。", 404)
    if request.method == "GET":
        return _page(request, found)
    return _set_password(request, found) if found.account else _opened(request, found)


def _page(request: HttpRequest, found: OneTimeLink, refused: str = "") -> HttpResponse:
    values = {"link": found, "due": found.due, "account": found.account, "refused": refused,
              "asked": passwords.asked_of_one()}
    return render(request, "bureau/link.html", values, status=400 if refused else 200)


def _opened(request: HttpRequest, found: OneTimeLink) -> HttpResponse:
    if not links.consumed(found, address_of(request)):
        return redirect(request.path)
    seated_by_link(request, found)
    return redirect("home")


def _set_password(request: HttpRequest, found: OneTimeLink) -> HttpResponse:
    chosen = request.POST.get("chosen", "")
    if chosen != request.POST.get("again", ""):
        return _page(request, found, "两次输的新密码不一样，请再输一次。")
    try:
        with transaction.atomic():
            passwords.changed(found.account, chosen, address_of(request))
            if not links.consumed(found, address_of(request)):
                transaction.set_rollback(True)
                return redirect(request.path)
            found.account.seats.all().delete()
    except ValidationError as refused:
        return _page(request, found, refused.messages[0])
    return redirect("sign_in")
