"""A case: one readable form with all that is derived from it before a report. The one argument of every rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from .change import ExplainedChange
from .codes import Classification
from .fact import Facts
from .form.common import CommonForm
from .kind.report_kind import ReportKind
from .place import FormPath
from .tail import Tail
from .unknown import NotKnown

if TYPE_CHECKING:
    from .form.budget import Form
    from .form.final import FinalForm


class RepeatedFigure(NamedTuple):
    """A figure that was typed although other forms give it too. `origin`: where in those forms it comes from."""

    path: FormPath
    typed: Decimal
    computed: Decimal
    origin: FormPath


@dataclass(frozen=True, slots=True)
class Case:
    """`classification` already holds the names the officer supplied; `figures` and `changes` are as printed.

    A department's case has the forms of its `units`; `summed` are the paths of its form that were added up from them.
    `tails`: where rows in 万元 are taken otherwise than typed, within what rounding hides, so that two sums agree.
    """

    form: CommonForm
    kind: ReportKind
    classification: Classification
    facts: Facts
    figures: Mapping[str, Any]
    changes: Mapping[str, ExplainedChange]
    comparisons: tuple[RepeatedFigure, ...] = ()
    units: tuple[CommonForm, ...] = ()
    summed: frozenset[FormPath] = frozenset()
    tails: tuple[Tail, ...] = ()

    if not TYPE_CHECKING:  # a type checker would believe that a case has every attribute
        def __getattr__(self, name: str) -> Any:
            """Raises `NotKnown` for a field that was left out."""
            if name in {field.name for field in fields(self)}:
                raise NotKnown(name)
            raise AttributeError(name)

    @property
    def reporting(self) -> tuple[CommonForm, ...]:
        """The forms of the units that the report is about: a department's units, or the one unit itself."""
        return self.units or (self.form,)

    def is_summed(self, path: FormPath) -> bool:
        """Whether what stands at a path was not typed there but added up from the units, where it was judged."""
        return any(path[:length] in self.summed for length in range(1, len(path) + 1))

    @property
    def budget(self) -> Form:
        """The form of a budget. Raises TypeError when the report is none."""
        if budget := self.form.budget:
            return budget
        raise TypeError("not a budget")

    @property
    def final(self) -> FinalForm:
        """The form of final accounts. Raises TypeError when the report is none."""
        if final := self.form.final:
            return final
        raise TypeError("no final accounts")


@dataclass(frozen=True, slots=True, init=False)
class PartOfCase(Case):
    """A case of which only some fields are known; whoever asks for another gets `NotKnown`."""

    def __init__(self, known: Mapping[str, Any]) -> None:
        for name, value in known.items():
            object.__setattr__(self, name, value)
