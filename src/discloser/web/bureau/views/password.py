"""One's own password."""

from __future__ import annotations

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ...views.told import not_found


@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change it: the old one is asked for, other sessions end."""
    account = request.actor.account
    if account is None:
        return not_found(request)
    if request.method == "GET":
        return _page(request)
    chosen = request.POST.get("chosen", "")
    if not account.check_password(request.POST.get("password", "")):
        return _page(request, "原来的密码不对，请再输一次。")
    if chosen != request.POST.get("again", ""):
        return _page(request, "两次输的新密码不一样，请再输一次。")
    try:
        validate_password(chosen, account)
    except ValidationError as refused:
        return _page(request, "".join(refused.messages))
    account.set_password(chosen)
    account.must_change, account.changed = False, timezone.now()
    account.save()
    update_session_auth_hash(request, account)
    return redirect("home")


def _page(request: HttpRequest, refused: str = "") -> HttpResponse:
    values = {"refused": refused, "must": request.actor.account.must_change}
    return render(request, "bureau/password.html", values, status=400 if refused else 200)


password.before_change = True
