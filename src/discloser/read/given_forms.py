"""The file of a form, read once, and what is told when there is nothing to read."""

from __future__ import annotations

from ..disk import Document, Given, Trouble, taken
from ..model.finding import Finding, Problem
from ..model.place import Place
from . import problems

LARGEST = 20 * 1024 * 1024
"""Bytes of the largest file that may hold a form."""

_TOLD: dict[Trouble | None, Problem] = {
    Trouble.MISSING: problems.FILE_MISSING,
    Trouble.FOLDER: problems.FILE_IS_FOLDER,
    Trouble.LOCK_FILE: problems.FILE_OF_AN_OPEN_ONE,
}


def given_form(form: Document) -> Given:
    """The file of a form."""
    return taken(form, LARGEST)


def finding_of(file: Given) -> Finding:
    """Why a file can't be read."""
    problem = _TOLD.get(file.trouble, problems.FILE_UNREADABLE)
    return problem.at(Place(str(file.path)), reason=str(file.trouble))
