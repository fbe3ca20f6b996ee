"""绩效自评表: what a form of final accounts says of a project's evaluation → one EvaluationForm each.

Rates and the money's score are computed from printed figures, so that a reader can recompute them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..model.form.base import key_of
from ..model.form.evaluation import EvaluationFunding, EvaluationIndicator, FinalPerformance, ProjectEvaluation
from ..model.form.final import FinalForm
from ..model.kind.evaluation_form import EvaluationFormSpec
from ..model.kind.report_kind import ReportKind, fill
from ..model.money import CurrencyUnit, printed, share, shortest, show
from ..model.place import FormPath
from ..model.report.project_form import EvaluationForm, FormColumn, FormPiece, FormRows
from ..model.report.sourced import Sourced, source_path
from .placeholders import words_of
from .project_forms import labelled, signature, typed, typed_texts

_EVALUATIONS: FormPath = (key_of(FinalForm, "performance"), key_of(FinalPerformance, "evaluations"))
_PIECES: dict[str, FormPiece] = {
    "基本信息": "identity", "资金": "funding", "目标": "goals", "文字": "texts", "指标": "indicators",
    "结论": "closing",
}
_MONEY = ("opening", "budget", "outturn")
_WIDTHS = {
    "source": 8, "opening": 7, "budget": 7, "outturn": 7, "rate": 5, "weight": 4, "score": 4, "reason": 6, "first": 5,
    "second": 5, "third": 7, "comparison": 3, "value": 6, "measure": 3, "result": 6,
}
"""How wide the columns are beside each other."""

_AMOUNTS = frozenset({*_MONEY, "rate", "weight", "score"})
_KIN = ("first", "second")


def evaluation_forms_of(form: FinalForm, kind: ReportKind) -> Iterator[EvaluationForm]:
    """Every self-evaluation of the form, in its order; none where the kind has no such form."""
    if kind.evaluation_form is not None:
        for number, one in enumerate(form.performance.evaluations):
            yield _evaluation_form(one, (*_EVALUATIONS, number), form, kind, kind.evaluation_form)


def _evaluation_form(
    one: ProjectEvaluation, place: FormPath, form: FinalForm, kind: ReportKind, spec: EvaluationFormSpec,
) -> EvaluationForm:
    words = {**words_of(form, kind), "金额单位": kind.evaluation_unit}
    identity = {
        "project": one.project, "code": one.code, "department": form.unit.department, "unit": form.unit.name,
        "grade": one.grade or spec.grade_of(one.total()),
    }
    return EvaluationForm(
        title=fill(spec.title, words), year_line=fill(spec.year_line, words), project=one.project,
        identity=labelled(spec.identity, identity), pieces=tuple(_PIECES[block] for block in spec.order),
        funding=FormRows(fill(spec.funding_label, words), _columns(spec.funding_columns),
                         tuple(_funding(one, place, spec, kind.evaluation_unit))),
        goals_label=spec.goals_label,
        goals=((spec.goals[0], typed(one, "goal", place)), (spec.goals[1], typed(one, "achieved", place))),
        texts=typed_texts(spec.texts, one, place),
        indicators=FormRows(
            spec.indicators_label, _columns(spec.indicator_columns), tuple(_indicators(one, place, spec)),
            kin=sum(field in _KIN for field in spec.indicator_columns), total=True),
        closing=typed_texts(spec.closing, one, place),
        signature=signature(spec.signature, one, place, published=form.request.publish_personal_data),
        asks_signature=spec.asks_signature,
    )


def _columns(heads: dict[str, str]) -> tuple[FormColumn, ...]:
    return tuple(FormColumn(head, _WIDTHS[field], "amount" if field in _AMOUNTS else "text")
                 for field, head in heads.items())


def _funding(
    one: ProjectEvaluation, place: FormPath, spec: EvaluationFormSpec, unit: CurrencyUnit,
) -> Iterator[tuple[str, ...]]:
    """The money, the total first; weight, score and reason are those of the whole."""
    of_the_whole = {
        "weight": shortest(spec.funding_weight), "score": shortest(one.funding_score),
        "reason": typed(one, "funding_reason", place),
    }
    for field, label in {"": spec.funding_total, **spec.funding_lines}.items():
        figures = {side: printed(_amount(getattr(one, side), field), unit) for side in _MONEY}
        cells = {
            "source": label, **({} if field else of_the_whole),
            **{side: _shown(figure, spec, (*place, key_of(ProjectEvaluation, side)), field)
               for side, figure in figures.items()},
            "rate": _rate(figures["outturn"], figures["budget"]),
        }
        yield tuple(cells.get(column, "") for column in spec.funding_columns)


def _amount(funding: EvaluationFunding, field: str) -> Decimal:
    amount: Decimal = getattr(funding, field) if field else funding.total()
    return amount


def _shown(figure: Decimal, spec: EvaluationFormSpec, place: FormPath, field: str) -> str:
    text = show(figure, separators=spec.separators, zero="0")
    return Sourced(text, source_path((*place, key_of(EvaluationFunding, field)))) if field else text


def _rate(outturn: Decimal, budget: Decimal) -> str:
    rate = share(outturn, budget)
    return "" if rate is None else f"{rate}%"


def _indicators(one: ProjectEvaluation, place: FormPath, spec: EvaluationFormSpec) -> Iterator[tuple[str, ...]]:
    """The indicators by class in the kind's order, and the total of weights and scores."""
    below = (*place, key_of(ProjectEvaluation, "indicators"))
    placed = sorted(enumerate(one.indicators), key=lambda item: _rank(item[1], spec))
    for number, indicator in placed:
        yield tuple(_indicator(indicator, field, (*below, number)) for field in spec.indicator_columns)
    sums = {"weight": shortest(one.weights(spec.funding_weight)), "score": shortest(one.total())}
    columns: Sequence[str] = tuple(spec.indicator_columns)
    yield (spec.total, *(sums.get(field, "") for field in columns[1:]))


def _rank(indicator: EvaluationIndicator, spec: EvaluationFormSpec) -> tuple[int, int]:
    """Where the class of an indicator stands in the kind's order; what it does not name comes last, as typed."""
    firsts = list(spec.indicator_order)
    if indicator.first not in firsts:
        return len(firsts), 0
    seconds = [name.removesuffix("指标") for name in spec.indicator_order[indicator.first]]
    second = indicator.second.removesuffix("指标")
    return firsts.index(indicator.first), seconds.index(second) if second in seconds else len(seconds)


def _indicator(indicator: EvaluationIndicator, field: str, place: FormPath) -> str:
    if field in ("weight", "score"):
        return Sourced(shortest(getattr(indicator, field)), source_path((*place, key_of(EvaluationIndicator, field))))
    return typed(indicator, field, place)
