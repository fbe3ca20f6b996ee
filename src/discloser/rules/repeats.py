"""Lines of a form that stand twice: the same in all that tells one line from another."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from decimal import Decimal

from ..model.case import Case
from ..model.form.budget import Line
from ..model.form.common import SpendingLine, SpendingProject
from ..model.form.final import BalanceLine, FinalForm, OtherLine, PassedOn, RevenueLine
from ..model.money import ZERO

AnyLine = SpendingLine | RevenueLine | OtherLine | BalanceLine


def repeated(lines: Sequence[AnyLine]) -> Iterator[tuple[int, int]]:
    """The number of every line that stands before already, with the number of the first."""
    first: dict[Hashable, int] = {}
    for i, line in enumerate(lines):
        identity = _identity(line)
        if identity in first:
            yield i, first[identity]
        first.setdefault(identity, i)


def typed_twice(case: Case) -> frozenset[Decimal]:
    """How much money stands in lines that stand before already, list by list, and in those of expenditure together."""
    form = case.form
    spent = [_twice(form.basic_lines), _twice(form.project_lines)]
    others: list[Sequence[AnyLine]] = []
    if isinstance(form, FinalForm):
        others = [form.revenue_lines, form.other_lines, form.opening, form.closing]
    return frozenset((sum(spent, ZERO), *spent, *(_twice(lines) for lines in others))) - {ZERO}


def _twice(lines: Sequence[AnyLine]) -> Decimal:
    return sum((lines[i].amount for i, _ in repeated(lines)), ZERO)


def _identity(line: AnyLine) -> Hashable:
    """What tells one line from another: an overruled government class or another revenue subject does too."""
    if isinstance(line, RevenueLine):
        return line.function, line.source, line.received_from
    if isinstance(line, OtherLine):
        return line.function, line.nature, line.passed_to
    if isinstance(line, BalanceLine):
        return line.function, line.fund
    project = line.project if isinstance(line, SpendingProject) else ""
    identity = project, line.function, line.department_economic, line.fund
    if isinstance(line, PassedOn):
        return (*identity, line.passed_to)
    if not isinstance(line, Line):
        return identity
    subject = line.revenue_subject.code if line.revenue_subject else ""
    return (*identity, line.government_economic, line.carried_in, subject, line.passed_to, line.received_from)
