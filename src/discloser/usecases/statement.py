"""The paper about a correction: what was corrected, why, and what that moved."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from ..compare.comparison import Comparison
from ..compare.sides import Side
from ..compare.statement import Occasion, statement
from ..disk import write_all
from ..model.case import Case
from ..read.kind.library import INSTALLED, Library
from ..render import NOTICES
from .new import new_file

STATEMENT_FORMATS = tuple(NOTICES)


class NoDate(Exception):  # noqa: N818  a question to the officer, not a fault
    """A correction needs a date, and neither the officer nor the form gives one."""


def write_statement(
    comparison: Comparison, new: Side, target: Path, reason: str, date: dt.date | None = None,
    library: Library = INSTALLED,
) -> None:
    """Write the paper about a correction, as DOCX or PDF. Raises `NoDate`, and FileExistsError rather than lose one."""
    paper_format = new_file(target).suffix.lower().removeprefix(".")
    content = correction_paper(comparison, new, paper_format, reason, date, library)
    write_all({target: content}, {target: None})


def correction_paper(
    comparison: Comparison, new: Side, paper_format: str, reason: str, date: dt.date | None = None,
    library: Library = INSTALLED,
) -> bytes:
    """The paper about a correction, in one of `STATEMENT_FORMATS`. Raises `NoDate`."""
    day = date or (new.case.form.request.published_on if new.case else None)
    if day is None:
        raise NoDate("更正说明要印日期：填报表里没有“公开日期”，请用 --date 写明，例如 --date 年-月-日")
    data = new.printed.neutral if new.printed else {}
    title = new.title or str(data.get("unit", ""))
    occasion = Occasion(
        str(data.get("unit", "")), title, int(data.get("year") or day.year), day, reason,
        *_of_case(new.case))
    paper = statement(comparison, occasion, library.statement("correction"))
    return NOTICES[paper_format](paper, library.fonts)


def _of_case(case: Case | None) -> tuple[str, dict[str, str]]:
    """The unit of the report's amounts, and the names of the codes that its lines are called by."""
    if case is None:
        return "", {}
    lists = case.classification
    lines = (*case.form.basic_lines, *case.form.project_lines)
    names = {line.function: lists.function.name(line.function) for line in lines}
    names |= {line.department_economic: lists.department_economic.name(line.department_economic) for line in lines}
    return case.kind.currency_unit, {code: name for code, name in names.items() if code and name}
