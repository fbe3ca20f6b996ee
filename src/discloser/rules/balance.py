"""BAL: what the form adds up to is what the finance bureau approved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ..model.case import Case
from ..model.fact import Selection
from ..model.form.base import key_of
from ..model.form.budget import Form
from ..model.form.terms import FUNDS
from ..model.money import printed
from .catalogue import rule
from .rule import Hit, hit
from .wording import money, unit_of

_OF_BUDGET: Mapping[str, Selection] = {
    "基本支出": {"口径": "支出", "支出性质": "基本支出"},
    "项目支出": {"口径": "支出", "支出性质": "项目支出"},
    **{fund: {"口径": "收入", "来源": fund, "结转": "否"} for fund in FUNDS},
    "上年结转": {"口径": "收入", "结转": "是"},
    "支出总计": {"口径": "支出"},
    "收入总计": {"口径": "收入"},
}
_OF_FINAL: Mapping[str, Selection] = {
    "基本支出": {"口径": "支出", "支出性质": "基本支出"},
    "项目支出": {"口径": "支出", "支出性质": "项目支出"},
    "本年收入": {"口径": "收入"},
    "本年支出": {"口径": "支出"},
    "年初结转和结余": {"口径": "年初结转和结余"},
    "年末结转和结余": {"口径": "年末结转和结余"},
    "收入总计": {"口径": ("收入", "使用非财政拨款结余", "年初结转和结余")},
    "支出总计": {"口径": ("支出", "结余分配", "年末结转和结余")},
}
"""Control → the facts it speaks of; parts before the totals in which their faults show again."""

_CONTROLS = key_of(Form, "controls")
_BUDGET_LAW_52 = "《中华人民共和国预算法》第五十二条：单位预算以批复的预算为准"


@rule(
    "BAL001", "各行合计等于控制数",
    message="{key}的控制数是 {found}，各行合计是 {expected}，相差 {gap}{others}",
    hint="请对照批复逐行核对金额和“金额单位”；批复有调整的，请改控制数",
    basis=_BUDGET_LAW_52,
)
def totals_agree_with_what_was_approved(case: Case) -> Iterator[Hit]:
    """控制数 take no part in any calculation; they are there to be compared.

    One wrong line puts its part and the totals out by the same amount: that is one finding.
    """
    unit, gaps = unit_of(case.form), _gaps(case)
    for gap in dict.fromkeys(expected - found for found, expected in gaps.values()):
        key, *others = [key for key, (found, expected) in gaps.items() if expected - found == gap]
        found, expected = gaps[key]
        yield hit("控制数", key, found=money(found, unit), expected=money(expected, unit), key=key,
                  gap=money(abs(gap), unit), others=f"；{'、'.join(others)}也相差这么多" if others else "")


def _gaps(case: Case) -> dict[str, tuple[Decimal, Decimal]]:
    """Control → what was approved and what the lines add up to, where the two differ."""
    gaps: dict[str, tuple[Decimal, Decimal]] = {}
    for key, where in (_OF_BUDGET if isinstance(case.form, Form) else _OF_FINAL).items():
        approved, total = _approved(case, key), case.facts.where(where).total()
        if approved is not None and not _same(approved, total, case):
            gaps[key] = approved, total
    return gaps


def _approved(case: Case, key: str) -> Decimal | None:
    amount: Decimal | None = case.form.at((_CONTROLS, key))
    return amount


def _same(approved: Decimal, total: Decimal, case: Case) -> bool:
    """A control typed in 万元 is itself rounded, so only what prints differently differs."""
    if case.form.currency_unit == "万元":
        return printed(approved, "万元") == printed(total, "万元")
    return approved == total
