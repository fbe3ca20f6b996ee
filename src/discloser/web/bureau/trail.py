"""The trail: who did what when, each event bound to the one before, so that a later change shows.

It proves tampering against whoever lacks the heads that went into backups, packages and exports; no more.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.ipv6 import clean_ipv6_address

from ...disk import digest
from .actor import Actor
from .kept_heads import keep
from .models import DueReport, Event
from .trail_head import Head as Head

BEGINNING = "0" * 64
"""What the first event is bound to."""
MACHINE = "machine"
"""By what the trail knows commands on the server itself."""
_LOCK = 20_250_103
_AT_ONCE = 2000


@dataclass(frozen=True)
class BrokenTrail:
    """The first event at which the trail is not what was written, and how it shows."""

    number: int
    event: int
    words: str


def append(
    by: Actor | str, act: str, subject: str = "", due: DueReport | None = None, data: Mapping[str, Any] | None = None,
) -> Event:
    """Write an event, in the transaction of what it tells of; one writer at a time, until that transaction ends.

    `data`: digests, codes, names, numbers; no figure and no text of a form. Whoever locks rows, too, locks them before.
    """
    actor, ip = (by, None) if isinstance(by, str) else (by.key, by.ip)
    with transaction.atomic():
        _wait_for_turn()
        last, last_at = Event.objects.order_by("-id").values_list("digest", "at").first() or ("", None)
        event = Event(
            at=timezone.now(), actor=actor, ip=_plain(ip), act=str(act), subject=subject or subject_of(due), due=due,
            data=dict(data or {}), before=last or BEGINNING)
        event.digest = digest_of(event)
        event.save(force_insert=True)
        day = timezone.localdate(event.at)
        if last_at is not None and timezone.localdate(last_at) != day:
            ended = Head(Event.objects.count() - 1, last)
            transaction.on_commit(lambda: keep(f"{day:%Y-%m-%d}", ended))
    return event


def subject_of(due: DueReport | None) -> str:
    """A due report as the trail names it: unit's code, year, sort, scope; it can be read without the database."""
    return f"{due.unit.code}/{due.season.year}/{due.season.sort}/{due.scope}" if due is not None else ""


def _wait_for_turn() -> None:
    """SQLite's transactions begin by locking the file; PostgreSQL has a lock for what we name."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _plain(ip: str | None) -> str | None:
    """An address in the form in which databases give it back."""
    return clean_ipv6_address(ip) if ip and ":" in ip else ip or None


def told_of(event: Event) -> dict[str, Any]:
    """All of an event that its digest covers."""
    return {
        "at": event.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        "actor": event.actor, "ip": event.ip, "act": event.act, "subject": event.subject, "due": event.due_id,
        "data": event.data,
    }


def digest_of(event: Event) -> str:
    """SHA-256 over the digest before and what is told, as canonical JSON."""
    told = json.dumps(told_of(event), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return digest(f"{event.before}{told}".encode())


def head() -> Head:
    """The end of the trail as it is now."""
    last = Event.objects.order_by("-id").values_list("digest", flat=True).first()
    return Head(Event.objects.count(), last or BEGINNING)


def verified(heads: Collection[Head] = ()) -> BrokenTrail | None:
    """The first event that was changed, deleted or put elsewhere; None where all is as it was written.

    `heads`: ends of the trail that were kept elsewhere: without one, nobody sees that the last events are gone.
    """
    before, number = BEGINNING, 0
    kept = {one.number: one.digest for one in heads}
    for number, event in enumerate(_events(), start=1):
        words = _broken(event, before) or _beside_head(event, kept.get(number))
        if words:
            return BrokenTrail(number, event.pk, words)
        before = event.digest
    gone = min((one for one in kept if one > number), default=None)
    if gone is not None:
        words = f"第 {number + 1} 条起被删去了：另存的记录里有 {gone} 条，现在只有 {number} 条"
        return BrokenTrail(number + 1, 0, words)
    return None


def _events() -> Iterator[Event]:
    return Event.objects.order_by("id").iterator(chunk_size=_AT_ONCE)


def _broken(event: Event, before: str) -> str:
    if digest_of(event) != event.digest:
        return "这一条被改过"
    if event.before == before:
        return ""
    elsewhere = Event.objects.filter(digest=event.before).exists() or (
        event.before == BEGINNING and before != BEGINNING)
    return "这一条和别的换过位置" if elsewhere else "这一条前面的一条被删去或换掉了"


def _beside_head(event: Event, kept: str | None) -> str:
    return "从头到这一条被整个改写过：与另存的记录不同" if kept not in (None, event.digest) else ""


def exported() -> Iterator[str]:
    """Every event as one line of JSON, with its digest and the one before: enough to verify it elsewhere."""
    for event in _events():
        yield json.dumps({"id": event.pk, **told_of(event), "before": event.before, "digest": event.digest},
                         ensure_ascii=False, sort_keys=True) + "\n"
