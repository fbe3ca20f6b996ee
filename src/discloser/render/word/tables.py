"""The standard tables of a page: label, title, owner and unit lines, heads that repeat, figures that never break.

Which tables stand on a page, and in which type and columns, is decided in `layout`; here they are made to fit by Word's
own measure, in rows that lie closer or type of a smaller step where lines break otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, chain
from math import floor
from typing import NamedTuple

from ...model.report.grid import body_cells, is_strong, list_starts, parted
from ...model.report.report import Row, Table
from .. import fit
from ..layout import GAP, PlacedTable, Sheet, title_and_aside
from . import styles
from .columns import head_margin, head_room, inner
from .contents import mark
from .grid import Rules, Span, cell, grid, head_rows, row
from .markup import bookmark, paragraph, run
from .measure import Face
from .page import TEXT, WIDE, PageFormat
from .paginate import ContentsEntry, OwnPages, pages_of_rows
from .stylebook import StyleBook

_ASIDE = "TitleAside"
_HEAD_PADDING, _ROW_PADDING, _CLOSE_PADDING = 0.6, 2.6, 1.0
_BORDER = 0.3


class _Setting(NamedTuple):
    """One way to set a table: its type, the least height of a row, and the room above and below a row's text."""

    face: Face
    row: float
    padding: float

    def height(self, lines: int) -> float:
        return max(self.row, lines * self.face.pitch + self.padding)


class _Plan(NamedTuple):
    """A table in one setting: its column widths, its head, and the heights of what it is made of."""

    table: Table
    face: Face
    widths: list[float]
    heads: list[list[Span]]
    head_heights: list[float]
    row_heights: list[float]
    opening: float
    closing: float

    @property
    def height(self) -> float:
        """The height of the whole on one page."""
        rows = len(self.head_heights) + len(self.row_heights)
        return self.opening + sum(self.head_heights) + sum(self.row_heights) + rows * _BORDER + self.closing


class Opening(NamedTuple):
    """The part's heading above the first table: its markup, its height and its entry."""

    markup: str
    height: float
    entry: ContentsEntry


def sheet(
    placed: Sheet, opening: Opening | None, entries: Sequence[ContentsEntry | None], book: StyleBook
) -> OwnPages:
    """The tables of a page, or a table of several; a further band of one has no entry in the contents."""
    page = WIDE if placed.landscape else TEXT
    notes = [note.text for note in placed.notes]
    taken = (opening.height if opening else 0) + _notes_height(notes, page) + styles.SMALLEST.pitch
    plans, pages = _fitted(placed.tables, page, taken)
    tables = "".join(
        _table(plan, entry, page, book, number, begins=not opening)
        for number, (plan, entry) in enumerate(zip(plans, entries, strict=True))
    )
    known = tuple(entry for entry in (opening and opening.entry, *entries) if entry)
    markup = (opening.markup if opening else "") + tables + "".join(map(_note, notes))
    return OwnPages(page, markup, pages, known)


def _table(
    plan: _Plan, entry: ContentsEntry | None, page: PageFormat, book: StyleBook, number: int, *, begins: bool
) -> str:
    rows = "".join((*_head(plan, book), *_body(plan, book)))
    return (
        _above(plan.table, entry, page, number, begins=begins)
        + grid(plan.widths, rows, plan.table.title, framed=plan.table.framed)
        + "".join(map(_note, plan.table.note_lines))
    )


def _note(text: str) -> str:
    return paragraph("TableNote", run(text))


def _above(table: Table, entry: ContentsEntry | None, page: PageFormat, number: int, *, begins: bool) -> str:
    main, aside = title_and_aside(table.title)
    title = run(main) + run(aside, _ASIDE)
    if entry:
        title = bookmark(entry.anchor, entry.number, title) + mark(entry)
    label = paragraph("TableLabelBelow" if number else "TableLabel", run(table.label),
                      page_break=begins and not number)
    return (
        label + paragraph("TableTitle", title)
        + paragraph("TableInfoWide" if page is WIDE else "TableInfo", run(f"{table.owner_line}\t{table.unit_line}"))
    )


def _opening_height(table: Table, page: PageFormat) -> float:
    title = styles.TABLE_TITLE.lines(table.title, page.text_width).most * styles.TABLE_TITLE.pitch
    info = styles.INFO.lines(f"{table.owner_line}　{table.unit_line}", page.text_width).most * styles.INFO.pitch
    return styles.LABEL.pitch + title + info + styles.INFO_GAP


def _notes_height(lines: Sequence[str], page: PageFormat) -> float:
    return sum(
        styles.TABLE_NOTE.lines(line, page.text_width).most * styles.TABLE_NOTE.pitch + styles.NOTE_GAP
        for line in lines
    )


def _fitted(placed: Sequence[PlacedTable], page: PageFormat, taken: float) -> tuple[list[_Plan], int]:
    """The tables on one page in the setting that was chosen for them, or else the next closer one in which they fit."""
    room = page.text_height - taken - GAP * (len(placed) - 1)
    ways = [_plans(one, page) for one in placed]
    steps: list[list[_Plan]] = []
    for step in _in_step(ways):
        if sum(plan.height for plan in step) <= room:
            return step, 1
        steps.append(step)
    if len(placed) > 1:
        return steps[-1], 1
    return _broken(placed[0], [step[0] for step in steps], page, taken)


