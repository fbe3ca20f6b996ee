"""The report's body as segments: running text, which flows from page to page, and sheets with pages of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby

from ...model.report.digest import Digest
from ...model.report.report import Block, Chart, Heading, Paragraph, Part, Report, Table, TableList, TargetForm, Term
from ..bands import banded
from . import attachments, charts, styles, tables, target_form
from .markup import bookmark, run, running_text
from .measure import Face, LineCount
from .page import TEXT
from .paginate import ContentsEntry, Flow, OwnPages, RunningText, wasted_pages
from .stylebook import StyleBook

_TABLE_LEVEL = 2


@dataclass(slots=True)
class Story:
    """The body in the making: its contents entries, its charts, and the styles its tables use."""

    report: Report
    book: StyleBook = field(default_factory=StyleBook)
    entries: list[ContentsEntry] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)

    @property
    def heading_levels(self) -> int:
        """How many levels of headings the contents list."""
        listed = [block.level + 1 for block in self.report.blocks() if isinstance(block, Heading) and block.toc]
        return max(listed, default=1)

    def segments(self) -> list[Flow | OwnPages]:
        """The whole body in printed order."""
        digest = [self._digest(self.report.digest)] if self.report.digest and self.report.shows_digest else []
        parts = [segment for part in self.report.parts for segment in self._part(part)]
        return [*digest, *parts, *self._attachments()]

    def _digest(self, digest: Digest) -> Flow:
        """The digest in words, on a page before the parts."""
        entry = self._entry(digest.name, 1)
        lines = styles.PART.lines(digest.title, TEXT.text_width)
        heading = RunningText("Heading1", bookmark(entry.anchor, entry.number, run(digest.title)), lines,
                              styles.PART.pitch, keep_next=True, gap=styles.PART_GAP, entry=entry)
        told = (_paragraph("BodyText", styles.BODY, Paragraph(line), styles.BODY_INDENT) for line in digest.sentences())
        return _flow([heading, *told])

    def _attachments(self) -> Iterator[OwnPages]:
        first = 1
        for attached in self.report.attachments:
            yield attachments.sheet(attached, self._entry(attached.heading, 1), first, len(self.charts))
            first += len(attached.pages)

    def _part(self, part: Part) -> Iterator[Flow | OwnPages]:
        opening = [self._part_heading(part)]
        for sheets, blocks in groupby(part.blocks, key=lambda block: isinstance(block, Table | TargetForm)):
            if not sheets:
                opening += [piece for block in blocks for piece in self._pieces(block)]
                continue
            if opening:
                yield _flow(opening)
            opening = []
            yield from (sheet for block in blocks for sheet in self._sheets(block))
        if opening:
            yield _flow(opening)

    def _entry(self, text: str, level: int) -> ContentsEntry:
        entry = ContentsEntry(len(self.entries) + 1, text, level)
        self.entries.append(entry)
        return entry

    def _sheets(self, block: Block) -> Iterator[OwnPages]:
        """A form, a table, or the bands of one too wide for a page."""
        if isinstance(block, Table):
            entry = self._entry(block.toc, _TABLE_LEVEL)
            for number, band in enumerate(banded(block)):
                yield tables.sheet(band, None if number else entry, self.book)
        elif isinstance(block, TargetForm):
            yield target_form.sheet(block, self.book)

    def _part_heading(self, part: Part) -> RunningText:
        entry = self._entry(part.heading, 1)
        lines = styles.PART.lines(part.heading, TEXT.text_width)
        return RunningText("Heading1", bookmark(entry.anchor, entry.number, run(part.heading)), lines,
                           styles.PART.pitch, keep_next=True, gap=styles.PART_GAP, entry=entry)

    def _pieces(self, block: Block) -> Iterator[RunningText]:
        match block:
            case Heading():
                yield self._heading(block)
            case Paragraph(style="note"):
                yield _paragraph("Note", styles.NOTE, block, styles.NOTE_INDENT)
            case Paragraph():
                yield _paragraph("BodyText", styles.BODY, block, styles.BODY_INDENT)
            case Term():
                yield _term(block)
            case TableList():
                yield from (_listed(label, title) for label, title in block.entries)
            case Chart():
                yield from self._chart(block)

    def _heading(self, heading: Heading) -> RunningText:
        style = f"Heading{heading.level + 1}"
        lines = styles.BODY.lines(heading.text, TEXT.text_width, styles.BODY_INDENT)
        if not heading.toc:
            unlisted = styles.UNLISTED if heading.level + 1 <= self.heading_levels else ""
            return RunningText(style + unlisted, run(heading.text), lines, styles.BODY.pitch, keep_next=True)
        entry = self._entry(heading.text, heading.level + 1)
        content = bookmark(entry.anchor, entry.number, run(heading.text))
        return RunningText(style, content, lines, styles.BODY.pitch, keep_next=True, entry=entry)

    def _chart(self, chart: Chart) -> Iterator[RunningText]:
        self.charts.append(chart)
        yield _picture(chart, len(self.charts), charts.HEIGHTS[0])
        yield _paragraph("Caption", styles.CAPTION, Paragraph(chart.title), 0)


def _flow(pieces: Sequence[RunningText]) -> Flow:
    """The pieces as a flow; charts change their height a little where this spares pages that are hardly filled."""
    heights = charts.HEIGHTS if any(piece.resized for piece in pieces) else charts.HEIGHTS[:1]
    best: tuple[int, Flow] | None = None
    for height in heights:
        sized = tuple(piece.resized(height) if piece.resized else piece for piece in pieces)
        waste = wasted_pages(sized, TEXT.text_height)
        if best is None or waste < best[0]:
            best = waste, Flow(TEXT, sized)
        if waste == 0:
            break
    assert best is not None
    return best[1]


def _picture(chart: Chart, number: int, height: float) -> RunningText:
    picture = charts.drawing(chart, number, f"chart{number}", height)
    return RunningText("Chart", picture, LineCount(1, 1), height + styles.SMALLEST.pitch, keep_next=True,
                 resized=partial(_picture, chart, number))


def _paragraph(style: str, face: Face, block: Paragraph, indent: float) -> RunningText:
    return RunningText(style, running_text(block), face.lines(block.text, TEXT.text_width, indent), face.pitch)


def _term(term: Term) -> RunningText:
    """A glossary entry; its term stands out by a character style."""
    text = f"{term.number}、{term.term}：{term.definition}"
    content = run(f"{term.number}、{term.term}：", "GlossaryTerm") + run(term.definition)
    return RunningText("Glossary", content, styles.BODY.lines(text, TEXT.text_width, styles.BODY_INDENT),
                       styles.BODY.pitch)


def _listed(label: str, title: str) -> RunningText:
    lines = styles.LISTED.lines(title, TEXT.text_width - styles.LISTED_INDENT)
    return RunningText("TableList", run(f"{label}\t{title}"), lines, styles.LISTED.pitch)
