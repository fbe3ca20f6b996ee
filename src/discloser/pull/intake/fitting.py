"""Amounts of lines moved within what rounding leaves open, so that every printed total is met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from .bounds import Rim

_PASSES: Final = ((True, 4, 20), (False, 4, 200), (False, 50, 200))
"""By room or by equal shares; into which part of what a margin leaves; how many rounds."""
_YUAN: Final = 100


def fitted(amounts: Sequence[int], rims: Sequence[Rim]) -> list[int]:
    """Amounts in 分 that meet every margin, if there are such near: few lines are moved, none by more than two of
    the last printed digit.

    A gap goes to the lines that have most room in their other margins; where that leads nowhere, to all alike, margin
    by margin, again and again, which arrives wherever the margins leave room.
    """
    fit = _Fit(list(amounts), [(margin.low, margin.high, [line for line in lines if amounts[line]])
                               for margin, lines in rims])
    for by_room, inward, rounds in _PASSES:
        for _ in range(rounds):
            if not fit.went_on(by_room=by_room, inward=inward):
                break
        else:
            continue
        break
    fit.put_back(amounts)
    return fit.amounts


@dataclass(eq=False)
class _Fit:
    amounts: list[int]
    rims: list[tuple[int, int, list[int]]]
    totals: list[int] = field(init=False)
    uses: dict[int, list[int]] = field(default_factory=dict)
    spans: list[tuple[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        room = 2 * max((high - low for low, high, _ in self.rims), default=0)
        self.spans = [(max(0, amount - room), amount + room) for amount in self.amounts]
        self.totals = [sum(self.amounts[line] for line in lines) for _, _, lines in self.rims]
        for number, (_, _, lines) in enumerate(self.rims):
            for line in lines:
                self.uses.setdefault(line, []).append(number)

    def went_on(self, *, by_room: bool, inward: int) -> bool:
        """Go once through all margins; whether any was off. `by_room`: look first for lines that have room."""
        off = False
        for number, (low, high, lines) in enumerate(self.rims):
            total = self.totals[number]
            gap = low - total if total < low else high - total if total > high else 0
            if gap and lines:
                off = True
                self._share(lines, gap, (high - low) // inward, by_room=by_room)
        return off

    def put_back(self, amounts: Sequence[int]) -> None:
        """Give lines that moved for nothing their printed amounts again, else whole 元."""
        for line, amount in enumerate(amounts):
            now = self.amounts[line]
            for wanted in (amount, now // _YUAN * _YUAN, -(-now // _YUAN) * _YUAN):
                if wanted != now and self._holds(line, wanted - now):
                    self._move(line, wanted - now)
                    break

    def _holds(self, line: int, by: int) -> bool:
        return all(self.rims[number][0] <= self.totals[number] + by <= self.rims[number][1]
                   for number in self.uses.get(line, ()))

    def _share(self, lines: Sequence[int], gap: int, inward: int, *, by_room: bool) -> None:
        sign = 1 if gap > 0 else -1
        wanted = abs(gap) + inward
        if not by_room:
            each, more = divmod(wanted, len(lines))
            for position, line in enumerate(lines):
                self._move(line, sign * (each + (position < more)))
            return
        for line in sorted(lines, key=lambda line: (-self._room(line, sign), line)):
            if wanted <= 0 or (moved := min(wanted, self._room(line, sign))) <= 0:
                break
            self._move(line, sign * moved)
            wanted -= moved

    def _room(self, line: int, sign: int) -> int:
        """How far a line may move before another margin is off."""
        low, high = self.spans[line]
        rooms = [high - self.amounts[line] if sign > 0 else self.amounts[line] - low]
        for number in self.uses[line]:
            least, most, _ = self.rims[number]
            if least <= self.totals[number] <= most:
                rooms.append(most - self.totals[number] if sign > 0 else self.totals[number] - least)
        return min(rooms)

    def _move(self, line: int, by: int) -> None:
        low, high = self.spans[line]
        moved = min(high, max(low, self.amounts[line] + by)) - self.amounts[line]
        self.amounts[line] += moved
        for number in self.uses[line]:
            self.totals[number] += moved
