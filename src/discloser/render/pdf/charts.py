"""A chart as the typesetter gets it: its picture, and the words and figures that stand beside it."""

from __future__ import annotations

from typing import Any

from ...model.report.report import Chart
from .. import svg
from ..columns import ems
from .letters import Said, broken


def chart(drawn: Chart) -> dict[str, Any]:
    """A chart: its picture, and beside it its words and figures."""
    pieces = [*drawn.slices, *([drawn.total] if drawn.total else [])]
    shown = svg.bars(drawn.slices, drawn.longest) if drawn.shape == "bar" else svg.pie(drawn.slices)
    return {
        "names": min(max(ems(one.name) for one in pieces), _NAME) * 10.5 + 6, "title": broken(drawn.title),
        "unit": drawn.unit, "alt": Said(drawn.alternative), "svg": shown,
        "fills": [svg.fill(number) for number in range(len(drawn.slices))], "shape": drawn.shape,
        "heads": drawn.heads, "total": drawn.total is not None,
        "rows": [(broken(one.name, _NAME), one.amount_text.removesuffix(drawn.unit), one.share_text, one.prior_text,
                  one.change_text) for one in pieces],
    }


_NAME = 13.0
"""Room of a name in a chart, in ems."""
