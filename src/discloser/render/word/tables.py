"""The standard tables: label, title, owner and unit lines, merged heads that repeat, figures that never break."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, product

from ...model.report.grid import body_cells
from ...model.report.report import Column, Row, Table
from . import styles
from .columns import balancing_margin, column_widths, inner, proportional_widths
from .contents import mark
from .grid import Span, cell, grid, head_rows, row
from .markup import bookmark, paragraph, run
from .measure import Face
from .page import SHEET, WIDE, PageFormat
from .paginate import ContentsEntry, OwnPages, pages_of_rows
from .stylebook import StyleBook

_HEAD_FILL = "F2F2F2"
_ROW_PADDING = 2.5


@dataclass(frozen=True, slots=True)
class _TableSetting:
    """One way to set a table: its type and the least height of a row."""

    face: Face
    row: float


def _settings(*sizes: tuple[float, float, float]) -> tuple[_TableSetting, ...]:
    return tuple(_TableSetting(Face(size, pitch), height) for size, pitch, height in sizes)


_USUAL = _settings(
    (10.5, 14, 21), (10.5, 14, 18), (10.5, 13.5, 16.5), (10, 13, 15.5), (9.5, 12, 14.5), (9, 11, 13.5),
)
_MANY_COLUMNS, _LEGIBLE = 12, 4
_FOR_MANY_COLUMNS = _settings((8.5, 11, 14), (8, 10.5, 13.5), (7.5, 10, 13), (7, 9, 12), (6, 8, 11), (5, 7, 10))


@dataclass(frozen=True, slots=True)
class _Plan:
    """A table in one setting: its column widths, its head, the heights of all rows, and the pages it fills."""

    face: Face
    widths: list[float]
    heads: list[list[Span]]
    head_heights: list[float]
    row_heights: list[float]
    pages: int
    certain: bool


def sheet(table: Table, entry: ContentsEntry | None, book: StyleBook) -> OwnPages:
    """A standard table on its page or pages; a further band of one has no entry in the contents."""
    page = WIDE if table.landscape else SHEET
    plan = _chosen(table, page)
    rows = "".join((*_head(plan, book), *_body(table, plan, book)))
    note = "".join(paragraph("TableNote", run(line)) for line in table.note_lines)
    return OwnPages(page, _opening(table, entry, page) + grid(plan.widths, rows, table.title) + note, plan.pages, entry)


def _opening(table: Table, entry: ContentsEntry | None, page: PageFormat) -> str:
    title = run(table.title)
    if entry:
        title = bookmark(entry.anchor, entry.number, title) + mark(entry)
    return (
        paragraph("TableLabel", run(table.label))
        + paragraph("TableTitle", title)
        + paragraph("TableInfoWide" if page is WIDE else "TableInfo", run(f"{table.owner_line}\t{table.unit_line}"))
    )


def _opening_height(table: Table, page: PageFormat) -> float:
    title = styles.TABLE_TITLE.lines(table.title, page.text_width).most * styles.TABLE_TITLE.pitch
    return styles.LABEL.pitch + title + styles.INFO.pitch


def _closing_height(table: Table, page: PageFormat) -> float:
    """The height of the note, or of the least that must stand below a table."""
    lines = sum(styles.TABLE_NOTE.lines(line, page.text_width).most for line in table.note_lines)
    return lines * styles.TABLE_NOTE.pitch if lines else styles.SMALLEST.pitch


def _chosen(table: Table, page: PageFormat) -> _Plan:
    """The most comfortable setting on one page; failing that, the one of fewest pages whose count is beyond doubt.

    A table of very many columns is set small rather than in columns so narrow that names break into columns of signs.
    """
    plans: list[_Plan] = []
    wide = len(table.columns) > _MANY_COLUMNS
    for plan in _plans(table, page, (*_USUAL, *_FOR_MANY_COLUMNS[:_LEGIBLE]) if wide else _USUAL):
        if plan.certain and plan.pages == 1:
            return plan
        plans.append(plan)
    certain = sorted((plan for plan in plans if plan.certain), key=lambda plan: plan.pages)
    for plan in chain(certain, plans, _plans(table, page, _FOR_MANY_COLUMNS)):
        return plan
    return _plan(table, _FOR_MANY_COLUMNS[-1], page, proportional_widths(table, page.text_width))


def _plans(table: Table, page: PageFormat, settings: Sequence[_TableSetting]) -> Iterator[_Plan]:
    for setting, whole_names in product(settings, (True, False)):
        widths = column_widths(table, setting.face, page.text_width, whole_names=whole_names)
        if widths is not None:
            yield _plan(table, setting, page, widths)


def _plan(table: Table, setting: _TableSetting, page: PageFormat, widths: list[float]) -> _Plan:
    heads = _heads(table)
    head_heights = [_head_height(spans, widths, setting) for spans in heads]
    row_heights = [_row_height(line, table.columns, widths, setting) for line in table.rows]
    pages, certain = pages_of_rows(
        _opening_height(table, page), head_heights, row_heights, _closing_height(table, page), page.text_height
    )
    return _Plan(setting.face, widths, heads, head_heights, row_heights, pages, certain)


def _heads(table: Table) -> list[list[Span]]:
    heads = head_rows(table.columns)
    if table.column_numbers:
        heads.append([Span(number) for number in table.column_numbers])
    return heads


def _head_height(spans: Sequence[Span], widths: Sequence[float], setting: _TableSetting) -> float:
    lines = [
        -(-setting.face.lines(span.text, inner(width)).most // span.rows)
        for span, width in _with_widths(spans, widths)
    ]
    return max(setting.row, max(lines) * setting.face.pitch + _ROW_PADDING)


def _row_height(line: Row, columns: Sequence[Column], widths: Sequence[float], setting: _TableSetting) -> float:
    """The height for the most lines a cell may need: as a least height it holds where fewer are enough, too."""
    face = setting.face
    lines = [
        face.lines(one.text, inner(sum(widths[start : start + across])) - one.indent * face.size).most
        for one, start, across in body_cells(line, columns)
    ]
    return max(setting.row, max(lines) * face.pitch + _ROW_PADDING)


def _with_widths(spans: Sequence[Span], widths: Sequence[float]) -> Iterator[tuple[Span, float]]:
    starts = accumulate((span.columns for span in spans), initial=0)
    for span, start in zip(spans, starts, strict=False):
        yield span, sum(widths[start:start + span.columns])


def _head(plan: _Plan, book: StyleBook) -> Iterator[str]:
    style = book.cell("head", plan.face)
    for spans, height in zip(plan.heads, plan.head_heights, strict=True):
        cells = "".join(
            cell(span, width, style, _HEAD_FILL, balancing_margin(span.text, plan.face, width))
            for span, width in _with_widths(spans, plan.widths)
        )
        yield row(cells, height, head=True)


def _body(table: Table, plan: _Plan, book: StyleBook) -> Iterator[str]:
    for line, height in zip(table.rows, plan.row_heights, strict=True):
        cells = "".join(
            cell(Span(one.text, across), sum(plan.widths[start : start + across]),
                 book.cell(table.columns[start].show, plan.face, one.indent, one.role == "total"))
            for one, start, across in body_cells(line, table.columns)
        )
        yield row(cells, height)
