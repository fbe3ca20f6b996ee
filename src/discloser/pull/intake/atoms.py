"""What lines a form may have: one for each combination that the printed tables leave open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from ...model.form.sorts import Sort
from ...model.form.terms import APPROPRIATIONS, FINAL_FUNDS, FUNDS, OTHER_NATURES, REVENUE_SOURCES, SOURCES_OF_BALANCE
from .margin import Margin
from .words import Limits

MOST_ATOMS: Final = 6000
"""Of more possible lines none is solved: no unit's report has as many."""
_GOVERNMENT_FUND = APPROPRIATIONS[1]
_BY_PREFIX = ("功能", "经济")
_FIELDS: Final = {
    "边": "side", "功能": "function", "来源": "fund", "结转": "carried", "性质": "nature", "经济": "economic",
    "项目": "project",
}
_OPEN: Final = ("经济", "项目")
_CAME_IN: Final = ("收入", "使用非财政拨款结余", "年初")
_SIDES: Final = (*_CAME_IN, "支出", "结余分配", "年末")
_NATURES: Final = ("基本支出", "项目支出")


class TooManyLines(Exception):  # noqa: N818  an answer to the officer
    """A report from which more lines are possible than can be solved."""


@dataclass(frozen=True, slots=True)
class Atom:
    """One possible line. What is not known of it is "": no table says it. `side` is "" in budgets."""

    side: str = ""
    function: str = ""
    fund: str = ""
    carried: str = ""
    nature: str = ""
    economic: str = ""
    project: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether all that a form asks of such a line is known."""
        if self.nature == "项目支出":
            return bool(self.project) and (not self.side or bool(self.economic))
        return self.nature != "基本支出" or bool(self.economic)

    def of(self, dimension: str) -> str:
        """Its value in a dimension, by the name that limits have for it."""
        value: str = getattr(self, _FIELDS[dimension])
        return value

    def meets(self, limits: Limits, but: Iterable[str] = ()) -> bool:
        """Whether it is certainly within limits, some dimensions left aside."""
        return all(self._is_in(dimension, wanted) for dimension, wanted in limits.items() if dimension not in but)

    def _is_in(self, dimension: str, wanted: tuple[str, ...]) -> bool:
        value = self.of(dimension)
        return value.startswith(wanted) if dimension in _BY_PREFIX else value in wanted


class AtomIndex:
    """Lines looked up by limits; the lines found are the bits of a number."""

    def __init__(self, atoms: Sequence[Atom]) -> None:
        self.all = (1 << len(atoms)) - 1
        self._values: dict[str, dict[str, int]] = {dimension: {} for dimension in _FIELDS}
        self._known: dict[tuple[str, tuple[str, ...]], int] = {}
        for number, atom in enumerate(atoms):
            for dimension, values in self._values.items():
                value = atom.of(dimension)
                values[value] = values.get(value, 0) | 1 << number

    def within(self, limits: Limits, but: Iterable[str] = ()) -> int:
        """The lines certainly within limits, some dimensions left aside."""
        found = self.all
        for dimension, wanted in limits.items():
            if dimension not in but:
                found &= self._of(dimension, wanted)
        return found

    def perhaps_within(self, limits: Limits) -> int:
        """The lines within limits as far as is known of them."""
        found = self.within(limits, _OPEN)
        for dimension in _OPEN:
            if dimension in limits:
                found &= self._of(dimension, limits[dimension]) | self.unknown(dimension)
        return found

    def unknown(self, dimension: str) -> int:
        """The lines of which a dimension is not known."""
        return self._values[dimension].get("", 0)

    def _of(self, dimension: str, wanted: tuple[str, ...]) -> int:
        key = dimension, wanted
        if key not in self._known:
            found = 0
            for value, bits in self._values[dimension].items():
                if value.startswith(wanted) if dimension in _BY_PREFIX else value in wanted:
                    found |= bits
            self._known[key] = found
        return self._known[key]


def bits_of(numbers: Iterable[int]) -> int:
    """Some numbers as the bits of one."""
    found = 0
    for number in numbers:
        found |= 1 << number
    return found


def numbers_in(bits: int) -> list[int]:
    """The numbers of the bits that are set, ascending."""
    found = []
    while bits:
        lowest = bits & -bits
        found.append(lowest.bit_length() - 1)
        bits ^= lowest
    return found


@dataclass(frozen=True, slots=True)
class PossibleLines:
    """`atoms`: the lines that no blank cell rules out; `ruled_out`: those that one does."""

    atoms: tuple[Atom, ...]
    ruled_out: tuple[Atom, ...]


def atoms_of(
    margins: Sequence[Margin], codes: Iterable[str], sort: Sort, funds: Sequence[str] = FUNDS,
) -> PossibleLines:
    """All lines that the margins leave possible. `codes`: every functional and economic code that is printed; `funds`:
    the sources of a budget's form.

    Raises `TooManyLines`.
    """
    listed = sorted(set(codes))
    functions = [code for code in _leaves(listed) if code.startswith("2")]
    plain = [margin for margin in margins if not {"经济", "项目"} & set(margin.limits)]
    told = [atom for atom in _coarse(functions, sort, funds) if _is_told(atom, margins)]
    coarse = _left(told, plain)
    found: list[Atom] = []
    for atom in coarse:
        found += _split(atom, margins, [code for code in _leaves(listed) if code.startswith("3")])
        if len(found) > MOST_ATOMS:
            raise TooManyLines("报告里的科目太多，推算不出各行")
    left = _left(found, [margin for margin in margins if {"经济", "项目"} & set(margin.limits)])
    out = {*told, *found} - {*coarse, *left}
    return PossibleLines(tuple(left), tuple(atom for atom in dict.fromkeys((*told, *found)) if atom in out))


@dataclass(frozen=True)
class UnseenAmounts:
    """What lines that round to nothing may add up to. `covers`: how much a blank cell may hide, and which lines."""

    index: AtomIndex
    covers: Sequence[tuple[int, int]]

    @classmethod
    def of(cls, lines: PossibleLines, blanks: Iterable[Margin]) -> UnseenAmounts:
        """Of the lines that blank cells rule out; lines are bits of a number."""
        index = AtomIndex(lines.ruled_out)
        limits = {tuple(sorted(blank.limits.items())): blank for blank in blanks if blank.unseen}
        covers = ((blank.unseen, index.within(blank.limits)) for blank in limits.values())
        return cls(index, _largest([cover for cover in covers if cover[1]]))

    def within(self, limits: Limits) -> int:
        """The most that such lines may add within some limits, in 分: as few blank cells as cover them all."""
        hidden = self.index.perhaps_within(limits) if self.covers else 0
        most = 0
        while hidden:
            unseen, covered = max(self.covers, key=lambda cover: (cover[1] & hidden).bit_count())
            if not covered & hidden:
                break
            hidden &= ~covered
            most += unseen
        return most


def _largest(covers: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The blank cells that are not part of a larger one."""
    found: list[tuple[int, int]] = []
    for unseen, lines in sorted(covers, key=lambda cover: -cover[1].bit_count()):
        if all(lines & ~other for _, other in found):
            found.append((unseen, lines))
    return found


