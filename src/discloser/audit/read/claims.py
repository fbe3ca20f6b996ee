"""What sentences claim: amounts, shares, changes, lists, and what was looked for in vain."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from .book import SectionPage
from .figures import Figure, FigurePlace
from .formulas import Operand
from .patterns import Nothing, Sentence, Slot
from .relations import Equal


class ShareClaim(NamedTuple):
    """That an amount is so many per cent of another. `signed`: whether the per cent sign is there."""

    spot: FigurePlace
    part: Figure
    whole: Operand
    printed: Decimal
    text: str
    signed: bool
    completion: bool = False


class ChangeClaim(NamedTuple):
    """How an amount is said to differ from last year's. `way`: 增加, 减少 or 持平; `rate` with the word before it."""

    spot: FigurePlace
    current: Operand
    way: str
    by: Figure | None
    rate: Decimal | None
    rate_way: str
    signed: bool
    needs_rate: bool


class ListClaim(NamedTuple):
    """A list of names, of names with amounts, or with shares, that must match the rows of a table."""

    spot: FigurePlace
    slot: Slot
    text: str


class MissingSentence(NamedTuple):
    """A sentence that was not found: the words looked for."""

    section: str
    words: str


@dataclass(eq=False)
class Readings:
    """All that was read out of the sentences of a report."""

    equalities: list[Equal] = field(default_factory=list)
    counted: list[tuple[Figure, Operand]] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    lenient: dict[int, Sentence] = field(default_factory=dict)
    shares: list[ShareClaim] = field(default_factory=list)
    changes: list[ChangeClaim] = field(default_factory=list)
    lists: list[ListClaim] = field(default_factory=list)
    gaps: list[MissingSentence] = field(default_factory=list)
    years: list[tuple[FigurePlace, str, int]] = field(default_factory=list)
    unitless: list[Figure] = field(default_factory=list)
    nothing: dict[tuple[str, Nothing], None] = field(default_factory=dict)
    missing_sections: list[SectionPage] = field(default_factory=list)
    found_sections: dict[str, str] = field(default_factory=dict)
