"""The pages that stand in the head of the hosted server, by role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from .limits import little_room
from .models import Membership

_ROLE = Membership.Role
OWN = (str(_ROLE.UNIT), str(_ROLE.DEPARTMENT))
BUREAUS = (str(_ROLE.REVIEWER), str(_ROLE.BUREAU), str(_ROLE.AUDITOR))
OVERSEERS = (*BUREAUS, str(_ROLE.DEPARTMENT))


@dataclass(frozen=True)
class NavEntry:
    """A page of the head: its URL's name, its words, and who has it there."""

    name: str
    words: str
    roles: tuple[str, ...]


ENTRIES = (
    NavEntry("home", "我的填报表", OWN),
    NavEntry("overview", "总览", OVERSEERS),
    NavEntry("due_list", "清单", OVERSEERS),
    NavEntry("roster", "单位名录", OVERSEERS),
    NavEntry("seasons", "期限", OVERSEERS),
    NavEntry("batches", "批量和公开包", (str(_ROLE.BUREAU),)),
    NavEntry("people", "人员", (str(_ROLE.BUREAU),)),
    NavEntry("trail", "操作记录", (str(_ROLE.BUREAU), str(_ROLE.AUDITOR))),
    NavEntry("audit", "核对别处的报告", (*OWN, *BUREAUS)),
)


def nav(request: HttpRequest) -> dict[str, Any]:
    """What the head of every page shows: that the server is hosted, who is there, and where to go."""
    actor = getattr(request, "actor", None)
    entries = [one for one in ENTRIES if actor is not None and actor.has(*one.roles)]
    told = little_room() if actor is not None and actor.has(*BUREAUS) else ""
    return {"hosted": True, "told_bureau": told, "actor": actor, "nav": [
        {"words": one.words, "url": reverse(one.name), "here": here(request, one.name)} for one in entries]}


def here(request: HttpRequest, name: str) -> bool:
    """Whether a page is the one that is shown."""
    match = request.resolver_match
    return match is not None and match.url_name == name
