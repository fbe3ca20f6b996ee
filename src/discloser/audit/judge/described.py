"""Sentences that tell of budget and outturn: the right 类, all of them, and the larger of the two called larger."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.finding import Finding
from ..inspection import Inspection
from ..problems import figures as problems
from ..read.figures import FigurePlace, in_unit, show
from ..read.patterns import AMOUNT
from ..read.printed import plain_sentence
from ..read.reading import number_of
from ..rule import rule
from .tell import finding_at

_PAIR = re.compile(
    rf"预算(?:数)?为?(?P<budget>{AMOUNT}(?P<unit>万元|元)),(?:支出)?决算(?:数)?为?(?P<spent>{AMOUNT}(?P<other>万元|元))"
    r"|决算数(?P<said>大于|小于|等于)(?:年初)?预算数"
)
_YUAN = "元"


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
                             found=len(description.told), expected=len(description.used), level=description.level)


@rule(problems.BESIDE_BUDGET, of_known=True)
def the_larger_is_called_larger(seen: Inspection) -> Iterator[Finding]:
    """A claim belongs to the two figures that stand before it in its paragraph."""
    for section in seen.report.sections:
        for paragraph in section.paragraphs:
            pair: re.Match[str] | None = None
            for match in _PAIR.finditer(plain_sentence(paragraph)):
                if match["budget"]:
                    pair = match
                elif pair and (truth := _compared(pair)) != match["said"]:
                    yield finding_at(
                        problems.BESIDE_BUDGET, seen.file, FigurePlace(section=section.heading), found=match["said"],
                        expected=truth, budget=pair["budget"], spent=pair["spent"])


def _compared(pair: re.Match[str]) -> str:
    """How the outturn stands to the budget, by the figures printed."""
    budget, spent = (
        in_unit(number_of(pair[name].removesuffix(pair[unit])), pair[unit], _YUAN)
        for name, unit in (("budget", "unit"), ("spent", "other"))
    )
    return "等于" if spent == budget else "大于" if spent > budget else "小于"
