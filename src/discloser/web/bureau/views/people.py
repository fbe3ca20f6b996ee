"""人员: accounts with their roles, and the one-time links that are handed out to units without one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ...views.files import attachment
from .. import accounts, links
from ..flow import Act, Stage
from ..lists import link_book
from ..models import Account, Membership, OneTimeLink
from .gate import for_those_who_may
from .listing import Listed

A_PAGE = 100
_LONGEST = 60


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.PEOPLE)
def people(request: HttpRequest) -> HttpResponse:
    """All accounts; a press opens another, and shows once the address by which its owner sets a password."""
    if request.method == "GET":
        return _shown(request)
    typed = {name: request.POST.get(name, "").strip() for name in ("username", "name", "role", "code")}
    try:
        account, token = accounts.added(**typed, by=request.actor)
    except accounts.NoSuch as refused:
        return _shown(request, refused=str(refused), typed=typed, status=400)
    return _shown(request, account=account, address=accounts.address_of_link(token))


def _shown(request: HttpRequest, *, status: int = 200, **told: object) -> HttpResponse:
    text = request.GET.get("q", "").replace("\0", "").strip()[:_LONGEST]
    found = Account.objects.prefetch_related("memberships__unit").order_by("username")
    if text:
        found = found.filter(Q(username__icontains=text) | Q(name__icontains=text) | Q(
            pk__in=Membership.objects.filter(unit__code__startswith=text).values("account")))
    return render(request, "bureau/people.html", {
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")), "text": text,
        "roles": Membership.Role.choices, **told}, status=status)


@require_POST
@for_those_who_may(Act.PEOPLE)
def person(request: HttpRequest, account_id: int) -> HttpResponse:
    """One account: another role, one less, a new link, shut or open. Nobody shuts or strips his own account."""
    account = get_object_or_404(Account, pk=account_id)
    what = request.POST.get("act", "")
    if what == "link":
        token = links.issued(account=account, by=request.actor)[1]
        return _shown(request, account=account, address=accounts.address_of_link(token))
    if what not in _CHANGES:
        raise Http404
    if what in ("close", "strip") and account == request.actor.account:
        return _shown(request, refused="自己的账号请另一位财政局的人来停用、收回角色。", status=400)
    try:
        _CHANGES[what](request, account)
    except accounts.NoSuch as refused:
        return _shown(request, refused=str(refused), status=400)
    return redirect("people")


def _give(request: HttpRequest, account: Account) -> None:
    accounts.given(account, request.POST.get("role", ""), request.POST.get("code", "").strip(), request.actor)


def _strip(request: HttpRequest, account: Account) -> None:
    number = request.POST.get("membership", "")
    one = get_object_or_404(account.memberships.select_related("unit"), pk=number if number.isdecimal() else 0)
    accounts.taken(one, request.actor)


_CHANGES: Mapping[str, Callable[[HttpRequest, Account], object]] = {
    "give": _give, "strip": _strip,
    "close": lambda request, account: accounts.closed(account, request.actor),
    "open": lambda request, account: accounts.opened(account, request.actor),
}


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.PEOPLE)
def unit_links(request: HttpRequest) -> HttpResponse:
    """Who would get a link for the reports that were chosen; a press makes them, in a workbook to be handed out."""
    listed = Listed.of(request)
    if listed is None:
        raise Http404
    given = request.POST if request.method == "POST" else request.GET
    chosen = list(listed.reports.select_related("unit", "season")) if given.getlist("due") else []
    taken = [one for one in chosen if one.stage != Stage.EXEMPT]
    if request.method == "POST" and taken:
        with transaction.atomic():
            rows = []
            for due in taken:
                link, token = links.issued(due=due, by=request.actor, may_submit=request.POST.get("submit") == "1")
                rows.append((due, accounts.address_of_link(token), link.expires))
        return attachment(link_book(rows, listed.season), f"{listed.season}-一次性链接.xlsx")
    return render(request, "bureau/unit_links.html", {
        "season": listed.season, "name": listed.asked.season, "taken": taken, "left": [
            one for one in chosen if one not in taken], "standing": _standing()})


def _standing() -> list[OneTimeLink]:
    """The links for reports that can still be used or through which somebody may be in."""
    found = OneTimeLink.objects.filter(revoked=None, expires__gt=timezone.now()).exclude(due=None)
    return list(found.select_related("due__unit", "due__season", "by").order_by("-id")[:A_PAGE])


@require_POST
@for_those_who_may(Act.PEOPLE)
def link_revoke(request: HttpRequest, link_id: int) -> HttpResponse:
    """Take a link back, and with it whoever came in by it."""
    link = get_object_or_404(OneTimeLink, pk=link_id)
    links.revoked(OneTimeLink.objects.filter(pk=link.pk), request.actor)
    return redirect("unit_links")
