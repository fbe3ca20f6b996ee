"""The digest: figures, shares, changes and reasons that the report has, chosen by the kind for one page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ..model.case import Case
from ..model.change import ExplainedChange
from ..model.kind.charts import DigestFigureSpec, DigestSpec
from ..model.kind.report_kind import ReportKind, fill
from ..model.money import share
from ..model.report.digest import Digest, DigestChart, DigestFigure, DigestReason, Reference
from ..model.report.report import Heading, Part, Table
from .charts import shown_as_text, slice_of, whole_chart

_MOST = 6
_TABLE = re.compile(r"表(\d+)")


def digest_of(case: Case, parts: Sequence[Part], words: Mapping[str, object]) -> Digest | None:
    """The digest of a report; None where the kind has none. `parts`: the report's, to say where a figure stands."""
    kind, spec = case.kind, case.kind.digest
    if spec is None:
        return None
    figures = _large_figures(spec, case)
    charts = [DigestChart(whole_chart(one, case.figures, kind), _places(one.places, parts)) for one in spec.charts]
    longest = max((one.chart.longest for one in charts), default=Decimal(0))
    return Digest(
        name=spec.name, title=fill(spec.title, words), unit=case.form.unit.name, currency_unit=kind.told_unit,
        years=(fill(kind.chart_words.current, words), fill(kind.chart_words.prior, words)),
        figures=tuple(replace(figure, places=_places(places, parts)) for figure, places, _ in figures),
        charts=tuple(replace(one, chart=replace(one.chart, scale=longest)) for one in charts),
        reasons_title=spec.reasons, reasons=tuple(_reasons(figures, parts)), page=spec.page,
        whole_reason=spec.whole_reason,
        source=fill(spec.source, {**words, "报告标题": fill(kind.title, words)}),
    )


_Chosen = tuple[DigestFigure, tuple[str, ...], ExplainedChange | None]


def _large_figures(spec: DigestSpec, case: Case) -> list[_Chosen]:
    """The large figures, with where they stand and how they changed; two that are the same are one."""
    chosen: list[_Chosen] = []
    specs = list(spec.figures)
    while specs and len(chosen) < _MOST:
        one = specs.pop(0)
        found = _large(one, spec, case)
        if one.both and specs and _same(found, _large(specs[0], spec, case)):
            following = specs.pop(0)
            found = (replace(found[0], name=one.both), tuple(dict.fromkeys((*one.places, *following.places))), found[2])
        chosen.append(found)
    return chosen


def _same(one: _Chosen, other: _Chosen) -> bool:
    return (one[0].figure, one[0].prior) == (other[0].figure, other[0].prior)


def _large(one: DigestFigureSpec, spec: DigestSpec, case: Case) -> _Chosen:
    kind, figure = case.kind, _amount(case.figures[one.figure])
    found = DigestFigure(one.name, figure, shown_as_text(figure, kind))
    if one.change:
        moved = case.changes[one.change]
        return replace(found, change=_moved(moved, spec, kind), prior=moved.prior), one.places, moved
    if one.parts:
        pieces = (slice_of(part.name, _amount(case.figures[part.figure]), figure, kind) for part in one.parts)
        shown = sorted((piece for piece in pieces if piece.figure), key=lambda piece: piece.figure, reverse=True)
        return replace(found, parts=tuple(shown)), one.places, None
    if one.whole and (part := share(figure, _amount(case.figures[one.whole]))):
        told = fill(one.share, {"占比": f"{part:.2f}%"})
        return replace(found, share=told, share_of_whole=part), one.places, None
    return found, one.places, None


def _moved(moved: ExplainedChange, spec: DigestSpec, kind: ReportKind) -> str:
    change, words = moved.change, kind.chart_words
    if change.direction == "unchanged":
        return spec.unchanged
    word = words.increase if change.direction == "increase" else words.decrease
    rate = "" if change.rate is None else f"（{change.rate:.2f}%）"
    return f"{spec.compared}{word}{shown_as_text(change.amount, kind)}{kind.told_unit}{rate}"


def _reasons(figures: Sequence[_Chosen], parts: Sequence[Part]) -> Iterator[DigestReason]:
    for figure, places, moved in figures:
        if moved is not None and moved.reason and moved.change.direction != "unchanged":
            yield DigestReason(figure.name, str(moved.reason), figure.change, _places(places, parts))


def _places(names: Sequence[str], parts: Sequence[Part]) -> tuple[Reference, ...]:
    return tuple(found for name in names for found in _place(name, parts))


def _place(name: str, parts: Sequence[Part]) -> Iterator[Reference]:
    """Where a table or a heading stands, if it is there."""
    number = _TABLE.fullmatch(name)
    for p, part in enumerate(parts):
        for b, block in enumerate(part.blocks):
            if number and isinstance(block, Table) and block.no == int(number[1]):
                yield Reference(p, b, block.label)
            elif not number and part.role == "narrative" and isinstance(block, Heading) and block.text.startswith(name):
                yield Reference(p, b, name)


def _amount(figure: object) -> Decimal:
    if not isinstance(figure, Decimal):
        raise TypeError("摘要的数只能是金额")
    return figure
