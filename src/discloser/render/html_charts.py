"""Charts on the web: pictures without words, beside them the words and figures as text."""

from __future__ import annotations

from dataclasses import replace

from ..model.report.report import Chart, Slice
from . import svg
from .markup import safe


def chart_markup(chart: Chart) -> str:
    """A chart with its title and the unit of its figures."""
    title = f"<figcaption>{safe(chart.title)} <span>（{safe(chart.unit)}）</span></figcaption>"
    return f"<figure>{title}\n{_pie(chart) if chart.shape == 'pie' else _bars(chart)}</figure>"


def _pie(chart: Chart) -> str:
    legend = "".join(
        f'<li class="key-{position}">{safe(piece.name)}<br/>{_figures(piece, chart)}</li>'
        for position, piece in enumerate(chart.slices)
    )
    return f'<div class="chart">{svg.draw(chart)}<ul class="legend">{legend}</ul></div>'


def _bars(chart: Chart) -> str:
    """A row for each part: what it is called, its bar, its figures. What the years are called is the key."""
    heads = "".join(
        f'<span class="head-{number}">{safe(head)}</span> ' for number, head in enumerate(chart.heads or ()))
    rows = [
        f"<li><span>{safe(piece.name)}</span>{svg.draw(_row(chart, piece))}<span>{_figures(piece, chart)}</span></li>"
        for piece in chart.slices
    ]
    if chart.total:
        name, figures = safe(chart.total.name), _figures(chart.total, chart)
        rows.append(f'<li class="total"><span>{name}</span><span></span><span>{figures}</span></li>')
    key = f"<p>{heads}</p>" if heads else ""
    return f'<div class="bars{" compared" if chart.heads else ""}">{key}<ul>{"".join(rows)}</ul></div>'


def _row(chart: Chart, piece: Slice) -> Chart:
    """A row of a chart as a picture of its own, on the scale of all."""
    return replace(chart, slices=(piece,), alternative=f"{piece.name}{piece.amount_text}", scale=chart.longest)


def _figures(piece: Slice, chart: Chart) -> str:
    others = (piece.share_text,) if piece.prior is None else (piece.prior_text, piece.change_text)
    shown = "".join(f" <i>{safe(text)}</i>" for text in others if text)
    return f"<b>{safe(piece.amount_text.removesuffix(chart.unit))}</b>{shown}"
