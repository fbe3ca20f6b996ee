"""LIN: every line of the form stands once."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from decimal import Decimal

from ..model.case import Case
from ..model.form.budget import Line
from ..model.form.common import SpendingLine, SpendingProject
from ..model.form.final import BalanceLine, FinalForm, OtherLine, PassedOn, RevenueLine
from ..model.money import ZERO
from .catalogue import rule
from .rule import Hit, hit

AnyLine = SpendingLine | RevenueLine | OtherLine | BalanceLine


@rule(
    "LIN001", "同样的一行只填一次",
    message="这一行与{first}重复：{what}都相同",
    hint="是同一笔的请删去一行；是两笔的请把金额加在一起，合成一行",
)
def lines_are_not_repeated(case: Case) -> Iterator[Hit]:
    """A line typed twice doubles its money in every table, and nothing else would show it."""
    yield from _repeated("基本支出", case.form.basic_lines, "功能科目、经济科目和来源")
    yield from _repeated("项目支出", case.form.project_lines, "项目、功能科目、经济科目和来源")
    if isinstance(case.form, FinalForm):
        yield from _repeated("收入", case.form.revenue_lines, "功能科目和来源")
        yield from _repeated("其他性质支出", case.form.other_lines, "性质和功能科目")
        yield from _repeated("年初结转和结余", case.form.opening, "来源和功能科目")
        yield from _repeated("年末结转和结余", case.form.closing, "来源和功能科目")


def typed_twice(case: Case) -> Decimal:
    """How much money stands in lines that are told to be typed twice."""
    lists = {"基本支出": case.form.basic_lines, "项目支出": case.form.project_lines}
    return sum((lists[str(found.path[0])][int(found.path[1])].amount
                for key, lines in lists.items() for found in _repeated(key, lines, "")), ZERO)


def _repeated(key: str, lines: Sequence[AnyLine], what: str) -> Iterator[Hit]:
    first: dict[Hashable, int] = {}
    for i, line in enumerate(lines):
        identity = _identity(line)
        if identity in first:
            yield hit(key, i, first=(key, first[identity]), what=what)
        first.setdefault(identity, i)


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
