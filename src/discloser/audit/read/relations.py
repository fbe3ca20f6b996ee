"""Relations between the figures of one report, and how far rounding lets a sum be off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import IntEnum
from typing import Final, NamedTuple

from ...model.finding import Severity
from ...model.money import CENT, ZERO
from .figure_index import FigureIndex
from .figures import Figure
from .formulas import EVERY_ABOVE, Formula, Operand, Operator
from .layout import LaidOutTable

_ROUNDS: Final = "万元"
_MANY: Final = 9


class Breach(IntEnum):
    """How a sum fails: not at all; only if no small amount went unprinted; in any case."""

    NONE = 0
    DOUBTFUL = 1
    CERTAIN = 2


@dataclass(frozen=True, slots=True, eq=False)
class Equal:
    """One amount printed twice. `conditional`: only while the report's money is of one sort."""

    left: Figure
    right: Figure
    conditional: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Sum:
    """A total and its signed parts. `half` is what rounding may take from or add to one printed figure.

    `listed`: how many of the parts may hold an amount, the ones too small to be printed included.
    `family`: rows below (levels), columns beside (across), rows of one table (table), tables (tables), text.
    """

    total: Figure
    parts: tuple[tuple[int, Figure], ...]
    half: Decimal
    listed: int
    family: str

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Total and parts."""
        return (self.total, *(figure for _, figure in self.parts))

    def breach(self, gap: Decimal, printed: int) -> Breach:
        """What a gap between total and parts means, `printed` parts being above zero."""
        if not gap:
            return Breach.NONE
        coarse = sum((figure.step / 2 for figure in self.figures if figure.step > CENT), ZERO)
        if abs(gap) > self.half * (self.listed + 1) + coarse:
            return Breach.CERTAIN
        visible = self.half * (printed + 1) if printed > 1 else ZERO
        return Breach.DOUBTFUL if abs(gap) > visible + coarse else Breach.NONE


@dataclass(frozen=True, slots=True, eq=False)
class Check:
    """A relation that tells nothing about which figure is wrong: looked at last, never an error of its own accord."""

    name: str
    code: str
    severity: Severity
    operator: Operator
    left: Figure
    right: tuple[tuple[int, Figure], ...]
    otherwise: tuple[Figure, ...]
    half: Decimal


class TieOut(NamedTuple):
    """A tie-out of a kind: formulas, the columns they are repeated for, and the condition under which they hold.

    With a code and a severity of its own it is a `Check`.
    """

    name: str
    formulas: tuple[Formula, ...]
    columns: tuple[str, ...] = ("",)
    when: tuple[Formula, ...] = ()
    code: str = ""
    severity: Severity = Severity.ERROR


Relation = Equal | Sum | Check


def relations_of(tie_outs: Iterable[TieOut], desk: FigureIndex) -> Iterator[Relation]:
    """What the tie-outs of a kind say about one report, as far as the report prints it."""
    for tie_out in tie_outs:
        if not all(holds(condition, desk) for condition in tie_out.when):
            continue
        hidden = _unseen(tie_out.when)
        for formula in tie_out.formulas:
            for column in tie_out.columns:
                for key in _keys(formula, column, desk):
                    if relation := _relation(tie_out, formula, column, key, desk):
                        yield _allowing(relation, hidden, tie_out, desk)


def _unseen(conditions: Iterable[Formula]) -> int:
    """How many figures of tables the conditions take as they are printed: what prints as nothing may be 49 元."""
    return sum(1 for condition in conditions if condition.operator == "=" for term in condition.terms if term.table)


def _allowing(relation: Relation, hidden: int, tie_out: TieOut, desk: FigureIndex) -> Relation:
    """A relation that may be off by what its conditions do not show; it says so little that nothing is built on it."""
    if isinstance(relation, Sum):
        return replace(relation, listed=relation.listed + hidden)
    if isinstance(relation, Check):
        return relation
    gap, unseen = abs(relation.left.value - relation.right.value), half_of(desk, relation.left) * (hidden + 1)
    if not 0 < gap <= unseen:
        return relation
    return Check(tie_out.name, "TIE001", Severity.WARNING, "=", relation.left, ((1, relation.right),), (), ZERO)


def holds(formula: Formula, desk: FigureIndex) -> bool:
    """Whether a condition is met as printed; what is not there is zero."""
    left = _signed_total([(1, formula.left)], desk)
    right = _signed_total(formula.right, desk)
    answers = {"=": left == right, "≠": left != right, "≤": left <= right, "⇔": bool(left) == bool(right)}
    return answers[formula.operator]


def _signed_total(terms: Iterable[tuple[int, Operand]], desk: FigureIndex) -> Decimal:
    return sum((sign * figure.value for sign, term in terms for figure in desk.find(term) or ()), ZERO)


def _keys(formula: Formula, column: str, desk: FigureIndex) -> list[str]:
    if not formula.every:
        return [""]
    found: dict[str, None] = {}
    for term in formula.terms:
        sheet = desk.sheets.get(term.table or 0)
        place = sheet.column(term.column.replace("*", column)) if sheet and term.every else None
        if sheet and place:
            found |= dict.fromkeys(desk.keys(sheet, place, formula.every))
    return list(found)


def _relation(tie_out: TieOut, formula: Formula, column: str, key: str, desk: FigureIndex) -> Relation | None:
    left = desk.find(formula.left, key, column)
    operands = [(sign, desk.find(term, key, column), term) for sign, term in formula.right]
    if not left or any(found is None and not _may_be_absent(term) for _, found, term in operands):
        return None
    if all(found is None for _, found, _ in operands):
        return None
    right = tuple((sign, figure) for sign, found, _ in operands for figure in found or ())
    if tie_out.code:
        others = tuple(f for term in formula.otherwise for f in desk.find(term, key, column) or ())
        return Check(tie_out.name, tie_out.code, tie_out.severity, formula.operator, left[0], right, others,
                     half_of(desk, left[0]))
    only = operands[0][2] if len(operands) == 1 else None
    if only and not only.summed and only.number is None and right and right[0][0] == 1:
        return Equal(left[0], right[0][1], bool(tie_out.when))
    constant = tuple((sign, figure) for sign, figure in right if figure.value or figure.source != "count")
    unsaid = sum(1 for _, found, _ in operands if found is None)
    return Sum(left[0], constant, half_of(desk, left[0]), _listed(desk, formula, right) + unsaid, _family(formula))


def _may_be_absent(term: Operand) -> bool:
    """A sentence may leave out a part that is nothing."""
    return bool(term.variable)


def half_of(desk: FigureIndex, figure: Figure) -> Decimal:
    """Half of the last printed digit where figures are rounded; nothing for counts and for reports in 元."""
    rounds = desk.report.currency_unit == _ROUNDS and figure.source != "count"
    return max(figure.step, CENT) / 2 if rounds else ZERO


def _listed(desk: FigureIndex, formula: Formula, parts: Sequence[tuple[int, Figure]]) -> int:
    """How many parts may hold an amount, too small to be printed perhaps: every row that stands there stands for one.

    Only a two-sided table lists every 类 there is; of these, those which other tables list can hold money.
    """
    if not any(term.row == EVERY_ABOVE for term in formula.terms) or len(parts) <= _MANY:
        return len(parts)
    printed = sum(1 for _, figure in parts if figure.value)
    return max(printed, min(len(parts), len(_categories(desk.sheets.values()))))


def _categories(sheets: Iterable[LaidOutTable]) -> set[str]:
    return {
        code for sheet in sheets for panel in sheet.panels if panel.codes
        for i in range(len(sheet.table.rows)) if len(code := sheet.code(i, panel)) == 3
    }


def _family(formula: Formula) -> str:
    tables = {term.table for term in formula.terms if term.table}
    if not tables or any(term.variable for term in formula.terms):
        return "text"
    if len(tables) > 1:
        return "tables"
    return "across" if formula.every == "每行" else "table"
