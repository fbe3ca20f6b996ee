"""Form + kind → Case: facts, figures and changes, before anything is judged or written."""

from __future__ import annotations

from ..core.case import Case
from ..core.codes import Classification
from ..core.form import Form
from ..core.kind import ReportKind
from .changes import changes_of
from .facts import facts_of
from .figures import figures_of


def case_of(form: Form, kind: ReportKind, classification: Classification) -> Case:
    """The case of a form under a kind."""
    classification = classification.named(_officers_names(form))
    facts = facts_of(form, kind, classification)
    figures = figures_of(facts, kind, classification)
    return Case(form, kind, classification, facts, figures, changes_of(form, figures, kind))


def _officers_names(form: Form) -> dict[str, str]:
    """Names on one line: they stand inside sentences, where a new line would begin a new thought."""
    on_lines = {
        line.function: line.function_name for line in (*form.basic_lines, *form.project_lines) if line.function_name
    }
    return {code: " ".join(name.split()) for code, name in {**on_lines, **form.code_names}.items()}
