"""尾差: what rounding to 0.01 万元 leaves between a sum and its rows in a form that is typed in 万元."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ..model.case import Case

_HALF = Decimal(50)
"""元 that one rounding to 0.01 万元 can hide."""
_STEP = 100


def may_be_tail(gap: Decimal, case: Case, rows: Iterable[Decimal]) -> bool:
    """Whether rounding explains a gap between a total and the rows it is the sum of, each rounded on its own.

    Only where amounts are typed in 万元; a row that is typed more finely than 0.01 万元 was not rounded.
    """
    if case.form.currency_unit != "万元":
        return False
    rounded = sum(amount % _STEP == 0 for amount in rows)
    return abs(gap) <= _HALF * (rounded + 1)


def nearly(a: Decimal, b: Decimal, case: Case, rows: Iterable[Decimal] = ()) -> bool:
    """Whether two statements of one amount are the same, but for what the rounding of its rows explains."""
    return a == b or may_be_tail(a - b, case, rows)
