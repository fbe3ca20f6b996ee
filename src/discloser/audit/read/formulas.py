"""The language of tie-outs: `表1!收入总计!收入 = 表1!本年收入合计!收入 + 表1!上年结转!收入`.

An address is table, row, column. In a row's place there may also stand
    每行, 每类, 每科目      one relation for every row, every 类, every code
    上方各行, 各项目        after Σ: the rows above the total, the projects below their unit
    各单位                  after Σ: the units of a department, numbered 一、 二、 …
    栏名=内容               after Σ: the rows that print this beside their name
    本单位                  the row that carries the unit's name
    甲/乙                   row 乙 below row 甲
and in a column's place `*`, one relation for every column that the tie-out lists. `文字!名称` is a figure which a
sentence names, `绩效!张数` the number of target forms, `个数 表12!各项目` a number of rows.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Final, Literal, NamedTuple

Operator = Literal["=", "≤", "⇔", "≠"]
EVERY: Final = ("每行", "每类", "每科目")
EVERY_ABOVE: Final = "上方各行"

_TERM = re.compile(
    r"(?P<sum>Σ)?(?P<count>个数 )?(?:表(?P<table>\d+)!(?P<row>[^!]+)(?:!(?P<column>[^!]+))?"
    r"|(?P<other>文字|绩效)!(?P<variable>[^!]+)|(?P<number>\d+))"
)


class FormulaError(ValueError):
    """A tie-out that can't be read."""


class Operand(NamedTuple):
    """One operand of a tie-out."""

    text: str
    table: int | None = None
    row: str = ""
    column: str = ""
    variable: str = ""
    number: Decimal | None = None
    summed: bool = False
    counted: bool = False

    @property
    def every(self) -> str:
        """The word by which the term stands for many relations, or nothing."""
        return self.row if self.row in EVERY else ""


class Formula(NamedTuple):
    """A relation: one term, an operator, signed terms. `otherwise`: terms that may take the right side's place."""

    text: str
    left: Operand
    operator: Operator
    right: tuple[tuple[int, Operand], ...]
    otherwise: tuple[Operand, ...] = ()

    @property
    def terms(self) -> tuple[Operand, ...]:
        """All operands."""
        return (self.left, *(term for _, term in self.right), *self.otherwise)

    @property
    def every(self) -> str:
        """What the relation is repeated for, or nothing."""
        return next((term.every for term in self.terms if term.every), "")


@cache
def parse(text: str) -> Formula:
    """A formula from its text. Raises `FormulaError`."""
    parts = re.split(r" ([=≤⇔≠]) ", text)
    if len(parts) != 3:
        raise FormulaError(f"“{text}”里应当有一个 =、≤、≠ 或 ⇔，两边空一格")
    left, operator, right = parts
    first, *others = right.split(" 或 ")
    pieces = re.split(r" ([+-]) ", first)
    signs = [1, *(1 if sign == "+" else -1 for sign in pieces[1::2])]
    return Formula(
        text, _term(left), operator, tuple(zip(signs, map(_term, pieces[::2]), strict=True)),  # type: ignore[arg-type]
        tuple(map(_term, others)),
    )


@cache
def address(text: str) -> Operand:
    """A single address from its text. Raises `FormulaError`."""
    return _term(text)


def _term(text: str) -> Operand:
    found = _TERM.fullmatch(text.strip())
    if not found:
        raise FormulaError(f"看不懂“{text}”：应当写成 表1!收入总计!收入 这样")
    number = found["number"]
    return Operand(
        text=text.strip(), table=int(found["table"]) if found["table"] else None, row=(found["row"] or "").strip(),
        column=(found["column"] or "").strip(), variable=(found["variable"] or "").strip(),
        number=Decimal(number) if number else None, summed=bool(found["sum"]), counted=bool(found["count"]),
    )
