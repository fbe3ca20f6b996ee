"""批量生成, 打包公开: what is to be done is shown first, then how far it is, then what came out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ... import jobs, store
from ...views.common import waited_for_job
from ...views.told import told
from .. import batches, trail
from ..batches import BatchProgress, Choice, OtherUnderWay, What, choice_of
from ..deeds import Deed
from ..flow import Act
from ..models import BureauBatch, WebSite, YearSeason
from .gate import for_those_who_may
from .listing import Listed

_MOST_LISTED = 30
_NAMES = {What.BUILD.value: "报告", What.PUBLISH.value: "公开网页"}


class SiteForm(forms.ModelForm):
    """Whose web site it is, as it is typed."""

    class Meta:
        """What is asked for."""

        model = WebSite
        fields = ("name", "domain", "code", "column", "publisher")


_SITE_WORDS = {
    "name": "网站名称", "domain": "域名（不写 http）", "code": "网站标识码", "column": "栏目名称（空着写“预决算公开”）",
    "publisher": "发布机构（空着写各单位自己）"}


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.BATCH)
def batch_list(request: HttpRequest) -> HttpResponse:
    """The batches so far, and the fields of the web site; a press saves these."""
    site, _ = WebSite.objects.get_or_create(pk=1)
    form = SiteForm(request.POST or None, instance=site)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.save()
            trail.append(request.actor, Deed.SITE, data={name: str(form.cleaned_data[name]) for name in _SITE_WORDS})
        return redirect("batches")
    listed = BureauBatch.objects.select_related("job", "by").prefetch_related("parts")[:_MOST_LISTED]
    seasons = YearSeason.objects.filter(closed_on=None)
    return render(request, "bureau/batches.html", {
        "batches": [(one, BatchProgress.of(one.parts.all())) for one in listed], "seasons": seasons,
        "fields": [(name, words, form[name]) for name, words in _SITE_WORDS.items()],
    }, status=400 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.BATCH)
def batch_begin(request: HttpRequest) -> HttpResponse:
    """What a batch would do with the reports that were chosen; a press begins it."""
    listed, given = Listed.of(request), request.POST if request.method == "POST" else request.GET
    what = given.get("what", "")
    if listed is None or what not in _NAMES:
        raise Http404
    if not given.getlist("due") and not listed.asked.state:
        return told(request, "还没有选单位。", "请回到清单，在要做的单位前面打勾，再按一次。", 400)
    choice = choice_of(what, listed.reports)
    undated = batches.undated(choice) if what == What.PUBLISH else []
    form = DayForm(given if request.method == "POST" else None, needed=bool(undated))
    if request.method == "POST" and choice.taken and form.is_valid():
        try:
            begun = batches.begin(choice, request.actor, form.cleaned_data["published_on"])
            return redirect("batch", batch_id=begun.pk)
        except OtherUnderWay:
            return told(request, "没有开始：另一个公开包正在打。", "等它打好再打，后打的才会带上先打的。", 409)
    shown = _asked(choice, listed) | {"undated": undated, "form": form}
    return render(request, "bureau/batch_begin.html", shown, status=400 if form.errors else 200)


class DayForm(forms.Form):
    """The day of publication, for forms that say none."""

    published_on = forms.DateField(required=False)

    def __init__(self, *arguments: Any, needed: bool) -> None:
        super().__init__(*arguments)
        self.fields["published_on"].required = needed


def _asked(choice: Choice, listed: Listed) -> dict[str, Any]:
    return {"choice": choice, "what": What(choice.what).label, "value": choice.what, "season": listed.season,
            "name": listed.asked.season, "few": _NAMES[choice.what]}


@require_GET
@for_those_who_may(Act.BATCH)
def batch(request: HttpRequest, batch_id: int) -> HttpResponse:
    """How far a batch is, report by report."""
    one = _batch(batch_id)
    waited_for_job(one.job)
    return render(request, "bureau/batch.html", _shown(one))


@require_GET
@for_those_who_may(Act.BATCH)
def batch_progress(request: HttpRequest, batch_id: int) -> HttpResponse:
    """The same, for a page that asks every second."""
    one = _batch(batch_id)
    answer = render(request, "bureau/batch_body.html", _shown(one))
    if not one.job.open:
        answer["HX-Refresh"] = "true"
    return answer


def _batch(batch_id: int) -> BureauBatch:
    return get_object_or_404(BureauBatch.objects.select_related("job__result", "by"), pk=batch_id)


def _shown(one: BureauBatch) -> dict[str, Any]:
    parts = list(one.parts.select_related("due__unit", "due__season", "version"))
    failed = [part for part in parts if part.state == "failed"]
    return {"batch": one, "job": one.job, "parts": parts, "progress": BatchProgress.of(parts), "failed": failed}


@require_POST
@for_those_who_may(Act.BATCH)
def batch_again(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Go on with a batch that ended before its time, or try what failed once more."""
    with transaction.atomic():
        one = BureauBatch.objects.select_for_update().get(pk=_batch(batch_id).pk)
        if not one.job.open:
            one.parts.filter(state="failed").update(state="", told="", tries=0)
            one.job = jobs.asked(batches.JOB)
            one.save(update_fields=["job"])
    return redirect("batch", batch_id=one.pk)


@require_GET
@for_those_who_may(Act.BATCH)
def batch_file(request: HttpRequest, batch_id: int) -> HttpResponse:
    """What came out of a batch, in one archive."""
    one = _batch(batch_id)
    if one.job.result is None:
        raise Http404
    name = f"{_NAMES[one.what]}-{timezone.localtime(one.at):%Y%m%d-%H%M}.zip"
    return FileResponse(store.path_of(one.job.result.digest).open("rb"), as_attachment=True, filename=name,
                        content_type="application/zip")
