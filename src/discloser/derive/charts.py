"""Figures → charts. A figure of zero is not drawn; with nothing to draw there is no chart."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ..model.kind.report_kind import ChartSpec, ReportKind
from ..model.money import share, show
from ..model.report.report import Chart, Slice
from .figures import Figure


def charts_of(figures: Mapping[str, Figure], kind: ReportKind) -> dict[str, Chart]:
    """Name → chart, for every chart of the kind that has something to draw."""
    drawn = {name: _chart(spec, figures, kind) for name, spec in kind.charts.items()}
    return {name: chart for name, chart in drawn.items() if chart}


def _chart(spec: ChartSpec, figures: Mapping[str, Figure], kind: ReportKind) -> Chart | None:
    pairs = [(name, figure) for name, figure in _pairs(spec, figures) if figure]
    if not pairs:
        return None
    whole = _amount(figures[spec.whole])
    slices = tuple(_slice(name, figure, whole, spec, kind) for name, figure in pairs)
    told = "；".join(f"{s.name}{s.amount_text}{'，占' + s.share_text if s.share_text else ''}" for s in slices)
    return Chart(
        title=spec.title, shape="pie" if spec.shape == "饼图" else "bar", slices=slices, unit=kind.told_unit,
        alternative=f"{spec.title}：{told}。",
    )


def _pairs(spec: ChartSpec, figures: Mapping[str, Figure]) -> list[tuple[str, Decimal]]:
    if spec.listed:
        items = figures[spec.listed]
        return [(item.名称, item.金额) for item in items] if isinstance(items, list) else []
    return [(part.name, _amount(figures[part.figure])) for part in spec.slices]


def _amount(figure: Figure) -> Decimal:
    if not isinstance(figure, Decimal):
        raise TypeError("图形的数据只能是金额")
    return figure


def _slice(name: str, figure: Decimal, whole: Decimal, spec: ChartSpec, kind: ReportKind) -> Slice:
    amount = show(figure, separators=kind.numbers.text_separators, zero=kind.numbers.text_zero)
    part = share(figure, whole)
    share_text = f"{part:.2f}%" if part else kind.numbers.share_zero
    return Slice(name, figure, f"{amount}{kind.told_unit}", share_text if spec.share else "")
