"""Lines that make the printed margins: usual pairs and equal amounts first, then as few lines as possible."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from .atoms import Atom, bits_of, numbers_in
from .bounds import Bounds, Rim

PAIR: Final = "常见的配对"
EQUAL: Final = "金额正好相等"
TOGETHER: Final = "几行相加正好相等"
ONLY_ONE: Final = "只剩这一种可能"
FEWEST: Final = "合计相符、行数最少的一种分法"
_MOST_MET: Final = 12
_MOST_LOOKED_AT: Final = 80
_MOST_SEARCHED: Final = 40
_MOST_TOGETHER: Final = 3


@dataclass(frozen=True, slots=True)
class ChosenLine:
    """A line by its number, its amount in 分, and why it was chosen."""

    line: int
    amount: int
    reason: str


@dataclass(eq=False)
class FewestLines:
    """Lines under choice. `left`: of each margin, what its lines do not make yet.

    `slack`: what rounding may have left over: half a step of the margin and of each line taken.
    """

    atoms: Sequence[Atom]
    rims: Sequence[Rim]
    pairs: Collection[tuple[str, str]]
    left: list[int] = field(init=False)
    half: list[int] = field(init=False)
    slack: list[int] = field(init=False)
    uses: list[list[int]] = field(init=False)
    masks: list[int] = field(init=False)
    done: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.left = [margin.printed for margin, _ in self.rims]
        self.half = [(margin.high - margin.low + 1) // 2 for margin, _ in self.rims]
        self.slack = list(self.half)
        self.uses = [[] for _ in self.atoms]
        self.masks = [bits_of(lines) for _, lines in self.rims]
        for number, (_, lines) in enumerate(self.rims):
            for line in lines:
                self.uses[line].append(number)

    def chosen(self, certain: Bounds) -> Iterator[ChosenLine]:
        """The lines, certain ones first, until the margins are met or nothing can be done for them."""
        for line, (low, high) in enumerate(zip(certain.least, certain.most, strict=True)):
            if low > 0 and low == high:
                yield self._take(line, low, "")
        while found := self._next():
            yield from found

    def _next(self) -> list[ChosenLine]:
        wanting = [number for number in range(len(self.rims)) if self._wants(number)]
        lines = sorted({line for number in wanting for line in self.rims[number][1]} - self.done)
        possible = {line: amount for line in lines if (amount := self._potential(line))}
        mask = bits_of(possible)
        live = {number: self.masks[number] & mask for number in wanting}
        for number in wanting:
            if live[number] and not live[number] & (live[number] - 1):
                line = live[number].bit_length() - 1
                return [self._take(line, possible[line], ONLY_ONE)]
        paired = {line for line in possible if (self.atoms[line].function, self.atoms[line].economic[:5]) in self.pairs}
        best = sorted(possible, key=lambda line: (line not in paired, -possible[line], line))
        for line in best:
            if self._fits(line, possible[line], live):
                return [self._take(line, possible[line], PAIR if line in paired else EQUAL)]
        for line in best[:1]:
            if line in paired:
                return [self._take(line, possible[line], PAIR)]
        if together := self._together(live, possible):
            return [self._take(line, possible[line], TOGETHER) for line in together]
        return [self._take(line, possible[line], FEWEST) for line in best[:1]]

    def _potential(self, line: int) -> int:
        """What a line would take: all that some margin wants, as much as the others have room for, else nothing."""
        left, slack = self.left, self.slack
        room = min([left[number] + slack[number] for number in self.uses[line]], default=0)
        return max([left[number] for number in self.uses[line] if slack[number] < left[number] <= room], default=0)

    def _fits(self, line: int, amount: int, live: Mapping[int, int]) -> bool:
        """Whether a line would meet two margins at once of which neither is part of the other."""
        met = {live[number] for number in self.uses[line]
               if number in live and self.left[number] - amount <= self.slack[number]}
        return len(met) > 1 and any(
            _cross(one, other) for one, other in combinations(list(met)[:_MOST_MET], 2))

    def _together(self, live: Mapping[int, int], possible: Mapping[int, int]) -> list[int]:
        """A few lines that meet a margin, and each one another besides; nothing where there are two such choices."""
        tried: set[tuple[int, ...]] = set()
        sizes = {number: size for number, lines in live.items() if (size := lines.bit_count()) <= _MOST_LOOKED_AT}
        for number in sorted(sizes, key=lambda number: (sizes[number], number)):
            lines = tuple(line for line in numbers_in(live[number]) if self._is_alone(line, number, live, possible))
            if not 1 < len(lines) <= _MOST_SEARCHED or lines in tried:
                continue
            tried.add(lines)
            for count in range(2, _MOST_TOGETHER + 1):
                found = [
                    some for some in combinations(lines, count)
                    if abs(sum(possible[line] for line in some) - self.left[number]) <= self.slack[number]
                    and self._have_room(some, possible)
                ]
                if len(found) == 1:
                    return list(found[0])
                if found:
                    break
        return []

    def _have_room(self, lines: Sequence[int], possible: Mapping[int, int]) -> bool:
        """Whether some lines can be taken together."""
        wanted: dict[int, int] = {}
        for line in lines:
            for number in self.uses[line]:
                wanted[number] = wanted.get(number, 0) + possible[line]
        return all(amount <= self.left[number] + self.slack[number] for number, amount in wanted.items())

    def _is_alone(
        self, line: int, number: int, live: Mapping[int, int], possible: Mapping[int, int],
    ) -> bool:
        """Whether a line would meet another margin than this and those that hold it."""
        here = live[number]
        return any(
            other in live and self.left[other] - possible[line] <= self.slack[other] and _cross(here, live[other])
            for other in self.uses[line])

    def _take(self, line: int, amount: int, reason: str) -> ChosenLine:
        self.done.add(line)
        for number in self.uses[line]:
            self.left[number] -= amount
            self.slack[number] += self.half[number]
        return ChosenLine(line, amount, reason)

    def _wants(self, number: int) -> bool:
        return self.left[number] > self.slack[number]


def _cross(one: int, other: int) -> bool:
    """Whether neither of two sets of lines is part of the other."""
    return bool(one & ~other and other & ~one)
