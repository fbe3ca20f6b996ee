"""核对 of final accounts: what came in and what went out, whether both agree, and what was approved. Shown only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...model.form.base import key_of
from ...model.form.final import FinalControls, FinalForm, RevenueLine
from ...model.form.terms import APPROPRIATIONS, FINAL_FUNDS, REVENUE_SOURCES
from ...model.kind.report_kind import ReportKind
from ...model.money import ZERO
from .checks import CONTROLS, against_control, amount, amounts_are_numbers, no_amount, opened
from .draft import WorkbookDraft
from .publics import publics
from .sheet import SheetWriter, heads
from .sums import BASIC, FUNCTION, PROJECT, Condition, begins, equals, total

_REVENUE = key_of(FinalForm, "revenue_lines")
_OTHERS = key_of(FinalForm, "other_lines")
_OPENING = key_of(FinalForm, "opening")
_CLOSING = key_of(FinalForm, "closing")
_USED = key_of(FinalForm, "reserves_used")
_DISTRIBUTED = key_of(FinalForm, "distribution")
_SOURCE = key_of(RevenueLine, "source")
_NOT_FISCAL = (*REVENUE_SOURCES[len(APPROPRIATIONS):], *FINAL_FUNDS[len(APPROPRIATIONS):])
_TABLES = (_REVENUE, BASIC, PROJECT, _OTHERS, _OPENING, _CLOSING)
_INCOME, _SPENDING = key_of(FinalControls, "income"), key_of(FinalControls, "spending")
_TOTALS = key_of(FinalControls, "revenue"), key_of(FinalControls, "expenditure")
_BALANCED, _UNBALANCED = "一致：收支平衡", "不一致：收支不平"


def add_final_checks(draft: WorkbookDraft, kind: ReportKind) -> None:
    """The sheet of checks, after all sheets it looks at."""
    writer = opened(draft)
    _both_sides(writer)
    publics(writer, "final")
    amounts_are_numbers(writer, _TABLES)
    _by_category(writer, [(f"{c.code} {c.name}", (begins(FUNCTION, c.code),)) for c in kind.categories])
    writer.colour_verdicts(1, 0, writer.row, 6)
    writer.finish()


def _both_sides(writer: SheetWriter) -> None:
    """What came in and what went out, down to whether both agree."""
    heads(writer, ("收支合计", "财政拨款", "非财政拨款", "合计", "控制数", "差额", "结果"))
    revenue = _sum(writer, _TOTALS[0], [_lines(writer, _INCOME, _REVENUE), _single(writer, _USED),
                                        _lines(writer, _OPENING, _OPENING)])
    spending = _sum(writer, _SPENDING, [_lines(writer, table, table) for table in (BASIC, PROJECT, _OTHERS)])
    expenditure = _sum(writer, _TOTALS[1], [spending, _single(writer, _DISTRIBUTED),
                                            _lines(writer, _CLOSING, _CLOSING)])
    _balance(writer, revenue, expenditure)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the sheet, from 0, and what it shows of 财政拨款 and of other money."""

    row: int
    fiscal: Decimal
    other: Decimal

    @property
    def total(self) -> Decimal:
        return self.fiscal + self.other


def _lines(writer: SheetWriter, label: str, table: str) -> _Row:
    """The sum of a table. Whatever names no other source is 财政拨款; a table without sources has none of it."""
    place, row = writer.draft.lines[(table,)], writer.row
    writer.text(0, label, writer.styles.label)
    if _SOURCE not in place.columns:
        return _closed(writer, label, _Row(row, no_amount(writer, 1), amount(writer, 2, (table,), ())))
    parts = [total(place, (equals(_SOURCE, source),)) for source in _NOT_FISCAL]
    others = sum((value for _, value in parts), ZERO)
    formula, every = total(place)
    writer.formula(1, f"=ROUND({formula}-C{row + 1},6)", every - others, writer.styles.computed)
    writer.formula(2, "=" + "+".join(part for part, _ in parts), others, writer.styles.computed)
    return _closed(writer, label, _Row(row, every - others, others))


def _single(writer: SheetWriter, key: str) -> _Row:
    """An amount that has a cell of its own; such money is never 财政拨款."""
    spot, value = writer.draft.spots[(key,)], writer.draft.numbers.get((key,), ZERO)
    writer.text(0, key, writer.styles.label)
    writer.formula(2, f"=SUM({spot.there})", value, writer.styles.computed)
    return _closed(writer, key, _Row(writer.row, no_amount(writer, 1), value))


def _sum(writer: SheetWriter, label: str, parts: Sequence[_Row]) -> _Row:
    """A total of rows above."""
    writer.text(0, label, writer.styles.label)
    sums = [sum((part.fiscal for part in parts), ZERO), sum((part.other for part in parts), ZERO)]
    for column, value in enumerate(sums, start=1):
        cells = ",".join(f"{'ABC'[column]}{part.row + 1}" for part in parts)
        writer.formula(column, f"=SUM({cells})", value, writer.styles.computed)
    return _closed(writer, label, _Row(writer.row, *sums))


def _closed(writer: SheetWriter, label: str, row: _Row) -> _Row:
    """The row's total, beside what was approved where the form asks for it."""
    writer.formula(3, f"=SUM(B{row.row + 1}:C{row.row + 1})", row.total, writer.styles.computed_total)
    if (CONTROLS, label) in writer.draft.spots:
        against_control(writer, row.total, (CONTROLS, label))
    writer.next()
    return row


def _balance(writer: SheetWriter, revenue: _Row, expenditure: _Row) -> None:
    """Whether what came in is what went out and what is left."""
    gap = revenue.total - expenditure.total
    writer.text(0, "收支差额", writer.styles.label)
    writer.formula(3, f"=ROUND(D{revenue.row + 1}-D{expenditure.row + 1},6)", gap, writer.styles.computed_total)
    writer.formula(6, f'=IF(D{writer.row + 1}=0,"{_BALANCED}","{_UNBALANCED}")', _UNBALANCED if gap else _BALANCED,
                   writer.styles.verdict)
    writer.next()
    writer.row += 1


def _by_category(writer: SheetWriter, categories: Sequence[tuple[str, tuple[Condition, ...]]]) -> None:
    heads(writer, ("支出功能分类", *(BASIC, PROJECT, _OTHERS), "合计"))
    for label, conditions in categories:
        writer.text(0, label, writer.styles.label)
        sums = [
            amount(writer, column, (table,), conditions)
            for column, table in enumerate((BASIC, PROJECT, _OTHERS), start=1)
        ]
        writer.formula(4, f"=SUM(B{writer.row + 1}:D{writer.row + 1})", sum(sums, ZERO), writer.styles.computed_total)
        writer.next()
    writer.row += 1
