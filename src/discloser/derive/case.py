"""Form + kind → Case: facts, figures and changes, before anything is judged or written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ..model.case import Case, PartOfCase, RepeatedFigure
from ..model.codes import Classification
from ..model.fact import Facts
from ..model.form.common import CommonForm, SpendingLine
from ..model.kind.report_kind import ReportKind
from ..model.place import FormPath
from ..model.tail import Tail
from ..model.unknown import NotKnown
from .changes import changes_of
from .determined import with_determined
from .facts import facts_of
from .figures import figures_of

if TYPE_CHECKING:
    from ..model.form.final import OtherLine, RevenueLine


def derived(
    form: CommonForm, typed: Set[FormPath], kind: ReportKind, classification: Classification, last_year: Case | None,
    units: Sequence[CommonForm],
) -> Case:
    """The case of a form, `typed` the paths filled in it, with last year's case and its units' forms if it has any."""
    comparisons: tuple[RepeatedFigure, ...] = ()
    if last_year:
        from .prior_figures import with_prior  # few forms name last year's

        filled = with_prior(form, typed, last_year, kind)
        form, typed, comparisons = filled.form, typed | filled.paths, filled.comparisons
    if not units:
        return case_of(form, kind, classification, comparisons)
    return case_of_department(form, typed, units, kind, classification, comparisons)


def case_of(
    form: CommonForm, kind: ReportKind, classification: Classification, comparisons: tuple[RepeatedFigure, ...] = ()
) -> Case:
    """The case of a unit's form under a kind."""
    form = with_determined(form, kind)
    tails: tuple[Tail, ...] = ()
    if form.final:
        from .tails import without_tails  # in a budget both sides are the same lines

        form, tails = without_tails(form.final)
    classification = classification.named(_officers_names(form))
    return _case(form, kind, classification, facts_of(form, kind, classification), comparisons, tails=tails)


def case_of_part(form: CommonForm, kind: ReportKind, classification: Classification) -> Case:
    """The case of a form of which not everything is known: nor is then what would be derived from the rest of it."""
    form = with_determined(form, kind)
    known: dict[str, Any] = {"form": form, "kind": kind, "units": (), "summed": frozenset(), "tails": ()}
    with suppress(NotKnown):
        known |= {"comparisons": ()} if not form.prior_year.form else {}
    with suppress(NotKnown):
        known["classification"] = lists = classification.named(_officers_names(form))
        known["facts"] = facts = facts_of(form, kind, lists)
        known["figures"] = figures = figures_of(facts, kind, lists)
        known["changes"] = changes_of(form, figures, kind)
    return PartOfCase(known)


def case_of_department(
    own: CommonForm, typed: Set[FormPath], units: Sequence[CommonForm], kind: ReportKind,
    classification: Classification, comparisons: tuple[RepeatedFigure, ...] = (),
) -> Case:
    """The case of a department: its own form, `typed` the paths filled in it, and the forms of its units."""
    from .department import facts_of_department, summed, without_passed_on  # most forms are a unit's
    from .tails import units_without_tails

    level, tails = units_without_tails(
        own, tuple(units), lambda units: facts_of_department(units, kind, classification))
    units = tuple(without_passed_on(unit) for unit in level)
    total = summed(own, typed, units)
    classification = classification.named(_officers_names(total.form))
    facts = facts_of_department(units, kind, classification)
    return _case(
        total.form, kind, classification, facts, (*comparisons, *total.comparisons), units, total.paths, tails,
    )


def _case(
    form: CommonForm, kind: ReportKind, classification: Classification, facts: Facts,
    comparisons: tuple[RepeatedFigure, ...], units: tuple[CommonForm, ...] = (),
    paths: frozenset[FormPath] = frozenset(), tails: tuple[Tail, ...] = (),
) -> Case:
    figures = figures_of(facts, kind, classification)
    changes = changes_of(form, figures, kind)
    return Case(form, kind, classification, facts, figures, changes, comparisons, units, paths, tails)


def _officers_names(form: CommonForm) -> dict[str, str]:
    """Names on one line: they stand inside sentences, where a new line would begin a new thought."""
    on_lines = {line.function: line.function_name for line in _lines(form) if line.function_name}
    return {code: " ".join(name.split()) for code, name in {**on_lines, **form.code_names}.items()}


def _lines(form: CommonForm) -> Iterator[SpendingLine | RevenueLine | OtherLine]:
    yield from form.basic_lines
    yield from form.project_lines
    if final := form.final:
        yield from final.revenue_lines
        yield from final.other_lines
