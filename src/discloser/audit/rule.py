"""What a rule of the audit is: the problems that it looks for, and a function that finds them in a report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from ..model.finding import Finding, Nature, Problem
from .inspection import Inspection

Check = Callable[[Inspection], Iterator[Finding]]


class AuditRule(NamedTuple):
    """Problems that one look at a report can find.

    `of_known`: whether the kind of the report must be known. `after_figures`: whether the rule leaves alone what is
    found in figures.
    """

    problems: tuple[Problem, ...]
    check: Check
    of_known: bool
    after_figures: bool

    @property
    def is_of_own(self) -> bool:
        """Whether it finds what only the program or the kind that made a report can be to blame for."""
        return any(problem.nature is Nature.OWN for problem in self.problems)

    def findings(self, seen: Inspection) -> Iterator[Finding]:
        """What the rule finds."""
        return self.check(seen) if seen.book.known or not self.of_known else iter(())


RULES: Final[list[AuditRule]] = []
"""Every rule of the audit. A new one is a function in a module of `judge`, which the audit imports."""


def rule(*problems: Problem, of_known: bool = False, after_figures: bool = False) -> Callable[[Check], Check]:
    """Declare a function as a rule that finds some problems."""

    def declare(check: Check) -> Check:
        RULES.append(AuditRule(problems, check, of_known, after_figures))
        return check

    return declare
