"""Every kind of finding of the audit, by family."""

from typing import Final

from . import completeness, evaluations, figures, targets, wording  # noqa: F401  each declares its own
from .catalogue import CATALOGUE

BY_CODE: Final = {problem.code: problem for problem in CATALOGUE}

__all__ = ["BY_CODE", "CATALOGUE"]
