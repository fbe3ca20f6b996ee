"""From relations that fail to the cells that are wrong: one wrong cell is one fault, whatever else fails for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .amounts import Equation, Mismatch, PrintedAmount


@dataclass(frozen=True, slots=True, eq=False)
class Fault:
    """A cell, what it should print (in 元) if that is known, and the relations that say so, the telling one first."""

    cell: PrintedAmount
    expected: Decimal | None
    evidence: tuple[Equation, ...]


def faults_of(equations: Sequence[Equation]) -> Iterator[Fault]:
    """The wrong cells behind relations that certainly fail, those that explain most first."""
    failing = [equation for equation in equations if equation.breach is Mismatch.CERTAIN]
    holding = _by_cell(equation for equation in equations if equation.breach is Mismatch.NONE)
    while failing:
        cell, expected, explained = max(_candidates(failing), key=lambda found: _rank(found, failing, holding))
        yield Fault(cell, expected, tuple(explained))
        done = set(map(id, explained))
        failing = [equation for equation in failing if id(equation) not in done]


def _by_cell(equations: Iterator[Equation]) -> dict[int, list[Equation]]:
    found: dict[int, list[Equation]] = defaultdict(list)
    for equation in equations:
        for amount in equation.amounts:
            found[id(amount)].append(equation)
    return found


def _candidates(failing: Sequence[Equation]) -> Iterator[tuple[PrintedAmount, Decimal | None, list[Equation]]]:
    """Every cell of a relation that fails, with the value by which most of its failing relations would hold."""
    touching = _by_cell(iter(failing))
    cells = {id(amount): amount for equation in failing for amount in equation.amounts}
    for key, cell in cells.items():
        votes: dict[Decimal, list[Equation]] = defaultdict(list)
        for equation in touching[key]:
            votes[_needed(equation, cell)].append(equation)
        value, explained = max(votes.items(), key=lambda vote: len(vote[1]))
        near = [e for other, own in votes.items() for e in own if abs(other - value) <= _slack(explained[0])]
        yield cell, value, near
    if not cells:
        yield failing[0].total, None, list(failing[:1])


def _needed(equation: Equation, cell: PrintedAmount) -> Decimal:
    """What a cell would have to be, in 元, for a relation to hold."""
    if cell is equation.total:
        return equation.sum
    sign = next(sign for sign, part in equation.parts if part is cell)
    return cell.yuan + sign * (equation.total.yuan - equation.sum)


def _slack(equation: Equation) -> Decimal:
    return sum((amount.step for amount in equation.amounts), Decimal(0))


def _rank(
    found: tuple[PrintedAmount, Decimal | None, list[Equation]], failing: Sequence[Equation],
    holding: dict[int, list[Equation]],
) -> tuple[int, int, int]:
    """More relations explained, fewer that would break; of equals the total, where a reader looks first."""
    cell, value, explained = found
    broken = len(holding.get(id(cell), ()))
    first = next(i for i, equation in enumerate(failing) if equation is explained[0])
    possible = value is None or value >= 0 or cell.value < 0
    return (2 * len(explained) - broken if possible else -1000, int(explained[0].total is cell), -first)
