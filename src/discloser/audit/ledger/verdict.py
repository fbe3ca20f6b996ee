"""Which figure is wrong: prints of one amount are compared first, then sums are made to hold with the fewest faults.

Prints of one amount are one `LedgerAmount`. Where they disagree, most prints and the sums around them decide; tables
count for more than sentences. Where sums do not hold, the one amount whose change would mend them all is the wrong one;
without such an amount the relation itself is reported. Every fault is set right before the next is looked for, so that
what merely repeats it stays silent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ...model.money import ZERO, half_up
from ..read.figures import Figure
from ..read.relations import Breach, Sum
from .ledger import Ledger, LedgerAmount

_WEIGHT = {"table": Decimal("3.5"), "text": Decimal(1), "target": Decimal(1), "count": Decimal(9)}
_SUM_WEIGHT = Decimal(2)
_MOST = 60
"""So many sums that do not hold are told; a report with more is wrong from the ground up."""
_LARGEST = 300
"""In sums of more parts the wrong one is not looked for."""


class Disagreement(NamedTuple):
    """Prints of one amount that differ: the wrong ones (or, undecided, those of one side) and the others."""

    wrong: tuple[Figure, ...]
    right: tuple[Figure, ...]
    decided: bool
    conditional: bool


class Imbalance(NamedTuple):
    """A sum that does not hold; `culprit` is the print that is wrong, if it could be told, `expected` what mends it."""

    relation: Sum
    parts_total: Decimal
    culprit: Figure | None
    expected: Decimal
    breach: Breach


Fault = Disagreement | Imbalance


def faults_of(ledger: Ledger) -> list[Fault]:
    """Every fault among the figures, each once."""
    amounts = ledger.distinct()
    for amount in amounts:
        if len(amount.prints) > 1:
            amount.value = _plurality(amount)
    disagreements = [fault for amount in amounts for fault in _disagreements(amount, ledger)]
    return [*disagreements, *_imbalances(ledger)]


def _voters(amount: LedgerAmount) -> list[tuple[Figure, Decimal]]:
    """The prints that can tell the amount to its usual step, each with what it tells; failing these, all."""
    step = _usual(amount)
    return [(f, half_up(f.value, step)) for f in amount.prints if f.step <= step]


def _usual(amount: LedgerAmount) -> Decimal:
    return next((f.step for f in amount.prints if f.source == "table"), min(f.step for f in amount.prints))


def _fits(figure: Figure, amount: LedgerAmount) -> bool:
    """Whether a print shows the amount: the finer of the two rounds to the coarser."""
    step = _usual(amount)
    return half_up(figure.value, step) == amount.value if figure.step < step else figure.shows(amount.value)


def _weights(amount: LedgerAmount) -> dict[Decimal, Decimal]:
    weights: dict[Decimal, Decimal] = defaultdict(Decimal)
    for figure, value in _voters(amount):
        weights[value] += _WEIGHT[figure.source]
    return weights


def _plurality(amount: LedgerAmount) -> Decimal:
    weights = _weights(amount)
    return max(weights, key=lambda value: weights[value])


def _disagreements(amount: LedgerAmount, ledger: Ledger) -> Iterator[Disagreement]:
    if len({figure.value for figure in amount.prints}) == 1:
        return
    weights = _weights(amount)
    decided = True
    if len(weights) > 1:
        scores = {value: weight + _support(amount, value, ledger) for value, weight in weights.items()}
        best, second = sorted(scores, key=lambda value: scores[value], reverse=True)[:2]
        amount.value = best
        decided = scores[best] > scores[second]
    right = tuple(figure for figure in amount.prints if _fits(figure, amount))
    by_value: dict[Decimal, list[Figure]] = defaultdict(list)
    for figure in amount.prints:
        if figure not in right:
            by_value[figure.value].append(figure)
    for wrong in by_value.values():
        amount.doubtful, amount.faulty = amount.doubtful or not decided, True
        yield Disagreement(tuple(wrong), right, decided, _only_conditional(wrong, right, ledger))


def _support(amount: LedgerAmount, value: Decimal, ledger: Ledger) -> Decimal:
    """How the sums around an amount speak for a value; one with a single printed part is as good as another print."""
    against = ZERO
    for relation in ledger.touching(amount):
        gap, printed = ledger.gap(relation, {id(amount): value})
        if relation.breach(gap, printed):
            against += _WEIGHT["table"] if printed == 1 else _SUM_WEIGHT
    return -against


def _only_conditional(wrong: Sequence[Figure], right: Sequence[Figure], ledger: Ledger) -> bool:
    """Whether nothing but conditional relations joins the wrong prints to the right ones."""
    joined = [
        equal for equal in ledger.equalities
        if (equal.left in wrong and equal.right in right) or (equal.right in wrong and equal.left in right)
    ]
    return bool(joined) and all(equal.conditional for equal in joined)


class _Remedy(NamedTuple):
    """An amount, the value that would mend sums, and how many it would mend."""

    amount: LedgerAmount
    value: Decimal
    mended: int
    prints: int


def _imbalances(ledger: Ledger) -> Iterator[Imbalance]:
    open_sums = [relation for relation in ledger.sums if ledger.breach(relation)]
    for _ in range(_MOST):
        if not open_sums:
            return
        worst = max(ledger.breach(relation) for relation in open_sums)
        remedies = _remedies(open_sums, ledger)
        best = remedies[0] if remedies else None
        if best and best.mended > 1 and (len(remedies) == 1 or _clearly_better(best, remedies[1])):
            yield _set_right(best, open_sums, ledger)
            open_sums = [relation for relation in open_sums if ledger.breach(relation)]
        else:
            relation = next(r for r in open_sums if ledger.breach(r) == worst)
            yield _undecided(relation, ledger)
            open_sums = [r for r in open_sums if r is not relation and not _explained(relation, r, ledger)]


def _clearly_better(best: _Remedy, second: _Remedy) -> bool:
    return (best.mended, -best.prints) > (second.mended, -second.prints)


def _remedies(open_sums: Sequence[Sum], ledger: Ledger) -> list[_Remedy]:
    """Amounts that could be wrong, the likeliest first; one remedy for each."""
    found: dict[int, _Remedy] = {}
    for relation in open_sums:
        if len(relation.parts) > _LARGEST:
            continue
        gap, _ = ledger.gap(relation)
        for sign, figure in ((-1, relation.total), *relation.parts):
            amount = ledger.amount(figure)
            value = amount.value + sign * gap
            if figure.source == "count" or amount.doubtful or value < 0:
                continue
            remedy = _tried(amount, value, ledger)
            if remedy and (id(amount) not in found or remedy.mended > found[id(amount)].mended):
                found[id(amount)] = remedy
    return sorted(found.values(), key=lambda remedy: (-remedy.mended, remedy.prints))


def _tried(amount: LedgerAmount, value: Decimal, ledger: Ledger) -> _Remedy | None:
    mended = 0
    for relation in ledger.touching(amount):
        before, after = ledger.breach(relation), ledger.breach(relation, {id(amount): value})
        if after > before:
            return None
        mended += after < before and after is Breach.NONE
    prints = sum(1 for figure in amount.prints if figure.source == "table")
    return _Remedy(amount, value, mended, prints) if mended else None


def _set_right(remedy: _Remedy, open_sums: Sequence[Sum], ledger: Ledger) -> Imbalance:
    amount = remedy.amount
    broken = [relation for relation in open_sums if relation in ledger.touching(amount)]
    relation = min(broken, key=lambda r: (len(r.parts), -ledger.breach(r)))
    gap, _ = ledger.gap(relation)
    breach = max(ledger.breach(r) for r in ledger.touching(amount))
    parts_total = ledger.value(relation.total) - gap
    figure = min(amount.prints, key=lambda f: f.source != "table")
    amount.value, amount.faulty = half_up(remedy.value, figure.step), True
    return Imbalance(relation, parts_total, figure, amount.value, breach)


def _undecided(relation: Sum, ledger: Ledger) -> Imbalance:
    gap, _ = ledger.gap(relation)
    breach = ledger.breach(relation)
    for sign, figure in ((-1, relation.total), *relation.parts):
        amount = ledger.amount(figure)
        amount.doubtful = True
        amount.alternatives.add(amount.value + sign * gap)
    return Imbalance(relation, ledger.value(relation.total) - gap, None, ledger.value(relation.total) - gap, breach)


def _explained(reported: Sum, other: Sum, ledger: Ledger) -> bool:
    """Whether another open sum shares an amount with a reported one and is off by as much: the same fault."""
    shared = {id(ledger.amount(f)) for f in reported.figures} & {id(ledger.amount(f)) for f in other.figures}
    return bool(shared) and abs(ledger.gap(reported)[0]) == abs(ledger.gap(other)[0])
