"""What a rule is: a problem with a code, and a function that finds it in a case.

A rule says which value a person should look at; where that value was typed is looked up here, once, for all rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from ..core.case import Case
from ..core.finding import Finding, Problem, Severity
from ..core.place import Path, Place, Places, written


@dataclass(frozen=True, slots=True)
class Hit:
    """One violation: the path to look at, what was found and expected there, and the words of the message.

    A word that is itself a path is shown as the place where it was typed.
    """

    path: Path
    found: object
    expected: object
    words: Mapping[str, object]


Check = Callable[[Case], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A problem that is looked for in every case."""

    problem: Problem
    check: Check

    @property
    def code(self) -> str:
        """The rule's code, never reused."""
        return self.problem.code

    def findings(self, case: Case, places: Places) -> Iterator[Finding]:
        """What the rule finds, as severe as the case's kind has it; nothing where the kind switches it off."""
        setting = case.kind.rules.get(self.code)
        if setting is not None and setting.off:
            return
        severity = setting.severity if setting is not None else None
        problem = replace(self.problem, severity=severity) if severity else self.problem
        for found in self.check(case):
            words = {name: _spot(places.of(word)) if isinstance(word, tuple) else word
                     for name, word in found.words.items()}
            yield problem.at(places.of(found.path), field=written(found.path) or None, found=found.found,
                             expected=found.expected, **words)


def rule(
    code: str, title: str, *, message: str, hint: str, severity: Severity = Severity.ERROR, basis: str = ""
) -> Callable[[Check], Rule]:
    """Make a rule of a check. `title` says what must hold; `message` and `hint` are filled with a hit's words."""

    def make(check: Check) -> Rule:
        return Rule(Problem(code, title, message, hint, severity, basis), check)

    return make


def hit(*path: str | int, found: object = None, expected: object = None, **words: object) -> Hit:
    """A violation at a path of the form."""
    return Hit(path, found, expected, words)


def _spot(place: Place) -> str:
    if place.sheet is not None:
        return f"{place.sheet}!{place.cell}"
    return f"第 {place.line} 行" if place.line is not None else place.file
