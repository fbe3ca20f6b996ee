"""The words by which self-evaluations are taken out of reports."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Named = tuple[tuple[re.Pattern[str], str], ...]
"""Patterns of what is printed, and the key of the form for each."""


_KEYS = ("栏目", "目标", "资金", "资金另有", "来源", "指标")


@dataclass(frozen=True, slots=True)
class EvaluationWords:
    """`fields`, `goals`: labels → keys; `money`, `of_money`: columns of money → amounts, and what else stands there.

    `sources`, `indicators`: rows of money, columns of indicators → keys; `totals`: rows that sum up.
    """

    fields: Named
    goals: Named
    money: Named
    of_money: Named
    sources: Named
    indicators: Named
    totals: re.Pattern[str]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> EvaluationWords:
        """The words in the data of their file. Raises KeyError, TypeError or re.error for what is no such data."""
        fields, goals, money, of_money, sources, indicators = (_named(data[name]) for name in _KEYS)
        return cls(fields, goals, money, of_money, sources, indicators, re.compile(data["合计"]))


def _named(rows: Sequence[Sequence[str]]) -> Named:
    return tuple((re.compile(pattern), str(key)) for pattern, key in rows)


def key_for(label: str, named: Named) -> str:
    """The key for a label, "" for one that is not known."""
    shown = "".join(label.split())
    return next((key for pattern, key in named if pattern.search(shown)), "")
