"""Sentences that tell of every 类 its budget and outturn: the right 类, and all of them."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Finding
from ..inspection import Inspection
from ..problems import figures as problems
from ..read.figures import FigurePlace, show
from ..rule import rule
from .tell import finding_at


@rule(problems.OTHER_CATEGORY, problems.DESCRIBED)
def categories_are_right(seen: Inspection) -> Iterator[Finding]:
    """Findings about amounts that a sentence attributes to a 类."""
    for description in seen.descriptions:
        for one in description.told:
            cell = seen.desk.cell(description.sheet, description.rows[one.name], description.column)
            if not one.spent.shows(cell.value):
                yield finding_at(
                    problems.OTHER_CATEGORY, seen.file, one.spent.spot, found=one.spent.text,
                    expected=show(cell.value) if cell.value else "空白", name=one.name, others=cell.spot)
        if description.told and not description.whole:
            yield finding_at(problems.DESCRIBED, seen.file, FigurePlace(section=description.section),
                             found=len(description.told), expected=len(description.used))
