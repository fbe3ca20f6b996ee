"""How many relations were tried, how many held, and what could not be tried and why, family by family."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from .amounts import Equation, Mismatch

FAMILIES: Final = ("表内", "表与表", "文字与表", "增减和占比", "用词和年度")


@dataclass(eq=False)
class Tally:
    """The count of an audit. `why`: family → what could not be tried."""

    tried: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FAMILIES, 0))
    held: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FAMILIES, 0))
    why: dict[str, list[str]] = field(default_factory=lambda: {family: [] for family in FAMILIES})

    def add(self, family: str, tried: int, held: int) -> None:
        """Count relations of a family."""
        self.tried[family] += tried
        self.held[family] += held

    def count(self, family: str, equations: Iterable[Equation]) -> None:
        """Count equations of a family."""
        found = list(equations)
        self.add(family, len(found), sum(equation.breach is not Mismatch.CERTAIN for equation in found))

    def left_out(self, family: str, why: str) -> None:
        """Note what could not be tried, each reason once."""
        if why not in self.why[family]:
            self.why[family].append(why)

    @property
    def figures(self) -> int:
        """How many relations between figures were tried."""
        return sum(self.tried[family] for family in FAMILIES[:-1])

    def lines(self) -> list[str]:
        """The count in words, a line for each family."""
        return [self._line(family) for family in FAMILIES]

    def _line(self, family: str) -> str:
        tried, held = self.tried[family], self.held[family]
        why = "；".join(self.why[family][:3]) + ("等" if len(self.why[family]) > 3 else "")
        if not tried:
            return f"{family}：没有核对{f'（{why}）' if why else ''}"
        return f"{family}：核对 {tried} 处，对上 {held} 处" + (f"；没能核对：{why}" if why else "")
