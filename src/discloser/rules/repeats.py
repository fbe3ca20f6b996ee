"""Lines of a form that stand twice: the same in all that tells one line from another."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from ..model.case import Case
from ..model.form.common import SpendingLine
from ..model.money import ZERO

if TYPE_CHECKING:
    from ..model.form.final import BalanceLine, OtherLine, RevenueLine

    AnyLine = SpendingLine | RevenueLine | OtherLine | BalanceLine


def repeated(lines: Sequence[AnyLine]) -> Iterator[tuple[int, int]]:
    """The number of every line that stands before already, with the number of the first."""
    first: dict[Hashable, int] = {}
    for i, line in enumerate(lines):
        if line.identity in first:
            yield i, first[line.identity]
        first.setdefault(line.identity, i)


def typed_twice(case: Case) -> frozenset[Decimal]:
    """How much money stands in lines that stand before already, list by list, and in those of expenditure together."""
    form = case.form
    spent = [_twice(form.basic_lines), _twice(form.project_lines)]
    others: list[Sequence[AnyLine]] = []
    if final := form.final:
        others = [final.revenue_lines, final.other_lines, final.opening, final.closing]
    return frozenset((sum(spent, ZERO), *spent, *(_twice(lines) for lines in others))) - {ZERO}


def _twice(lines: Sequence[AnyLine]) -> Decimal:
    return sum((lines[i].amount for i, _ in repeated(lines)), ZERO)
