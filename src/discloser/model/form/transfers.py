"""Transfers inside a department: money that one of its units passes on to another.

Both show it, the giver on a line 转拨给, the receiver on a line 转拨自. In a budget each of these is money coming in
and the same money going out; in final accounts the one is spending and the other income. In the department's sum the
giver's spending and the receiver's income are left out: the money came in once, where it came from outside, and goes
out once, where it is spent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ..money import ZERO
from ..place import FormPath
from .budget import every_row
from .common import CommonForm
from .terms import APPROPRIATIONS, FINAL_FUNDS

if TYPE_CHECKING:
    from .final import FinalBasicLine, FinalForm, FinalProjectLine, RevenueLine

COUNTERPARTS: Mapping[str, str] = {"对附属单位补助支出": "上级补助收入", "上缴上级支出": "附属单位上缴收入"}
"""Nature of expenditure → the income that it is for the unit that receives it."""
_NOT_FISCAL = FINAL_FUNDS[-1]

_Key = tuple[str, str, str, str, bool]


class Transfer(NamedTuple):
    """What a giver and a receiver declare about money of one functional item and source.

    `given_lines`, `received_lines`: the amounts of each, with their paths from the department's form.
    """

    giver: str
    receiver: str
    function: str
    fund: str
    carried_in: bool
    given_lines: tuple[tuple[FormPath, Decimal], ...]
    received_lines: tuple[tuple[FormPath, Decimal], ...]

    @property
    def given(self) -> Decimal:
        """What the giver says that it gives."""
        return sum((amount for _, amount in self.given_lines), ZERO)

    @property
    def received(self) -> Decimal:
        """What the receiver says that it gets."""
        return sum((amount for _, amount in self.received_lines), ZERO)

    @property
    def given_at(self) -> FormPath | None:
        """The giver's first line; None where there is none."""
        return self.given_lines[0][0][:-1] if self.given_lines else None

    @property
    def received_at(self) -> FormPath | None:
        """The receiver's first line; None where there is none."""
        return self.received_lines[0][0][:-1] if self.received_lines else None


def transfers_of(units: Sequence[CommonForm]) -> list[Transfer]:
    """All transfers that the units declare, in the order of their forms."""
    given: dict[_Key, list[tuple[FormPath, Decimal]]] = {}
    received: dict[_Key, list[tuple[FormPath, Decimal]]] = {}
    for i, unit in enumerate(units):
        for path, amount, giver, receiver, about in _declared(unit):
            sides = received if receiver == unit.unit.name else given
            sides.setdefault((giver, receiver, *about), []).append((("所属单位", i, *path, "金额"), amount))
    return [
        Transfer(*key, tuple(given.get(key, ())), tuple(received.get(key, ())))
        for key in dict.fromkeys((*given, *received))
    ]


_About = tuple[str, str, bool]
_Declared = tuple[FormPath, Decimal, str, str, _About]


def _declared(unit: CommonForm) -> Iterator[_Declared]:
    """Path, amount, giver, receiver of everything that a unit gives or receives, and what both must say of it."""
    name = unit.unit.name
    if final := unit.final:
        for path, line in final_rows(final):
            if line.passed_to:
                yield path, line.amount, name, line.passed_to, _about_spending(line)
        for i, other in enumerate(final.other_lines):
            if other.passed_to:
                about = "", COUNTERPARTS.get(other.nature, _NOT_FISCAL), False
                yield ("其他性质支出", i), other.amount, name, other.passed_to, about
        for i, revenue in enumerate(final.revenue_lines):
            if revenue.received_from:
                yield ("收入", i), revenue.amount, revenue.received_from, name, _about_income(revenue)
    elif unit.budget:
        for path, budget in every_row(unit.budget):
            about = budget.function, budget.fund, budget.carried_in
            if budget.passed_to:
                yield path, budget.amount, name, budget.passed_to, about
            if budget.received_from:
                yield path, budget.amount, budget.received_from, name, about


def lines_passed_on(unit: CommonForm) -> frozenset[FormPath]:
    """The amounts of a unit's form that another unit of its department shows too."""
    return frozenset((*path, "金额") for path, *_ in _declared(unit))


def final_rows(unit: FinalForm) -> Iterator[tuple[FormPath, FinalBasicLine | FinalProjectLine]]:
    """Every line of basic and project expenditure of final accounts with its path."""
    yield from ((("基本支出", i), line) for i, line in enumerate(unit.basic_lines))
    yield from ((("项目支出", i), line) for i, line in enumerate(unit.project_lines))


def _about_spending(line: FinalBasicLine | FinalProjectLine) -> _About:
    """Money that is not 财政拨款 bears its receiver's functional item, so that is not compared."""
    return line.function if line.fund in APPROPRIATIONS else "", line.fund, False


def _about_income(line: RevenueLine) -> _About:
    if line.source in APPROPRIATIONS:
        return line.function, line.source, False
    return "", line.source if line.source in COUNTERPARTS.values() else _NOT_FISCAL, False

