"""The report's body as segments: running text, which flows from page to page, and sheets with pages of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ...model.report.digest import Digest
from ...model.report.project_form import ProjectForm
from ...model.report.report import Block, Chart, Heading, Paragraph, Part, Report, TableList, Term
from ..form_grid import AnyProjectForm
from ..layout import Sheet, is_brief, laid_out
from . import attachments, charts, digest, project_form, styles, tables
from .markup import bookmark, paragraph, run, running_text
from .measure import Face, LineCount
from .page import TEXT
from .paginate import ContentsEntry, Flow, OwnPages, Place, RunningText, arranged, settled
from .stylebook import StyleBook

_TABLE_LEVEL = 2


@dataclass(frozen=True, slots=True)
class PageEnds:
    """The blocks before which a page is begun so that no program may begin it elsewhere.

    Beside them the charts that float, and those that are set closer.
    """

    breaks: frozenset[Place]
    floating: frozenset[Place]
    close: frozenset[Place]


@dataclass(slots=True)
class Story:
    """The body in the making: its contents entries, its charts, and the styles its tables use."""

    report: Report
    book: StyleBook = field(default_factory=StyleBook)
    entries: list[ContentsEntry] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    places: dict[Place, ContentsEntry] = field(default_factory=dict)
    """Part and block → its line in the contents."""

    @property
    def heading_levels(self) -> int:
        """How many levels of headings the contents list."""
        listed = [block.level + 1 for block in self.report.blocks() if isinstance(block, Heading) and block.toc]
        return max(listed, default=1)

    def segments(self) -> list[Flow | OwnPages]:
        """The whole body in printed order."""
        first = [self._digest(self._told)] if self._told else []
        body = [self._own_pages(*one) if isinstance(one, tuple) else one for one in self._body()]
        return [*first, *body, *self._attachments()]

    def page_ends(self) -> PageEnds:
        """How the text's pages end, so that other formats end them alike."""
        flows = [one.pieces for one in self._body() if isinstance(one, Flow)]
        pieces = [piece for flow in flows for piece in flow]
        return PageEnds(
            frozenset(flow[index].place for flow in flows for index in settled(flow, TEXT.text_height)),
            frozenset(piece.place for piece in pieces if piece.moved),
            frozenset(piece.place for piece in pieces if piece.style == "Chart" and not piece.closer),
        )

    def _body(self) -> Iterator[Flow | tuple[Sheet | AnyProjectForm, int]]:
        """The parts' running text, and between it what stands on pages of its own, with the number of its part.

        What is on own pages is only named: whoever wants no more than the text's pages need not set tables.
        """
        flow: tuple[RunningText, ...] = ()
        for number, part in enumerate(self.report.parts):
            brief = number > 0 and is_brief(part)
            for segment in self._part(number, part, brief=brief):
                continues = brief and isinstance(segment, Flow) and segment.pieces[0].place == (number, -1)
                if flow and not continues:
                    yield Flow(TEXT, arranged(flow, TEXT.text_height))
                    flow = ()
                if isinstance(segment, Flow):
                    flow += segment.pieces
                else:
                    yield segment
        if flow:
            yield Flow(TEXT, arranged(flow, TEXT.text_height))

    def _own_pages(self, block: Sheet | AnyProjectForm, part: int) -> OwnPages:
        return self._sheet(block, part) if isinstance(block, Sheet) else project_form.sheet(block, self.book)

    @property
    def _told(self) -> Digest | None:
        return self.report.digest if self.report.shows_digest else None

    def _digest(self, told: Digest) -> OwnPages:
        self.charts += [one.chart for one in told.charts]
        return digest.reserved(self._entry(told.name, 1))

    def with_digest(
        self, segments: Sequence[Flow | OwnPages], numbers: Mapping[ContentsEntry, int],
    ) -> list[Flow | OwnPages]:
        """The segments, the digest's page written: it tells the pages of all that follows."""
        if self._told is None:
            return list(segments)
        first, *others = segments
        assert isinstance(first, OwnPages)
        places = digest.ToldPages(self.places, numbers)
        markup = digest.sheet(self._told, first.entries[0], places)
        return [replace(first, markup=markup), *others]

    def _attachments(self) -> Iterator[OwnPages]:
        first = 1
        for attached in self.report.attachments:
            yield attachments.sheet(attached, self._entry(attached.heading, 1), first, len(self.charts))
            first += len(attached.pages)

    def _part(self, number: int, part: Part, *, brief: bool) -> Iterator[Flow | tuple[Sheet | AnyProjectForm, int]]:
        placed = list(laid_out(part))
        opened = bool(placed) and isinstance(placed[0], Sheet) and placed[0].opens
        text = [] if opened else [self._part_heading(number, styles.BRIEF_PART if brief else "")]
        for piece in placed:
            own = piece if isinstance(piece, Sheet) else piece[1]
            if isinstance(own, Sheet | ProjectForm):
                if text:
                    yield Flow(TEXT, tuple(text))
                    text = []
                yield own, number
            elif not isinstance(piece, Sheet):
                text += (self._at(one, (number, piece[0])) for one in self._pieces(own))
        if text:
            yield Flow(TEXT, tuple(text))

    def _entry(self, text: str, level: int) -> ContentsEntry:
        entry = ContentsEntry(len(self.entries) + 1, text, level)
        self.entries.append(entry)
        return entry

    def _sheet(self, placed: Sheet, part: int) -> OwnPages:
        """The tables of a page, under the part's heading where it begins with them."""
        opening = None
        if placed.opens:
            heading = self._part_heading(part, styles.PART_ABOVE_TABLE)
            height = heading.lines.most * heading.pitch + heading.gap
            assert heading.entry is not None
            opening = tables.Opening(paragraph(heading.style, heading.content, page_break=True), height, heading.entry)
        entries = [self._entry(one.table.toc, _TABLE_LEVEL) if one.first else None for one in placed.tables]
        self.places |= {(part, one.position): entry
                        for one, entry in zip(placed.tables, entries, strict=True) if entry}
        return tables.sheet(placed, opening, entries, self.book)

    def _part_heading(self, part: int, style: str) -> RunningText:
        """A part's heading: one that begins a page or, in a style of that name, one above a table or a brief part."""
        words = self.report.parts[part].heading
        entry = self._entry(words, 1)
        lines = styles.PART.lines(words, TEXT.text_width)
        gap = styles.PART_GAP_ABOVE_TABLE if style == styles.PART_ABOVE_TABLE else styles.PART_GAP
        before = styles.BRIEF_GAP if style == styles.BRIEF_PART else 0
        content = bookmark(entry.anchor, entry.number, run(words))
        return RunningText(style.replace(" ", "") or "Heading1", content, lines, styles.PART.pitch, keep_next=True,
                           gap=gap, entry=entry, before=before, place=(part, -1))

    def _at(self, piece: RunningText, place: Place) -> RunningText:
        if piece.entry:
            self.places[place] = piece.entry
        closer = replace(piece.closer, place=place) if piece.closer else None
        return replace(piece, place=place, closer=closer)

    def _pieces(self, block: Block) -> Iterator[RunningText]:
        match block:
            case Heading():
                yield self._heading(block)
            case Paragraph(style="note"):
                yield _paragraph("TableNote", styles.TABLE_NOTE, block, 0, styles.NOTE_GAP)
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
        number = len(self.charts)
        title = run(chart.title) + run(f"（{chart.unit}）", "CaptionUnit")
        lines = styles.CAPTION.lines(chart.title, TEXT.text_width)
        yield RunningText("Caption", title, lines, styles.CAPTION.pitch, keep_next=True, before=styles.CAPTION_GAP,
                          floats=True)
        closer = _picture(chart, number, charts.height(chart, close=True))
        yield replace(_picture(chart, number, charts.height(chart)), closer=closer)


def _picture(chart: Chart, number: int, height: float) -> RunningText:
    drawing = charts.drawing(chart, number, f"chart{number}", height)
    return RunningText("Chart", drawing, LineCount(1, 1), height + styles.SMALLEST.pitch)


def _paragraph(style: str, face: Face, block: Paragraph, indent: float, before: float = 0) -> RunningText:
    lines = face.lines(block.text, TEXT.text_width, indent)
    return RunningText(style, running_text(block), lines, face.pitch, before=before)


def _term(term: Term) -> RunningText:
    """A glossary entry; its term stands out by a character style."""
    text = f"{term.number}、{term.term}：{term.definition}"
    content = run(f"{term.number}、{term.term}：", "GlossaryTerm") + run(term.definition)
    return RunningText("Glossary", content, styles.BODY.lines(text, TEXT.text_width, styles.BODY_INDENT),
                       styles.BODY.pitch)


def _listed(label: str, title: str) -> RunningText:
    lines = styles.LISTED.lines(title, TEXT.text_width - styles.LISTED_INDENT)
    return RunningText("TableList", run(f"{label}\t{title}"), lines, styles.LISTED.pitch)
