"""The 项目支出绩效目标表 as a form: merged labels, term and year side by side, on one page where the texts allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from ...model.report.report import Funding, TargetForm
from . import styles
from .columns import balancing_margin, inner
from .grid import Span, cell, grid, row
from .markup import paragraph, run
from .measure import Face
from .page import SHEET
from .paginate import Sheet, pages_of_rows
from .stylebook import StyleBook


@dataclass(frozen=True, slots=True)
class _Setting:
    """One way to set a form: its type and the room above and below the text of a cell."""

    face: Face
    padding: float


_SETTINGS = tuple(
    _Setting(Face(size, pitch), padding)
    for size, pitch, padding in (
        (10.5, 14, 6.5), (10.5, 14, 5), (10.5, 14, 3.5), (10, 13, 3), (9.5, 12.5, 2.5), (9, 11.5, 2.5), (8.5, 11, 2),
        (8, 10, 2), (7.5, 9, 2),
    )
)

_TALL = SHEET.text_height / 4
"""A row higher than this may be split between pages."""

_SHARES = (48, 48, 66, 94, 62, 30, 62, 60)
_UNIT = SHEET.text_width / sum(_SHARES)
_WIDTHS = tuple(share * _UNIT for share in _SHARES)
_PAIR = (2, 2, 2, 2)
_GOALS = (1, 3, 4)
_INDICATOR = (1, 1, 1, 1, 1, 2, 1)
_WHOLE = (2, 6)


@dataclass(frozen=True, slots=True)
class _Box:
    """A cell of the form: its text, its look, and whether it continues the cell above."""

    text: str
    role: str = "name"
    merge: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the form: its boxes and how many grid columns each takes."""

    boxes: tuple[_Box, ...]
    columns: tuple[int, ...]

    def widths(self) -> list[float]:
        """The widths of the boxes in points."""
        starts = [sum(self.columns[:index]) for index in range(len(self.columns))]
        return [sum(_WIDTHS[start:start + count]) for start, count in zip(starts, self.columns, strict=True)]


def sheet(form: TargetForm, book: StyleBook) -> Sheet:
    """A form on its page, or pages where its texts are very long."""
    lines = _lines(form)
    opening = _opening_height(form)
    setting, pages = _fitted(lines, opening)
    rows = "".join(_row(line, setting, book) for line in lines)
    title = paragraph("FormTitle", run(form.title)) + paragraph("FormYear", run(form.year_line))
    return Sheet(SHEET, title + grid(_WIDTHS, rows, f"{form.title} {form.project}", first_row=False), pages)


def _opening_height(form: TargetForm) -> float:
    title = styles.FORM_TITLE.lines(form.title, SHEET.text_width).most
    return title * styles.FORM_TITLE.pitch + styles.FORM_YEAR.pitch


def _fitted(lines: Sequence[_Line], opening: float) -> tuple[_Setting, int]:
    """The most comfortable setting on one page; very long texts take several."""
    counts = []
    for setting in _SETTINGS:
        heights = [height for line in lines for height in _parts(line, setting)]
        pages, certain = pages_of_rows(opening, (), heights, styles.SMALLEST.pitch, SHEET.text_height)
        if pages == 1:
            return setting, 1
        counts.append((not certain, setting, pages))
    _, setting, pages = min(counts, key=lambda count: count[0])
    return setting, pages


def _parts(line: _Line, setting: _Setting) -> list[float]:
    """The heights of what stays whole: the row, or the lines of a row so high that it may go on to the next page."""
    height = _height(line, setting)
    return [height] if height <= _TALL else [setting.face.pitch] * round(height / setting.face.pitch)


def _height(line: _Line, setting: _Setting) -> float:
    lines = [
        setting.face.lines(box.text, inner(width)).most
        for box, width in zip(line.boxes, line.widths(), strict=True) if box.merge != "restart"
    ]
    return max(lines, default=1) * setting.face.pitch + 2 * setting.padding


def _row(line: _Line, setting: _Setting, book: StyleBook) -> str:
    cells = "".join(
        cell(Span(box.text, count, box.merge), width, book.cell(box.role, setting.face),
             margin=balancing_margin(box.text, setting.face, width) if box.role == "label" else 0)
        for box, count, width in zip(line.boxes, line.columns, line.widths(), strict=True)
    )
    height = _height(line, setting)
    return row(cells, height) if height <= _TALL else row(cells, 0)


def _lines(form: TargetForm) -> list[_Line]:
    return [
        *_pairs(form.identity),
        *_funding(form),
        *(_Line((_label(label), _Box(text)), _WHOLE) for label, text in form.texts),
        *_goals(form),
        *_indicators(form),
        *_pairs(form.signature),
    ]


def _label(text: str, merge: str = "") -> _Box:
    return _Box(text, "label", merge)


def _merged(text: str, count: int) -> list[_Box]:
    """A label over `count` rows."""
    if count == 1:
        return [_label(text)]
    return [_label(text, "restart"), *[_label("", "continue")] * (count - 1)]


def _pairs(pairs: Sequence[tuple[str, str]]) -> Iterator[_Line]:
    """Label and value two to a row; of an odd number the first has a row for itself."""
    alone = len(pairs) % 2
    for label, value in pairs[:alone]:
        yield _Line((_label(label), _Box(value)), _WHOLE)
    for left, right in zip(pairs[alone::2], pairs[alone + 1::2], strict=True):
        yield _Line((_label(left[0]), _Box(left[1]), _label(right[0]), _Box(right[1])), _PAIR)


def _funding(form: TargetForm) -> Iterator[_Line]:
    term, year = (_with_heading(block) for block in form.funding)
    pairs = list(zip_longest(term, year, fillvalue=("", "")))
    for label, (left, right) in zip(_merged(form.funding_label, len(pairs)), pairs, strict=True):
        boxes = (label, _Box(left[0]), _Box(left[1], "amount"), _Box(right[0]), _Box(right[1], "amount"))
        yield _Line(boxes, (1, 2, 1, 2, 2))


def _with_heading(block: Funding) -> list[tuple[str, str]]:
    """The lines of a block; its heading names the total, which stands first."""
    return [(block.heading if number == 0 else label, amount) for number, (label, amount) in enumerate(block.lines)]


def _goals(form: TargetForm) -> Iterator[_Line]:
    top, below = _merged(form.goals_label, 2)
    (term_label, term), (year_label, year) = form.goals
    yield _Line((top, _label(term_label), _label(year_label)), _GOALS)
    yield _Line((below, _Box(term), _Box(year)), _GOALS)


def _indicators(form: TargetForm) -> Iterator[_Line]:
    labels = iter(_merged(form.indicators_label, len(form.indicators) + 1))
    yield _Line((next(labels), *map(_label, form.indicator_heads)), _INDICATOR)
    for first, group in groupby(form.indicators, key=lambda indicator: indicator.first):
        of_first = list(group)
        firsts = iter(_merged(first, len(of_first)))
        for second, run_of_second in groupby(of_first, key=lambda indicator: indicator.second):
            of_second = list(run_of_second)
            for label, indicator in zip(_merged(second, len(of_second)), of_second, strict=True):
                values = (indicator.term_name, indicator.term_value, indicator.year_name, indicator.year_value)
                yield _Line((next(labels), next(firsts), label, *map(_Box, values)), _INDICATOR)
