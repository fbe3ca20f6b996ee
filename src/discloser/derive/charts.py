"""Figures → charts. What is zero is not drawn; what says nothing that a sentence does not say better has no chart."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from ..model.change import ExplainedChange
from ..model.kind.charts import ChartSpec
from ..model.kind.report_kind import ReportKind, fill
from ..model.money import ZERO, Change, digits_of, share, show
from ..model.report.report import Chart, Slice
from .figures import Figure

_MOST_BARS = 8
_PIE = range(2, 5)
_REAL, _NEARLY_ALL = Decimal("1"), Decimal("99")
"""Per cent of all: a part smaller than this can't be seen in a pie; beside one of this there is nothing to compare."""

Words = Mapping[str, object]


def charts_of(
    figures: Mapping[str, Figure], changes: Mapping[str, ExplainedChange], kind: ReportKind, words: Words,
) -> dict[str, Chart]:
    """Name → chart, for every chart of the kind that has something to show."""
    drawn = {name: chart_of(spec, figures, changes, kind, words) for name, spec in kind.charts.items()}
    return {name: chart for name, chart in drawn.items() if chart}


def chart_of(
    spec: ChartSpec, figures: Mapping[str, Figure], changes: Mapping[str, ExplainedChange], kind: ReportKind,
    words: Words,
) -> Chart | None:
    """The chart of a spec; None for one part, or one beside which there is nothing to be seen."""
    whole = _amount(figures[spec.whole])
    compared = bool(spec.slices) and all(part.change for part in spec.slices)
    found = _compared(spec, changes, whole, kind) if compared else _parts(spec, figures, whole, kind)
    slices = sorted((piece for piece in found if piece.figure or piece.prior), key=_size, reverse=True)
    if not tells_something(slices):
        return None
    slices = _largest(slices, whole, spec, kind)
    current, prior, change = (fill(word, words) for word in (
        kind.chart_words.current, kind.chart_words.prior, kind.chart_words.change))
    drawn = _chart(spec, slices, "pie" if spec.shape == "饼图" and _makes_a_pie(slices) else "bar", kind, prior)
    if not compared:
        return drawn
    return replace(drawn, heads=(current, prior, change), total=_total(spec, changes, kind))


def _chart(
    spec: ChartSpec, slices: Sequence[Slice], shape: Literal["pie", "bar"], kind: ReportKind, prior: str = "",
) -> Chart:
    told = "；".join(map(_told(prior), slices))
    return Chart(spec.title, shape, tuple(slices), kind.told_unit, f"{spec.title}：{told}。")


def whole_chart(spec: ChartSpec, figures: Mapping[str, Figure], kind: ReportKind) -> Chart:
    """A chart of bars of all parts, even of one: it stands where a reader asks what there is."""
    whole = _amount(figures[spec.whole])
    slices = sorted((piece for piece in _parts(spec, figures, whole, kind) if piece.figure), key=_size, reverse=True)
    return _chart(spec, _largest(slices, whole, spec, kind), "bar", kind)


def tells_something(slices: Sequence[Slice]) -> bool:
    """Whether there are parts to be held against each other, this year or last."""
    sides = ([piece.figure for piece in slices], [piece.prior or ZERO for piece in slices])
    return any(sum(side) and max(side) * 100 < _NEARLY_ALL * sum(side) for side in sides)


def slice_of(name: str, figure: Decimal, whole: Decimal, kind: ReportKind, *, shares: bool = True) -> Slice:
    """A part of a whole as it is shown."""
    part = share(figure, whole)
    share_text = f"{part:.2f}%" if part else kind.numbers.share_zero
    return Slice(name, figure, f"{shown_as_text(figure, kind)}{kind.told_unit}", share_text if shares else "")


def change_text(change: Change, kind: ReportKind) -> str:
    """A change in a word and a figure: `增加18.00`; 持平 without one."""
    words = {"increase": kind.chart_words.increase, "decrease": kind.chart_words.decrease}
    word = words.get(change.direction)
    return f"{word}{shown_as_text(change.amount, kind)}" if word else kind.chart_words.unchanged


def _size(piece: Slice) -> tuple[Decimal, Decimal]:
    return piece.figure, piece.prior or ZERO


def _parts(spec: ChartSpec, figures: Mapping[str, Figure], whole: Decimal, kind: ReportKind) -> list[Slice]:
    listed = figures[spec.listed] if spec.listed else []
    pairs = [(item.名称, item.金额) for item in listed] if isinstance(listed, list) else []
    pairs += [(part.name, _amount(figures[part.figure])) for part in spec.slices]
    return [slice_of(name, figure, whole, kind, shares=spec.share) for name, figure in pairs]


def _compared(
    spec: ChartSpec, changes: Mapping[str, ExplainedChange], whole: Decimal, kind: ReportKind,
) -> list[Slice]:
    moved = [(part.name, changes[part.change]) for part in spec.slices]
    return [
        _beside(slice_of(name, one.current, whole, kind, shares=spec.share), one.prior, kind) for name, one in moved
    ]


def _beside(piece: Slice, prior: Decimal, kind: ReportKind) -> Slice:
    """A part with last year's figure."""
    change = Change.between(piece.figure, prior)
    return replace(piece, prior=prior, prior_text=shown_as_text(prior, kind), change_text=change_text(change, kind))


def _largest(slices: list[Slice], whole: Decimal, spec: ChartSpec, kind: ReportKind) -> list[Slice]:
    """The largest parts, and all others together."""
    if len(slices) <= _MOST_BARS:
        return slices
    shown, others = slices[: _MOST_BARS - 1], slices[_MOST_BARS - 1 :]
    rest = slice_of(kind.chart_words.rest, sum((one.figure for one in others), ZERO), whole, kind, shares=spec.share)
    if others[0].prior is not None:
        rest = _beside(rest, sum((one.prior or ZERO for one in others), ZERO), kind)
    return [*shown, rest]


def _total(spec: ChartSpec, changes: Mapping[str, ExplainedChange], kind: ReportKind) -> Slice | None:
    """The whole beside last year's, where the kind compares it, as it is printed elsewhere, whatever rounding left."""
    name = next((name for name, change in kind.changes.items() if change.current == spec.whole), None)
    if name is None:
        return None
    whole = changes[name]
    piece = slice_of(kind.chart_words.total, whole.current, whole.current, kind, shares=False)
    return _beside(piece, whole.prior, kind)


def _makes_a_pie(slices: Sequence[Slice]) -> bool:
    whole = sum((piece.figure for piece in slices), ZERO)
    return len(slices) in _PIE and all(piece.figure * 100 >= _REAL * whole for piece in slices)


def _told(prior: str) -> Callable[[Slice], str]:
    def told(piece: Slice) -> str:
        parts = [f"{piece.name}{piece.amount_text}"]
        if piece.share_text:
            parts.append(f"占{piece.share_text}")
        if piece.prior is not None:
            parts += [f"{prior}{piece.prior_text}", piece.change_text]
        return "，".join(parts)

    return told


def shown_as_text(figure: Decimal, kind: ReportKind) -> str:
    """A figure as sentences print it, with as many decimals as it was rounded to."""
    style = kind.numbers
    return show(figure, separators=style.text_separators, zero=style.text_zero, digits=digits_of(figure))


def _amount(figure: Figure) -> Decimal:
    if not isinstance(figure, Decimal):
        raise TypeError("图形的数据只能是金额")
    return figure
