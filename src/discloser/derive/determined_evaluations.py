"""What is not typed in self-evaluations because other cells determine it."""

from __future__ import annotations

from decimal import Decimal

from ..model.form.evaluation import EvaluationFunding, ProjectEvaluation
from ..model.form.final import FinalForm
from ..model.form.terms import APPROPRIATIONS
from ..model.kind.report_kind import ReportKind
from ..model.money import ZERO, half_up
from ..model.unknown import NotKnown


def evaluations_determined(form: FinalForm, kind: ReportKind) -> dict[str, object]:
    """What self-evaluations left blank: the budget as adjusted, what was spent, the score of the money."""
    try:
        performance = form.performance
        filled = tuple(
            one.with_determined(lambda block, field: _evaluated(block, field, form, kind))
            for one in performance.evaluations)
    except NotKnown:
        return {}
    return {"performance": performance.replacing({"evaluations": filled})}


def _evaluated(
    one: ProjectEvaluation, field: str, form: FinalForm, kind: ReportKind,
) -> EvaluationFunding | Decimal:
    """What a field of a self-evaluation is when nothing was typed in it."""
    if field == "budget":
        return one.opening
    if field == "outturn":
        lines = [line for line in form.project_lines if line.project == one.project]
        fiscal = sum((line.amount for line in lines if line.fund in APPROPRIATIONS), ZERO)
        rest = sum((line.amount for line in lines), ZERO) - fiscal
        return EvaluationFunding().model_copy(update={"appropriation": fiscal, "other": rest})
    weight = kind.evaluation_form.funding_weight if kind.evaluation_form else ZERO
    return min(half_up(weight * (one.rate(kind.evaluation_unit) or ZERO) / 100), weight)
