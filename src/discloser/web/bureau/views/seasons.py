"""期限: the years' budgets and final accounts, and by when what is due."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from ....usecases.batch.due import BASIS
from ....usecases.kinds import Installed, kinds
from ...kinds_at_hand import library
from .. import seasons
from ..acts import NotAllowed
from ..flow import Act
from ..models import YearSeason
from ..permit import may
from .gate import for_those_who_may

_WORDS = {"budget": "预算", "final": "决算"}
_WHOLE = "部门"


class SeasonForm(forms.ModelForm):
    """A season as it is typed; days in the order in which they come."""

    class Meta:
        """What is asked for."""

        model = YearSeason
        fields = ("year", "sort", *seasons.KINDS, *seasons.DAYS, "closed_on")

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        whole = [one for one in kinds(library()) if one.kind.startswith(_WHOLE)]
        units = [one for one in kinds(library()) if not one.kind.startswith(_WHOLE)]
        self.fields["kind"] = forms.ChoiceField(choices=[("", "请选"), *_choices(units)])
        self.fields["department_kind"] = forms.ChoiceField(
            choices=[("", "没有部门汇总"), *_choices(whole)], required=False)
        for name in (*seasons.DAYS, "closed_on"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """Kinds are of the season's sort and year, days in their order."""
        values: dict[str, Any] = super().clean()
        known = {one.id: one for one in kinds(library())}
        for name in seasons.KINDS:
            kind = known.get(values.get(name, ""))
            if kind and values.get("sort") and _WORDS[values["sort"]] not in kind.kind:
                self.add_error(name, f"这种版式是{kind.kind}的，这个年度报的是{_WORDS[values['sort']]}")
            elif kind and values.get("year") and kind.year > values["year"]:
                self.add_error(name, f"这种版式从 {kind.year} 年起才适用")
        self._in_order(values, "congress_on", "departments_on", "units_on")
        return values

    def _in_order(self, values: dict[str, Any], *names: str) -> None:
        days = [(name, values[name]) for name in names if values.get(name)]
        for (_, before), (name, after) in pairwise(days):
            if after < before:
                self.add_error(name, f"早于前一步的 {before.isoformat()}，请核对")


def _choices(listed: list[Installed]) -> list[tuple[str, str]]:
    newest = sorted(listed, key=lambda one: (one.region, one.kind, -one.year))
    return [(one.id, f"{one.description}") for one in newest]


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.SEASONS, Act.OVERVIEW)
def season_list(request: HttpRequest) -> HttpResponse:
    """All seasons with their days; a press begins another."""
    if request.method == "POST" and not may(request.actor, Act.SEASONS):
        raise NotAllowed(Act.SEASONS.label)
    form = SeasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        seasons.saved(form.save(commit=False), request.actor)
        return redirect("seasons")
    return render(request, "bureau/seasons.html", {
        "form": form, "may_change": may(request.actor, Act.SEASONS), "basis": BASIS,
        "listed": [(one, seasons.legal_days(one)) for one in seasons.all_of_them()],
    }, status=400 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.SEASONS)
def season_edit(request: HttpRequest, season_id: int) -> HttpResponse:
    """One season; a press changes it, and the days of its reports with it."""
    season = get_object_or_404(YearSeason, id=season_id)
    form = SeasonForm(request.POST or None, instance=season)
    if request.method == "POST" and form.is_valid():
        seasons.saved(form.save(commit=False), request.actor)
        return redirect("seasons")
    return render(request, "bureau/season.html", {
        "form": form, "season": get_object_or_404(YearSeason, id=season_id), "basis": BASIS,
        "law": seasons.legal_days(season)}, status=400 if request.method == "POST" else 200)
