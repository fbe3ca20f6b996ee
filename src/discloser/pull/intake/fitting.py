"""Amounts of lines moved within what rounding leaves open, so that every printed total is met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from .bounds import Rim

_PASSES: Final = ((True, 4, 20), (False, 4, 200), (False, 50, 200))
"""By room or by equal shares; into which part of what a margin leaves; how many rounds."""
_YUAN: Final = 100

Balance = Mapping[int, int]
"""Lines with their signs, which together make nothing."""
_Sum = tuple[int, int, Balance]
"""What lines with their signs make at least and at most."""


def fitted(amounts: Sequence[int], rims: Sequence[Rim], balances: Sequence[Balance] = ()) -> list[int]:
    """Amounts in 分 that meet every margin, if there are such near: few lines are moved, none by more than two of
    the last printed digit. `balances`: what is equal as far as rounding does not part it.

    A gap goes to the lines that have most room in their other margins; where that leads nowhere, to all alike, margin
    by margin, again and again, which arrives wherever the margins leave room.
    """
    sums = [(margin.low, margin.high, {line: 1 for line in lines if amounts[line]}) for margin, lines in rims]
    room = 2 * max((high - low for low, high, _ in sums), default=0)
    fit = _Fit(list(amounts), [*sums, *_explained(amounts, balances, room)], room)
    for by_room, inward, rounds in _PASSES:
        for _ in range(rounds):
            if not fit.went_on(by_room=by_room, inward=inward):
                break
        else:
            continue
        break
    fit.put_back(amounts)
    return fit.amounts


def _explained(amounts: Sequence[int], balances: Sequence[Balance], room: int) -> Iterator[_Sum]:
    """The balances that fail by no more than rounding may part them."""
    for balance in balances:
        lines = {line: sign for line, sign in balance.items() if amounts[line]}
        if abs(sum(sign * amounts[line] for line, sign in lines.items())) <= room * len(lines):
            yield 0, 0, lines


@dataclass(eq=False)
class _Fit:
    amounts: list[int]
    rims: list[_Sum]
    room: int
    totals: list[int] = field(init=False)
    uses: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """Line → the sums that it is part of, each with its sign there."""
    spans: list[tuple[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        self.spans = [(max(0, amount - self.room), amount + self.room) for amount in self.amounts]
        self.totals = [sum(sign * self.amounts[line] for line, sign in lines.items()) for _, _, lines in self.rims]
        for number, (_, _, lines) in enumerate(self.rims):
            for line, sign in lines.items():
                self.uses.setdefault(line, []).append((number, sign))

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
        return all(self.rims[number][0] <= self.totals[number] + sign * by <= self.rims[number][1]
                   for number, sign in self.uses.get(line, ()))

    def _share(self, lines: Mapping[int, int], gap: int, inward: int, *, by_room: bool) -> None:
        up = 1 if gap > 0 else -1
        wanted = abs(gap) + inward
        if not by_room:
            each, more = divmod(wanted, len(lines))
            for position, (line, sign) in enumerate(lines.items()):
                self._move(line, up * sign * (each + (position < more)))
            return
        for line in sorted(lines, key=lambda line: (-self._room(line, up * lines[line]), line)):
            if wanted <= 0 or (moved := min(wanted, self._room(line, up * lines[line]))) <= 0:
                break
            self._move(line, up * lines[line] * moved)
            wanted -= moved

    def _room(self, line: int, up: int) -> int:
        """How far a line may move up (1) or down (-1) before another margin is off."""
        low, high = self.spans[line]
        rooms = [high - self.amounts[line] if up > 0 else self.amounts[line] - low]
        for number, sign in self.uses[line]:
            least, most, _ = self.rims[number]
            if least <= self.totals[number] <= most:
                rooms.append(most - self.totals[number] if up * sign > 0 else self.totals[number] - least)
        return min(rooms)

    def _move(self, line: int, by: int) -> None:
        low, high = self.spans[line]
        moved = min(high, max(low, self.amounts[line] + by)) - self.amounts[line]
        self.amounts[line] += moved
        for number, sign in self.uses[line]:
            self.totals[number] += sign * moved
