"""Every kind of finding of the audit, by family; a code is never reused."""

from __future__ import annotations

from typing import Final

from ...model.finding import Problem
from . import completeness, figures, targets, wording

CATALOGUE: Final = tuple(
    value for module in (figures, completeness, wording, targets) for value in vars(module).values()
    if isinstance(value, Problem)
)

BY_CODE: Final = {problem.code: problem for problem in CATALOGUE}
