"""LIN: every line of the form stands once."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from ..core.case import Case
from ..core.form import BasicLine, ProjectLine
from .rule import Hit, hit, rule


@rule(
    "LIN001", "同样的一行只填一次",
    message="这一行与{first}重复：{what}都相同",
    hint="是同一笔的请删去一行；是两笔的请把金额加在一起，合成一行",
)
def lines_are_not_repeated(case: Case) -> Iterator[Hit]:
    """A line typed twice doubles its money in every table, and nothing else would show it."""
    yield from _repeated("基本支出", case.form.basic_lines, "功能科目、经济科目和来源")
    yield from _repeated("项目支出", case.form.project_lines, "项目、功能科目、经济科目和来源")


def _repeated(key: str, lines: Sequence[BasicLine | ProjectLine], what: str) -> Iterator[Hit]:
    first: dict[Hashable, int] = {}
    for i, line in enumerate(lines):
        identity = _identity(line)
        if identity in first:
            yield hit(key, i, first=(key, first[identity]), what=what)
        first.setdefault(identity, i)


def _identity(line: BasicLine | ProjectLine) -> Hashable:
    """What tells one line from another: an overruled government class or another revenue subject does too."""
    project = line.project if isinstance(line, ProjectLine) else ""
    subject = line.revenue_subject.code if line.revenue_subject else ""
    return (project, line.function, line.department_economic, line.government_economic, line.fund, line.carried_in,
            subject, line.passed_to, line.received_from)
