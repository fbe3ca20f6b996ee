"""我的填报表: what is due from whoever is there, and what is next; the bureau's people begin at their overview."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from ...models import FormVersion
from ..flow import Act, Stage, may_be_done
from ..models import DueReport
from ..nav import OWN
from ..permit import may
from ..visible import visible_to

_MOST = 400
_NEXT = {
    Stage.ABSENT: "开始填报", Stage.DRAFTING: "接着填", Stage.RETURNED: "看退回意见", Stage.CORRECTING: "接着更正",
    Stage.APPROVED: "登记公开",
}


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What is due, the newest season first; whoever came by a link goes to its report at once."""
    actor = request.actor
    if actor.link is not None:
        return redirect("due", due_id=actor.link.due_id)
    if not actor.has(*OWN) and may(actor, Act.OVERVIEW):
        return redirect("overview")
    dues = visible_to(actor).select_related("unit", "season", "form").order_by(
        "-season__year", "season__sort", "unit__code", "scope")[:_MOST]
    newest = newest_of([one.form_id for one in dues if one.form_id])
    rows = [_row(actor, one, newest.get(one.form_id)) for one in dues]
    waiting = sum(bool(row["next"]) for row in rows)
    seasons = [(season, list(group)) for season, group in groupby(rows, key=lambda row: row["due"].season)]
    return render(request, "bureau/home.html", {"seasons": seasons, "roles": actor.roles, "waiting": waiting})


def newest_of(forms: list[int]) -> dict[int, FormVersion]:
    """Form → its newest version."""
    versions = FormVersion.objects.filter(form__in=forms).order_by("form", "number")
    return {one.form_id: one for one in versions.defer("name")}


def _row(actor: Any, due: DueReport, version: FormVersion | None) -> dict[str, Any]:
    """A report with what its owner does next, "" where it is not the owner's turn or not the owner who asks."""
    stage = Stage(due.stage)
    act = Act.PUBLISH if stage is Stage.APPROVED else Act.HAND_IN
    todo = _NEXT.get(stage, "") if may_be_done(act, stage) and may(actor, act, due) else ""
    return {"due": due, "version": version, "next": todo}
