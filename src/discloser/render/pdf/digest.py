"""一图读懂 as the typesetter gets it: plain data, its bars as shares of the longer one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ...model.report.digest import REASON_LENGTHS, Digest, DigestFigure, DigestReason, Reference
from ...model.text.clipping import clipped
from ..html import anchor_of
from .charts import chart
from .letters import broken

_NAME, _AMOUNT = 13.0, 10.0
_REASON_NAME = 11.0


def digest_data(digest: Digest) -> dict[str, Any]:
    """The digest as plain data."""
    return {
        "title": digest.title, "unit": broken(digest.unit, _NAME), "currency": digest.currency_unit,
        "years": digest.years, "page": digest.page, "source": broken(digest.source),
        "figures": [_figure(one, digest) for one in digest.figures],
        "charts": [{**chart(one.chart), "places": list(map(_anchor, one.places))} for one in digest.charts],
        "reasons-title": digest.reasons_title,
        "whole-reason": digest.whole_reason, "reasons": list(map(_reason, digest.reasons)),
    }


def _figure(one: DigestFigure, digest: Digest) -> dict[str, Any]:
    longest = max(one.figure, one.prior or Decimal(0))
    bars = None if one.prior is None or not longest else tuple(
        float(figure * 100 / longest) for figure in (one.figure, one.prior))
    part = one.parts[0].figure * 100 / one.figure if one.parts and one.figure else one.share_of_whole
    return {
        "name": broken(one.name, _NAME), "amount": broken(one.amount_text, _AMOUNT), "bars": bars,
        "part": None if part is None else float(part), "places": list(map(_anchor, one.places)),
        "reason": broken(digest.brief_reason(one)),
        "lines": list(filter(None, (one.change, one.share, *digest.parts_of(one)))),
    }


def _reason(one: DigestReason) -> dict[str, Any]:
    """A reason whole, and as it is cut."""
    cut = (clipped(one.reason, length) for length in REASON_LENGTHS)
    return {"name": broken(one.name, _REASON_NAME), "texts": [broken(text) for text in (one.reason, *cut)],
            "places": list(map(_anchor, one.places))}


def _anchor(place: Reference) -> str:
    return anchor_of(place.part, place.block)
