"""一图读懂 on a page of its own before the parts: large figures with their change, native charts, reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...model.kind.report_kind import fill
from ...model.report.digest import REASON_LENGTHS, Digest, DigestFigure, DigestReason
from ...model.report.report import Chart
from ...model.text.clipping import clipped
from . import charts, styles
from .markup import bookmark, paragraph, run
from .page import DIGEST
from .paginate import ContentsEntry, OwnPages

_SLOTS = (16.0, 14.0, 12.0, 10.0)
"""The room of a bar, in points; closer where the page would not hold all."""

_AROUND_BARS = 6.0


class _Line(NamedTuple):
    """A paragraph of the page and its height."""

    markup: str
    height: float


def sheet(digest: Digest, entry: ContentsEntry) -> OwnPages:
    """The digest; it is the first of the body, so that its charts are."""
    heading = paragraph("Heading1", bookmark(entry.anchor, entry.number, run(digest.title)), page_break=True)
    above = styles.PART.lines(digest.title, DIGEST.text_width).most * styles.PART.pitch + styles.PART_GAP
    lines = [_Line(heading, above), *map(_figure, digest.figures)]
    drawn = [one.chart for one in digest.charts]
    room = DIGEST.text_height - styles.SMALLEST.pitch - sum(line.height for line in lines)
    ways: list[tuple[int | None, float]] = [(None, slot) for slot in _SLOTS]
    ways += [(length, _SLOTS[-1]) for length in REASON_LENGTHS]
    for length, slot in ways:
        pictures, reasons = list(_charts(drawn, slot)), list(_reasons(digest, length))
        if sum(line.height for line in (*pictures, *reasons)) <= room:
            break
    return OwnPages(DIGEST, "".join(line.markup for line in (*lines, *pictures, *reasons)), 1, (entry,))


def _figure(one: DigestFigure) -> _Line:
    parts = (f"{part.name}{part.amount_text}，占{part.share_text}" for part in one.parts)
    told = "，".join(filter(None, (one.change, one.share, *parts)))
    lines = styles.DIGEST_FIGURE.lines(told, DIGEST.text_width - styles.DIGEST_WORDS).most
    content = run(one.name, "DigestName") + run("\t") + run(one.amount_text, "DigestAmount") + run(f"\t{told}")
    return _Line(paragraph("DigestFigure", content), lines * styles.DIGEST_FIGURE.pitch + styles.DIGEST_GAP)


def _charts(drawn: Sequence[Chart], slot: float) -> Iterator[_Line]:
    for number, chart in enumerate(drawn, start=1):
        height = len(chart.slices) * slot + _AROUND_BARS
        title = run(chart.title) + run(f"（{chart.unit}）", "CaptionUnit")
        yield _Line(paragraph("Caption", title), styles.CAPTION.pitch + styles.CAPTION_GAP)
        picture = charts.drawing(chart, number, f"chart{number}", height)
        yield _Line(paragraph("Chart", picture), height + styles.SMALLEST.pitch)


def _reasons(digest: Digest, length: int | None) -> Iterator[_Line]:
    """Why figures changed, under a title of its own, if any reason was given; cut to a length where one is said."""
    if digest.reasons:
        yield _Line(paragraph("Caption", run(digest.reasons_title)), styles.CAPTION.pitch + styles.CAPTION_GAP)
    for one in digest.reasons:
        told = f"{one.change}：{_cut(one, digest, length)}"
        lines = styles.DIGEST_REASON.lines(told, DIGEST.text_width - styles.DIGEST_NAMES).most
        yield _Line(paragraph("DigestReason", run(f"{one.name}\t{told}")), lines * styles.DIGEST_REASON.pitch)


def _cut(one: DigestReason, digest: Digest, length: int | None) -> str:
    """A reason, whole or as far as there is room, with where it is read whole."""
    shown = one.reason if length is None else clipped(one.reason, length)
    where = "、".join(place.label.rstrip("、") for place in one.places if place.label)
    return shown if shown == one.reason or not where else shown + fill(digest.whole_reason, {"页": where})
