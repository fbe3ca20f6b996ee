"""The kinds that the page knows: those installed, before them those of a folder that it was started with."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from ..usecases.kind_faults import INSTALLED, Library

VARIABLE = "DISCLOSER_TEMPLATES"


@cache
def library() -> Library:
    """The kinds, code lists and fonts at hand; opened once a process, so a changed folder counts after a new start."""
    return Library(*folders()) if folders() else INSTALLED


def folders() -> tuple[Path, ...]:
    """The folder of kinds that the page was started with, if any, as a batch takes it."""
    folder = os.environ.get(VARIABLE)
    return (Path(folder),) if folder else ()
