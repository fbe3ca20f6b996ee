"""What a trace says."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ..model.fact import Fact
from ..model.place import FormPath


@dataclass(frozen=True, slots=True)
class Traced:
    """One printed figure: where, as printed, exactly, its formula in words, and what it adds up.

    `facts`: the amounts added up; `paths`: values of the form it is compared with or taken from as they stand.
    """

    where: str
    printed: str
    amount: Decimal | None
    formula: str
    facts: tuple[Fact, ...] = ()
    paths: tuple[FormPath, ...] = ()


class NotFound(Exception):  # noqa: N818  an answer to the officer, not a fault
    """What was asked for is not in the report; the message says what there is."""
