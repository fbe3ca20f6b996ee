"""Every kind of finding there is, and the page that explains each."""

from __future__ import annotations

from pathlib import Path

from ..model.finding import Problem
from ..pull.pulled import PROBLEMS as OF_EDITS
from ..read.docx.report import NOT_A_DOCX
from ..read.form.attachments import PROBLEMS as OF_ATTACHMENTS
from ..read.form.glyphs import PROBLEMS as OF_GLYPHS
from ..read.form.references import PROBLEMS as OF_REFERENCES
from ..read.kind.problems import PROBLEMS as OF_KINDS
from ..read.problems import PROBLEMS as OF_TEXTS
from ..read.xlsx.problems import PROBLEMS as OF_WORKBOOKS
from ..rules import PROBLEMS as OF_RULES
from .audit import PROBLEMS as OF_REPORTS

PACKAGE = Path(__file__).parents[1]


def catalogue() -> list[Problem]:
    """Every kind of finding there is, each with a page of its own."""
    return [*problems_of_texts(), *OF_RULES, *OF_REPORTS, NOT_A_DOCX, *OF_EDITS, *OF_KINDS]


def problems_of_texts() -> list[Problem]:
    """What may be wrong with the writing of a form, before any rule judges it."""
    return [*OF_TEXTS, *OF_WORKBOOKS, *OF_GLYPHS, *OF_ATTACHMENTS, *OF_REFERENCES]


def explain(code: str) -> str | None:
    """The page of a rule or of a reader's problem, or None for an unknown code."""
    if not code.isalnum():
        return None
    folders = (PACKAGE / "rule_pages", PACKAGE.parents[1] / "docs" / "rules")
    pages = (folder / f"{code.upper()}.md" for folder in folders)
    return next((page.read_text(encoding="utf-8") for page in pages if page.is_file()), None)
