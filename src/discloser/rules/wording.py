"""Words that several families of rules share."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ..core.codes import CodeName
from ..core.form import Form
from ..core.money import CurrencyUnit, printed


def unit_of(form: Form) -> CurrencyUnit:
    """The unit in which the officer typed."""
    return form.currency_unit or "元"


def money(amount: Decimal, unit: CurrencyUnit) -> str:
    """An amount in 元 as an officer reads it in the unit of the form: `1,234.50 元`."""
    return f"{printed(amount, unit):,.2f} {unit}"


def named(rows: Iterable[CodeName]) -> str:
    """Codes with their names: `2080505 机关事业单位基本养老保险缴费支出、…`."""
    return "、".join(f"{row.code} {row.name}" for row in rows)
