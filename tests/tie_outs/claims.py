"""What a tie-out is: claims that two things are equal, a list of relations by id, and who breaks them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .seen import SeenReport, SeenRow, Unreadable

ZERO = Decimal(0)


@dataclass(frozen=True)
class Claim:
    """That two things are equal: `place` says where, `off` by how much they may differ when they are amounts."""

    place: str
    left: object
    right: object
    off: Decimal = ZERO

    @property
    def holds(self) -> bool:
        """Whether they are equal enough."""
        if isinstance(self.left, Decimal) and isinstance(self.right, Decimal):
            return abs(self.left - self.right) <= self.off
        return self.left == self.right

    @property
    def is_tail(self) -> bool:
        """Whether a sum holds only because rounding excuses it."""
        return self.holds and self.left != self.right

    def __str__(self) -> str:
        return f"{self.place}：{self.left} ≠ {self.right}"


Claims = Iterator[Claim]
TieOut = Callable[[SeenReport], Claims]
Condition = Callable[[SeenReport], bool]
TIE_OUTS: dict[str, TieOut] = {}
CONDITIONS: dict[str, Condition] = {}
"""Relations that hold only in some reports → which."""


def tie_out(name: str, when: Condition | None = None) -> Callable[[TieOut], TieOut]:
    """Put a relation into the list under its id."""
    def listed(relation: TieOut) -> TieOut:
        TIE_OUTS[name] = relation
        if when:
            CONDITIONS[name] = when
        return relation
    return listed


def broken(report: SeenReport, under: SeenReport | None = None) -> dict[str, list[str]]:
    """Id → what is wrong, for every relation that does not hold.

    Conditions are looked up in `under`, the same report in exact 元, where it is at hand: as printed, a sum too small
    to show does not count as money.
    """
    found: dict[str, list[str]] = {}
    for name, relation in TIE_OUTS.items():
        try:
            applies = name not in CONDITIONS or CONDITIONS[name](under or report)
            wrong = [str(claim) for claim in relation(report) if not claim.holds] if applies else []
        except Unreadable as sentence:
            wrong = [f"读不出：{sentence}"]
        if wrong:
            found[name] = wrong
    return found


def has_tail(report: SeenReport) -> bool:
    """Whether in some table a printed total differs from the sum of its printed parts."""
    within = (relation for name, relation in TIE_OUTS.items() if name[0] == "T")
    return any(claim.is_tail for relation in within for claim in relation(report))


def adds_up(report: SeenReport, place: str, total: Decimal, parts: Sequence[Decimal]) -> Claim:
    """That a total is the sum of its parts, within rounding."""
    return Claim(place, total, sum(parts, ZERO), report.rounding * (len(parts) + 1))


def columns_add_up(report: SeenReport, place: str, total: SeenRow, parts: Sequence[SeenRow],
                   heads: Iterable[str]) -> Claims:
    """That a row is the sum of other rows, under each of some heads."""
    for head in heads:
        yield adds_up(report, f"{place} {head}", total.amounts[head], [part.amounts[head] for part in parts])
