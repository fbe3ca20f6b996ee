"""A case: one readable form with all that is derived from it before a report. The one argument of every rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .change import ExplainedChange
from .codes import Classification
from .fact import Facts
from .form import Form
from .kind import ReportKind


@dataclass(frozen=True, slots=True)
class Case:
    """`classification` already holds the names the officer supplied; `figures` and `changes` are as printed."""

    form: Form
    kind: ReportKind
    classification: Classification
    facts: Facts
    figures: Mapping[str, Any]
    changes: Mapping[str, ExplainedChange]
