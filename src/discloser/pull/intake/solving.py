"""The lines of a form solved from printed margins, each with how certain it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ...model.form.sorts import Sort
from ...model.form.terms import FUNDS
from .atoms import Atom, PossibleLines, UnseenAmounts, atoms_of, balances_of, usable, with_rests
from .bounds import Bounds, Rim, bounds_of
from .fewest import ChosenLine, FewestLines
from .fitting import fitted
from .margin import Margin

_DIGITS = 2
"""A line is certain where all that the margins allow lies within so many units of the last printed digit. A blank
cell says that there is nothing, unless that contradicts other cells: then that there is less than half a digit."""
_MOST_COLUMNS = 6
_DOUBTFUL = "报告前后不一致"
_FEWEST_DIGITS = 20
"""Smaller lines of rounded tables may be no more than what lines that are too small to be printed add up to."""


class Grade(StrEnum):
    """How certain a line is."""

    CERTAIN = "确定"
    PROPOSED = "建议"


@dataclass(frozen=True, slots=True)
class SolvedLine:
    """A line: what it is, its amount in 分, how certain it is, and why it was proposed.

    `least`, `most`: what the margins allow; `cells`: the printed cells that it is told by, the narrowest first.
    """

    atom: Atom
    amount: int
    grade: Grade
    reason: str
    least: int
    most: int
    cells: tuple[Margin, ...]


@dataclass(frozen=True)
class Solved:
    """The lines, and how they make the report's figures. `off`: printed cells that they do not give back.

    `contradiction`: a cell that no lines can meet together with the others: the report contradicts itself. `left_out`:
    the cells of its column, which are not believed.
    """

    lines: tuple[SolvedLine, ...]
    met: int = 0
    off: tuple[Margin, ...] = ()
    contradiction: Margin | None = None
    left_out: tuple[Margin, ...] = ()


def solved(
    margins: Sequence[Margin], codes: Iterable[str], sort: Sort, pairs: Collection[tuple[str, str]],
    funds: Sequence[str] = FUNDS,
) -> Solved:
    """The lines behind some margins: by the most exact reading that they all agree with, else by how their tables
    round; of a report that contradicts itself, without the columns that do. `funds`: the sources of a budget's form.

    Raises `TooManyLines`.
    """
    believed, left_out = list(margins), list[Margin]()
    exact, typed = [one.as_exact for one in margins], [one.as_typed for one in margins]
    for reading in [exact] * (exact != believed) + [believed] + [typed] * (typed != believed):
        found = _solved(reading, codes, sort, pairs, funds)
        if found.contradiction is None and not found.off:
            return found
    found = _solved(believed, codes, sort, pairs, funds)
    first = found.contradiction
    for _ in range(_MOST_COLUMNS):
        if (culprit := found.contradiction) is None:
            break
        column = [one for one in believed if (one.at.table, one.at.field) == (culprit.at.table, culprit.at.field)]
        left_out += column
        believed = [one for one in believed if one not in column]
        found = _solved(believed, codes, sort, pairs, funds)
    if first is None:
        return found
    lines = tuple(replace(line, grade=Grade.PROPOSED, reason=line.reason or _DOUBTFUL) for line in found.lines)
    return replace(found, lines=lines, contradiction=first, left_out=tuple(left_out))


def _solved(
    margins: Sequence[Margin], codes: Iterable[str], sort: Sort, pairs: Collection[tuple[str, str]],
    funds: Sequence[str],
) -> Solved:
    possible = atoms_of(margins, codes, sort, funds)
    rims = list(usable(margins, possible.atoms))
    wider = with_rests(rims)
    count = len(possible.atoms)
    safe = bounds_of(count, with_rests(_with_unseen(rims, possible)))
    seen = bounds_of(count, wider)
    known = next((one for one in (seen, safe) if one.contradiction is None), Bounds([0] * count, [1] * count))
    chosen = _together(FewestLines(possible.atoms, wider, pairs).chosen(known))
    amounts = [0] * len(possible.atoms)
    for one in chosen:
        amounts[one.line] = one.amount
    amounts = fitted(amounts, rims, balances_of(possible.atoms))
    off = tuple(
        margin for margin, lines in rims if not margin.low <= sum(amounts[line] for line in lines) <= margin.high)
    lines = tuple(
        _line(one, amounts[one.line], possible.atoms, known, safe.least, rims) for one in chosen if amounts[one.line])
    return Solved(lines, len(rims) - len(off), off, safe.contradiction)


def _with_unseen(rims: Sequence[Rim], possible: PossibleLines) -> list[Rim]:
    """The margins without what lines may add that round to nothing."""
    unseen = UnseenAmounts.of(possible, (margin for margin, _ in rims if margin.high <= 0))
    known: dict[tuple[tuple[str, tuple[str, ...]], ...], int] = {}
    found = []
    for margin, lines in rims:
        key = tuple(sorted(margin.limits.items()))
        if key not in known:
            known[key] = unseen.within(margin.limits)
        if lines:
            found.append((replace(margin, low=margin.low - known[key], high=max(margin.high, margin.unseen)), lines))
    return found


def _together(chosen: Iterable[ChosenLine]) -> list[ChosenLine]:
    """The lines, each once."""
    found: dict[int, ChosenLine] = {}
    for one in chosen:
        before = found.get(one.line)
        found[one.line] = one if before is None else ChosenLine(one.line, before.amount + one.amount, before.reason)
    return list(found.values())


def _line(
    one: ChosenLine, amount: int, atoms: Sequence[Atom], bounds: Bounds, surely: Sequence[int], rims: Sequence[Rim],
) -> SolvedLine:
    least, most = bounds.least[one.line], bounds.most[one.line]
    told = sorted((rim for rim in rims if one.line in rim[1]), key=lambda rim: (len(rim[1]), -len(rim[0].limits)))
    step = max((margin.high - margin.low for margin, _ in told[:2]), default=0) + 1
    narrow = step * _DIGITS if step > 1 else 0
    there = least > 0 and surely[one.line] >= (step * _FEWEST_DIGITS if step > 1 else 1)
    certain = there and most - least <= narrow and atoms[one.line].is_whole
    cells = tuple(margin for margin, _ in told[:3])
    reason = "" if certain else one.reason
    return SolvedLine(
        atoms[one.line], amount, Grade.CERTAIN if certain else Grade.PROPOSED, reason, least, most, cells)
