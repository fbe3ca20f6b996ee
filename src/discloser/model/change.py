"""A figure against last year's, or against the budget, with the officer's reason."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from .money import Change


class ExplainedChange(NamedTuple):
    """One compared figure. `reason` has no final punctuation; `wanted` are the form paths that could give it.

    `base`: what it is compared with. `merged` names the changes whose reasons stand in when none of `wanted` is filled.
    """

    name: str
    current: Decimal
    prior: Decimal
    change: Change
    reason: str
    wanted: tuple[tuple[str, ...], ...]
    merged: tuple[str, ...] = ()
    base: str = "上年"

    @property
    def lacks_reason(self) -> bool:
        """Whether the report would print a change without a reason that it needs."""
        return bool(self.wanted) and self.change.direction != "unchanged" and not self.reason
