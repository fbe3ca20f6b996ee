"""The 绩效自评表 as printed: its rows of money and of indicators, under heads that differ from place to place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from .figures import FigurePlace
from .printed import amount_of, plain

Evaluation = Mapping[str, Any]
PrintedRow = Mapping[str, str]

_RATE, _SPENT, _BUDGET = re.compile("执行率"), re.compile("执行(数|额|金额)"), re.compile("预算(数|额|金额)")
_ADJUSTED = re.compile("全年|调整")
_WEIGHT, _SCORE = re.compile("分值|权重"), re.compile("得分")
_TOTAL = re.compile("(自评)?总分|合计|总计")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")
FULL_MARK: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """A row of money: what it is called, budgeted and spent, and the rate as printed, in per cent."""

    name: str
    budgets: tuple[Decimal, ...]
    spent: Decimal | None
    rate: Decimal | None
    printed_rate: str


@dataclass(frozen=True, slots=True)
class ScoredRow:
    """A row with a weight and a score."""

    name: str
    weight: Decimal | None
    score: Decimal | None
    total: bool = False


def spot(evaluation: Evaluation, field: str) -> FigurePlace:
    """A field of a self-evaluation."""
    return FigurePlace(section=f"绩效自评表“{evaluation.get('项目名称', '')}”", field=field)


def money_rows(evaluation: Evaluation) -> list[MoneyRow]:
    """The rows of money; the budget as adjusted comes first."""
    return [_money_row(row) for row in _money(evaluation)]


def amounts_by_column(evaluation: Evaluation) -> Iterator[tuple[str, list[Decimal | None]]]:
    """Each column of amounts from its total down."""
    rows = _money(evaluation)
    for head in rows[0] if rows else ():
        if _BUDGET.search(head) or _SPENT.search(head):
            yield head, [amount_of(row.get(head, "")) for row in rows]


def scored_rows(evaluation: Evaluation) -> list[ScoredRow]:
    """Everything that has a weight and a score: the money, the indicators, and the total last, if it is printed."""
    money = [_scored(row) for row in _money(evaluation)]
    return [row for row in money if row.weight] + [
        _scored(row) for rows in _tables(evaluation) if not _has(rows[0], _RATE) and _has(rows[0], _SCORE)
        for row in rows
    ]


def _tables(evaluation: Evaluation) -> Iterator[Sequence[PrintedRow]]:
    for value in evaluation.values():
        rows = [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []
        if rows:
            yield [{str(head): str(text) for head, text in row.items()} for row in rows]


def _money(evaluation: Evaluation) -> Sequence[PrintedRow]:
    return next((rows for rows in _tables(evaluation) if _has(rows[0], _RATE) and _has(rows[0], _SPENT)), ())


def _has(row: PrintedRow, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(head) for head in row)


def _under(row: PrintedRow, pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    return [(head, text) for head, text in row.items() if pattern.search(head)]


def _money_row(row: PrintedRow) -> MoneyRow:
    budgets = sorted(_under(row, _BUDGET), key=lambda pair: not _ADJUSTED.search(pair[0]))
    spent, rate = _under(row, _SPENT)[0][1], _under(row, _RATE)[0][1]
    shown = _PERCENT.fullmatch(plain(rate))
    return MoneyRow(_name(row), tuple(amount for _, text in budgets if (amount := amount_of(text))),
                    amount_of(spent), Decimal(shown[1]) if shown else None, rate)


def _scored(row: PrintedRow) -> ScoredRow:
    weight, score = (next((text for _, text in _under(row, pattern)), "") for pattern in (_WEIGHT, _SCORE))
    name = _name(row)
    return ScoredRow(name, _points(weight), _points(score), bool(_TOTAL.fullmatch(plain(name))))


def _points(text: str) -> Decimal | None:
    """Points as printed; a blank is none, nor is what is no number."""
    return amount_of(text.removesuffix("分")) if text.strip() else None


def _name(row: PrintedRow) -> str:
    """What a row is called: its indicator of the third class, else what stands first."""
    named = [text for head, text in row.items() if "三级" in head and text]
    return (named or [text for text in row.values() if text] or [""])[0]
