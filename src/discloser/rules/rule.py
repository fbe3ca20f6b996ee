"""What a rule is: a problem with a code, and a function that finds it in a case.

A rule says which value a person should look at; where that value was typed is looked up here, once, for all rules.

Where not everything of a form is known, a rule is stopped by the first thing it asks for in vain (`model.unknown`):
what it found until then stands. A rule that judges row by row or text by text, none in the light of another, passes
over what is not known by `each` and `free_texts.each_text`; one that counts or compares must not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from typing import NamedTuple, TypeVar

from ..model.case import Case
from ..model.finding import Finding, Nature, Problem, Related, Severity
from ..model.form.common import CommonForm
from ..model.form.sorts import Sort
from ..model.kind.report_kind import KindError, ReportKind
from ..model.place import FormPath, Place, Places, written
from ..model.unknown import NotKnown, while_known

R = TypeVar("R")
T = TypeVar("T")


class Beside(NamedTuple):
    """Another place to look at: its path, what stands there and why it is looked at; `alike`: the same is wrong."""

    path: FormPath
    value: str
    reason: str
    alike: bool = False


class Hit(NamedTuple):
    """One violation: the path to look at, what was found and expected there, and the words of the message.

    `severity`: how much it matters where that differs from hit to hit; what a kind says of the rule comes first.

    A word that is itself a path is shown as the place where it was typed. Hits on what a department's form has from
    its units are dropped: each unit was judged on its own.
    """

    path: FormPath
    found: object
    expected: object
    words: Mapping[str, object]
    severity: Severity | None = None
    related: tuple[Beside, ...] = ()

    def beside(self, others: Iterable[Beside]) -> Hit:
        """The same with the other places it speaks of, the likeliest first."""
        return self._replace(related=tuple(others))


Parameters = Mapping[str, Decimal]
"""Thresholds of a rule by their Chinese names."""

Check = Callable[..., Iterator[Hit]]
"""(Case) -> hits; of a rule with parameters, (Case, Parameters) -> hits."""


class Rule(NamedTuple):
    """A problem that is looked for in every case. `parameters` are the thresholds unless a kind gives others.

    `sort`: the sort of report whose form the rule reads; a rule without one reads only what every form has.
    """

    problem: Problem
    check: Check
    parameters: Parameters
    sort: Sort | None

    @property
    def code(self) -> str:
        """The rule's code, never reused."""
        return self.problem.code

    def applies(self, kind: ReportKind) -> bool:
        """Whether the rule judges reports of a kind, which may switch it off."""
        setting = kind.rules.get(self.code)
        return (setting is None or not setting.off) and self.sort in (None, kind.sort)

    def findings(self, case: Case, places: Places) -> Iterator[Finding]:
        """What the rule finds, as severe as the case's kind has it; nothing where it does not apply."""
        setting = case.kind.rules.get(self.code)
        if not self.applies(case.kind):
            return
        asked = setting.severity if setting is not None else None
        for found in self._hits(case, setting.parameters if setting is not None else {}):
            if case.is_summed(found.path):
                continue
            words = {name: _spot(places.of(word), places.file) if isinstance(word, tuple) else word
                     for name, word in found.words.items()}
            severity = asked or found.severity or self.problem.severity
            finding = self.problem._replace(severity=severity).at(
                places.of(found.path), field=written(found.path) or None, found=found.found, expected=found.expected,
                **words)
            try:
                row = row_name(case.form, found.path)
            except NotKnown:
                continue  # it may have been confirmed under that name
            yield finding._replace(row=row, path=found.path, related=tuple(_related(found.related, case.form, places)))

    def _hits(self, case: Case, given: Parameters) -> Iterator[Hit]:
        if unknown := set(given) - set(self.parameters):
            raise KindError(f"规则 {self.code} 没有参数“{'、'.join(sorted(unknown))}”")
        return self.check(case, {**self.parameters, **given}) if self.parameters else self.check(case)


def rule(
    code: str, title: str, *, message: str, hint: str, severity: Severity = Severity.ERROR, basis: str = "",
    parameters: Mapping[str, int] | None = None, sort: Sort | None = None, nature: Nature = Nature.CONTENT,
) -> Callable[[Check], Rule]:
    """Make a rule of a check. `title` says what must hold; `message` and `hint` are filled with a hit's words.

    `sort`: see `Rule`.
    """

    def make(check: Check) -> Rule:
        thresholds = {name: Decimal(value) for name, value in (parameters or {}).items()}
        return Rule(Problem(code, title, message, hint, severity, basis, nature), check, thresholds, sort)

    return make


def hit(*path: str | int, found: object = None, expected: object = None, **words: object) -> Hit:
    """A violation at a path of the form."""
    return Hit(path, found, expected, words)


def _related(others: Iterable[Beside], form: CommonForm, places: Places) -> Iterator[Related]:
    for other in others:
        with suppress(NotKnown):
            label = " ".join(filter(None, (written(other.path), row_name(form, other.path))))
            yield Related(other.path, places.of(other.path), label, other.value, other.reason, other.alike)


def each(rows: Sequence[R], judge: Callable[[int, R], Iterable[T]]) -> Iterator[T]:
    """What is said of each row by itself, by its number; of a row that is not known, what does not depend on it."""
    for number, row in enumerate(rows):
        yield from while_known(judge(number, row))


def row_name(form: CommonForm, path: FormPath) -> str | None:
    """What a person calls the row of the form that a path leads into: a project, or the codes of a line."""
    match path:
        case ("项目支出", int(i), *_):
            return form.project_lines[i].project
        case ("绩效", "项目绩效目标", int(i), *_) if form.budget:
            return form.budget.performance.targets[i].project
        case ("收入", int(i), *_) if form.final:
            return f"{form.final.revenue_lines[i].function} {form.final.revenue_lines[i].source}"
        case ("分项预算", int(i), *_) if form.final:
            return f"{form.final.item_budgets[i].function} {form.final.item_budgets[i].fund}"
        case ("其他性质支出", int(i), *_) if form.final:
            return f"{form.final.other_lines[i].function} {form.final.other_lines[i].nature}"
        case ("基本支出", int(i), *_):
            return f"{form.basic_lines[i].function} {form.basic_lines[i].department_economic}"
    return None


def _spot(place: Place, file: str) -> str:
    """A place as a message names it; with its file where that is another than the form's own."""
    return str(place) if place.file != file else place.inside or place.file
