"""三公经费 as far as the lines of expenditure determine them: by economic item, one for each kind of 三公经费."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.form.budget import Line, every_row
from ..model.form.common import CommonForm, SpendingLine
from ..model.form.terms import APPROPRIATIONS, PUBLICS_SECTIONS
from ..model.place import FormPath

Row = tuple[FormPath, SpendingLine]


def determining(form: CommonForm, item: str) -> tuple[Row, ...] | None:
    """The lines that an item is the sum of; None where they do not determine it.

    In final accounts every line names its economic item. In a budget a project may be planned without one, and its
    money may then hold 三公经费; whether money carried in, or money of other sources than 一般公共预算, counts in the
    table differs from place to place: with any of these the officer has to say.
    """
    rows = tuple((path, line) for path, line in every_row(form) if line.amount and line.fund in APPROPRIATIONS)
    own = tuple(row for row in rows if row[1].department_economic in PUBLICS_SECTIONS[item])
    if form.final:
        return own
    unsaid = any(not line.department_economic for _, line in rows)
    unlike = any(not isinstance(line, Line) or line.carried_in or line.fund != APPROPRIATIONS[0] for _, line in own)
    return None if unsaid or unlike else own


def amounts_determined(form: CommonForm, item: str) -> Iterator[tuple[FormPath, SpendingLine]]:
    """The amounts that were not typed a second time in 三公经费, with their paths."""
    for path, line in determining(form, item) or ():
        yield (*path, "金额"), line
