"""Self-evaluations as published → those of a form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ...audit.anywhere.amounts import amount_in
from ...model.money import CurrencyUnit
from .evaluation_words import EvaluationWords, key_for
from .texts import typed

_IN_WAN = re.compile("万元")
_FACTOR = {True: Decimal(10000), False: Decimal(1)}

def evaluations_of(
    published: Sequence[Mapping[str, Any]], words: EvaluationWords, unit: CurrencyUnit,
) -> list[dict[str, Any]]:
    """项目自评 of a form, from those in neutral form."""
    return [found for one in published if (found := _evaluation(one, words, unit)).get("项目")]


def _evaluation(one: Mapping[str, Any], words: EvaluationWords, unit: CurrencyUnit) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for label, value in one.items():
        if isinstance(value, str) and (key := key_for(label, words.fields)) and value:
            found.setdefault(key, value)
        elif isinstance(value, Mapping):
            found |= {key: text for head, text in value.items() if text and (key := key_for(head, words.goals))}
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            if any(key_for(head, words.money) for head in value[0]):
                in_wan = bool(_IN_WAN.search(label)) or (unit == "万元" and "元" not in label)
                found |= _money(value, words, unit, _FACTOR[in_wan])
            else:
                found["指标"] = list(_indicators(value, words))
    return found


def _money(
    rows: Sequence[Mapping[str, str]], words: EvaluationWords, unit: CurrencyUnit, factor: Decimal,
) -> dict[str, Any]:
    """The money by source; weights and scores stand beside the total."""
    found: dict[str, Any] = {}
    for row in rows:
        name = next(iter(row.values()), "")
        if words.totals.search(name):
            found |= {key: text for head, text in row.items() if text and (key := key_for(head, words.of_money))}
        elif source := key_for(name, words.sources):
            for head, text in row.items():
                if (side := key_for(head, words.money)) and (amount := amount_in(text)):
                    found.setdefault(side, {})[source] = typed(amount * factor, unit)
    return found


def _indicators(rows: Sequence[Mapping[str, str]], words: EvaluationWords) -> Iterator[dict[str, str]]:
    for row in rows:
        named = {key: text for head, text in row.items() if text and (key := key_for(head, words.indicators))}
        if named and not words.totals.search(next(iter(row.values()), "")):
            yield named
