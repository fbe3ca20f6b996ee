"""Lines that make the printed margins: usual pairs and equal amounts first, then as few lines as possible."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from .atoms import Atom
from .bounds import Bounds, Rim

PAIR: Final = "常见的配对"
EQUAL: Final = "金额正好相等"
TOGETHER: Final = "几行相加正好相等"
ONLY_ONE: Final = "只剩这一种可能"
FEWEST: Final = "合计相符、行数最少的一种分法"
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
    """Lines under choice. `left`: of each margin, what its lines do not make yet; `open`: whether it wants more."""

    atoms: Sequence[Atom]
    rims: Sequence[Rim]
    pairs: Collection[tuple[str, str]]
    left: list[int] = field(init=False)
    taken: list[int] = field(init=False)
    uses: list[list[int]] = field(init=False)
    live: list[set[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.left = [margin.printed for margin, _ in self.rims]
        self.taken = [0] * len(self.rims)
        self.uses = [[] for _ in self.atoms]
        for number, (_, lines) in enumerate(self.rims):
            for line in lines:
                self.uses[line].append(number)
        self.live = [set(lines) for _, lines in self.rims]
        for number in range(len(self.rims)):
            self._close(number)

    def chosen(self, certain: Bounds) -> Iterator[ChosenLine]:
        """The lines, certain ones first, until the margins are met or nothing can be done for them."""
        for line, (low, high) in enumerate(zip(certain.least, certain.most, strict=True)):
            if low > 0 and low == high:
                yield self._take(line, low, "")
        while found := self._next():
            yield from found

    def unmet(self) -> list[int]:
        """The numbers of the margins that the lines do not make."""
        return [number for number in range(len(self.rims)) if self._is_open(number)]

    def _next(self) -> list[ChosenLine]:
        wanting = [number for number in range(len(self.rims)) if self._is_open(number)]
        lines = set().union(*(self.live[number] for number in wanting))
        possible = {line: amount for line in sorted(lines) if (amount := self._potential(line)) > self._least(line)}
        for number in wanting:
            if len(self.live[number]) == 1 and (line := min(self.live[number])) in possible:
                return [self._take(line, possible[line], ONLY_ONE)]
        paired = {line for line in possible if (self.atoms[line].function, self.atoms[line].economic[:5]) in self.pairs}
        best = sorted(possible, key=lambda line: (line not in paired, -possible[line], line))
        for line in best:
            if self._fits(line, possible[line]):
                return [self._take(line, possible[line], PAIR if line in paired else EQUAL)]
        for line in best[:1]:
            if line in paired:
                return [self._take(line, possible[line], PAIR)]
        if together := self._together(wanting, possible):
            return [self._take(line, possible[line], TOGETHER) for line in together]
        if possible:
            line = min(possible, key=lambda line: (-possible[line], line))
            return [self._take(line, possible[line], FEWEST)]
        return self._rounded_off(wanting)

    def _rounded_off(self, wanting: Sequence[int]) -> list[ChosenLine]:
        """A line that a margin still wants, where the others have less left only for their rounding."""
        for number in wanting:
            for line in sorted(self.live[number]):
                if all(self.left[other] + self._slack(other) >= self.left[number] for other in self.uses[line]):
                    return [self._take(line, self.left[number], FEWEST)]
        return []

    def _potential(self, line: int) -> int:
        """The most that a line can take of what is left."""
        return min((self.left[number] for number in self.uses[line]), default=0)

    def _least(self, line: int) -> int:
        """Less than this is no amount but what rounding leaves over."""
        return min((self._half(number) for number in self.uses[line]), default=0)

    def _fits(self, line: int, amount: int) -> bool:
        """Whether a line would meet two margins at once of which neither is part of the other."""
        met = [self.live[number] for number in self.uses[line]
               if self._is_open(number) and self.left[number] - amount <= self._slack(number)]
        return any(not (one <= other or other <= one) for one, other in combinations(met[:12], 2))

    def _together(self, wanting: Sequence[int], possible: dict[int, int]) -> list[int]:
        """A few lines that meet a margin, and each one another besides; nothing where there are two such choices."""
        alone: dict[int, set[int]] = {}
        for number in sorted(wanting, key=lambda number: (len(self.live[number]), number)):
            lines = sorted(line for line in self.live[number] if line in possible and self._is_alone(line, number))
            if not 1 < len(lines) <= _MOST_SEARCHED or set(lines) == alone.get(self.left[number]):
                continue
            alone[self.left[number]] = set(lines)
            for count in range(2, _MOST_TOGETHER + 1):
                found = [
                    some for some in combinations(lines, count)
                    if abs(sum(possible[line] for line in some) - self.left[number]) <= self._slack(number)
                    and self._have_room(some, possible)
                ]
                if len(found) == 1:
                    return list(found[0])
                if found:
                    break
        return []

    def _have_room(self, lines: Sequence[int], possible: dict[int, int]) -> bool:
        """Whether some lines can be taken together."""
        wanted: dict[int, int] = {}
        for line in lines:
            for number in self.uses[line]:
                wanted[number] = wanted.get(number, 0) + possible[line]
        return all(amount <= self.left[number] + self._slack(number) for number, amount in wanted.items())

    def _is_alone(self, line: int, number: int) -> bool:
        """Whether a line would meet another margin than this and those that hold it."""
        here = self.live[number]
        return any(
            self._is_open(other) and not (here <= self.live[other] or self.live[other] <= here)
            and self.left[other] - self._potential(line) <= self._slack(other) for other in self.uses[line])

    def _take(self, line: int, amount: int, reason: str) -> ChosenLine:
        for number in self.uses[line]:
            self.left[number] -= amount
            self.taken[number] += 1
            self.live[number].discard(line)
        for number in self.uses[line]:
            self._close(number)
        return ChosenLine(line, amount, reason)

    def _close(self, number: int) -> None:
        """Whatever is met wants no more lines."""
        if self.left[number] > self._half(number):
            return
        for line in list(self.live[number]):
            for other in self.uses[line]:
                self.live[other].discard(line)

    def _is_open(self, number: int) -> bool:
        return self.left[number] > self._slack(number)

    def _half(self, number: int) -> int:
        """Half a step of what a margin prints."""
        margin = self.rims[number][0]
        return (margin.high - margin.low + 1) // 2

    def _slack(self, number: int) -> int:
        """What rounding may have left over: half a step of the margin and of each line taken."""
        return self._half(number) * (1 + self.taken[number])
