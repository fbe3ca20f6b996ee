"""改了什么: a version beside an earlier one, and the paper about a correction."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from .. import engine
from ..handed_papers import paper_of
from ..models import FormVersion
from ..moves import told
from ..publications import remember_correction
from .common import page, version_or_404, waited_for
from .files import attachment
from .told import told as refusal

_ENDINGS = ("docx", "pdf")
_REDLINE_ENDINGS = ("html", "docx")


@require_GET
def moved(request: HttpRequest, version_id: int) -> HttpResponse:
    """What a version says otherwise than an earlier one."""
    version = version_or_404(request, version_id)
    return _moved(request, version, request.GET.get("old", ""))


def _moved(request: HttpRequest, version: FormVersion, old: str, refused: str = "", status: int = 200) -> HttpResponse:
    waited_for(version, "check")
    if version.checked is None:
        return redirect("findings", version_id=version.id)
    earlier = list(version.form.versions.filter(number__lt=version.number).order_by("-number"))
    chosen = next((one for one in earlier if str(one.id) == old), earlier[0] if earlier else None)
    shown = told(engine.compared(paper_of(chosen), paper_of(version))) if chosen else {}
    return page(request, "web/moved.html", version, "moved", {
        "earlier": earlier, "old": chosen, "refused": refused, "today": timezone.localdate().isoformat(), **shown,
    }, status)


@require_GET
def redline(request: HttpRequest, version_id: int) -> HttpResponse:
    """The report with what changed since an earlier version marked in it."""
    version = version_or_404(request, version_id)
    earlier = _earlier(version, request.GET.get("old", ""))
    ending = request.GET.get("ending", _REDLINE_ENDINGS[0])
    if ending not in _REDLINE_ENDINGS:
        raise Http404
    made = engine.red_line(paper_of(earlier), paper_of(version), ending)
    if isinstance(made, str):
        return refusal(request, "没有做出对照稿。", made, 422)
    return attachment(made, f"{version.form.unit}{version.form.year}年{version.form.sort}对照稿.{ending}")


def _earlier(version: FormVersion, chosen: str) -> FormVersion:
    earlier = version.form.versions.filter(number__lt=version.number, id=int(chosen) if chosen.isdecimal() else 0)
    found = earlier.first()
    if found is None:
        raise Http404
    return found


@require_POST
def correction(request: HttpRequest, version_id: int) -> HttpResponse:
    """The paper about a correction."""
    version = version_or_404(request, version_id)
    old, reason = request.POST.get("old", ""), request.POST.get("reason", "").strip()
    ending = request.POST.get("ending", _ENDINGS[0])
    earlier = _earlier(version, old)
    if ending not in _ENDINGS:
        raise Http404
    try:
        date = dt.date.fromisoformat(request.POST.get("date", ""))
    except ValueError:
        return _moved(request, version, old, "更正日期写成年-月-日。", 400)
    if not reason or version.errors:
        return _moved(request, version, old, "请写为什么更正。" if not reason else "还有错误，改好再写更正说明。", 400)
    content = engine.correction(paper_of(earlier), paper_of(version), reason, date, ending)
    name = f"{version.form.unit}{version.form.year}年{version.form.sort}更正说明.{ending}"
    remember_correction(earlier, version, name, content, date)
    return attachment(content, name)
