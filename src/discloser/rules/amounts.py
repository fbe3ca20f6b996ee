"""AMT: the amounts of the form taken together."""

from __future__ import annotations

from collections.abc import Iterator

from ..core.case import Case
from ..core.finding import Severity
from .rule import Hit, hit, rule


@rule(
    "AMT005", "预算不全是零",
    message="基本支出和项目支出的金额全是 0，报告里不会有任何数字",
    hint="请在“基本支出”“项目支出”里逐行填写金额；确实没有预算的，不必改",
    severity=Severity.WARNING,
)
def some_money_is_budgeted(case: Case) -> Iterator[Hit]:
    """A unit without any money is possible, a form not yet filled is likelier."""
    if not any(line.amount for line in (*case.form.basic_lines, *case.form.project_lines)):
        yield hit("基本支出")
