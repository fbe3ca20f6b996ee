"""The year that a form gives away beside the one that was typed as the report's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ..model.case import Case
from ..model.finding import Finding
from ..model.place import FormPath, written
from ..model.text.slips import years_named
from .free_texts import free_texts
from .once import once

_OF_THE_YEAR: Final = frozenset({"DAT003", "DAT004", "IDN003", "IDN005"})
"""Codes of what is found where dates and texts do not fit the year."""

_YEAR: Final[FormPath] = ("报告", "年度")
ABOUT_THE_YEAR: Final = frozenset({"年度目标", "年度值", "实施计划", "政府购买服务"})
"""Keys of texts that speak of what is planned for the report's year."""


def without_what_follows(unlike: Iterable[Finding], found: Iterable[Finding]) -> list[Finding]:
    """What was found in units' forms, without what follows from a year that is told to be wrong itself."""
    wrong = {finding.place.file: finding.place for finding in unlike if finding.field == written(_YEAR)}
    return [finding for finding in found if finding.place.file not in wrong
            or not (finding.code in _OF_THE_YEAR or finding.place == wrong[finding.place.file])]


@once
def another_year(case: Case) -> list[tuple[FormPath, int]]:
    """Where the form gives its year away, if at least two places agree on one that is not the year typed."""
    told = list(_told(case))
    years = {year for _, year in told}
    return told if len(told) > 1 and len(years) == 1 and case.form.request.year not in years else []


def _told(case: Case) -> Iterator[tuple[FormPath, int]]:
    """Dates of approval and publication, and texts about the year's plans that name one year."""
    after = 1 if case.kind.sort == "final" else 0
    request = case.form.request
    for key, date in (("批复日期", request.approved_on), ("公开日期", request.published_on)):
        if date is not None:
            yield ("报告", key), date.year - after
    for path, text in free_texts(case.form):
        if path[-1] in ABOUT_THE_YEAR and len(named := years_named(text)) == 1:
            yield path, min(named)
