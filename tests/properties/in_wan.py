"""Forms as they are typed from approved sheets in 万元: every amount rounded on its own."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from discloser.model.form.base import Block
from discloser.model.form.final import FinalForm
from discloser.model.money import printed

_NO_MONEY = frozenset({"state_assets"})


def rounded(amount: Decimal) -> Decimal:
    """An amount in 元, to 0.01 万元."""
    return printed(amount, "万元") * 10_000


def in_wan(form: FinalForm) -> FinalForm:
    """The same form, typed in 万元."""
    copy: FinalForm = _rounded(form)
    return copy.model_copy(update={"currency_unit": "万元"})


def _rounded(value: Any) -> Any:
    if isinstance(value, Decimal):
        return rounded(value)
    if isinstance(value, tuple):
        return tuple(_rounded(one) for one in value)
    if isinstance(value, Block):
        return value.model_copy(update={field: _rounded(getattr(value, field)) for field in value.model_fields_set
                                        if field not in _NO_MONEY})
    return value


def amounts(value: Any) -> list[Decimal]:
    """Every amount of a form, in its order."""
    if isinstance(value, Decimal):
        return [value]
    if isinstance(value, tuple):
        return [amount for one in value for amount in amounts(one)]
    if isinstance(value, Block):
        return [amount for field in type(value).model_fields for amount in amounts(getattr(value, field))]
    return []
