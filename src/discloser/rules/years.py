"""The year that a form gives away beside the one that was typed as the report's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..model.case import Case
from ..model.place import FormPath
from ..model.text.slips import years_named
from .free_texts import free_texts

ABOUT_THE_YEAR: Final = frozenset({"年度目标", "年度值", "实施计划", "政府购买服务"})
"""Keys of texts that speak of what is planned for the report's year."""


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
        named = years_named(text)
        if path[-1] in ABOUT_THE_YEAR and len(named) == 1:
            yield path, min(named)
