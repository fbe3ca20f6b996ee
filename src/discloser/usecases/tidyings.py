"""Slips of typing and pasting in a form's texts that have one right spelling."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, get_args

from ..model.form.base import Block, field_of
from ..model.form.common import CommonForm
from ..model.form.flat import flat
from ..model.form.outline import entries, entry_at
from ..model.form.scalars import Text
from ..model.place import FormPath, Place
from ..model.text.tidying import tidied
from ..read.source import Source
from ..rules.free_texts import NO_TEXTS, is_reason

__all__ = ["Source", "Tidying", "tidyings"]

_FIGURES = frozenset({"实施期值", "年度值", "整体得分"})
_SENTENCES = frozenset({"三级"})
_TEXT = get_args(Text)[1:]
"""What marks a text; names and choices are marked otherwise."""


class Tidying(NamedTuple):
    """A text before and after, where it stands, and what was mended, in words."""

    path: FormPath
    place: Place
    old: str
    new: str
    mended: tuple[str, ...]


def tidyings(source: Source) -> Iterator[Tidying]:
    """Every text of a form that has a slip of one right spelling, in its order."""
    for path, old in flat(source.raw or {}, source.form).items():
        if _is_text(tuple(part for part in path if isinstance(part, str)), source.form):
            better = tidied(old, one_line=is_reason(path) or path[-1] in _SENTENCES)
            if better.mended:
                yield Tidying(path, source.places.of(path), old, better.text, better.mended)


@lru_cache(maxsize=1024)
def _is_text(path: FormPath, form: type[CommonForm]) -> bool:
    """Whether a path, without its rows, leads to words of an officer's own: no amount, code, name, choice, value."""
    if any(part in NO_TEXTS or part in _FIGURES for part in path):
        return False
    entry = entry_at(path[:-1], form)
    block: type[Block] | None = entry.block if entry is not None else None
    key = path[-1]
    if block is None or not isinstance(key, str) or key not in entries(block):
        return False
    return any(mark in _TEXT for mark in block.model_fields[field_of(block, key)].metadata)
