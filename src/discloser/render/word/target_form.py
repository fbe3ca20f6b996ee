"""The 项目支出绩效目标表 as a form: merged labels, term and year side by side, on one page where the texts allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...model.report.report import TargetForm
from .. import fit
from ..target_grid import FormCell, form_rows, widths_of
from . import styles
from .columns import head_margin, inner
from .grid import Span, cell, grid, row
from .markup import cell_text, paragraph, run
from .measure import Face
from .page import TEXT
from .paginate import OwnPages, pages_of_rows
from .stylebook import StyleBook


@dataclass(frozen=True, slots=True)
class _FormSetting:
    """One way to set a form: its type and the room above and below the text of a cell."""

    face: Face
    padding: float


_SETTINGS = (
    _FormSetting(Face(10.5, 14), 6.5), _FormSetting(Face(10.5, 14), 4),
    *(_FormSetting(Face(level.size, round(level.size * fit.LINE, 2)), level.size * fit.FORM_PADDINGS[-1] / 2)
      for level in fit.LEVELS[1:fit.FORM_LEGIBLE]),
    _FormSetting(Face(9, 10.5), 0.5),
)

_TALL = TEXT.text_height / 4
"""A row higher than this may be split between pages."""

_FUNDING = (1, 2, 1, 2, 2)
_COLUMNS = {len(columns): columns for columns in (
    (1, 7), (1, 3, 4), (1, 3, 1, 3), _FUNDING, (1, 1, 1, 1, 1, 2, 1),
    (1, 1, 1, 2, 2, 1))}
"""Number of boxes in a row → how many columns of the grid each takes: the form has one sort of row of each number."""


@dataclass(frozen=True, slots=True)
class _Box:
    """A cell of the form: its text, its look, and whether it continues the cell above."""

    text: str
    role: str = "name"
    merge: str = ""


@dataclass(frozen=True, slots=True)
class _FormRow:
    """A row of the form: its boxes, how many columns of the grid each takes, and how wide those are, in points."""

    boxes: tuple[_Box, ...]
    columns: tuple[int, ...]
    grid: tuple[float, ...]

    def widths(self) -> list[float]:
        """The widths of the boxes in points."""
        starts = [sum(self.columns[:index]) for index in range(len(self.columns))]
        return [sum(self.grid[start:start + count]) for start, count in zip(starts, self.columns, strict=True)]


def sheet(form: TargetForm, book: StyleBook) -> OwnPages:
    """A form on its page, or pages where its texts are very long."""
    widths = tuple(share * TEXT.text_width / 100 for share in widths_of(form))
    lines = list(_lines(form, widths))
    opening = _opening_height(form)
    setting, pages = _fitted(lines, opening)
    rows = "".join(_row(line, setting, book) for line in lines)
    title = paragraph("FormTitle", run(form.title)) + paragraph("FormYear", run(form.year_line))
    return OwnPages(TEXT, title + grid(widths, rows, f"{form.title} {form.project}", first_row=False)
                    + _below(form), pages)


def _below(form: TargetForm) -> str:
    """The note and the signature under a form."""
    signed = "".join(
        run(f"{name}：") + cell_text(value) + (run("\t") if number < len(form.printed_signature()) else "")
        for number, (name, value) in enumerate(form.printed_signature(), start=1)
    )
    note = paragraph("TableNote", run(form.note)) if form.note else ""
    return note + (paragraph("Signature", signed) if signed else "")


def _opening_height(form: TargetForm) -> float:
    """The height of what stands above the form and below it."""
    title = styles.TABLE_TITLE.lines(form.title, TEXT.text_width).most
    words = "　　".join(f"{name}：{value}" for name, value in form.printed_signature())
    signature = styles.SIGNATURE.lines(words, TEXT.text_width).most * styles.SIGNATURE.pitch if words else 0
    note = styles.TABLE_NOTE.lines(form.note, TEXT.text_width).most if form.note else 0
    return (title * styles.TABLE_TITLE.pitch + styles.INFO.pitch + styles.INFO_GAP
            + note * styles.TABLE_NOTE.pitch + bool(note) * styles.NOTE_GAP + signature)


def _fitted(lines: Sequence[_FormRow], opening: float) -> tuple[_FormSetting, int]:
    """The most comfortable setting on one page; very long texts take several."""
    counts = []
    for setting in _SETTINGS:
        heights = [height for line in lines for height in _parts(line, setting)]
        pages, certain = pages_of_rows(opening, (), heights, styles.SMALLEST.pitch, TEXT.text_height)
        if pages == 1:
            return setting, 1
        counts.append((not certain, setting, pages))
    _, setting, pages = min(counts, key=lambda count: count[0])
    return setting, pages


def _parts(line: _FormRow, setting: _FormSetting) -> list[float]:
    """The heights of what stays whole: the row, or the lines of a row so high that it may go on to the next page."""
    height = _height(line, setting)
    return [height] if height <= _TALL else [setting.face.pitch] * round(height / setting.face.pitch)


def _height(line: _FormRow, setting: _FormSetting) -> float:
    lines = [
        setting.face.lines(box.text, inner(width)).most
        for box, width in zip(line.boxes, line.widths(), strict=True) if box.merge != "restart"
    ]
    return max(lines, default=1) * setting.face.pitch + 2 * setting.padding


def _row(line: _FormRow, setting: _FormSetting, book: StyleBook) -> str:
    cells = "".join(
        cell(Span(box.text, count, box.merge), width, book.cell(box.role, setting.face),
             margin=head_margin(box.text, setting.face, width) if box.role == "topic" else 0)
        for box, count, width in zip(line.boxes, line.columns, line.widths(), strict=True)
    )
    height = _height(line, setting)
    return row(cells, height) if height <= _TALL else row(cells, 0)


def _lines(form: TargetForm, widths: tuple[float, ...]) -> Iterator[_FormRow]:
    """The rows of the form; what a cell covers in the rows below is a box that continues it."""
    covering: list[int] = []
    for cells in form_rows(form):
        covered = [_Box("", "topic", "continue")] * len(covering)
        columns = _COLUMNS[len(covered) + len(cells)]
        boxes = (_Box(one.text, _role(one), "restart" if one.rowspan > 1 else "") for one in cells)
        yield _FormRow((*covered, *boxes), columns, widths)
        below = (*(rows - 1 for rows in covering), *(one.rowspan - 1 for one in cells))
        covering = [rows for rows in below if rows]


def _role(one: FormCell) -> str:
    """How a cell looks."""
    if one.kind == "amount":
        return "amount"
    return "name" if one.kind == "text" else "topic"
