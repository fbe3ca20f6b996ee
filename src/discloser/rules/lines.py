"""LIN: every line of the form stands once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.case import Case
from ..model.form.final import FinalForm
from .catalogue import rule
from .gaps import blamed
from .repeats import AnyLine, repeated
from .rule import Hit, hit


@rule(
    "LIN001", "同样的一行只填一次",
    message="这一行与{first}重复：{what}都相同",
    hint="是同一笔的请删去一行；是两笔的请把金额加在一起，合成一行",
)
def lines_are_not_repeated(case: Case) -> Iterator[Hit]:
    """A line typed twice doubles its money in every table, and nothing else would show it."""
    misplaced = {path[:-1] for path in blamed(case) if path[-1] in ("来源", "上年结转")}
    for told in _repeated_in(case):
        if told.path not in misplaced:  # with its own source it would be another line
            yield told


def _repeated_in(case: Case) -> Iterator[Hit]:
    yield from _repeated("基本支出", case.form.basic_lines, "功能科目、经济科目和来源")
    yield from _repeated("项目支出", case.form.project_lines, "项目、功能科目、经济科目和来源")
    if isinstance(case.form, FinalForm):
        yield from _repeated("收入", case.form.revenue_lines, "功能科目和来源")
        yield from _repeated("其他性质支出", case.form.other_lines, "性质和功能科目")
        yield from _repeated("年初结转和结余", case.form.opening, "来源和功能科目")
        yield from _repeated("年末结转和结余", case.form.closing, "来源和功能科目")


def _repeated(key: str, lines: Sequence[AnyLine], what: str) -> Iterator[Hit]:
    for i, first in repeated(lines):
        yield hit(key, i, first=(key, first), what=what)
