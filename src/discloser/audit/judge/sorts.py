"""Headings that are another sort of report's: 预算 in final accounts, 决算 in a budget."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.finding import Finding
from ..inspection import Inspection
from ..problems import wording as problems
from ..read.figures import FigurePlace
from ..rule import rule
from .tell import finding_at

_SORTS = {"budget": "预算", "final": "决算"}
_OF_THE_WHOLE = "(?:年度?|单位|部门){}(?:公开)?(?:报表|表|情况说明|说明|编制说明)"
"""What is called after the sort of report: 单位决算表, 部门决算情况说明; not 政府性基金预算."""


@rule(problems.OTHER_SORT, after_figures=True)
def headings_are_of_this_sort(seen: Inspection) -> Iterator[Finding]:
    """A part or a line of the contents that is called after the other sort of report."""
    expected = _SORTS.get(seen.report.kind)
    told: set[str] = set()
    for sort in _SORTS.values() if expected else ():
        words = re.compile(_OF_THE_WHOLE.format(sort))
        for section, text in _headings(seen):
            if sort != expected and words.search(text) and text not in told:
                told.add(text)
                yield finding_at(problems.OTHER_SORT, seen.file, FigurePlace(section=section), found=text,
                                 other=sort, expected=expected)


def _headings(seen: Inspection) -> Iterator[tuple[str, str]]:
    """Section and text."""
    yield from ((part, part) for part in seen.report.parts)
    yield from (("目录", title) for title in seen.report.contents)
