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

OWN: Final = frozenset(
    "TAB001 TAB002 TAB003 TAB004 TIE001 TIE002 TIE003 TIE004 TIE005 NAR001 NAR002 NAR003 NAR004 NAR005 NAR007 "
    "PCT001 PCT002 PCT003 PCT004 PCT005 PCT006 CMP001 CMP002 CMP003 CMP004 CMP006 FMT001".split()
)
"""What in a generated report can only be the program's fault, because no one typed it."""
