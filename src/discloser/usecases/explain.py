"""Every kind of finding there is, and the page that explains each."""

from __future__ import annotations

from pathlib import Path

from ..model.finding import Problem
from ..pull.pulled import EDIT_PROBLEMS
from ..read.docx.report import NOT_A_DOCX
from ..read.kind.problems import KIND_PROBLEMS
from ..read.problems import FORM_PROBLEMS
from ..read.xlsx.problems import WORKBOOK_PROBLEMS
from ..read.xlsx.roster import ROSTER_PROBLEMS
from ..rules import PROBLEMS as OF_RULES
from . import check  # noqa: F401  what it reads with declares its problems where it tells them
from .audit import PROBLEMS as OF_REPORTS
from .publishing.problems import PUBLISHING_PROBLEMS

PACKAGE = Path(__file__).parents[1]


def catalogue() -> list[Problem]:
    """Every kind of finding there is, each with a page of its own, by their codes."""
    declared = (
        *FORM_PROBLEMS, *WORKBOOK_PROBLEMS, *OF_RULES, *OF_REPORTS, NOT_A_DOCX, *EDIT_PROBLEMS, *KIND_PROBLEMS,
        *ROSTER_PROBLEMS, *PUBLISHING_PROBLEMS)
    return sorted(declared, key=lambda problem: problem.code)


def explain(code: str) -> str | None:
    """The page of a rule or of a reader's problem, or None for an unknown code."""
    if not code.isalnum():
        return None
    folders = (PACKAGE / "rule_pages", PACKAGE.parents[1] / "docs" / "rules")
    pages = (folder / f"{code.upper()}.md" for folder in folders)
    return next((page.read_text(encoding="utf-8") for page in pages if page.is_file()), None)
