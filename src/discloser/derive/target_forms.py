"""绩效目标表: what the form says of a project's targets → one TargetForm each, in 元."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import groupby

from ..core.form import Form, PerformanceTarget, TargetFunding, TargetIndicator
from ..core.kind import ReportKind, TargetFormSpec, fill
from ..core.money import show
from ..core.report import Funding, Indicator, TargetForm
from .words import words_of


def target_forms_of(form: Form, kind: ReportKind) -> list[TargetForm]:
    """Every target form of the form, in its order."""
    return [_target_form(target, form, kind) for target in form.performance.targets]


def _target_form(target: PerformanceTarget, form: Form, kind: ReportKind) -> TargetForm:
    spec, words = kind.target_form, words_of(form, kind)
    identity = {
        "project": target.project, "department": form.unit.department, "unit": form.unit.name,
        "attribute": target.attribute, "term": target.term,
    }
    return TargetForm(
        title=fill(spec.title if form.request.division else spec.title_without_division, words),
        year_line=fill(spec.year_line, words),
        project=target.project,
        identity=_labelled(spec.identity, identity),
        funding_label=spec.funding_label,
        funding=(_funding(spec, 0, target.term_funding), _funding(spec, 1, target.year_funding)),
        texts=_labelled(spec.texts, {field: getattr(target, field) for field in spec.texts}),
        goals_label=spec.goals_label,
        goals=((spec.goals[0], target.term_goal), (spec.goals[1], target.year_goal)),
        indicators_label=spec.indicators_label,
        indicator_heads=spec.indicator_heads,
        indicators=_indicators(target.indicators, spec),
        signature=_signature(target, spec, published=form.request.publish_personal_data),
    )


def _labelled(labels: Mapping[str, str], values: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((label, values[field]) for field, label in labels.items())


def _funding(spec: TargetFormSpec, side: int, funding: TargetFunding) -> Funding:
    lines = tuple((label, _yuan(getattr(funding, field))) for field, label in spec.funding_lines.items())
    return Funding(spec.funding[side], ((spec.funding_total, _yuan(funding.total())), *lines))


def _yuan(amount: Decimal) -> str:
    """An amount in 元 as the official form prints it: whole 元 without decimals."""
    return show(amount, separators=True, zero="0").removesuffix(".00")


def _indicators(typed: tuple[TargetIndicator, ...], spec: TargetFormSpec) -> tuple[Indicator, ...]:
    """The indicators by class; a class without any keeps its empty row, as on the official form."""
    by_class = {key: list(group) for key, group in groupby(sorted(typed, key=_class_of), key=_class_of)}
    rows: list[Indicator] = []
    for first, seconds in spec.indicator_order.items():
        for second in seconds:
            rows.extend(_indicator(item) for item in _take(by_class, first, second))
            if not rows or (rows[-1].first, rows[-1].second) != (first, second):
                rows.append(Indicator(first, second, "", "", "", ""))
    return (*rows, *(_indicator(item) for item in typed if _class_of(item) in by_class))


def _class_of(indicator: TargetIndicator) -> tuple[str, str]:
    return indicator.first, indicator.second


def _take(
    by_class: dict[tuple[str, str], list[TargetIndicator]], first: str, second: str
) -> list[TargetIndicator]:
    """The indicators of one class, whichever way its name ends (社会效益, 社会效益指标)."""
    return by_class.pop((first, second), []) + by_class.pop((first, f"{second}指标"), [])


def _indicator(item: TargetIndicator) -> Indicator:
    return Indicator(
        item.first, item.second.removesuffix("指标") if item.first == "效益指标" else item.second, item.third,
        item.term_value, item.third if item.year_third is None else item.year_third,
        item.term_value if item.year_value is None else item.year_value,
    )


def _signature(target: PerformanceTarget, spec: TargetFormSpec, *, published: bool) -> tuple[tuple[str, str], ...]:
    personal = {"head", "preparer", "phone"}
    return tuple(
        (label, getattr(target, field) if published or field not in personal else "")
        for field, label in spec.signature.items()
    )
