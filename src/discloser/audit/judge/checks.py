"""Relations that hold as a rule but not always: judged last, on figures already set right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from decimal import Decimal

from ...model.finding import Finding
from ...model.money import ZERO
from ..ledger.ledger import Ledger
from ..problems import BY_CODE
from ..read.figures import Figure, FigurePlace, show
from ..read.relations import Check
from .tell import finding_at, shown_figure


def judge_checks(
    checks: Iterable[Check], ledger: Ledger, blamed: Set[FigurePlace], file: str
) -> Iterator[Finding]:
    """The checks that fail. One whose figures are in doubt, blamed already, or told in another check says nothing."""
    told: set[int] = set()
    for check in checks:
        figures = (check.left, *(figure for _, figure in check.right))
        if check.operator != "≤" and any(ledger.amount(figure).doubtful for figure in figures):
            continue
        if any(figure.spot in blamed or id(ledger.amount(figure)) in told for figure in figures):
            continue
        expected = _total(check.right, ledger)
        if _holds(check, ledger.value(check.left), expected):
            continue
        told.update(id(ledger.amount(figure)) for figure in figures if figure.source == "text")
        yield finding_at(
            BY_CODE[check.code], file, check.left.spot, severity=check.severity, found=_shown(check.left, ledger),
            expected=show(expected), here=check.left.spot, others=_others(check), name=check.left.spot.field,
            verdict="",
        )


def _holds(check: Check, left: Decimal, right: Decimal) -> bool:
    if check.operator == "=":
        slack = check.half * (len(check.right) + 1) if len(check.right) > 1 else ZERO
        return abs(left - right) <= slack or any(figure.value == left for figure in check.otherwise)
    if check.operator == "⇔":
        return bool(left) == bool(right)
    return left <= right if check.operator == "≤" else left != right


def _total(parts: Sequence[tuple[int, Figure]], ledger: Ledger) -> Decimal:
    return sum((sign * ledger.value(figure) for sign, figure in parts), ZERO)


def _others(check: Check) -> str:
    return "、".join(dict.fromkeys(str(figure.spot) for _, figure in check.right if str(figure.spot))) or "应有的数"


def _shown(figure: Figure, ledger: Ledger) -> str:
    value = ledger.value(figure)
    if value == figure.value:
        return shown_figure(figure)
    return str(int(value)) if figure.text.isdecimal() else show(value)