def _in_step(ways: Sequence[Iterator[_Plan]]) -> Iterator[list[_Plan]]:
    """The settings of several tables, the closer ones after the wider ones; one that has no more keeps its last."""
    step = [next(way) for way in ways]
    while True:
        yield step
        nexts = [next(way, None) for way in ways]
        if not any(nexts):
            return
        step = [following or plan for following, plan in zip(nexts, step, strict=True)]


def _broken(placed: PlacedTable, plans: Sequence[_Plan], page: PageFormat, taken: float) -> tuple[list[_Plan], int]:
    """A table of several pages: as many as the layout gives it, and in a setting whose count is beyond doubt."""
    room = page.text_height
    counted = [
        (*pages_of_rows(plan.opening + taken, plan.head_heights, plan.row_heights, plan.closing, room), plan)
        for plan in plans
    ]
    wanted = placed.pages(room - taken)
    pages, _, plan = min(counted, key=lambda one: (not one[1], abs(one[0] - wanted)))
    return [plan], pages


def _plans(placed: PlacedTable, page: PageFormat) -> Iterator[_Plan]:
    """A table in the type it is to be set in, then with rows closer, then in the smaller types that can be read."""
    for fitted in chain([placed.fit], fit.legible(placed.table, placed.fit.level + 1)):
        level = fit.LEVELS[fitted.level]
        widths = [width / 100 * page.text_width for width in fitted.widths]
        size = level.size if fitted.level < fit.LEGIBLE else _small(placed.table, widths, level.size)
        face = Face(size, round(size * fit.LINE * 20) / 20)
        for setting in (_Setting(face, level.row, _ROW_PADDING), _Setting(face, 0, _CLOSE_PADDING)):
            yield _plan(placed.table, setting, widths, page)


def _small(table: Table, widths: Sequence[float], size: float) -> float:
    """The size, in half points, at which no amount is wider than its column, where there is no legible one."""
    whole = Face(size, size)
    amounts = ((cell.text, width) for row in table.rows
               for cell, column, width in zip(row.cells, table.columns, widths, strict=True)
               if column.show == "amount" and cell.text)
    most = min((inner(width) / whole.width(text) for text, width in amounts), default=1)
    return max(floor(min(most, 1) * size * 2) / 2, 1)


def _plan(table: Table, setting: _Setting, widths: list[float], page: PageFormat) -> _Plan:
    heads = _heads(table)
    head_heights = [_head_height(spans, widths, setting) for spans in heads]
    row_heights = [_row_height(line, table, widths, setting) for line in table.rows]
    return _Plan(table, setting.face, widths, heads, head_heights, row_heights, _opening_height(table, page),
                 _notes_height(table.note_lines, page))


def _heads(table: Table) -> list[list[Span]]:
    heads = head_rows(table.columns)
    if table.column_numbers:
        heads.append([Span(number) for number in table.column_numbers])
    return heads


def _head_height(spans: Sequence[Span], widths: Sequence[float], setting: _Setting) -> float:
    lines = [
        -(-setting.face.lines(span.text, head_room(width)).most // span.rows)
        for span, width, _ in _with_widths(spans, widths)
    ]
    return max(lines) * setting.face.pitch + _HEAD_PADDING * setting.face.size


def _row_height(line: Row, table: Table, widths: Sequence[float], setting: _Setting) -> float:
    """The height for the most lines a cell may need: as a least height it holds where fewer are enough, too."""
    face = setting.face
    return setting.height(max(
        face.lines(one.text, inner(sum(widths[start : start + across])) - one.indent * face.size).most
        for one, start, across in body_cells(line, table.columns)
    ))


def _with_widths(spans: Sequence[Span], widths: Sequence[float]) -> Iterator[tuple[Span, float, int]]:
    starts = accumulate((span.columns for span in spans), initial=0)
    for span, start in zip(spans, starts, strict=False):
        yield span, sum(widths[start:start + span.columns]), start


def _head(plan: _Plan, book: StyleBook) -> Iterator[str]:
    style = book.cell("head", plan.face)
    numbers = book.cell("label", plan.face)
    lists = set(list_starts(plan.table.columns))
    for number, (spans, height) in enumerate(zip(plan.heads, plan.head_heights, strict=True), start=1):
        left = len(plan.heads) - number
        cells = "".join(
            cell(span, width, numbers if not left and plan.table.column_numbers else style,
                 Rules(below=span.rows > left, left=start in lists), head_margin(span.text, plan.face, width))
            for span, width, start in _with_widths(spans, plan.widths)
        )
        yield row(cells, height, head=True)


def _body(plan: _Plan, book: StyleBook) -> Iterator[str]:
    columns = plan.table.columns
    lists = set(list_starts(columns))
    for line, height in zip(plan.table.rows, plan.row_heights, strict=True):
        placed = list(body_cells(line, columns))
        ruled = parted(placed, columns)
        cells = "".join(
            cell(Span(one.text, across), sum(plan.widths[start : start + across]),
                 book.cell(_look(columns[start].show, across), plan.face, one.indent, is_strong(one)),
                 Rules(above=any(begin <= start < end for begin, end in ruled), left=start in lists))
            for one, start, across in placed
        )
        yield row(cells, height)


def _look(show: str, across: int) -> str:
    """A name that stands across the codes and the names is centred."""
    return "label" if show == "code" and across > 1 else show
