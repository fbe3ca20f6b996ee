"""Every rule, as it is declared. A new one is a function in a module of its family, which `rules` imports."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec

from .rule import Check, Rule
from .rule import rule as make

P = ParamSpec("P")
RULES: Final[list[Rule]] = []


def _kept(make: Callable[P, Callable[[Check], Rule]]) -> Callable[P, Callable[[Check], Rule]]:
    @wraps(make)
    def declare(*said: P.args, **more: P.kwargs) -> Callable[[Check], Rule]:
        def keep(check: Check) -> Rule:
            RULES.append(make(*said, **more)(check))
            return RULES[-1]

        return keep

    return declare


rule = _kept(make)
"""Declares a check as a rule of all forms."""
