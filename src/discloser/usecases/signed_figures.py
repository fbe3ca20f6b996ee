"""The few figures of a form that whoever signs it wants to see: what it adds up to, and what moved since last year."""

from __future__ import annotations

from decimal import Decimal

from ..model.case import Case
from ..model.money import show

_LAST_YEAR = "上年"
_TOTALS = (
    ("收入总计", {"口径": "收入"}), ("支出总计", {"口径": "支出"}),
    ("基本支出", {"口径": "支出", "支出性质": "基本支出"}),
    ("项目支出", {"口径": "支出", "支出性质": "项目支出"}),
)


def totals_of(case: Case) -> tuple[tuple[str, str], ...]:
    """What a form adds up to, in 元, exact."""
    return tuple((name, _shown(case.facts.where(where).total())) for name, where in _TOTALS)


def changes_told(case: Case) -> tuple[tuple[str, str, str, str, str], ...]:
    """Every figure that differs from last year's, as printed, with its reason."""
    return tuple(
        (one.name, _shown(one.current), _shown(one.prior), _shown(one.current - one.prior), one.reason)
        for one in case.changes.values() if one.current != one.prior and one.base == _LAST_YEAR
    )


def _shown(amount: Decimal) -> str:
    return show(amount, separators=True, zero="0")
