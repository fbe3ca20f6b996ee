"""One due report as its page shows it: what is missing, what was asked back, what was decided, what may be done now."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from ..findings import key_of_path
from ..models import FormVersion
from .actor import Actor
from .deeds import Deed
from .flow import STEPS, Act, Stage, may_be_done
from .in_force import review_in_force
from .missing import missing_to_submit
from .models import Account, CorrectionRound, DueReport, Event, Membership
from .permit import may
from .readiness import demanded_signs, draft_of, kind_of, open_items, told_of_form

_MOST_EVENTS = 60
_PUBLISHED_ON = key_of_path(["报告", "公开日期"])


def may_now(actor: Actor, due: DueReport) -> dict[str, bool]:
    """Which acts somebody may do to a report as it stands, by their names."""
    stage = Stage(due.stage)
    return {act.value: may_be_done(act, stage) and may(actor, act, due) for act in STEPS}


def dossier_of(actor: Actor, due: DueReport) -> dict[str, Any]:
    """All that the page of a due report shows."""
    version = due.form.newest if due.form else None
    now = may_now(actor, due)
    return {
        "due": due, "version": version, "now": now, "kind": kind_of(due),
        "items": list(open_items(due)), "corrections": list(due.corrections.select_related("paper", "review")),
        "reviews": list(due.reviews.select_related("version", "decided_by", "reviewer").prefetch_related("items")),
        "pages": list(due.publications.select_related("review__version")), "in_force": review_in_force(due),
        "events": events_of(due), "today": timezone.localdate().isoformat(),
        "judges": judges_of(due) if now["assign"] else [],
        "late": due.publish_due_on is not None and timezone.localdate() > due.publish_due_on,
        **(_of_version(due, version) if version and may_be_done(Act.SUBMIT, Stage(due.stage)) else {}),
    }


def _of_version(due: DueReport, version: FormVersion) -> dict[str, Any]:
    """What is there and what is missing before a version is submitted."""
    signed = {one.what: one for one in version.signs.all()}
    return {
        "missing": missing_to_submit(draft_of(due, version)), "no_day": _lacks_day(version),
        "signs": [{"what": what, "sign": signed.get(what)} for what in demanded_signs(version)],
        "round": CorrectionRound.objects.filter(due=due, review=None).last(),
    }


def _lacks_day(version: FormVersion) -> bool:
    """Whether a checked form does not say when it is published."""
    texts = told_of_form(version).get("texts", {})
    return bool(texts) and not texts.get(_PUBLISHED_ON)


def judges_of(due: DueReport) -> list[Account]:
    """Those who may be asked to judge a report."""
    roles = Membership.objects.filter(role__in=(Membership.Role.REVIEWER, Membership.Role.BUREAU))
    accounts = Account.objects.filter(active=True, memberships__in=roles).distinct()
    return [one for one in accounts if may(Actor.of(one), Act.SEE, due)]


def events_of(due: DueReport) -> list[dict[str, Any]]:
    """What was done to a report, the newest first, in words."""
    names = dict(Account.objects.values_list("username", "name"))
    return [told(event, names) for event in due.events.order_by("-id")[:_MOST_EVENTS]]


def told(event: Event, names: dict[str, str]) -> dict[str, Any]:
    """An event as people read it."""
    sort, _, name = event.actor.partition(":")
    who = names.get(name, name) if sort == "account" else f"一次性链接 {name}" if sort == "link" else "服务器"
    return {"event": event, "who": who, "what": word_of(event.act), "version": event.data.get("version")}


def word_of(act: str) -> str:
    """What an act in the trail is called."""
    for words in (Act, Deed):
        if act in set(words):
            return words(act).label
    return act
