"""How a figure moved against another, as a kind's texts name it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from ...model.money import Change

AMOUNTS = ("本年", "上年", "金额", "比例")
"""The figures of a change."""


def moved(change: Change, current: Decimal, prior: Decimal, **more: Any) -> Mapping[str, Any]:
    """The words under which a text finds a change."""
    return MappingProxyType({
        "本年": current, "上年": prior, "金额": change.amount, "比例": change.rate, "有比例": change.rate is not None,
        "增加": change.direction == "increase", "减少": change.direction == "decrease",
        "持平": change.direction == "unchanged", **more,
    })
