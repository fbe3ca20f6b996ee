"""提交: a due report's own page, and what units and the bureau do to it there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import wraps

from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from ... import engine, store
from ... import flow as forms
from ...engine import Paper
from ...models import FormVersion
from ...uploads import FORMS, REPORTS, NotTaken, beside_uploads, one_upload
from ...views.common import page
from ...views.files import attachment
from .. import acts
from ..dossier import dossier_of
from ..flow import Hindered
from ..in_force import review_in_force
from ..models import DueReport
from ..readiness import kind_of, misfits
from ..visible import visible_to

Done = Callable[[HttpRequest, DueReport], HttpResponse | None]


def due_or_404(request: HttpRequest, due_id: int) -> DueReport:
    """A due report that is there for whoever asks."""
    rows = visible_to(request.actor).select_related("unit", "season", "form", "assignee")
    return get_object_or_404(rows, pk=due_id)


@require_GET
def due(request: HttpRequest, due_id: int) -> HttpResponse:
    """A due report: where it stands, what is missing, what may be done."""
    return shown(request, due_or_404(request, due_id))


def shown(request: HttpRequest, one: DueReport, refused: Sequence[str] = (), status: int = 200) -> HttpResponse:
    """The page of a due report, with why something was not done and what was typed then."""
    values = {
        **dossier_of(request.actor, one), "refused": refused, "typed": request.POST if refused else {},
        "largest": settings.LARGEST_FORM, "largest_report": settings.LARGEST_REPORT, "tab": "due",
        "before": _last_years(request, one),
    }
    if values["version"] is not None:
        return page(request, "bureau/due.html", values["version"], "due", values, status)
    return render(request, "bureau/due.html", values, status=status)


def an_act(done: Done) -> Callable[..., HttpResponse]:
    """A press of a button on the page: an act, then the page again; what keeps it from being done is told there."""
    @require_POST
    @wraps(done)
    def press(request: HttpRequest, due_id: int) -> HttpResponse:
        one = due_or_404(request, due_id)
        try:
            return done(request, one) or redirect("due", due_id=one.pk)
        except Hindered as hindered:
            reasons, status = hindered.reasons, 409
        except forms.Overtaken as overtaken:
            number = overtaken.newest.number
            reasons, status = (f"另一个窗口已经存了第 {number} 版，请看过再做",), 409
        except NotTaken as wrong:
            reasons, status = (str(wrong).rstrip("。"),), 400
        return shown(request, due_or_404(request, due_id), reasons, status)
    return press


def _version(request: HttpRequest, one: DueReport) -> FormVersion:
    """The version that the page showed."""
    number = request.POST.get("version", "")
    rows = FormVersion.objects.select_related("form").filter(form=one.form_id)
    return get_object_or_404(rows, pk=int(number) if number.isdecimal() else 0)


def _day(request: HttpRequest, field: str) -> dt.date:
    try:
        return dt.date.fromisoformat(request.POST.get(field, "").strip())
    except ValueError:
        raise Hindered("日期写成年-月-日，例如 2025-03-10") from None


@an_act
def upload(request: HttpRequest, one: DueReport) -> HttpResponse:
    """A form that was filled in; it has to be this unit's and this year's."""
    form = one_upload(request, "form", FORMS, settings.LARGEST_FORM)
    beside = beside_uploads(request, "beside")
    wrong = misfits(one, engine.told_of(Paper(form.name, form.content)))
    if wrong:
        raise NotTaken("；".join(wrong))
    base = _version(request, one) if request.POST.get("version") else None
    made = acts.hand_in(request.actor, one.pk, base, form.name, form.content, beside=beside)
    return redirect("findings", version_id=made.pk)


@require_GET
def blank(request: HttpRequest, due_id: int) -> HttpResponse:
    """A blank workbook of the kind that is due, the unit and the year filled in."""
    one = due_or_404(request, due_id)
    try:
        name, content = engine.blank_of(kind_of(one), one.season.year, one.unit.name)
    except engine.REFUSED_BLANK as refused:
        return shown(request, one, (str(refused),), 404)
    return attachment(content, name)


@an_act
def begin(request: HttpRequest, one: DueReport) -> HttpResponse:
    """This year's form begun from last year's: the one that is here, or a file."""
    last = _last_years(request, one)
    if "last" in request.POST and last is not None:
        name, content = last.name, store.content_of(last.blob)
    else:
        given = one_upload(request, "form", (*FORMS, *REPORTS), settings.LARGEST_REPORT)
        name, content = given.name, given.content
    job = acts.hand_in_other(request.actor, "begin", name, content, due_id=one.pk)
    return redirect("begun", job_id=job.pk)


def _last_years(request: HttpRequest, one: DueReport) -> FormVersion | None:
    """What counts of last year's report of the same unit, where one may see it."""
    season = one.season
    last = visible_to(request.actor).filter(
        unit=one.unit_id, scope=one.scope, season__sort=season.sort, season__year=season.year - 1).first()
    review = review_in_force(last) if last else None
    return review.version if review else None


