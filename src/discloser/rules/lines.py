"""LIN: every line of the form stands once, of a source that the report prints, for a purpose that it tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..model.case import Case
from ..model.finding import Severity
from ..model.form.base import Block, keyed_fields
from ..model.form.budget import every_row
from ..model.form.outline import Asked, is_asked
from ..model.form.terms import APPROPRIATIONS
from ..model.place import FormPath
from .catalogue import rule
from .gaps import blamed
from .repeats import repeated
from .rule import Hit, hit
from .wording import money, unit_of

if TYPE_CHECKING:
    from .repeats import AnyLine

_EVALUATIONS, _MONEY = ("绩效", "项目自评"), 5
"""Money of a self-evaluation that has no line there is told by EVA010, because it is in the total."""


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
    if final := case.form.final:
        yield from _repeated("收入", final.revenue_lines, "功能科目和来源")
        yield from _repeated("其他性质支出", final.other_lines, "性质和功能科目")
        yield from _repeated("年初结转和结余", final.opening, "来源和功能科目")
        yield from _repeated("年末结转和结余", final.closing, "来源和功能科目")


def _repeated(key: str, lines: Sequence[AnyLine], what: str) -> Iterator[Hit]:
    for i, first in repeated(lines):
        yield hit(key, i, first=(key, first), what=what)


@rule(
    "LIN002", "来源是这种报告用的", sort="budget",
    message="这种报告没有“{found}”这种来源，这一行的钱在表里没有地方印",
    hint="请改成：{expected}",
)
def sources_are_those_of_the_kind(case: Case) -> Iterator[Hit]:
    """Some places tell apart what others call 单位资金; money of a source that no table asks for would be lost."""
    funds = case.kind.funds
    for path, line in every_row(case.form):
        if line.amount and line.fund not in funds:
            yield hit(*path, "来源", found=line.fund, expected="、".join(funds))


@rule(
    "LIN003", "财政拨款支出的科目都写明用途", sort="budget",
    message="“{found}”有财政拨款支出 {amount}，没有写用途",
    hint="请在“科目用途”里为这个科目，或者它所在的类、款添一行",
    severity=Severity.WARNING,
)
def items_with_expenditure_have_a_purpose(case: Case) -> Iterator[Hit]:
    """Only where the kind asks for purposes; each is printed beside its amount."""
    if ("科目用途",) not in case.kind.asked:
        return
    told = tuple(row.function for row in case.budget.purposes if row.function and row.purpose.strip())
    spent = case.facts.where({"口径": "支出", "来源": APPROPRIATIONS})
    for code, facts in sorted(spent.grouped("function").items()):
        if code and not code.startswith(told):
            yield hit("科目用途", found=f"{code} {case.classification.function.name(code)}",
                      amount=money(facts.total(), unit_of(case.form)))


@rule(
    "LIN004", "填的栏目是这种报告问的",
    message="这种报告不问“{found}”，填的内容不会印出来",
    hint="请删去；应当印出来的，请核对报告的地区、类型和年度有没有填错",
    severity=Severity.WARNING,
)
def what_is_typed_is_asked(case: Case) -> Iterator[Hit]:
    """A form has keys that only some places ask for; what is typed there for another place would be lost in silence."""
    for path in _never_asked(case.form, (), case.kind.asked):
        if path[:2] != _EVALUATIONS or len(path) < _MONEY:
            yield hit(*path, found=path[-1])


def _never_asked(block: Block, path: FormPath, asked: Asked) -> Iterator[FormPath]:
    for field, key in keyed_fields(type(block)):
        value = getattr(block, field)
        if not block.is_typed(field):
            continue
        if is_asked((*path, key), type(block), asked):
            for inner, here in _blocks(value, (*path, key)):
                yield from _never_asked(inner, here, asked)
        elif _says_something(value):
            yield (*path, key)


def _says_something(value: object) -> bool:
    """Whether there is more than noughts and blanks; a department's sums of its units have these, too."""
    if isinstance(value, Block):
        return any(_says_something(getattr(value, field)) for field in type(value).model_fields)
    return bool(value)


def _blocks(value: object, path: FormPath) -> Iterator[tuple[Block, FormPath]]:
    if isinstance(value, Block):
        yield value, path
    elif isinstance(value, list | tuple):
        yield from ((row, (*path, i)) for i, row in enumerate(value) if isinstance(row, Block))
