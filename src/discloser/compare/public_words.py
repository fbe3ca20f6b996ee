"""A change of a form in words for the public: names instead of rows and codes, amounts with 元."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from ..model.form.outline import entry_at
from ..model.form.sorts import every_form
from ..model.place import FormPath
from .comparison import InputChange

_CALLED = re.compile(r"第\d+行（(.*)）")
_OF_A_YEAR = ("本年", "上年")
_UNSAID = ("绩效",)


def named(change: InputChange, codes: Mapping[str, str]) -> str:
    """What was changed: `项目支出中“办公经费”的金额`. `codes`: code → name of those that a line may be called by."""
    path = _path(change)
    words = [part for part in path if isinstance(part, str) and part not in _UNSAID]
    if not words:
        return change.field
    last_row = max((i for i, part in enumerate(path) if isinstance(part, int)), default=-1)
    if last_row < 0:
        return _joined(words)
    found = _CALLED.search(change.field)
    called = " ".join(codes.get(word, word) for word in found[1].split(" ")) if found else ""
    below = [str(part) for part in path[last_row + 1:]]
    above = str(path[last_row - 1])
    return f"{above}{f'中“{called}”' if called else ''}{f'的{_joined(below)}' if below else ''}"


def _joined(words: list[str]) -> str:
    *above, last = words
    last = f"{last}数" if last in _OF_A_YEAR else last
    return f"{'中'.join(above)}的{last}" if above else last


def is_amount(change: InputChange) -> bool:
    """Whether what was changed is an amount of money."""
    entries = (entry_at(_path(change), form) for form in every_form())
    return any(entry is not None and entry.sort in ("amount", "amounts") for entry in entries)


def yuan(text: str) -> str:
    """An amount in 元 as it is written in a letter: `640,200.00元`; a blank is nothing."""
    try:
        return f"{Decimal(text.replace(',', '') or 0):,.2f}元"
    except InvalidOperation:
        return text


def _path(change: InputChange) -> FormPath:
    return (*change.new_paths, *change.old_paths, ())[0]
