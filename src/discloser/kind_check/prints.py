"""Printing on trial: every invented form through the whole kind, and the report against the kind's own tie-outs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..audit import Book, PrintedReport, contradictions, place_of
from ..derive.narrative.names import names_of
from ..derive.narrative.prose import Prose, ProseError
from ..derive.report import assemble
from ..model.case import Case
from ..model.finding import Finding
from ..model.form.terms import NATURES_OF_UNIT
from ..model.kind.report_kind import KindError
from ..model.place import Place
from ..read.kind import problems
from ..read.kind.tie_outs import FILE
from ..render.neutral import neutral
from .pieces import Desk
from .template_errors import in_chinese
from .tie_outs import unknown_columns

_NATURES = len(NATURES_OF_UNIT)
"""Every third trial is another sort of form and another nature: enough for whole reports, which take long."""

Trials = Mapping[str, Case]
"""What a trial is about → its case."""


def judge_prints(desk: Desk, trials: Trials, book: Book) -> Iterator[Finding]:
    """What fails when the kind is printed; each fault once, with the first form that shows it."""
    failed: set[tuple[str, int | None]] = set()
    prose = Prose(desk.kind)
    for name, case in trials.items():
        for fault in _failing(case, prose):
            if (where := (fault.text, fault.line)) not in failed:
                failed.add(where)
                yield problems.FAILS.at(desk.text_place(fault.text, fault.line), case=name,
                                        reason=in_chinese(fault.reason))
    if not failed:
        yield from _reports(desk, trials, book)


def _failing(case: Case, prose: Prose) -> Iterator[ProseError]:
    names = names_of(case.form, case.figures, case.changes, case.kind)
    for part in case.kind.parts:
        for text in part.texts:
            try:
                prose.pieces(text, names)
            except ProseError as fault:
                yield fault


def _reports(desk: Desk, trials: Trials, book: Book) -> Iterator[Finding]:
    told: set[str] = set()
    for name, case in list(trials.items())[::_NATURES]:
        try:
            report = neutral(assemble(case))
        except (KindError, LookupError, TypeError, ValueError) as fault:
            yield problems.FAILS.at(Place(str(desk.shaped.files.folder)), case=name, reason=str(fault))
            return
        if book.known and name == next(iter(trials)):
            yield from unknown_columns(desk, book, PrintedReport.of(report, ""))
        for finding in contradictions(PrintedReport.of(report, ""), book) if book.known else ():
            if (key := f"{finding.code} {finding.message}") not in told:
                told.add(key)
                yield problems.CONTRADICTS.at(
                    Place(str(desk.shaped.files.folder / FILE)), case=name,
                    reason=f"{finding.code} {place_of(finding)}：{finding.message}",
                )
