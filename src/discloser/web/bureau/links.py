"""One-time links: an address that opens one report for a unit without an account, or lets a person set a password."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db.models import QuerySet
from django.utils import timezone

from ..guard import hashed
from .models import Account, DueReport, OneTimeLink, Seat

LASTS = dt.timedelta(days=7)
_BYTES = 32


def issued(
    *, due: DueReport | None = None, account: Account | None = None, by: Account | None = None,
    may_submit: bool = True, lasts: dt.timedelta = LASTS,
) -> tuple[OneTimeLink, str]:
    """A link for a report or for an account, and its token, which is told once: only the hash is kept."""
    token = secrets.token_urlsafe(_BYTES)
    link = OneTimeLink.objects.create(
        digest=hashed(token), due=due, account=account, by=by, may_submit=may_submit and due is not None,
        expires=timezone.now() + lasts)
    return link, token


def _usable() -> QuerySet[OneTimeLink]:
    return OneTimeLink.objects.filter(used=None, revoked=None, expires__gt=timezone.now())


def link_of(token: str) -> OneTimeLink | None:
    """The link of a token, if it can still be used."""
    return _usable().select_related("due__unit", "due__season", "account").filter(digest=hashed(token)).first()


def consumed(link: OneTimeLink) -> bool:
    """Use a link up; whether it was the first to do so."""
    return bool(_usable().filter(id=link.id).update(used=timezone.now()))


def revoked(links: QuerySet[OneTimeLink]) -> int:
    """Take links back, and with them whoever came in by them; how many there were."""
    taken = list(links.filter(revoked=None).values_list("id", flat=True))
    OneTimeLink.objects.filter(id__in=taken).update(revoked=timezone.now())
    Seat.objects.filter(link__in=taken).delete()
    return len(taken)
