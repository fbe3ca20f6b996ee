"""看整张表: every value of a sheet, several saved at once as the next version."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from .. import engine, flow
from ..handed_papers import paper_of
from ..saving import Typed, plain_value, save_typed, saved
from ..sheet import counts_of, lists_of, pasted, tables_of
from .common import found_in, page, version_or_404, waited_for

_MOST_PASTED = 100


@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, version_id: int, name: str = "") -> HttpResponse:
    """A sheet of a version; a press saves what was typed in it."""
    version = version_or_404(request, version_id)
    if request.method == "POST":
        return saved(request, version, "sheet_named", name=name)
    waited_for(version, "check")
    found = found_in(version)
    if found is None or not found["readable"]:
        return redirect("findings", version_id=version.id)
    form = paper_of(version)
    values, choices = engine.values_of(form, engine.NEW_LINES), engine.choices(form)
    counts = counts_of(values, found)
    chosen = name or next((one for one, errors in counts if errors), counts[0][0])
    tables = next((one.tables for one in values.sheets if one.name == chosen), None)
    if tables is None:
        raise Http404
    return page(request, "web/sheet.html", version, "sheet", {
        "found": found, "sheets": counts, "chosen": chosen,
        "tables": tables_of(tables, found, choices, whole="all" in request.GET),
        "lists": lists_of(tables, choices),
        "next": version.number + 1,
    })


@require_POST
def paste(request: HttpRequest, version_id: int, name: str) -> HttpResponse:
    """Lines copied from a workbook, put below the last of a table."""
    version = version_or_404(request, version_id)
    found, form = found_in(version), paper_of(version)
    values = engine.values_of(form, _MOST_PASTED)
    tables = next((one.tables for one in values.sheets if one.name == name), None)
    if found is None or tables is None:
        raise Http404
    shown = tables_of(tables, found, engine.choices(form), whole=False)
    typed = pasted(request.POST.get("rows", ""), shown, request.POST.get("table", ""))
    plain = {key: plain_value(text, json.loads(key)) for key, text in typed.items()}
    return save_typed(request, version, Typed(plain, {}), "sheet_named", flow.TYPED, name=name)