def usable(margins: Iterable[Margin], atoms: Sequence[Atom]) -> Iterator[tuple[Margin, list[int]]]:
    """The margins that say something of these lines, with the numbers of those that make it.

    A margin by economic item or project says nothing certain where a line may or may not be part of it.
    """
    index = AtomIndex(atoms)
    for margin in margins:
        asked = [dimension for dimension in _OPEN if dimension in margin.limits]
        rest = index.within(margin.limits, asked)
        if not any(rest & index.unknown(dimension) for dimension in asked):
            yield margin, numbers_in(index.within(margin.limits))


def with_rests(rims: Sequence[tuple[Margin, list[int]]]) -> list[tuple[Margin, list[int]]]:
    """The margins, and what is left of each without a part that is printed beside it, as 其中：基本支出 is."""
    by_limits = {_key(margin.limits): (margin, lines) for margin, lines in rims}
    known = {frozenset(lines) for _, lines in rims}
    found = list(rims)
    for margin, lines in rims:
        for dimension in sorted(set(margin.limits) & {"来源", "结转", "性质"}):
            key = _key({name: values for name, values in margin.limits.items() if name != dimension})
            whole, all_lines = by_limits.get(key, (margin, lines))
            rest = sorted(set(all_lines) - set(lines))
            if rest and frozenset(rest) not in known and set(lines) < set(all_lines):
                known.add(frozenset(rest))
                low, high = whole.low - margin.high, whole.high - margin.low
                found.append((Margin(whole.limits, low, high, whole.printed - margin.printed, whole.at), rest))
    return found


