"""PRI, IDN: figures told in words are those that the report derives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..model.case import Case
from ..model.change import ExplainedChange
from ..model.finding import Nature, Severity
from ..model.money import ZERO
from ..model.place import FormPath, written
from ..model.text.figures_told import Move, moves_told, totals_told
from .catalogue import rule
from .explained import explained
from .free_texts import each_text, is_of_target, is_reason
from .gaps import controls
from .rule import Beside, Hit, hit
from .wording import in_yuan, money, unit_of

_OPEN_BUDGETS = "《地方预决算公开操作规程》：预算公开应当说明与上年相比的增减变化及原因"
_PRINTED = Decimal(50)
"""元 that printing in 万元 hides."""
_WHOLE = frozenset({
    "", "支出", "收入", "收支", "经费", "总额", "总计", "合计", "数", "资金", "费用",
    "收入总计", "支出总计", "收支总计",
})
_SIGN = {"increase": 1, "decrease": -1}
_MOVED = {"increase": "增加", "decrease": "减少"}
_NOT_ALL = ("等", "其中")
_SEVERAL = 2


@rule(
    "PRI009", "原因里的增减与报告算得的一致",
    message="“{key}”里写的是“{found}”，{name}比{base}{expected}",
    hint="报告会自己印增减的数；请改正原因里的数，或者删去，只写为什么；数没有错的，请核对本年数、上年数",
    severity=Severity.WARNING, basis=_OPEN_BUDGETS, nature=Nature.ABOUT_CHANGES,
)
def figures_in_reasons_are_those_of_the_change(case: Case) -> Iterator[Hit]:
    """A reason that gives the change's size in words stands beside the size that the report derives."""
    for path, changes in explained(case).items():
        for move in moves_told(case.form.at(path)):
            if _is_of_whole(move, path, changes) and not any(_agrees(move, change, case) for change in changes):
                yield hit(*path, found=move.words, expected=_changed(changes[0], case), key=written(path),
                          name=changes[0].name, base=changes[0].base).beside(_compared(changes[0], case))
                break


@rule(
    "PRI010", "原因里的各部分相加等于增减额",
    message="“{key}”里各部分相加是{found}，{name}比{base}{expected}",
    hint="请核对各部分的数，有没有漏掉的部分；只举几项的，请在后面写“等”",
    severity=Severity.WARNING, basis=_OPEN_BUDGETS, nature=Nature.ABOUT_CHANGES,
)
def parts_in_reasons_add_up(case: Case) -> Iterator[Hit]:
    """A reason that takes the change apart claims that these are all its parts."""
    unit = unit_of(case.form)
    for path, changes in explained(case).items():
        reason = case.form.at(path)
        parts = [move for move in moves_told(reason) if not move.is_rate and not _is_of_whole(move, path, changes)]
        if len(parts) < _SEVERAL or any(word in reason for word in _NOT_ALL):
            continue
        added = sum((_SIGN[part.direction] * part.size for part in parts), ZERO)
        hidden = sum((part.hidden for part in parts), _PRINTED)
        if not any(abs(added - _signed(change, case)) <= hidden for change in changes):
            told = f"{'增加' if added >= 0 else '减少'} {money(abs(added), unit)}"
            yield hit(*path, found=told, expected=_changed(changes[0], case), key=written(path),
                      name=changes[0].name, base=changes[0].base).beside(_compared(changes[0], case))


@rule(
    "IDN007", "文字里的总数与报告算得的一致",
    message="“{key}”里写的是“{found}”，报告算得{name} {expected}",
    hint="报告会自己印这些数；请改正文字里的数，或者删去",
    severity=Severity.WARNING,
)
def totals_in_texts_are_those_of_the_report(case: Case) -> Iterator[Hit]:
    """A total typed into a text stays behind when a line is corrected."""
    unit, known = unit_of(case.form), controls(case)
    for path, text in each_text(case.form):
        if is_reason(path) or is_of_target(path):
            continue
        for told in totals_told(text):
            facts = case.facts.where(known[told.name]) if told.name in known else None
            wholes = [facts.total(), facts.where({"结转": "否"}).total()] if facts is not None else []
            if wholes and not any(abs(told.amount - whole) <= told.hidden + _PRINTED for whole in wholes):
                yield hit(*path, found=told.words, expected=money(wholes[0], unit), key=written(path), name=told.name)
                break


def _is_of_whole(move: Move, path: FormPath, changes: Sequence[ExplainedChange]) -> bool:
    """Whether a claim is about the whole that a reason explains, not about a part of it."""
    return move.about in _WHOLE or move.about in {str(part) for part in path} or any(
        move.about == change.name for change in changes)


def _agrees(move: Move, change: ExplainedChange, case: Case) -> bool:
    if move.direction != change.change.direction:
        return False
    if move.is_rate:
        return change.change.rate is None or abs(change.change.rate - move.size) <= move.hidden + Decimal("0.005")
    return abs(abs(_signed(change, case)) - move.size) <= move.hidden + _PRINTED


def _signed(change: ExplainedChange, case: Case) -> Decimal:
    """A change in 元, less than zero for a fall."""
    return in_yuan(change.change.amount, case.kind.told_unit) * _SIGN.get(change.change.direction, 0)


def _changed(change: ExplainedChange, case: Case) -> str:
    rate = f"，{change.change.rate}%" if change.change.rate is not None else ""
    return f"{_MOVED[change.change.direction]} {change.change.amount:,.2f} {case.kind.told_unit}{rate}"


def _compared(change: ExplainedChange, case: Case) -> Iterator[Beside]:
    unit = case.kind.told_unit
    spec = case.kind.changes[change.name]
    for prior in spec.prior:
        yield Beside(tuple(prior.split("/")), f"{change.prior:,.2f} {unit}", f"{change.base}数")
    for origin in case.facts.where(case.kind.expanded(case.kind.figures[spec.current].where)).origins():
        yield Beside(origin, f"{change.current:,.2f} {unit}", "本年数由它算得")
