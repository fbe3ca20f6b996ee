"""The filters a kind's texts may use. They format printed figures; they never add."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from ...model.kind.report_kind import ReportKind
from ...model.money import Change, digits_of, share, show
from ...model.report.sourced import Sourced, source_of
from .moved import moved


def filters_of(kind: ReportKind) -> Mapping[str, Callable[..., Any]]:
    """Filter name → function, in the number style of a kind."""
    style = kind.numbers

    def amount(figure: Decimal) -> str:
        """2800.16 → 2,800.16."""
        told = show(figure, separators=style.text_separators, zero=style.text_zero,
                    digits=digits_of(figure) if figure else 0)
        return _sourced(told, figure)

    def share_of(part: Decimal, whole: Decimal) -> str:
        """The share of a part in a whole, both printed; no share and a share of nothing show as a zero share."""
        rate = share(part, whole)
        return _percent(rate) if rate else style.share_zero

    return {
        "金额": amount, "百分比": _percent, "占": share_of, "比": _compared, "短句": _clause, "日期": _date,
        "数量": _quantity, "小数": _decimals,
    }


def _clause(text: str) -> str:
    """A typed text on one line without its own final punctuation, ready for the sentence it stands in."""
    plain = "".join(line.strip() for line in text.splitlines()).rstrip("。；，、：,;.: 　")
    return _sourced(plain, text)


def _compared(current: Decimal, prior: Decimal) -> Mapping[str, Any]:
    """A printed figure beside an earlier one, in the words of a change."""
    return moved(Change.between(current, prior), current, prior)


def _sourced(text: str, figure: object) -> str:
    """A figure's text with the figure's source."""
    source = source_of(figure)
    return Sourced(text, source) if source else text


def _percent(rate: Decimal) -> str:
    """5.02 → 5.02%; a change too small for two decimals is still a change: 0.00%."""
    return _sourced(f"{rate:,.2f}%", rate)


def _date(date: dt.date) -> str:
    return f"{date.year}年{date.month}月{date.day}日"


def _decimals(figure: Decimal) -> str:
    """A figure with two decimals whatever the kind prints for nothing: 0 → 0.00."""
    return _sourced(f"{figure:.2f}", figure)


def _quantity(quantity: Decimal) -> str:
    """A quantity without needless zeros: 271.50 → 271.5, 1271 → 1,271."""
    text = f"{quantity:,f}"
    return _sourced(text.rstrip("0").rstrip(".") if "." in text else text, quantity)
