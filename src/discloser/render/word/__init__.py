"""The report as a Word document: real styles, native tables and charts, and contents whose page numbers are right."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ...model.report.report import Cover, Report
from . import page
from .contents import contents, entry_face
from .markup import paragraph, run
from .package import FOOTER, FOOTER_EVEN, package
from .paginate import Flow, Layout, OwnPages, paginate
from .story import Story

__all__ = ["render"]

_EDGES = "".join(
    f'<w:footerReference w:type="{pages}" r:id="{part}"/>'
    for pages, part in (("default", FOOTER), ("even", FOOTER_EVEN))
)


def render(report: Report) -> bytes:
    """The DOCX of a report; the same report gives the same bytes."""
    story = Story(report)
    segments = story.segments()
    layout = paginate(segments)
    front = _cover(report.cover) + contents(report.contents_title, story.entries, story.heading_levels, layout.numbers)
    body = front + _body(story.with_digest(segments, layout.numbers), layout)
    return package(report, body, story.book.markup(report.cover, entry_face(story.entries)), story.charts)


def _cover(cover: Cover) -> str:
    return (
        paragraph("CoverUnit", run(cover.unit))
        + paragraph("Title", run(cover.title))
        + "".join(paragraph("CoverLine", run(line)) for line in cover.lines)
        + paragraph("Date", run(cover.date), section=page.TEXT.section())
    )


def _body(segments: Sequence[Flow | OwnPages], layout: Layout) -> str:
    """The body's sections, one for each run of equal pages; the last one's properties stand alone at the end."""
    placed = zip(segments, layout.breaks, strict=True)
    runs = [(paper, list(group)) for paper, group in groupby(placed, key=lambda pair: pair[0].page)]
    sections = []
    for number, (paper, group) in enumerate(runs):
        properties = paper.section(_EDGES, first_number=1 if number == 0 else None)
        content = "".join(_segment(segment, breaks) for segment, breaks in group)
        last = number == len(runs) - 1
        sections.append(content + (properties if last else paragraph("SectionEnd", "", section=properties)))
    return "".join(sections)


def _segment(segment: Flow | OwnPages, breaks: frozenset[int]) -> str:
    if isinstance(segment, OwnPages):
        return segment.markup
    return "".join(
        paragraph(piece.style, piece.content, page_break=not index or index in breaks)
        for index, piece in enumerate(segment.pieces)
    )
