"""What is known of a version before it is submitted: checked, built, signed, answered, of the right unit and year."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from .. import engine, store
from ..models import FormVersion, Job
from . import sums
from .missing import Draft
from .models import CorrectionRound, DueReport, ReturnItem

NEEDED = ("docx", "html", "pdf", "data")
"""What a report consists of whatever its kind; a digest is there only where the kind has one."""


def draft_of(due: DueReport, version: FormVersion) -> Draft:
    """A version as the guard of submitting looks at it."""
    newest = version.form.newest
    today = engine.engine_of_today()
    made = version.report_files()
    signed = set(version.signs.values_list("what", flat=True))
    round_ = CorrectionRound.objects.filter(due=due, review=None).last()
    return Draft(
        is_newest=newest is not None and newest.pk == version.pk,
        errors=version.errors, warnings=version.warnings or 0,
        by_present_engine=version.engine == today and not _open(version, "check"),
        built=all(name in made and made[name].engine == today for name in NEEDED),
        building=_open(version, "build"),
        unsigned=[one for one in demanded_signs(version) if one not in signed],
        unanswered=open_items(due).filter(answered=ReturnItem.Answered.OPEN).count(),
        misfits=[*misfits(due, told_of_form(version)), *stale_sum(due)],
        statement_missing=round_ is not None and round_.version_id != version.pk)


def open_items(due: DueReport) -> Any:
    """What of the return lists is not settled, in their order."""
    return ReturnItem.objects.filter(review__due=due).exclude(answered=ReturnItem.Answered.CLOSED)


def _open(version: FormVersion, what: str) -> bool:
    return version.jobs.filter(what=what, state__in=Job.OPEN).exists()


def demanded_signs(version: FormVersion) -> tuple[str, ...]:
    """The signatures without which the form's kind can't be submitted."""
    kind = version.form.kind
    return engine.signs_of(kind) if kind else ()


def told_of_form(version: FormVersion) -> Mapping[str, Any]:
    """Whose form it is, as its last check read it; nothing before it was checked."""
    return store.json_of(version.checked) if version.checked else {}


def misfits(due: DueReport, told: Mapping[str, Any]) -> list[str]:
    """What of a form is another unit's, year's or kind's than what is due; what it does not say yet is no misfit."""
    found = []
    names = {_plain(due.unit.name), *(_plain(one) for one in due.unit.names.values_list("name", flat=True))}
    if told.get("unit") and _plain(told["unit"]) not in names:
        found.append(f"表里的单位是“{told['unit']}”，这里要交的是“{due.unit.name}”的；"
                     "拿错了就换一份，名称改了请财政局在单位名录里改")
    if told.get("year") and told["year"] != due.season.year:
        found.append(f"表里的年度是 {told['year']}，这里要交的是 {due.season.year} 年的")
    wanted = kind_of(due)
    if told.get("kind") and wanted and told["kind"] != wanted:
        found.append(f"表里的类型用的是“{engine.kind_name(told['kind'])}”，这里要交的是“{engine.kind_name(wanted)}”")
    return found


def stale_sum(due: DueReport) -> list[str]:
    """Why a department's report can't be submitted as it is summed; nothing of other reports."""
    stale = sums.words_of([due]).get(due.pk) if due.scope == DueReport.Scope.DEPARTMENT else ""
    return [f"{stale}；所属单位都通过以后，请重新汇总"] if stale else []


def kind_of(due: DueReport) -> str:
    """The kind that a due report's form has to be of."""
    is_sum = due.scope == DueReport.Scope.DEPARTMENT
    return due.season.department_kind if is_sum and due.season.department_kind else due.season.kind


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())
