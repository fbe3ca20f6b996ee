"""单位名录: who is in it, and what a workbook would change, looked at before it is taken."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from ... import store
from ...models import HandedIn
from ...uploads import WORKBOOKS, NotTaken, one_upload
from ...views.files import attachment
from .. import rosters
from ..acts import NotAllowed
from ..flow import Act
from ..models import PublicBody
from ..permit import may
from ..roster_plan import SORTS
from .gate import for_those_who_may

A_PAGE = 200
_MOST_FILES = 10
_MOST_LINES = 3000
"""Lines of a plan that are shown, each with a tick; a longer plan is taken as it is."""


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.ROSTER, Act.OVERVIEW)
def roster(request: HttpRequest) -> HttpResponse:
    """The roster as it stands; a press hands a workbook in, of which nothing is taken yet."""
    refused = ""
    if request.method == "POST":
        if not may(request.actor, Act.ROSTER):
            raise NotAllowed(Act.ROSTER.label)
        try:
            file = one_upload(request, "roster", WORKBOOKS, settings.LARGEST_FORM)
            handed = HandedIn.objects.create(what=rosters.HANDED, name=file.name, blob=store.kept(file.content))
            return redirect("roster_plan", handed_id=handed.pk)
        except NotTaken as wrong:
            refused = str(wrong)
    text = request.GET.get("q", "").replace("\0", "").strip()[:60]
    retired = request.GET.get("retired") == "1"
    bodies = PublicBody.objects.select_related("department").filter(retired_on__isnull=not retired)
    if text:
        bodies = bodies.filter(Q(name__icontains=text) | Q(code__startswith=text))
    return render(request, "bureau/roster.html", {
        "page": Paginator(bodies.order_by("code"), A_PAGE).get_page(request.GET.get("page")), "refused": refused,
        "text": text, "retired": retired, "may_change": may(request.actor, Act.ROSTER),
        "files": HandedIn.objects.filter(what=rosters.HANDED, removed=None).order_by("-id")[:_MOST_FILES],
    }, status=400 if refused else 200)


@require_GET
@for_those_who_may(Act.ROSTER, Act.OVERVIEW)
def roster_book(request: HttpRequest) -> HttpResponse:
    """The roster as the workbook that an import reads."""
    return attachment(rosters.workbook(), "单位名录.xlsx")


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.ROSTER)
def roster_plan(request: HttpRequest, handed_id: int) -> HttpResponse:
    """What a workbook would change; a press takes what is ticked."""
    handed = get_object_or_404(HandedIn.objects.select_related("blob"), id=handed_id, what=rosters.HANDED)
    told = ""
    if request.method == "POST":
        try:
            codes = rosters.plan(handed).usual if request.POST.get("every") else set(request.POST.getlist("code"))
            taken = rosters.take(handed, request.POST.get("mark", ""), codes, request.actor)
            return render(request, "bureau/roster_taken.html", {"taken": taken})
        except rosters.OtherRoster:
            told = "名录在您看的时候被别人改过。下面是现在会改的，请再看一遍。"
        except rosters.DepartmentLeftOut as left:
            told = f"没有导入：{left}。"
    plan = rosters.plan(handed)
    return render(request, "bureau/roster_plan.html", {
        "handed": handed, "plan": plan, "told": told, "count": len(plan.may_be_taken),
        "shown": plan.lines[:_MOST_LINES], "every": len(plan.lines) > _MOST_LINES, "usual": len(plan.usual),
        "counts": [(sort, len(plan.of(sort))) for sort in SORTS if plan.of(sort) or sort != "恢复"],
    }, status=409 if told else 200)
