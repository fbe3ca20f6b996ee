"""尾差: what rounding to 0.01 万元 leaves between a sum and its rows in a form that is typed in 万元."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ..model.case import Case
from ..model.form.common import UNITS, CommonForm
from ..model.place import FormPath
from ..model.tail import HALF, is_rounded

Rows = Iterable[tuple[FormPath, Decimal]]


def may_be_tail(gap: Decimal, case: Case, rows: Rows) -> bool:
    """Whether rounding explains a gap between a total and the rows it is the sum of, each rounded on its own.

    Only what is typed in 万元 was rounded, and of that no row that is typed more finely than 0.01 万元; a department's
    rows are its units', each in its own unit of money.
    """
    moved = {path for tail in case.tails for path in tail.moves}
    rounded = sum(_form_of(path, case).currency_unit == "万元" and (is_rounded(amount) or path in moved)
                  for path, amount in rows)
    return abs(gap) <= HALF * (rounded + (case.form.currency_unit == "万元"))


def nearly(a: Decimal, b: Decimal, case: Case, rows: Rows = ()) -> bool:
    """Whether two statements of one amount are the same, but for what the rounding of its rows explains."""
    return a == b or may_be_tail(a - b, case, rows)


def _form_of(path: FormPath, case: Case) -> CommonForm:
    if path[:1] != UNITS or not case.units:
        return case.form
    return case.units[int(path[1])]
