"""BAL: what the form adds up to is what the finance bureau approved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ..core.case import Case
from ..core.fact import Selection
from ..core.form import Controls, key_of
from ..core.money import printed
from .rule import Hit, hit, rule
from .wording import money, unit_of

_DERIVED: Mapping[str, Selection] = {
    "收入总计": {"口径": "收入"},
    "支出总计": {"口径": "支出"},
    "基本支出": {"口径": "支出", "支出性质": "基本支出"},
    "项目支出": {"口径": "支出", "支出性质": "项目支出"},
}


@rule(
    "BAL001", "各行合计等于控制数",
    message="{key}的控制数是 {found}，各行合计是 {expected}，相差 {gap}",
    hint="请对照批复逐行核对金额和“金额单位”；批复有调整的，请改控制数",
    basis="《中华人民共和国预算法》第五十二条：单位预算以批复的预算为准",
)
def totals_agree_with_what_was_approved(case: Case) -> Iterator[Hit]:
    """控制数 take no part in any calculation; they are there to be compared."""
    unit = unit_of(case.form)
    for field in Controls.model_fields:
        key, approved = key_of(Controls, field), getattr(case.form.controls, field)
        total = case.facts.where(_DERIVED[key]).total()
        if approved is not None and not _same(approved, total, case):
            yield hit("控制数", key, found=money(approved, unit), expected=money(total, unit), key=key,
                      gap=money(abs(approved - total), unit))


def _same(approved: Decimal, total: Decimal, case: Case) -> bool:
    """A control typed in 万元 is itself rounded, so only what prints differently differs."""
    if case.form.currency_unit == "万元":
        return printed(approved, "万元") == printed(total, "万元")
    return approved == total
