"""The words by which texts of any report are judged: data, so that a bureau can add its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

_NOTHING = re.compile("(?!)")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`old_names`: what is called otherwise now; `details`: rows that only say what a carry-over consists of.

    `choices`, `placeholders`: what a form leaves for the officer to choose and to fill.
    """

    old_names: Mapping[str, str] = field(default_factory=dict)
    details: frozenset[str] = frozenset()
    choices: re.Pattern[str] = _NOTHING
    placeholders: re.Pattern[str] = _NOTHING


def lexicon_of(data: Mapping[str, Any]) -> Lexicon:
    """The words in the data of their file. Raises KeyError, TypeError or re.error for what is no such file."""
    return Lexicon(
        {str(old): str(new) for old, new in data["旧名称"].items()}, frozenset(map(str, data["结转明细"])),
        _one_of(data["选择"]), re.compile("|".join(map(str, data["待填"]))),
    )


def _one_of(words: Iterable[Any]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(map(str, words), key=len, reverse=True))))
