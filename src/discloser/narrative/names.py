"""What a kind's texts may name: the figures, the changes, and what the form says under its own Chinese keys."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from ..core.change import ExplainedChange
from ..core.form import Form, key_of
from ..core.kind import ReportKind
from ..core.money import CurrencyUnit, printed
from ..core.scalars import AmountMark
from .prose import FreeText

_HAS_AGENCY_OPERATING = "有机关运行经费"


def names_of(
    form: Form, figures: Mapping[str, Any], changes: Mapping[str, ExplainedChange], kind: ReportKind
) -> dict[str, Any]:
    """All names, Chinese, for one form. Figures win over blocks of the form with the same name."""
    return {
        **_shown(form, kind.currency_unit),
        "年度": form.request.year,
        "上年度": form.request.year - 1,
        _HAS_AGENCY_OPERATING: kind.natures.get(form.unit.nature) == _HAS_AGENCY_OPERATING,
        **figures,
        "增减": {name: _change(change) for name, change in changes.items()},
    }


def _change(change: ExplainedChange) -> Mapping[str, Any]:
    moved = change.change
    return MappingProxyType({
        "本年": change.current, "上年": change.prior, "金额": moved.amount, "比例": moved.rate,
        "有比例": moved.rate is not None, "增加": moved.direction == "increase",
        "减少": moved.direction == "decrease", "持平": moved.direction == "unchanged",
        "原因": FreeText(change.reason),
    })


def _shown(block: BaseModel, unit: CurrencyUnit) -> dict[str, Any]:
    """A block of the form under its Chinese keys; money as printed, texts marked as typed by an officer."""
    shown: dict[str, Any] = {}
    for field, info in type(block).model_fields.items():
        is_amount = any(mark is AmountMark for mark in info.metadata)
        shown[key_of(type(block), field)] = _value(getattr(block, field), unit, is_amount)
    return shown


def _value(value: Any, unit: CurrencyUnit, is_amount: bool) -> Any:
    if isinstance(value, BaseModel):
        return _shown(value, unit)
    if isinstance(value, tuple):
        return [_value(item, unit, is_amount) for item in value]
    if isinstance(value, str):
        return FreeText(value)
    return printed(value, unit) if is_amount and isinstance(value, Decimal) else value
