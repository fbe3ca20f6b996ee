"""一图读懂: the report on one page. Every figure, share, change and reason in it stands in the report as well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from ..text.clipping import clipped

if TYPE_CHECKING:
    from .report import Chart, Slice

_BRIEF = 26
REASON_LENGTHS = (120, 80, 50, 30, 18)
"""How far reasons are cut, step by step, until all stand on the page: in characters."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Where in the report something is read: part and block, from 0, and what that is called (预算公开表1, 九、)."""

    part: int
    block: int
    label: str


@dataclass(frozen=True, slots=True)
class DigestFigure:
    """One of the large figures. `change`: against last year in words, `prior`: last year's, where it is known.

    `parts`: what the figure is made of, the largest first; `share`: how much of something larger it is, in words.
    """

    name: str
    figure: Decimal
    amount_text: str
    change: str = ""
    prior: Decimal | None = None
    parts: tuple[Slice, ...] = ()
    share: str = ""
    share_of_whole: Decimal | None = None
    places: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class DigestChart:
    """Where the money comes from, or goes: a chart and the tables it is drawn from."""

    chart: Chart
    places: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class DigestReason:
    """Why a figure changed, in the officer's words. `places`: where the report says it whole."""

    name: str
    reason: str
    change: str
    places: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """The page. `name`: its line in the contents; `page`: how a page is told, `第{页码}页`; `years`: this and last.

    `whole_reason` follows a reason that had to be cut: `（全文见{页}）`.
    """

    name: str
    title: str
    unit: str
    currency_unit: str
    years: tuple[str, str]
    figures: tuple[DigestFigure, ...]
    charts: tuple[DigestChart, ...]
    reasons_title: str
    reasons: tuple[DigestReason, ...]
    page: str
    source: str
    whole_reason: str

    def parts_of(self, figure: DigestFigure) -> list[str]:
        """The largest part of a figure with its share, the others in one line."""
        told = [f"{part.name}{part.amount_text.removesuffix(self.currency_unit)}，占{part.share_text}"
                for part in figure.parts]
        return [told[0], "；".join(told[1:])] if told else []

    def brief_reason(self, figure: DigestFigure) -> str:
        """Why a large figure changed, in the few words that stand below it; "" without a reason."""
        return next((clipped(one.reason, _BRIEF) for one in self.reasons if one.name == figure.name), "")

    def sentences(self) -> Iterator[str]:
        """All that the page says, a line each."""
        for one in self.figures:
            parts = (f"{part.name}{part.amount_text}，占{part.share_text}" for part in one.parts)
            yield "，".join(filter(None, (f"{one.name}{one.amount_text}{self.currency_unit}", one.change, one.share,
                                         *parts)))
        yield from (one.chart.alternative for one in self.charts)
        yield from (f"{one.name}{one.change}：{one.reason}" for one in self.reasons)
