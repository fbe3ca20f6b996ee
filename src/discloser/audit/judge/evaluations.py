"""The 绩效自评表 as printed: rates, weights, scores and sums."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...model.finding import Finding
from ...model.money import ZERO, shortest
from ..inspection import Inspection
from ..problems import evaluations as problems
from ..read.evaluation_forms import (
    FULL_MARK,
    Evaluation,
    MoneyRow,
    amounts_by_column,
    money_rows,
    scored_rows,
    spot,
)
from ..read.figures import show
from ..rule import rule
from .tell import finding_at

_HALF = Decimal("0.5")


@rule(problems.RATE, problems.SCORE, problems.WEIGHTS, problems.TOTAL, problems.MONEY)
def evaluations_add_up(seen: Inspection) -> Iterator[Finding]:
    """What each self-evaluation says by itself, under its own heads."""
    for one in seen.report.evaluations:
        yield from _rates(one, seen.file)
        yield from _sums_of_money(one, seen.file)
        yield from _scores(one, seen.file)


def _rates(one: Evaluation, file: str) -> Iterator[Finding]:
    for row in money_rows(one):
        if row.rate is None or row.spent is None or not row.budgets:
            continue
        if not any(_is_rate(row, budget) for budget in row.budgets):
            expected = (row.spent * 100 / row.budgets[0]).quantize(Decimal("0.01"))
            yield finding_at(problems.RATE, file, spot(one, f"{row.name} 执行率"), row=row.name, found=row.printed_rate,
                             expected=f"{expected:f}%", spent=show(row.spent), budget=show(row.budgets[0]))


def _is_rate(row: MoneyRow, budget: Decimal) -> bool:
    """Whether a rate may come from amounts that were rounded as they are printed."""
    rate, spent = row.rate or ZERO, row.spent or ZERO
    slack = (_step(spent) + _step(budget) * spent / budget) * _HALF * 100 / budget
    return abs(rate - spent * 100 / budget) <= slack + _step(rate)


def _step(figure: Decimal) -> Decimal:
    exponent = figure.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0)) if isinstance(exponent, int) else ZERO


def _sums_of_money(one: Evaluation, file: str) -> Iterator[Finding]:
    for column, amounts in amounts_by_column(one):
        total, *parts = (amount or ZERO for amount in amounts)
        room = max(map(_step, parts), default=ZERO) * _HALF * len(parts)
        if len(parts) > 1 and None not in amounts and abs(sum(parts, ZERO) - total) > room:
            yield finding_at(problems.MONEY, file, spot(one, column), column=column, found=show(total),
                             expected=show(sum(parts, ZERO)))


def _scores(one: Evaluation, file: str) -> Iterator[Finding]:
    rows = scored_rows(one)
    for row in rows:
        if row.weight is not None and row.score is not None and row.score > row.weight and not row.total:
            yield finding_at(problems.SCORE, file, spot(one, f"{row.name} 得分"), row=row.name,
                             found=shortest(row.score), expected=shortest(row.weight))
    total = next((row for row in rows if row.total), None)
    parts = [row for row in rows if not row.total]
    weights = sum((row.weight or ZERO for row in parts), ZERO)
    whole = FULL_MARK if total is None or total.weight is None else total.weight
    if weights and weights != whole:
        yield finding_at(problems.WEIGHTS, file, spot(one, "分值"), found=shortest(weights), expected=shortest(whole),
                         total="满分" if whole is FULL_MARK else "分值合计")
    scored = sum((row.score or ZERO for row in parts), ZERO)
    if total is not None and total.score is not None and scored != total.score:
        yield finding_at(problems.TOTAL, file, spot(one, "总分"), found=shortest(total.score),
                         expected=shortest(scored))
