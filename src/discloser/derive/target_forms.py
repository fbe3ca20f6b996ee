"""绩效目标表: what the form says of a project's targets → one TargetForm each, in 元."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from ..model.form.base import key_of
from ..model.form.budget import Form
from ..model.form.targets import IDENTITY, Performance, PerformanceTarget, TargetFunding, TargetIndicator
from ..model.kind.report_kind import ReportKind, fill
from ..model.kind.target_form import FoldSpec, TargetFormSpec
from ..model.money import show
from ..model.place import FormPath
from ..model.report.report import NO_AMOUNT, Funding, Indicator, TargetForm
from ..model.report.sourced import Sourced, source_path
from .placeholders import words_of
from .project_forms import labelled, signature, typed, typed_texts


def target_forms_of(form: Form, kind: ReportKind) -> list[TargetForm]:
    """Every target form of the form, in its order; none where the kind has no such form."""
    if kind.target_form is None:
        return []
    place, spec = (key_of(Form, "performance"), key_of(Performance, "targets")), kind.target_form
    return [
        _target_form(target, (*place, number), form, kind, spec)
        for number, target in enumerate(form.performance.targets)
    ]


def _target_form(
    target: PerformanceTarget, place: FormPath, form: Form, kind: ReportKind, spec: TargetFormSpec
) -> TargetForm:
    words = words_of(form, kind)
    funding = (
        _funding(spec, 0, target.term_funding, (*place, key_of(PerformanceTarget, "term_funding"))),
        _funding(spec, 1, target.year_funding, (*place, key_of(PerformanceTarget, "year_funding"))),
    )
    indicators = _indicators(target.indicators, (*place, key_of(PerformanceTarget, "indicators")), spec)
    identity = {
        "project": target.project, "department": form.unit.department, "unit": form.unit.name,
        **{field: typed(target, field, place) for field in IDENTITY},
    }
    return TargetForm(
        title=fill(spec.title if form.request.division else spec.title_without_division, words),
        year_line=fill(spec.year_line, words),
        project=target.project,
        identity=labelled(spec.identity, identity),
        funding_label=spec.funding_label,
        funding=funding,
        texts=typed_texts(spec.texts, target, place),
        goals_label=spec.goals_label,
        goals=(
            (spec.goals[0], typed(target, "term_goal", place)), (spec.goals[1], typed(target, "year_goal", place)),
        ),
        indicators_label=spec.indicators_label,
        indicator_heads=spec.indicator_heads,
        indicators=indicators,
        signature=signature(spec.signature, target, place, published=form.request.publish_personal_data),
        folded=spec.folds is not None, note=_left_out(funding, indicators, spec.folds) if spec.folds else "",
        asks_signature=spec.asks_signature,
    )


def _funding(spec: TargetFormSpec, side: int, funding: TargetFunding, place: FormPath) -> Funding:
    lines = tuple(
        (label, Sourced(_yuan(getattr(funding, field), spec), source_path((*place, key_of(TargetFunding, field)))))
        for field, label in (spec.year_lines if side and spec.year_lines else spec.funding_lines).items()
    )
    return Funding(spec.funding[side], ((spec.funding_total, _yuan(funding.total(), spec)), *lines))


def _yuan(amount: Decimal, spec: TargetFormSpec) -> str:
    """An amount in 元 as the official form prints it: whole 元 without decimals."""
    return show(amount, separators=spec.separators, zero="0").removesuffix(".00")


def _left_out(funding: tuple[Funding, Funding], indicators: Sequence[Indicator], spec: FoldSpec) -> str:
    """What a folded form says of the rows that it leaves out."""
    of_term, of_year = ({label for label, figure in side.lines[1:] if figure in NO_AMOUNT} for side in funding)
    alike = [label for label, _ in funding[0].lines] == [label for label, _ in funding[1].lines]
    sources = [label for label, _ in funding[0].lines if alike and label in of_term & of_year]
    empty = [one.second for one in indicators if one.is_blank]
    told = [fill(words, {"各项": "、".join(names)})
            for words, names in ((spec.funding, sources), (spec.indicators, empty)) if names]
    return f"{spec.opening}{'；'.join(told)}。" if told else ""


_Placed = tuple[TargetIndicator, FormPath]


def _indicators(
    given: Sequence[TargetIndicator], place: FormPath, spec: TargetFormSpec
) -> tuple[Indicator, ...]:
    """The indicators by class; a class without any keeps its empty row, as on the official form."""
    placed: list[_Placed] = [(item, (*place, number)) for number, item in enumerate(given)]
    by_class = {key: list(group) for key, group in groupby(sorted(placed, key=_class_of), key=_class_of)}
    rows: list[Indicator] = []
    for first, seconds in spec.indicator_order.items():
        for second in seconds:
            rows.extend(_indicator(*item) for item in _take(by_class, first, second))
            if not rows or (rows[-1].first, rows[-1].second) != (first, second):
                rows.append(Indicator(first, second, "", "", "", ""))
    return (*rows, *(_indicator(*item) for item in placed if _class_of(item) in by_class))


def _class_of(placed: _Placed) -> tuple[str, str]:
    return placed[0].first, placed[0].second


def _take(
    by_class: dict[tuple[str, str], list[_Placed]], first: str, second: str
) -> list[_Placed]:
    """The indicators of one class, whichever way its name ends (社会效益, 社会效益指标)."""
    return by_class.pop((first, second), []) + by_class.pop((first, f"{second}指标"), [])


def _indicator(item: TargetIndicator, place: FormPath) -> Indicator:
    """One row. What the year has in common with the whole term has the place where the year's own would stand."""
    as_for_term = {"year_third": item.third, "year_value": item.term_value}
    year = item.model_copy(update={field: text for field, text in as_for_term.items() if getattr(item, field) is None})
    return Indicator(
        item.first, item.second.removesuffix("指标") if item.first == "效益指标" else item.second,
        *(typed(year, field, place) for field in ("third", "term_value", "year_third", "year_value")),
    )

