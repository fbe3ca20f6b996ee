"""Transfers inside a department: money that one of its units passes on to another.

Both show it, the giver on a line 转拨给, the receiver on a line 转拨自, each as money coming in and going out. In the
department's sum the giver's spending and the receiver's income are left out: the money came in once, where it came
from outside, and goes out once, where it is spent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .form import BasicLine, Form, ProjectLine, every_row
from .money import ZERO
from .place import Path

_Key = tuple[str, str, str, str, bool]


@dataclass(frozen=True, slots=True)
class Transfer:
    """What a giver and a receiver declare about money of one functional item and source.

    `given_at`, `received_at`: the first line of each, as paths from the department's form; None where there is none.
    """

    giver: str
    receiver: str
    function: str
    fund: str
    carried_in: bool
    given: Decimal
    received: Decimal
    given_at: Path | None
    received_at: Path | None


def transfers_of(units: Sequence[Form]) -> list[Transfer]:
    """All transfers that the units declare, in the order of their forms."""
    given: dict[_Key, list[tuple[Path, Decimal]]] = {}
    received: dict[_Key, list[tuple[Path, Decimal]]] = {}
    for i, unit in enumerate(units):
        for path, line in every_row(unit):
            here = ("所属单位", i, *path)
            if line.passed_to:
                given.setdefault(_key(unit.unit.name, line.passed_to, line), []).append((here, line.amount))
            if line.received_from:
                received.setdefault(_key(line.received_from, unit.unit.name, line), []).append((here, line.amount))
    return [
        Transfer(*key, _total(given, key), _total(received, key), _first(given, key), _first(received, key))
        for key in dict.fromkeys((*given, *received))
    ]


def _key(giver: str, receiver: str, line: BasicLine | ProjectLine) -> _Key:
    return giver, receiver, line.function, line.fund, line.carried_in


def _total(lines: dict[_Key, list[tuple[Path, Decimal]]], key: _Key) -> Decimal:
    return sum((amount for _, amount in lines.get(key, ())), ZERO)


def _first(lines: dict[_Key, list[tuple[Path, Decimal]]], key: _Key) -> Path | None:
    return lines[key][0][0] if key in lines else None
