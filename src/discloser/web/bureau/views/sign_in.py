"""In and out: name and password, no more told of what was wrong than that something was."""

from __future__ import annotations

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from ..signed_in import open_to_all

WRONG = "账号或者密码不对，请再输一次。"


@open_to_all
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The page that asks for name and password, and lets in who knows them."""
    where = request.POST.get("next") or request.GET.get("next", "")
    if request.method == "GET":
        return redirect("home") if request.actor else _page(request, where)
    name = request.POST.get("username", "").strip()
    account = authenticate(request, username=name, password=request.POST.get("password", ""))
    if account is None:
        return _page(request, where, name, WRONG, 403)
    login(request, account)
    ours = url_has_allowed_host_and_scheme(where, {request.get_host()}, require_https=request.is_secure())
    return redirect(where if ours else "home")


def _page(request: HttpRequest, where: str, name: str = "", refused: str = "", status: int = 200) -> HttpResponse:
    return render(request, "bureau/sign_in.html", {"next": where, "name": name, "refused": refused}, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    logout(request)
    return redirect("sign_in")


sign_out.before_change = True
