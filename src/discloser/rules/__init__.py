"""The rules that judge a form, in the order in which a person would check it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from ..model.case import Case
from ..model.finding import Finding, Problem, Severity, in_reading_order
from ..model.kind.report_kind import ReportKind
from ..model.place import Places
from ..model.unknown import NotKnown
from . import (  # noqa: F401  each declares its own
    amounts,
    assets,
    balance,
    carried_over,
    code_years,
    coding,
    completeness,
    confirming,
    dates,
    department,
    evaluations,
    final_balance,
    final_items,
    final_publics,
    identity,
    insurance,
    lines,
    nature,
    prior,
    procurement,
    projects,
    proportion,
    proposed,
    publics,
    reasons,
    suitability,
    target_money,
    target_texts,
    targets,
    texts,
    told,
)
from .catalogue import RULES
from .rule import Rule

PROBLEMS: Final[tuple[Problem, ...]] = (*(rule.problem for rule in RULES), *confirming.CONFIRMING_PROBLEMS)
"""All that judging can find: the rules' problems, and those of an officer's confirmations."""


def judge(case: Case, places: Places, earlier: Iterable[Finding] = ()) -> list[Finding]:
    """All that the rules find in a case, and what was found earlier, in reading order; what is confirmed is marked."""
    found = [finding for rule in RULES for finding in rule.findings(case, places)]
    return in_reading_order(confirming.confirmed([*_not_explained(earlier, found), *found], case.form, places))


def _not_explained(earlier: Iterable[Finding], found: Iterable[Finding]) -> Iterator[Finding]:
    """What was found in units' own forms, without doubts about an amount that the department now says is wrong."""
    wrong = {finding.place for finding in found if finding.severity is Severity.ERROR}
    for finding in earlier:
        if finding.severity is Severity.ERROR or not wrong & {other.place for other in finding.related}:
            yield finding


def rules_for(kind: ReportKind) -> list[Rule]:
    """The rules that judge reports of a kind."""
    return [rule for rule in RULES if rule.applies(kind)]


class Judged(NamedTuple):
    """What was found for certain where not everything is known; how many rules said all, how many must wait."""

    findings: list[Finding]
    done: int
    waiting: int


def judge_part(case: Case, places: Places, earlier: Iterable[Finding]) -> Judged:
    """All that the rules find in a case before they ask for what is not known, and what was found earlier.

    Whether a confirmation meets a finding is only known when all rules have spoken. Where the confirmations are not
    known themselves, only errors are told, which can't be confirmed.
    """
    found: list[Finding] = []
    rules = rules_for(case.kind)
    waiting = 0
    for rule in rules:
        try:
            for finding in rule.findings(case, places):
                found.append(finding)  # one by one: those before the first thing not known stand
        except NotKnown:
            waiting += 1
    try:
        told = confirming.with_marks([*earlier, *found], case.form)
    except NotKnown:
        told = [*earlier, *(finding for finding in found if finding.severity is Severity.ERROR)]
    return Judged(in_reading_order(told), len(rules) - waiting, waiting)


__all__ = ["PROBLEMS", "RULES", "Judged", "judge", "judge_part", "rules_for"]
