"""Names that are nearly the same: a project named differently in two places, a unit whose name lost a word."""

from __future__ import annotations

from collections.abc import Iterable

_CLOSE = 0.2
_FEWEST = 4
_LONGEST = 100


def distance(first: str, second: str) -> int:
    """How many characters must be added, dropped or changed to make one text the other."""
    row = list(range(len(second) + 1))
    for i, one in enumerate(first, start=1):
        previous, row[0] = row[0], i
        for j, other in enumerate(second, start=1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (one != other))
    return row[-1]


def is_near(first: str, second: str) -> bool:
    """Whether two different names are likely meant to be one; names that differ in a year are not."""
    longest = max(len(first), len(second))
    allowed = max(1, round(longest * _CLOSE))
    if first == second or not _FEWEST <= longest <= _LONGEST or abs(len(first) - len(second)) > allowed:
        return False
    return _years(first) == _years(second) and distance(first, second) <= allowed


def _years(name: str) -> list[str]:
    digits = "".join(char if char.isdecimal() else " " for char in name).split()
    return [number for number in digits if len(number) == 4 and number.startswith("20")]


def nearest(name: str, others: Iterable[str]) -> str | None:
    """The name among others that is nearly the same, if there is one."""
    near = [other for other in others if is_near(name, other)]
    return min(near, key=lambda other: distance(name, other)) if near else None
