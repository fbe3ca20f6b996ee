"""Facts → the named figures of the narrative, as printed: a reader with the report in hand has the same numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ..model.codes import Classification
from ..model.fact import DIMENSIONS, Facts
from ..model.kind.report_kind import FigureSpec, ReportKind
from ..model.money import printed


@dataclass(frozen=True, slots=True)
class ListedItem:
    """One item of a listed figure. Field names are those a kind's texts use; 类 and 款: above a functional item."""

    名称: str
    编码: str
    金额: Decimal
    个数: int
    类: str = ""
    款: str = ""


Figure = Decimal | int | list[ListedItem]


def figures_of(facts: Facts, kind: ReportKind, classification: Classification) -> dict[str, Figure]:
    """Every figure a kind names: a printed amount, a count, or a list of items."""
    figures = {
        name: _figure(spec, facts, kind, classification) for name, spec in kind.figures.items() if not spec.listed}
    return figures | {
        name: [ListedItem(one, "", amount, 0) for one in spec.listed if (amount := _amount(figures, one))]
        for name, spec in kind.figures.items() if spec.listed
    }


def _amount(figures: Mapping[str, Figure], name: str) -> Decimal:
    figure = figures[name]
    if not isinstance(figure, Decimal):
        raise TypeError(f"“{name}”不是一个金额，不能列在一起")
    return figure


def _figure(spec: FigureSpec, facts: Facts, kind: ReportKind, classification: Classification) -> Figure:
    chosen = facts.where(kind.expanded(spec.where))
    if spec.count:
        return chosen.distinct(spec.count)
    if not spec.by:
        return printed(chosen.total(), kind.told_unit, spec.digits)
    items = [
        ListedItem(name, code, printed(part.total(), kind.told_unit, spec.digits), part.distinct("项目"),
                   *(_above(code, classification) if spec.by == "功能科目" else ()))
        for name, code, part in _split(spec, chosen, kind, classification)
    ]
    return items if spec.only else [item for item in items if item.金额]  # too small to print is blank in the tables


def _split(
    spec: FigureSpec, facts: Facts, kind: ReportKind, classification: Classification
) -> Iterator[tuple[str, str, Facts]]:
    """(name, code, facts) of each item: what carries money, or exactly those named under 依次."""
    if spec.by == "支出类别":
        every = ((category.name, category.code, facts.under(category.code)) for category in kind.categories)
        yield from (item for item in every if item[2])
        return
    groups = facts.grouped(DIMENSIONS[spec.by])
    if spec.by in ("经济科目", "功能科目"):
        names = classification.department_economic if spec.by == "经济科目" else classification.function
        yield from ((names.name(code), code, groups[code]) for code in sorted(groups))
    else:
        yield from ((name, "", groups.get(name, Facts())) for name in (spec.only or groups))


def _above(code: str, classification: Classification) -> tuple[str, str]:
    """The names of the 类 and the 款 that a functional item lies under."""
    return classification.function.name(code[:3]), classification.function.name(code[:5])
