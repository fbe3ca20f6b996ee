"""In and out: name and password, no more told of what was wrong than that something was."""

from __future__ import annotations

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import trail
from ..actor import Actor
from ..deeds import Deed
from ..models import Account
from ..rates import LOCKED, WRONG_FROM_ADDRESS, WRONG_PASSWORDS
from ..seats import address_of
from ..signed_in import before_change, open_to_all

WRONG = "账号或者密码不对，请再输一次。"
TOO_OFTEN = "密码输错的次数太多。请过 15 分钟再登录；忘了密码，请找财政局发一个链接。"
_LONGEST_NAME = 60


@open_to_all
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The page that asks for name and password, and lets in who knows them."""
    where = request.POST.get("next") or request.GET.get("next", "")
    if request.method == "GET":
        return redirect("home") if request.actor else _page(request, where)
    name = request.POST.get("username", "").strip()[:_LONGEST_NAME]
    address = address_of(request) or ""
    key = _key(name, address)
    if LOCKED.reached(key) or WRONG_FROM_ADDRESS.reached(address):
        return _page(request, where, name, TOO_OFTEN, 429)
    account = authenticate(request, username=name, password=request.POST.get("password", ""))
    if account is None:
        return _page(request, where, name, *_counted(name, address))
    WRONG_PASSWORDS.forget(key)
    return _let_in(request, account, where)


def _key(name: str, address: str) -> str:
    return f"{name}@{address}"


def _counted(name: str, address: str) -> tuple[str, int]:
    """A wrong password is counted; the fifth shuts the door for a while, which the trail tells."""
    key = _key(name, address)
    WRONG_PASSWORDS.count(key)
    WRONG_FROM_ADDRESS.count(address)
    if not WRONG_PASSWORDS.reached(key):
        return WRONG, 403
    WRONG_PASSWORDS.forget(key)
    LOCKED.count(key)
    known = Account.objects.filter(username=name).exists()  # what was typed for a name may be a password
    trail.append(trail.MACHINE, Deed.LOCKED, name if known else "", data={"ip": address})
    return TOO_OFTEN, 429


def _let_in(request: HttpRequest, account: Account, where: str) -> HttpResponse:
    login(request, account)
    trail.append(Actor.of(account, address_of(request)), Deed.SIGNED_IN)
    ours = url_has_allowed_host_and_scheme(where, {request.get_host()}, require_https=request.is_secure())
    return redirect(where if ours else "home")


def _page(request: HttpRequest, where: str, name: str = "", refused: str = "", status: int = 200) -> HttpResponse:
    return render(request, "bureau/sign_in.html", {"next": where, "name": name, "refused": refused}, status=status)


@before_change
@require_safe
def still_there(request: HttpRequest) -> HttpResponse:
    """Whoever types for long in a page is there; asking keeps the session."""
    return HttpResponse(status=204)


@before_change
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    logout(request)
    return redirect("sign_in")
