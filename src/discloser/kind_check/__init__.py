"""Checks a report kind: everything that is wrong with a folder before any form meets it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..derive.case import case_of
from ..derive.facts import facts_of
from ..derive.narrative.names import names_of
from ..derive.placeholders import words_of
from ..model.case import Case
from ..model.change import ExplainedChange
from ..model.codes import Classification
from ..model.fact import Facts
from ..model.finding import Finding, has_errors, in_reading_order
from ..model.form.common import CommonForm
from ..model.kind.report_kind import KindError, KindFaults, ReportKind
from ..model.money import ZERO, Change
from ..read.form.glyphs import read_characters
from ..read.kind.library import Library
from ..read.kind.shape import shape_kind
from .glyphs import judge_glyphs
from .invented import Invention, invented, inventions
from .lists import judge_items, judge_lists
from .pieces import Desk
from .placeholders import judge_words
from .prints import judge_prints
from .references import RuleParameters, form_of_kind, judge_references
from .selections import groups_of, judge_dimensions, judge_never, judge_values
from .texts import judge_texts
from .tie_outs import judge_tie_outs


def check_kind(kind_id: str, folder: Path, library: Library, rules: RuleParameters) -> list[Finding]:
    """All that is wrong with the kind in a folder, in reading order. `rules`: those it may set."""
    desk = Desk(shape_kind(kind_id, folder))
    if desk.shaped.stopped:
        return list(desk.shaped.findings)
    found = [*desk.shaped.findings, *judge_references(desk, rules, library.code_years)]
    found += (*judge_dimensions(desk), *judge_lists(desk), *judge_glyphs(desk, read_characters(library.fonts)))
    lists, faults = _lists(desk.kind, library)
    found += faults
    forms = _Forms(desk, lists) if lists else None
    full = forms.full() if forms else None
    if forms is None or full is None:
        return in_reading_order(found)
    found += judge_words(desk, words_of(full, desk.kind))
    found += judge_texts(desk, _names(desk, full))
    found += _selections(desk, forms.every_fact()) if desk.head_is_right() else ()
    book, faults = judge_tie_outs(desk)
    found += faults
    if desk.shaped.whole is not None and not has_errors(found):
        found += judge_prints(desk, dict(forms.trials()), book)
    return in_reading_order(found)


def _lists(kind: ReportKind, library: Library) -> tuple[Classification | None, list[Finding]]:
    """The code lists that a kind asks for, if they are there and can be read; and what is wrong with them."""
    try:
        return library.codes(kind.codes_year, kind.year), []
    except KindFaults as faults:
        return None, faults.findings
    except (KindError, ValueError):
        return None, []


class _Forms:
    """The invented forms of a kind, each made once, when it is first asked for."""

    def __init__(self, desk: Desk, lists: Classification) -> None:
        self._kind, self._lists, self._model = desk.kind, lists, form_of_kind(desk)
        self._made: dict[str, CommonForm] = {}

    def full(self) -> CommonForm | None:
        """A form with every value; None while the head of the kind is too faulty to ask for one."""
        try:
            return self._form(inventions()[0])
        except ValueError:
            return None

    def every_fact(self) -> Facts:
        """The facts of a form with every value, for a unit of each nature: some facts tell the nature.

        And those of one in which nothing is typed that other cells determine: by lines, 三公经费 have a source.
        """
        full = {invention.nature: invention for invention in reversed(inventions()) if invention.texts}
        plain = next(invention for invention in inventions() if not invention.texts)
        forms = (self._form(invention) for invention in (*full.values(), plain))
        return Facts(fact for form in forms for fact in facts_of(form, self._kind, self._lists))

    def trials(self) -> Iterator[tuple[str, Case]]:
        """What each trial is about, and its case."""
        for invention in inventions():
            case = case_of(self._form(invention), self._kind, self._lists)
            if invention.level:
                level = invented(invention, self._kind, self._lists, self._model, _as_last_year(case))
                case = case_of(level, self._kind, self._lists)
            yield invention.name, case

    def _form(self, invention: Invention) -> CommonForm:
        if invention.name not in self._made:
            self._made[invention.name] = invented(invention, self._kind, self._lists, self._model)
        return self._made[invention.name]


def _names(desk: Desk, form: CommonForm) -> Mapping[str, Any]:
    """What a text may name."""
    figures: dict[str, Any] = dict.fromkeys(desk.declared("取数"))
    changes = {
        name: ExplainedChange(name, ZERO, ZERO, Change.between(ZERO, ZERO), "", ()) for name in desk.declared("增减")
    }
    return names_of(form, figures, changes, desk.kind)


def _selections(desk: Desk, facts: Facts) -> Iterator[Finding]:
    groups = groups_of(facts)
    yield from judge_values(desk, groups)
    yield from judge_items(desk, groups)
    yield from judge_never(desk, groups)


def _as_last_year(case: Case) -> dict[tuple[str | int, ...], str]:
    """For every figure compared with one amount of the form: that amount, so that nothing changed."""
    compared = {
        tuple(change.prior[0].split("/")): case.kind.figures[change.current].where
        for change in case.kind.changes.values() if len(change.prior) == 1
    }
    return {path: str(case.facts.where(case.kind.expanded(where)).total()) for path, where in compared.items()}


__all__ = ["RuleParameters", "check_kind"]
