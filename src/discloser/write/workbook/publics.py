"""三公经费 on 核对: what was typed, or what the lines of expenditure determine where the cell was left blank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ...model.form.base import key_of
from ...model.form.budget import Compared, Form, Line
from ...model.form.final_publics import Spent
from ...model.form.sorts import Sort
from ...model.form.terms import APPROPRIATIONS, FINAL_FUNDS, FUNDS, OWN_INCOMES, PUBLICS_SECTIONS
from ...model.money import ZERO
from .draft import CellPlace, WorkbookDraft
from .sheet import SheetWriter, heads
from .sums import BASIC, CURRENT, FUND, PROJECT, Condition, begins, differs, of_fund, total

_PUBLICS = key_of(Form, "three_publics")
_PRIOR = key_of(Compared, "prior")
_ECONOMIC = key_of(Line, "department_economic")
_NAMED = Condition(_ECONOMIC, "(LEN({})>0)", bool)
_STATED: dict[Sort, str] = {"budget": key_of(Compared, "current"), "final": key_of(Spent, "outturn")}
_OTHER_FUNDS: dict[Sort, tuple[str, ...]] = {
    "budget": (*FUNDS[len(APPROPRIATIONS):], *OWN_INCOMES), "final": FINAL_FUNDS[len(APPROPRIATIONS):]}


def publics(writer: SheetWriter, sort: Sort) -> None:
    """Every item, this year and last, and their sums."""
    stated = _STATED[sort]
    heads(writer, (_PUBLICS, stated, _PRIOR))
    first, sums = writer.row, list[tuple[Decimal, Decimal]]()
    for item in PUBLICS_SECTIONS:
        writer.text(0, item, writer.styles.label)
        formula, value = _determined(writer.draft, item, sort)
        cells, typed = _cells(writer.draft, item, stated)
        whole = ",".join(cell.there for cell in cells)
        shown = sum(typed, ZERO) if typed else value
        writer.formula(1, f"=IF(COUNT({whole})=0,{formula},SUM({whole}))", shown, writer.styles.computed)
        cells, prior = _cells(writer.draft, item, _PRIOR)
        writer.formula(2, f"=SUM({','.join(cell.there for cell in cells)})", sum(prior, ZERO), writer.styles.computed)
        sums.append((shown, sum(prior, ZERO)))
        writer.next()
    writer.text(0, "合计", writer.styles.label)
    for column, values in enumerate(zip(*sums, strict=True), start=1):
        letter = "ABC"[column]
        writer.formula(column, f"=SUM({letter}{first + 1}:{letter}{writer.row})", sum(values, ZERO),
                       writer.styles.computed_total)
    writer.next()
    writer.row += 1


def _cells(draft: WorkbookDraft, item: str, key: str) -> tuple[list[CellPlace], list[Decimal]]:
    """The cells of an item under a key, and the amounts that were typed there."""
    paths = [path for path in draft.spots if path[:3] == (_PUBLICS, item, key)]
    return [draft.spots[path] for path in paths], [draft.numbers[path] for path in paths if path in draft.numbers]


def _determined(draft: WorkbookDraft, item: str, sort: Sort) -> tuple[str, Decimal]:
    """Formula (without `=`) and value of an item where nothing was typed; 0 where the lines do not determine it."""
    fiscal = tuple(differs(FUND, other) for other in _OTHER_FUNDS[sort])
    every = _sum(draft, [(*fiscal, begins(_ECONOMIC, code)) for code in PUBLICS_SECTIONS[item]])
    if sort == "final":
        return every
    alike = (*of_fund(APPROPRIATIONS[0]), CURRENT)
    own = _sum(draft, [(*alike, begins(_ECONOMIC, code)) for code in PUBLICS_SECTIONS[item]])
    said, all_lines = _sum(draft, [(*fiscal, _NAMED)]), _sum(draft, [fiscal])
    known = own[1] == every[1] and said[1] == all_lines[1]
    return (f"IF(AND(ROUND({own[0]}-({every[0]}),6)=0,ROUND({said[0]}-({all_lines[0]}),6)=0),{own[0]},0)",
            own[1] if known else ZERO)


def _sum(draft: WorkbookDraft, wanted: Sequence[tuple[Condition, ...]]) -> tuple[str, Decimal]:
    sums = list(_sums(draft, wanted))
    return "+".join(formula for formula, _ in sums), sum((value for _, value in sums), ZERO)


def _sums(draft: WorkbookDraft, wanted: Sequence[tuple[Condition, ...]]) -> Iterator[tuple[str, Decimal]]:
    for conditions in wanted:
        for table in (BASIC, PROJECT):
            yield total(draft.lines[(table,)], conditions)
