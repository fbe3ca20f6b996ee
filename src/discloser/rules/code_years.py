"""COD: codes and names hold in the report's year, and codes stand in the budget of the money that pays for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..model.case import Case
from ..model.codes import CodeList, CodeName, Level, Trust
from ..model.finding import Severity
from ..model.form.budget import every_row
from ..model.form.common import SpendingLine
from ..model.form.terms import APPROPRIATIONS
from ..model.place import FormPath
from .catalogue import rule
from .code_uses import Use, comparable, each_use, supplied
from .gaps import blamed
from .rule import Hit, each, hit
from .wording import named

_YEARLY_BOOK = "当年《政府收支分类科目》"
_SEVERITIES = {Trust.VERIFIED: Severity.ERROR, Trust.INFERRED: Severity.WARNING}
_CERTAIN = {Trust.VERIFIED: "", Trust.INFERRED: "（据公开文件推断）"}
_RECALLED = "（凭记忆，未核实）"
_LONG_PAST = 3
"""Years after which a name of a 类 or 款 that is still typed is worth a warning, however its end became known."""
_BUDGETS: Final = {name.removesuffix("预算") if "基金" in name else name: name for name in APPROPRIATIONS}
"""How the lists call the budgets → how forms call the money."""


@rule(
    "COD011", "科目在报告的年度里有效",
    message="{title} {found}{name}{when}{certainty}",
    hint="{advice}；请对照当年的《政府收支分类科目》核对",
    severity=Severity.WARNING, basis=_YEARLY_BOOK,
)
def codes_and_names_hold_in_the_year(case: Case) -> Iterator[Hit]:
    """A code or name that ended, or that is yet to come. How much it matters depends on how its years are known."""
    year = case.form.request.year
    for use in (*each_use(case), *_revenue_uses(case)):
        row = use.codes.get(use.code)
        if row is not None and not row.holds_in(year):
            yield _out_of_time(use, row, year)
    lists = case.classification.function
    for path, code, name in supplied(case):
        old = next((row for row in lists.others.get(code, ()) if comparable(row.name) == comparable(name)), None)
        now = lists.rows.get(code)
        if old is not None and now is not None:
            yield _old_name(path, lists, old, now, year)


def _out_of_time(use: Use, row: CodeName, year: int) -> Hit:
    ended = row.last is not None and row.last < year
    when = f"只用到 {row.last} 年" if ended else f"自 {row.first} 年起才有"
    told = hit(*use.path, found=row.code, title=use.codes.title, name=f" {row.name}", when=when,
               certainty=_CERTAIN.get(row.trust_in_years, _RECALLED),
               advice=_successors(use.codes, row) if ended else f"{year} 年的报告用当年的科目")
    return told._replace(severity=_SEVERITIES.get(row.trust_in_years, Severity.INFO))


def _old_name(path: FormPath, lists: CodeList, old: CodeName, now: CodeName, year: int) -> Hit:
    ended = old.last is not None and old.last < year
    when = f"只用到 {old.last} 年" if ended else f"自 {old.first} 年起才用"
    long_past = old.last is not None and year - old.last >= _LONG_PAST and len(old.code) < Level.ITEM.digits
    severity = _SEVERITIES.get(old.trust_in_years, Severity.WARNING if long_past else Severity.INFO)
    told = hit(*path, found=old.name, title=f"{lists.title} {old.code} 的名称", name="", when=when,
               certainty=_CERTAIN.get(old.trust_in_years, _RECALLED), expected=now.name,
               advice=f"{year} 年叫“{now.name}”，报告里印这个名称")
    return told._replace(severity=severity)


def _successors(codes: CodeList, row: CodeName) -> str:
    """What to use instead of a code that ended."""
    known = [after for code in row.successors if (after := codes.get(code)) is not None]
    return f"后来改用 {named(known)}" if known else "后来改用什么科目，科目表里没有"


def _revenue_uses(case: Case) -> Iterator[Use]:
    """Revenue subjects, of which the list has only a few."""
    if case.kind.sort != "budget":
        return
    for key, lines in (("基本支出", case.budget.basic_lines), ("项目支出", case.budget.project_lines)):
        for i, line in enumerate(lines):
            if line.revenue_subject is not None:
                path = (key, i, "收入科目", "编码")
                yield Use(path, line.revenue_subject.code, case.classification.revenue, Level.ITEM)


@rule(
    "COD012", "功能科目属于资金来源的那本预算",
    message="功能科目 {found} {name} 属于{expected}，这一行的来源是{fund}",
    hint="请核对来源和功能科目，其中一个多半填错了；财政批复如此的，不必改",
    severity=Severity.WARNING, basis=_YEARLY_BOOK,
)
def functions_stand_in_the_budget_of_their_fund(case: Case) -> Iterator[Hit]:
    """Government funds and state capital have sections of their own; 类 that stand in both say nothing."""
    lists, known = case.classification.function, blamed(case)

    def judged(_: int, row: tuple[FormPath, SpendingLine]) -> Iterator[Hit]:
        path, line = row
        listed = lists.get(line.function) if (*path, "来源") not in known else None
        budgets = {_BUDGETS[name] for name in listed.funds if name in _BUDGETS} if listed else set()
        if listed and budgets and line.fund in _BUDGETS.values() and line.fund not in budgets:
            yield hit(*path, "功能科目", found=listed.code, name=listed.name, fund=line.fund,
                      expected="、".join(sorted(budgets)))

    return each(tuple(every_row(case.form)), judged)
