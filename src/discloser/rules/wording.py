"""Words that several families of rules share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from ..model.codes import CodeName
from ..model.form.budget import BasicLine, Form, ProjectLine, every_row
from ..model.form.common import CommonForm, SpendingLine
from ..model.mistyped import slip
from ..model.money import CurrencyUnit, parse_amount, printed
from ..model.place import FormPath, written
from .rule import row_name

_ROWS_NAMED = 3


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


def guessed(typed: Decimal, *possible: Decimal) -> str:
    """How an amount was probably mistyped, if it should be one of those possible: `，像是按万元填的`."""
    return next((f"，{why}" for wanted in possible if (why := slip(typed, wanted))), "")


def named_rows(paths: Sequence[FormPath], form: CommonForm) -> str:
    """Some rows of the form, the first few by name: `基本支出第9行（2130301 30201）、…`."""
    first = paths[:_ROWS_NAMED]
    shown = [_row(path) for path in first]
    names = [row_name(form, path) for path in first]
    told = [f"{row}（{name}）" if name else row for row, name in zip(shown, names, strict=True)]
    return "、".join(told) + ("等" if len(paths) > _ROWS_NAMED else "")


def _row(path: FormPath) -> str:
    """A row of a list by its number; what stands alone, as 使用非财政拨款结余 does, by its name."""
    match path:
        case (block, int(number), *_):
            return f"{block}第{number + 1}行"
        case _:
            return written(path)


def named(rows: Iterable[CodeName]) -> str:
    """Codes with their names: `2080505 机关事业单位基本养老保险缴费支出、…`."""
    return "、".join(f"{row.code} {row.name}" for row in rows)
