"""One-time links: an address that opens one report for a unit without an account, or lets a person set a password."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ..guard import hashed
from . import trail
from .actor import Actor
from .deeds import Deed
from .models import Account, DueReport, OneTimeLink

LASTS = dt.timedelta(days=7)
_BYTES = 32


def issued(
    *, due: DueReport | None = None, account: Account | None = None, by: Actor | None = None,
    may_submit: bool = True, lasts: dt.timedelta = LASTS,
) -> tuple[OneTimeLink, str]:
    """A link for a report or for an account, and its token, which is told once: only the hash is kept.

    `by`: None for whoever looks after the server.
    """
    token = secrets.token_urlsafe(_BYTES)
    with transaction.atomic():
        link = OneTimeLink.objects.create(
            digest=hashed(token), due=due, account=account, by=by.account if by else None,
            may_submit=may_submit and due is not None, expires=timezone.now() + lasts)
        whose = account.username if account else ""
        trail.append(by or trail.MACHINE, Deed.LINK, whose, due=due, data={"link": link.pk, "submit": link.may_submit})
    return link, token


def _usable() -> QuerySet[OneTimeLink]:
    return OneTimeLink.objects.filter(used=None, revoked=None, expires__gt=timezone.now())


def link_of(token: str) -> OneTimeLink | None:
    """The link of a token, if it can still be used."""
    return _usable().select_related("due__unit", "due__season", "account").filter(digest=hashed(token)).first()


def consumed(link: OneTimeLink, ip: str | None = None) -> bool:
    """Use a link up; whether it was the first to do so."""
    with transaction.atomic():
        first = bool(_usable().filter(id=link.id).update(used=timezone.now()))
        if first:
            trail.append(Actor(link=link, ip=ip), Deed.LINK_USED, due=link.due)
    return first


def revoked(links: QuerySet[OneTimeLink], by: Actor | None = None) -> int:
    """Take links back, and with them whoever came in by them; how many there were."""
    with transaction.atomic():
        taken = list(links.filter(revoked=None).select_related("account", "due__unit", "due__season"))
        for link in taken:
            OneTimeLink.objects.filter(pk=link.pk).update(revoked=timezone.now())
            link.seats.all().delete()
            whose = link.account.username if link.account else ""
            trail.append(by or trail.MACHINE, Deed.LINK_REVOKED, whose, due=link.due, data={"link": link.pk})
    return len(taken)
