"""A form of a project, 绩效目标表 or 绩效自评表: merged labels, on one page where the texts allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .. import fit
from ..form_cells import FormCell, blocks_of
from ..form_grid import AnyProjectForm, form_rows, widths_of
from . import styles
from .columns import head_margin, inner
from .grid import Rules, Span, cell, grid, row
from .markup import cell_text, paragraph, run
from .measure import Face
from .page import TEXT
from .paginate import OwnPages, pages_of_rows
from .stylebook import StyleBook


class _FormSetting(NamedTuple):
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


class _Box(NamedTuple):
    """A cell of the form: its text, its look, and whether it continues the cell above."""

    text: str
    role: str = "name"
    merge: str = ""


class _FormRow(NamedTuple):
    """A row of the form: its boxes, how many columns of the grid each takes, and how wide those are, in points."""

    boxes: tuple[_Box, ...]
    columns: tuple[int, ...]
    grid: tuple[float, ...]

    def widths(self) -> list[float]:
        """The widths of the boxes in points."""
        starts = [sum(self.columns[:index]) for index in range(len(self.columns))]
        return [sum(self.grid[start:start + count]) for start, count in zip(starts, self.columns, strict=True)]


def sheet(form: AnyProjectForm, book: StyleBook) -> OwnPages:
    """A form on its page, or pages where its texts are very long."""
    widths = tuple(share * TEXT.text_width / 100 for share in widths_of(form))
    lines = list(_lines(form, widths))
    opening = _opening_height(form)
    setting, pages = _fitted(lines, opening)
    parted = set(blocks_of(list(form_rows(form))))
    rows = "".join(_row(line, setting, book, Rules(above=number in parted)) for number, line in enumerate(lines))
    title = paragraph("FormTitle", run(form.title)) + paragraph("FormYear", run(form.year_line))
    return OwnPages(TEXT, title + grid(widths, rows, f"{form.title} {form.project}", first_row=False)
                    + _below(form), pages)


def _below(form: AnyProjectForm) -> str:
    """The note and the signature under a form."""
    signed = "".join(
        run(f"{name}：") + cell_text(value) + (run("\t") if number < len(form.printed_signature()) else "")
        for number, (name, value) in enumerate(form.printed_signature(), start=1)
    )
    note = paragraph("TableNote", run(form.note)) if form.note else ""
    return note + (paragraph("Signature", signed) if signed else "")


def _opening_height(form: AnyProjectForm) -> float:
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


def _row(line: _FormRow, setting: _FormSetting, book: StyleBook, rules: Rules) -> str:
    cells = "".join(
        cell(Span(box.text, count, box.merge), width, book.cell(box.role, setting.face), rules,
             margin=head_margin(box.text, setting.face, width) if box.role == "topic" else 0)
        for box, count, width in zip(line.boxes, line.columns, line.widths(), strict=True)
    )
    height = _height(line, setting)
    return row(cells, height) if height <= _TALL else row(cells, 0)


def _lines(form: AnyProjectForm, widths: tuple[float, ...]) -> Iterator[_FormRow]:
    """The rows of the form; what a cell covers in the rows below is a box that continues it, at the left."""
    covering: list[FormCell] = []
    for cells in form_rows(form):
        covered = [_Box("", "topic", "continue")] * len(covering)
        boxes = (_Box(one.text, _role(one), "restart" if one.rowspan > 1 else "") for one in cells)
        yield _FormRow((*covered, *boxes), tuple(one.colspan for one in (*covering, *cells)), widths)
        covering = [one._replace(rowspan=one.rowspan - 1) for one in (*covering, *cells) if one.rowspan > 1]


def _role(one: FormCell) -> str:
    """How a cell looks."""
    if one.kind == "amount":
        return "amount"
    return "name" if one.kind == "text" else "topic"
