"""Forms in 万元 whose sums rounding parted → the same forms with sums that agree, and what was done (`model/tail.py`).

Final accounts type both sides of what a report prints side by side: income and what was spent or is left, 三公经费
and their lines, procurement and what of it smaller enterprises got. In 元 they are equal; each rounded by itself, not.
A department's two sides are parted, too, where a transfer was rounded otherwise by giver and receiver.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from typing import Any

from ..model.fact import Fact
from ..model.form.base import Block, field_of
from ..model.form.budget import every_row
from ..model.form.common import CommonForm
from ..model.form.final import FinalForm
from ..model.form.terms import APPROPRIATIONS, CAME_IN, PUBLICS_SECTIONS, SOURCES_OF_BALANCE, WENT_OUT
from ..model.form.transfers import lines_passed_on, transfers_of
from ..model.money import ZERO
from ..model.place import FormPath
from ..model.tail import Row, Tail, levelled, may_be_taken
from .final_facts import final_facts

Units = tuple[CommonForm, ...]
_BOUGHT = ("货物", "工程", "服务")
_SMALLER, _SMALLEST = ("政府采购", "授予中小企业"), ("政府采购", "授予小微企业")
_GOVERNMENT_FUND = APPROPRIATIONS[1]
_WAN = "万元"


def without_tails(form: FinalForm) -> tuple[FinalForm, tuple[Tail, ...]]:
    """Final accounts with sums that agree wherever rounding to 0.01 万元 explains that they do not."""
    if form.currency_unit != _WAN:
        return form, ()
    work = _Levelling(form, lambda one: final_facts(one, lambda code: ""), form, last=lines_passed_on(form))
    _level_publics(work)
    _level_procurement(work)
    work.sources()
    return work.whole, tuple(work.tails)


def units_without_tails(own: CommonForm, units: Units, facts: Callable[[Units], Iterable[Fact]],
                        ) -> tuple[Units, tuple[Tail, ...]]:
    """A department's units with sums of the whole that agree; the paths of the tails begin at the department.

    `facts`: units → what the department adds up of them.
    """
    if all(unit.currency_unit != _WAN for unit in units):
        return units, ()
    work = _Levelling(units, facts, own, never=frozenset(_rigid(units, facts)))
    if own.final:
        work.sources()
    else:
        for transfer in transfers_of(units):
            work.level(f"“{transfer.giver}”的转拨给", transfer.given_lines,
                       f"“{transfer.receiver}”的转拨自", transfer.received_lines)
    return work.whole, tuple(work.tails)


@dataclass
class _Levelling:
    """The work on one form, or on the units of one department: what was moved, by how much, and why.

    `facts`: the whole → its facts; `own`: whose controls say which side is right. `never`: rows that stay; `last`: rows
    to be moved only where no others can. `coupled`: line of 三公经费 → the amount that is stated of it and moves along.
    """

    whole: Any
    facts: Callable[[Any], Iterable[Fact]]
    own: CommonForm
    never: frozenset[FormPath] = frozenset()
    last: frozenset[FormPath] = frozenset()
    coupled: dict[FormPath, FormPath] = field(default_factory=dict)
    moved: dict[FormPath, Decimal] = field(default_factory=dict)
    tails: list[Tail] = field(default_factory=list)

    def sources(self) -> None:
        """What came in is what went out or is left: of every item that is printed so, then of every source.

        Two items that were never equal may differ by little enough to look rounded: they are left alone, unless all
        items of a source can be made to agree.
        """
        items = self._items()
        for fund, sources in SOURCES_OF_BALANCE.items():
            before = self.whole, dict(self.moved), list(self.tails)
            codes = items if fund != _GOVERNMENT_FUND else self._codes(sources)
            for code in codes:
                self._balance(fund, sources, code)
            if not all(self._agree(sources, code) for code in codes):
                self.whole, self.moved, self.tails = before
            self._balance(fund, sources, None)

    def level(self, first: str, rows: Sequence[Row], second: str, others: Sequence[Row], *, turned: bool = False,
              ) -> None:
        """Make two sums agree, if rounding explains that they do not; rows that others depend on come last."""
        for rigid in (self.last | self.coupled.keys(), self.coupled.keys(), frozenset[FormPath]()):
            moves = levelled(rows, others, self.never | rigid | self.moved.keys(), turned=turned)
            every = self._with_coupled(moves)
            if moves and every is not None:
                gap = sum((amount for _, amount in rows), ZERO) - sum((amount for _, amount in others), ZERO)
                self.tails.append(Tail(first, second, gap, moves))
                self.move(every)
                return

    def move(self, moves: Iterable[Row]) -> None:
        """Take some rows otherwise than typed."""
        for path, more in moves:
            self.moved[path] = self.moved.get(path, ZERO) + more
            self.whole = _moved(self.whole, path[1:] if path[0] == "所属单位" else path, more)

    def _with_coupled(self, moves: dict[FormPath, Decimal]) -> list[Row] | None:
        """Moves with those that they draw along; None where these would no longer round to what was typed."""
        along = [(self.coupled[path], more) for path, more in moves.items() if path in self.coupled]
        for stated in {path for path, _ in along}:
            if not self.whole.at(stated[:-1]).is_typed("outturn"):
                continue
            more = sum((more for path, more in along if path == stated), self.moved.get(stated, ZERO))
            if not may_be_taken(self.whole.at(stated) - self.moved.get(stated, ZERO), more):
                return None
        return [*moves.items(), *along]

    def _items(self) -> list[str]:
        """Without anything left over, income and expenditure of every functional item are printed as one amount."""
        every = [fact for fact in self.facts(self.whole) if fact.amount and fact.measure in (*CAME_IN, *WENT_OUT)]
        left = any(fact.measure not in ("收入", "支出") for fact in every)
        return [] if left else list(dict.fromkeys(fact.function for fact in every))

    def _codes(self, sources: tuple[str, ...]) -> list[str]:
        return list(dict.fromkeys(fact.function for fact in self.facts(self.whole) if fact.fund in sources))

    def _sides(self, sources: tuple[str, ...], code: str | None) -> list[list[Row]]:
        return [[(fact.origin, fact.amount) for fact in self.facts(self.whole)
                 if fact.measure in side and fact.fund in sources and code in (None, fact.function)]
                for side in (CAME_IN, WENT_OUT)]

    def _agree(self, sources: tuple[str, ...], code: str) -> bool:
        came, went = (sum((amount for _, amount in side), ZERO) for side in self._sides(sources, code))
        return came == went

    def _balance(self, fund: str, sources: tuple[str, ...], code: str | None) -> None:
        came, went = self._sides(sources, code)
        about = f"{fund} {code} " if code else fund
        self.level(f"{about}的收入一边", came, "支出一边", went, turned=self._out_is_spent(came, went))

    def _out_is_spent(self, came: Sequence[Row], went: Sequence[Row]) -> bool:
        """Whether the side of expenditure is to give way: the other is as approved, or has fewer rounded rows."""
        if self._is_approved("支出总计", WENT_OUT):
            return False
        return self._is_approved("收入总计", CAME_IN) or len(went) >= len(came)

    def _is_approved(self, key: str, side: tuple[str, ...]) -> bool:
        """Whether one side adds up to its control: then the other is out."""
        total = sum((fact.amount for fact in self.facts(self.whole) if fact.measure in side), ZERO)
        approved: Decimal | None = self.own.at(("控制数", key))
        return total == approved


def _level_publics(work: _Levelling) -> None:
    """Each of 三公经费 is what the lines hold."""
    for item, sections in PUBLICS_SECTIONS.items():
        lines = [((*path, "金额"), line.amount) for path, line in every_row(work.whole)
                 if line.department_economic in sections and line.fund in APPROPRIATIONS]
        stated = ("三公经费", item, "决算")
        work.level(f"支出各行里的{item}", lines, f"“三公”经费里的{item}", [(stated, work.whole.at(stated))])
        work.coupled |= {path: stated for path, _ in lines}


def _level_procurement(work: _Levelling) -> None:
    """What smaller enterprises got is within what was bought, and the smallest within that."""
    bought = [(("政府采购", item), work.whole.at(("政府采购", item))) for item in _BOUGHT]
    smaller = work.whole.at(_SMALLER)
    if smaller > sum(amount for _, amount in bought):
        work.level("政府采购总额", bought, "授予中小企业的", [(_SMALLER, smaller)])
    over = work.whole.at(_SMALLEST) - work.whole.at(_SMALLER)
    if over > 0 and _SMALLER in work.moved:
        work.move([(_SMALLEST, -over)])


def _rigid(units: Units, facts: Callable[[Units], Iterable[Fact]]) -> Iterator[FormPath]:
    """Amounts of units that stay: of 三公经费, and of a form in 元, in which nothing was rounded."""
    publics = frozenset(chain.from_iterable(PUBLICS_SECTIONS.values()))
    for fact in facts(units):
        if units[int(fact.origin[1])].currency_unit != _WAN or fact.department_economic in publics:
            yield fact.origin


def _moved(value: Any, path: FormPath, more: Decimal) -> Any:
    """A value with the amount below it at a path changed by `more`."""
    if not path:
        return value + more
    here, *below = path
    if isinstance(value, tuple) and isinstance(here, int):
        return (*value[:here], _moved(value[here], tuple(below), more), *value[here + 1:])
    if not isinstance(value, Block):
        raise TypeError(f"nothing lies below {value!r}")
    name = field_of(type(value), str(here))
    return value.replacing({name: _moved(getattr(value, name), tuple(below), more)})
