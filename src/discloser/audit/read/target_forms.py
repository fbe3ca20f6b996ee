"""The 绩效目标表 as printed: names, money by source, and the figures that tables print, too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from .figure_index import FigureIndex
from .figures import Figure, FigurePlace, in_unit, show
from .layout import FigureColumn, LaidOutTable, bare
from .printed import PrintedReport, amount_of, plain
from .relations import Equal

Target = Mapping[str, Any]
_MONEY_OF = "资金(元)"
TOTAL = "资金总额"
PROJECT_HEAD = "项目名称"
_UNIT = "实施单位"


def target_name(target: Target) -> str:
    """The name of the project that a form is about."""
    return str(target.get(PROJECT_HEAD, ""))


def target_spot(target: Target, field: str) -> FigurePlace:
    """A field of a form."""
    return FigurePlace(section=f"绩效目标表“{target_name(target)}”", field=field)


def money(target: Target, side: str) -> dict[str, Decimal]:
    """The amounts of one side of a form in 元, by source; what is no amount is left out."""
    return {key: amount for key, text in printed_money(target, side).items() if (amount := amount_of(text)) is not None}


def printed_money(target: Target, side: str) -> dict[str, str]:
    """What one side of a form prints as its money, by source."""
    sides = target.get(_MONEY_OF)
    lines = sides.get(side) if isinstance(sides, Mapping) else None
    return {key: str(text or "") for key, text in lines.items()} if isinstance(lines, Mapping) else {}


def project_sheets(desk: FigureIndex) -> list[tuple[LaidOutTable, FigureColumn]]:
    """The tables that list projects, each with its column of totals."""
    return [
        (sheet, column) for _, sheet in sorted(desk.sheets.items())
        if plain("".join(sheet.table.columns[:1])) == PROJECT_HEAD and (column := sheet.column("合计"))
    ]


def target_equalities(desk: FigureIndex) -> Iterator[Equal]:
    """年度资金总额, in 元, is what the table of this year's projects prints in the report's unit."""
    for sheet, column in project_sheets(desk)[:1]:
        rows = _project_rows(desk, sheet, column)
        for target in desk.report.targets:
            project = plain(target_name(target))
            found = rows.get((plain(str(target.get(_UNIT, ""))), project), rows.get(("", project)))
            yearly = money(target, "年度").get(TOTAL)
            if found is not None and yearly is not None:
                yield Equal(desk.cell(sheet, found, column), yearly_figure(target, yearly, desk.report))


def _project_rows(desk: FigureIndex, sheet: LaidOutTable, column: FigureColumn) -> dict[tuple[str, str], int]:
    """(unit, project) → row; in a table that is not by unit the unit is nothing."""
    panel = column.panel
    return {
        ("" if unit is None else bare(sheet.name(unit, panel)), plain(sheet.name(i, panel))): i
        for i, unit in desk.projects(sheet, panel) if i != unit
    }


def yearly_figure(target: Target, yearly: Decimal, report: PrintedReport) -> Figure:
    """年度资金总额 as a figure of the report."""
    unit = report.currency_unit
    return Figure(target_spot(target, f"年度 {TOTAL}"), show(yearly), in_unit(yearly, "元", unit),
                  in_unit(Decimal("0.01"), "元", unit), "target")
