"""A form of a project as a grid: its rows, and how large it may be set so that it stays on its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.report.project_form import EvaluationForm
from ..model.report.report import TargetForm
from . import fit
from .columns import PAGE_WIDTH
from .evaluation_grid import WIDTHS, evaluation_rows
from .form_cells import FormCell, extents
from .target_grid import target_rows, target_widths

AnyProjectForm = TargetForm | EvaluationForm

_YEAR, _SIGNATURE = 20.0, 20.0
"""Height in points of the year above a form, and of the signature below it."""


def form_rows(form: AnyProjectForm) -> Iterator[list[FormCell]]:
    """The rows of a form from the top; a cell stands in the row where it begins."""
    return target_rows(form) if isinstance(form, TargetForm) else evaluation_rows(form)


def widths_of(form: AnyProjectForm) -> tuple[float, ...]:
    """Widths of the form's columns, in hundredths of the page's width."""
    return target_widths(form) if isinstance(form, TargetForm) else WIDTHS


def level_of(form: AnyProjectForm, rows: Sequence[Sequence[FormCell]]) -> int:
    """The level, by number, at which the form's rows fit its page."""
    return setting_of(form, rows)[0]


def setting_of(form: AnyProjectForm, rows: Sequence[Sequence[FormCell]]) -> tuple[int, float]:
    """The level, by number, at which the form's rows fit its page, and how much room they can have, in ems."""
    below = (fit.note_height(form.note) if form.note else 0) + (_SIGNATURE if form.printed_signature() else 0)
    room = PAGE_WIDTH[True] - _YEAR - below - fit.title_height(form.title, PAGE_WIDTH[False])
    in_one_row = (
        [(cell.text, width) for cell, width in extents(row, widths_of(form)) if cell.rowspan == 1] for row in rows)
    return fit.form_setting(list(in_one_row), room)