def balances_of(atoms: Sequence[Atom]) -> list[dict[int, int]]:
    """In final accounts, source by source: line → 1 for what came in, -1 for what went out or is left."""
    signs = {side: 1 if side in _CAME_IN else -1 for side in _SIDES}
    sided = [(number, atom) for number, atom in enumerate(atoms) if atom.side in signs]
    return [{number: signs[atom.side] for number, atom in sided if (atom.fund or FINAL_FUNDS[-1]) in sources}
            for sources in SOURCES_OF_BALANCE.values()] if sided else []


def _key(limits: Limits) -> frozenset[tuple[str, tuple[str, ...]]]:
    return frozenset(limits.items())


def _is_told(atom: Atom, margins: Sequence[Margin]) -> bool:
    """Whether a report has a name for a line's source and for money carried over, where these are not what is usual."""
    unusual = {"来源": atom.fund, "结转": atom.carried}
    return all(value in ("", "否", FUNDS[0], FINAL_FUNDS[-1]) or any(
        value in margin.limits.get(dimension, ()) for margin in margins) for dimension, value in unusual.items())


def _leaves(codes: Sequence[str]) -> list[str]:
    """The codes below which none is printed."""
    return [code for code, after in pairwise((*codes, "")) if not after.startswith(code)]


def _coarse(functions: Sequence[str], sort: Sort, funds: Sequence[str]) -> Iterator[Atom]:
    if sort == "budget":
        for function in functions:
            for fund in funds:
                for carried in ("否", "是"):
                    for nature in _NATURES:
                        yield Atom("", function, fund, carried, nature)
        return
    for function in functions:
        yield from (Atom("收入", function, source) for source in REVENUE_SOURCES)
        yield from (Atom("支出", function, fund, "", nature) for fund in FINAL_FUNDS for nature in _NATURES)
        yield from (Atom("支出", function, FINAL_FUNDS[-1], "", nature) for nature in OTHER_NATURES)
        yield from (Atom(side, function, _GOVERNMENT_FUND) for side in ("年初", "年末"))
    for side in ("年初", "年末"):
        yield from (Atom(side, "", fund) for fund in FINAL_FUNDS if fund != _GOVERNMENT_FUND)
    yield from (Atom("使用非财政拨款结余"), Atom("结余分配"))


def _left(atoms: Iterable[Atom], margins: Sequence[Margin]) -> list[Atom]:
    """The lines that no blank cell rules out."""
    several = list(atoms)
    index = AtomIndex(several)
    left = index.all
    for margin in margins:
        if margin.high <= 0:
            left &= ~index.within(margin.limits)
    return [several[number] for number in numbers_in(left)]


def _split(atom: Atom, margins: Sequence[Margin], items: Sequence[str]) -> list[Atom]:
    """A line by the economic items or projects of the tables that tell it so."""
    admitted = [margin for margin in margins if atom.meets(margin.limits, ("经济", "项目"))]
    economic = sorted({item for margin in admitted for item in items
                       if "经济" in margin.limits and item.startswith(margin.limits["经济"])
                       and len(max(margin.limits["经济"], key=len)) == len(item)})
    projects = list(dict.fromkeys(
        name for margin in admitted for name in margin.limits.get("项目", ()) if margin.high > 0))
    split = [replace(atom, economic=item) for item in economic] or [atom]
    return [replace(one, project=name) for one in split for name in projects] if projects else split
