"""The ledger: every amount of a report once, with all its prints and the sums it takes part in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ...model.money import ZERO
from ..read.figures import Figure
from ..read.relations import Breach, Equal, Sum


@dataclass(eq=False)
class LedgerAmount:
    """One amount with all its prints; `value` is what it is taken to be."""

    prints: list[Figure]
    value: Decimal = ZERO
    doubtful: bool = False
    faulty: bool = False
    alternatives: set[Decimal] = field(default_factory=set)

    @property
    def accepted(self) -> set[Decimal]:
        """Values that a sentence about the amount may use without being blamed for a fault that is reported."""
        if not (self.doubtful or self.faulty):
            return {self.value}
        return {self.value, *self.alternatives, *(figure.value for figure in self.prints)}


@dataclass(eq=False)
class Ledger:
    """All amounts of a report with the sums they take part in."""

    amounts: dict[int, LedgerAmount] = field(default_factory=dict)
    equalities: list[Equal] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    _touching: dict[int, list[Sum]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, figures: Iterable[Figure], equalities: Sequence[Equal], sums: Sequence[Sum]) -> Ledger:
        """The figures of a report, joined where they print one amount; relations of unreadable ones are left out."""
        ledger = cls(
            equalities=[equal for equal in equalities if equal.left.readable and equal.right.readable],
            sums=[relation for relation in sums if all(figure.readable for figure in relation.figures)],
        )
        for figure in figures:
            ledger.amount(figure)
        for equal in ledger.equalities:
            ledger._join(equal.left, equal.right)
        for relation in ledger.sums:
            for figure in relation.figures:
                touching = ledger._touching[id(ledger.amount(figure))]
                if relation not in touching:
                    touching.append(relation)
        return ledger

    def amount(self, figure: Figure) -> LedgerAmount:
        """The amount that a figure prints."""
        found = self.amounts.get(id(figure))
        if found is None:
            found = self.amounts[id(figure)] = LedgerAmount([figure], figure.value)
        return found

    def value(self, figure: Figure) -> Decimal:
        """What a figure should print."""
        return self.amount(figure).value

    def _join(self, left: Figure, right: Figure) -> None:
        first, second = self.amount(left), self.amount(right)
        if first is second:
            return
        if len(first.prints) < len(second.prints):
            first, second = second, first
        first.prints.extend(second.prints)
        for figure in second.prints:
            self.amounts[id(figure)] = first

    def distinct(self) -> list[LedgerAmount]:
        """Every amount once."""
        return list({id(amount): amount for amount in self.amounts.values()}.values())

    def touching(self, amount: LedgerAmount) -> list[Sum]:
        """The sums that an amount takes part in."""
        return self._touching[id(amount)]

    def gap(self, relation: Sum, changed: Mapping[int, Decimal] | None = None) -> tuple[Decimal, int]:
        """Total less parts, and how many parts are above zero; `changed` values stand in for the amounts'."""
        def value(figure: Figure) -> Decimal:
            amount = self.amount(figure)
            return (changed or {}).get(id(amount), amount.value)

        parts = [(sign, value(figure)) for sign, figure in relation.parts]
        return value(relation.total) - sum((s * v for s, v in parts), ZERO), sum(1 for _, v in parts if v)

    def holds(self, relation: Sum) -> bool:
        """Whether a sum holds as printed."""
        printed = {id(self.amount(figure)): figure.value for figure in relation.figures}
        return self.breach(relation, printed) is Breach.NONE

    def breach(self, relation: Sum, changed: Mapping[int, Decimal] | None = None) -> Breach:
        """How a sum fails, with some amounts changed."""
        return relation.breach(*self.gap(relation, changed))