@an_act
def sign(request: HttpRequest, one: DueReport) -> None:
    """Note signatures: each that has a name."""
    version = _version(request, one)
    for number, what in enumerate(request.POST.getlist("what")):
        name = request.POST.get(f"name{number}", "").strip()
        if name:
            day = _day(request, f"on{number}")
            acts.sign(request.actor, version, what, name, day, request.POST.get(f"number{number}", ""))


@an_act
def answer(request: HttpRequest, one: DueReport) -> None:
    """Answer things of the return list: each that has an answer."""
    for key in request.POST.getlist("item"):
        answered = request.POST.get(f"answered{key}", "")
        if answered and key.isdecimal():
            acts.answer(request.actor, one.pk, int(key), answered, request.POST.get(f"reply{key}", ""))


@an_act
def submit(request: HttpRequest, one: DueReport) -> None:
    """Hand it to the bureau."""
    acts.submit(request.actor, _version(request, one))


@an_act
def withdraw(request: HttpRequest, one: DueReport) -> None:
    """Take it back."""
    acts.withdraw(request.actor, one.pk)


@an_act
def publish(request: HttpRequest, one: DueReport) -> None:
    """Note where and when it was made public."""
    acts.publish(request.actor, one.pk, request.POST.get("url", ""), _day(request, "on"),
                 request.POST.get("late_reason", ""))


@an_act
def correct(request: HttpRequest, one: DueReport) -> None:
    """Begin to correct what was published."""
    acts.correct(request.actor, one.pk, request.POST.get("reason", ""))


@an_act
def statement(request: HttpRequest, one: DueReport) -> None:
    """Have the 更正说明 made of the version that the page showed."""
    acts.write_statement(request.actor, _version(request, one), _day(request, "on"))


@require_GET
def statement_paper(request: HttpRequest, due_id: int, round_id: int) -> HttpResponse:
    """The 更正说明 as it was made."""
    one = get_object_or_404(due_or_404(request, due_id).corrections.exclude(paper=None), pk=round_id)
    return attachment(store.content_of(one.paper), one.name)


@an_act
def recall(request: HttpRequest, one: DueReport) -> None:
    """Take an approval back."""
    acts.recall(request.actor, one.pk, request.POST.get("reason", ""))


@an_act
def exempt(request: HttpRequest, one: DueReport) -> None:
    """Free the unit from this report."""
    acts.exempt(request.actor, one.pk, request.POST.get("reason", ""))


@an_act
def restore(request: HttpRequest, one: DueReport) -> None:
    """Ask for this report after all."""
    acts.restore(request.actor, one.pk)


@an_act
def assign(request: HttpRequest, one: DueReport) -> None:
    """Say who judges it."""
    chosen = request.POST.get("account", "")
    account = get_user_model().objects.filter(pk=int(chosen)).first() if chosen.isdecimal() else None
    if chosen and account is None:
        raise Http404
    acts.assign(request.actor, one.pk, account)
