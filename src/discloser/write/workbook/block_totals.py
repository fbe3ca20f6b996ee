"""The sums under the money of a project's block, whose blanks are what other cells determine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from xlsxwriter.utility import xl_rowcol_to_cell

from ...model.form.areas import Matrix
from ...model.form.base import key_of
from ...model.form.evaluation import ProjectEvaluation
from ...model.form.targets import PerformanceTarget
from ...model.money import ZERO
from ...model.place import FormPath
from .draft import BlockPlace, CellPlace
from .sheet import SheetWriter
from .sums import PROJECT, PROJECT_NAME, difference_of_target, money_of_project, names, total

_YEAR_FUNDING = key_of(PerformanceTarget, "year_funding")
_PROJECT = key_of(PerformanceTarget, "project")
_TERM, _ATTRIBUTE = key_of(PerformanceTarget, "term"), key_of(PerformanceTarget, "attribute")
_BUDGET, _OUTTURN = key_of(ProjectEvaluation, "budget"), key_of(ProjectEvaluation, "outturn")


def money_total(writer: SheetWriter, area: Matrix, places: Mapping[str, int], base: FormPath) -> None:
    """The sum of each column of a project's money."""
    if _YEAR_FUNDING in places:
        _target_total(writer, area, places, base)
    else:
        _evaluation_total(writer, area, places, base)


def _evaluation_total(writer: SheetWriter, area: Matrix, places: Mapping[str, int], base: FormPath) -> None:
    """Of an evaluation: a blank budget is the opening one, a blank outturn what the project spent."""
    name = (*base, _PROJECT)
    same = names(PROJECT_NAME, writer.draft.spots[name].here, writer.draft.shown.get(name, ""))
    spent = total(writer.draft.lines[(PROJECT,)], (same,))
    writer.text(0, "合计", writer.styles.label)
    before: tuple[str, Decimal] = "0", ZERO
    for i, item in enumerate(area.rows[0].items):
        column = places[item.heading]
        otherwise = {_BUDGET: before, _OUTTURN: spent}.get(item.heading, ("0", ZERO))
        typed = [writer.draft.numbers[path] for row in area.rows
                 if (path := (*base, *row.items[i].path)) in writer.draft.numbers]
        before = _sum(writer, column, len(area.rows), otherwise, typed)
    writer.next()


def _sum(
    writer: SheetWriter, column: int, rows: int, otherwise: tuple[str, Decimal], typed: list[Decimal],
) -> tuple[str, Decimal]:
    """A sum of the rows above, or what it is where none of them is filled; where it stands, and its value."""
    cells = f"{xl_rowcol_to_cell(writer.row - rows, column)}:{xl_rowcol_to_cell(writer.row - 1, column)}"
    value = sum(typed, ZERO) if typed else otherwise[1]
    writer.formula(column, f"=IF(COUNT({cells})=0,{otherwise[0]},SUM({cells}))", value, writer.styles.computed_total)
    return xl_rowcol_to_cell(writer.row, column), value


def _target_total(writer: SheetWriter, area: Matrix, places: Mapping[str, int], base: FormPath) -> None:
    """The sum of each column of money, and whether this year's is what the project has in the budget."""
    styles = writer.styles
    sums: dict[str, Decimal] = {}
    name = (*base, _PROJECT)
    determined = {_YEAR_FUNDING: money_of_project(
        writer.draft.spots[name], writer.draft.shown.get(name, ""), writer.draft)}
    writer.band(min(places[item.heading] for item in area.rows[0].items), styles.label)
    writer.text(0, "合计", styles.label)
    total = CellPlace(writer.name, writer.row, places[_YEAR_FUNDING])
    for i, item in reversed(tuple(enumerate(area.rows[0].items))):
        column = places[item.heading]
        paths = [(*base, *shape.items[i].path) for shape in area.rows]
        typed = [writer.draft.numbers[path] for path in paths if path in writer.draft.numbers]
        formula, value = determined.get(item.heading) or _of_one_year(writer, base, total, sums[_YEAR_FUNDING])
        sums[item.heading] = sum(typed, ZERO) if typed else value
        cells = (xl_rowcol_to_cell(writer.row - len(area.rows), column), xl_rowcol_to_cell(writer.row - 1, column))
        whole = f"{cells[0]}:{cells[1]}"
        writer.formula(
            column, f"=IF(COUNT({whole})=0,{formula},SUM({whole}))", sums[item.heading], styles.computed_total)
    block = BlockPlace(writer.draft.spots[name], writer.draft.shown.get(name, ""), total, sums[_YEAR_FUNDING])
    formula, verdict = difference_of_target(block, writer.draft)
    writer.formula(total.column + 1, formula, verdict, styles.verdict)
    writer.colour_verdicts(writer.row, total.column + 1, writer.row, total.column + 1)
    writer.draft.blocks.append(replace(block, verdict=verdict))
    writer.next()


def _of_one_year(writer: SheetWriter, base: FormPath, year: CellPlace, amount: Decimal) -> tuple[str, Decimal]:
    """Formula (without `=`) and value of what a project costs in all, where it ends with the year."""
    spots, shown = writer.draft.spots, writer.draft.shown
    term, attribute = (*base, _TERM), (*base, _ATTRIBUTE)
    target = PerformanceTarget.model_construct(project="", term=shown.get(term, ""), attribute=shown.get(attribute, ""))
    tests = (f'LEFT(TRIM({spots[term].here}),2)="1年"', f'ISNUMBER(SEARCH("一年",{spots[term].here}))',
             f'ISNUMBER(SEARCH("当年",{spots[term].here}))', f'ISNUMBER(SEARCH("1年结束",{spots[attribute].here}))')
    return f"IF(OR({','.join(tests)}),{year.here},0)", amount if target.of_one_year else ZERO
