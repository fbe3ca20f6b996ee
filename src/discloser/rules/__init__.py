"""The rules that judge a form, in the order in which a person would check it."""

from __future__ import annotations

from typing import Final

from ..core.case import Case
from ..core.finding import Finding, in_reading_order
from ..core.place import Places
from . import amounts, balance, coding, completeness, lines, nature, prior, targets
from .rule import Rule

_MODULES: Final = (completeness, coding, lines, amounts, nature, prior, targets, balance)

RULES: Final = tuple(value for module in _MODULES for value in vars(module).values() if isinstance(value, Rule))
"""Every rule, in reading order. A new family is a module named above; a new rule is a function in its module."""


def judge(case: Case, places: Places) -> list[Finding]:
    """All that the rules find in a case, in reading order."""
    return in_reading_order(finding for rule in RULES for finding in rule.findings(case, places))
