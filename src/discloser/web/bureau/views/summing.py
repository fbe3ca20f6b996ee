"""部门汇总: a department's units with the versions that were approved, and summing these up."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from .. import acts, sums
from ..flow import Act, Hindered, Stage, may_be_done
from ..models import DueReport
from ..permit import may
from ..visible import visible_to


@require_http_methods(["GET", "POST"])
def due_sum(request: HttpRequest, due_id: int) -> HttpResponse:
    """Which units were approved, which are missing or newer than the sum; a press sums up."""
    reports = visible_to(request.actor).filter(scope=DueReport.Scope.DEPARTMENT)
    due = get_object_or_404(reports.select_related("unit__department", "season", "form"), pk=due_id)
    told: tuple[str, ...] = ()
    allowed = may(request.actor, Act.SUM, due)
    if request.method == "POST" and allowed:
        try:
            return redirect("findings", version_id=acts.sum_up(request.actor, due.pk).pk)
        except Hindered as hindered:
            told = hindered.reasons
    units = sums.units_of([due]).get(due.pk, [])
    return render(request, "bureau/due_sum.html", {
        "due": due, "units": units, "told": told, "words": sums.in_words(units), "newest": due.form and due.form.newest,
        "count": sum(one.approved is not None for one in units), "stage": Stage(due.stage).label,
        "may_sum": allowed and may_be_done(Act.SUM, Stage(due.stage)),
    }, status=409 if told else 403 if request.method == "POST" else 200)
