"""One's own password and sessions."""

from __future__ import annotations

from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ...views.told import not_found
from .. import passwords
from ..rates import WRONG_PASSWORDS
from ..seats import SEAT, browser_named, others_end
from ..signed_in import before_change


@before_change
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change it: the old one is asked for, other sessions end."""
    account = request.actor.account
    if account is None:
        return not_found(request)
    if request.method == "GET":
        return _page(request)
    if WRONG_PASSWORDS.reached(account.username):
        return _page(request, "原来的密码输错了好几次。请过 15 分钟再试。")
    if not account.check_password(request.POST.get("password", "")):
        WRONG_PASSWORDS.count(account.username)
        return _page(request, "原来的密码不对，请再输一次。")
    chosen = request.POST.get("chosen", "")
    if chosen != request.POST.get("again", ""):
        return _page(request, "两次输的新密码不一样，请再输一次。")
    try:
        passwords.changed(account, chosen, request.actor.ip)
    except ValidationError as refused:
        return _page(request, refused.messages[0])
    update_session_auth_hash(request, account)
    others_end(request, account)
    return redirect("home")


def _page(request: HttpRequest, refused: str = "") -> HttpResponse:
    values = {"refused": refused, "must": passwords.due_for_change(request.actor.account),
              "asked": passwords.asked_of_one()}
    return render(request, "bureau/password.html", values, status=400 if refused else 200)


@require_GET
def me(request: HttpRequest) -> HttpResponse:
    """Who one is here: roles, and where one is signed in."""
    account = request.actor.account
    if account is None:
        return not_found(request)
    return render(request, "bureau/me.html", {
        "roles": request.actor.roles, "this": request.session[SEAT],
        "seats": [(seat, browser_named(seat.agent)) for seat in account.seats.all()]})


@require_POST
def end_session(request: HttpRequest, seat_id: int) -> HttpResponse:
    """End one of one's own sessions."""
    account = request.actor.account
    if account is None or not account.seats.filter(id=seat_id).delete()[0]:
        return not_found(request)
    return redirect("me")
