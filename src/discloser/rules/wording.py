"""Words that several families of rules share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ..model.codes import CodeName
from ..model.form.budget import BasicLine, Form, ProjectLine, every_row
from ..model.form.common import CommonForm, SpendingLine
from ..model.money import CurrencyUnit, parse_amount, printed


def unit_of(form: CommonForm) -> CurrencyUnit:
    """The unit in which the officer typed."""
    return form.currency_unit or "元"


def money(amount: Decimal, unit: CurrencyUnit) -> str:
    """An amount in 元 as an officer reads it in the unit of the form: `1,234.50 元`."""
    return f"{printed(amount, unit):,.2f} {unit}"


def in_yuan(figure: Decimal, unit: CurrencyUnit) -> Decimal:
    """A printed figure, exact in 元."""
    return parse_amount(str(figure), unit)


def every_line(form: CommonForm) -> Iterator[SpendingLine]:
    """Every line of expenditure."""
    return (line for _, line in every_row(form))


def budget_lines(form: Form) -> Iterator[BasicLine | ProjectLine]:
    """Every line of a budget."""
    yield from form.basic_lines
    yield from form.project_lines


def named(rows: Iterable[CodeName]) -> str:
    """Codes with their names: `2080505 机关事业单位基本养老保险缴费支出、…`."""
    return "、".join(f"{row.code} {row.name}" for row in rows)
