"""The rules that judge a form, in the order in which a person would check it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ..core.case import Case
from ..core.finding import Finding, Problem, in_reading_order
from ..core.place import Places
from . import (
    amounts,
    assets,
    balance,
    carried_over,
    coding,
    completeness,
    confirming,
    dates,
    department,
    final_balance,
    final_publics,
    identity,
    insurance,
    lines,
    nature,
    prior,
    procurement,
    projects,
    publics,
    reasons,
    suitability,
    target_money,
    target_texts,
    targets,
    texts,
)
from .rule import Rule

_MODULES: Final = (
    completeness, department, carried_over, identity, dates, coding, suitability, lines, amounts, insurance, nature,
    publics, prior, reasons, projects, targets, target_money, target_texts, procurement, assets, texts, balance,
    final_balance, final_publics,
)

RULES: Final = tuple(value for module in _MODULES for value in vars(module).values() if isinstance(value, Rule))
"""Every rule, in reading order. A new family is a module named above; a new rule is a function in its module."""

PROBLEMS: Final[tuple[Problem, ...]] = (*(rule.problem for rule in RULES), *confirming.PROBLEMS)
"""All that judging can find: the rules' problems, and those of an officer's confirmations."""


def judge(case: Case, places: Places, earlier: Iterable[Finding] = ()) -> list[Finding]:
    """All that the rules find in a case, and what was found earlier, in reading order; what is confirmed is marked."""
    found = (finding for rule in RULES for finding in rule.findings(case, places))
    return in_reading_order(confirming.confirmed([*earlier, *found], case.form, places))
