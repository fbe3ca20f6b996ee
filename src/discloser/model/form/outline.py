"""The form as an officer sees it: which keys stand where, which must be filled, and what each means.

Told from the models in `form`, so that messages, the guide and the blank form can never say anything else.
"""

from __future__ import annotations

import re
import types
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import AliasChoices
from pydantic.fields import FieldInfo

from ..place import FormPath
from .base import Block, key_of
from .budget import Form
from .common import CommonForm
from .scalars import AmountMark

Sort = Literal["value", "amount", "amounts", "block", "lines", "names"]
"""One value; one amount; an amount or amounts by source; a block of keys; rows of blocks; code: name pairs."""

_INVISIBLE = re.compile(r"\s|[\u200b-\u200f\u2060\ufeff]")


class FormKey(NamedTuple):
    """One key of a block. `spellings`: every way the key may be written, the usual one first."""

    key: str
    spellings: tuple[str, ...]
    description: str
    required: bool
    sort: Sort
    block: type[Block] | None


@lru_cache(maxsize=1024)
def canonical_key(text: str) -> str:
    """A key as the form knows it: without blanks, brackets full-width."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).replace("(", "（").replace(")", "）")


@cache
def entries(block: type[Block]) -> dict[str, FormKey]:
    """Key → entry of a block, in the order of the form; every accepted spelling is listed."""
    listed: dict[str, FormKey] = {}
    for field in block.ordered_fields():
        entry = _entry(key_of(block, field), block.model_fields[field])
        listed |= dict.fromkeys(entry.spellings, entry)
    return listed


@cache
def keys_of(block: type[Block]) -> tuple[FormKey, ...]:
    """The entries of a block, each once, in the order of the form."""
    return tuple(dict.fromkeys(entries(block).values()))


Asked = frozenset[FormPath] | None
"""The keys that a kind asks for beside those that every kind does, rows without numbers; None for all there are."""


def asked_entries(block: type[Block], path: FormPath, asked: Asked) -> list[FormKey]:
    """The entries of the block at a path that a kind's forms have, each under its usual spelling."""
    return [entry for entry in keys_of(block) if is_asked((*path, entry.key), block, asked)]


def is_asked(path: FormPath, block: type[Block], asked: Asked) -> bool:
    """Whether a kind's forms have the key at a path, which is one of a block's; rows count for nothing."""
    if asked is None or path[-1] not in block.of_some_kinds:
        return True
    return tuple(part for part in path if not isinstance(part, int)) in asked


def never_asked(path: FormPath, form: type[CommonForm], asked: Asked) -> bool:
    """Whether a path leads to or below a key that only some kinds ask for, and this one does not."""
    block: type[Block] | None = form
    for length, part in enumerate(path, start=1):
        entry = entries(block).get(str(part)) if block else None
        if block is None or entry is None:
            return False
        if not is_asked(path[:length], block, asked):
            return True
        block = entry.block
    return False


def sole_key(entry: FormKey | None) -> str | None:
    """The only key of rows that have no other: such a row may be written as that key's value alone."""
    if entry is None or entry.sort != "lines" or entry.block is None or len(entry.block.model_fields) != 1:
        return None
    return next(iter(entries(entry.block)))


@cache
def homes(form: type[CommonForm] = Form) -> dict[str, tuple[FormPath, ...]]:
    """Key → the blocks that have it, as paths without row numbers."""
    found: dict[str, list[FormPath]] = {}
    for path, key in _walk(form, ()):
        found.setdefault(key, []).append(path)
    return {key: tuple(dict.fromkeys(paths)) for key, paths in found.items()}


def entry_at(path: FormPath, form: type[CommonForm] = Form) -> FormKey | None:
    """The entry a path leads to; rows count for nothing. None for a path the form does not have."""
    block: type[Block] | None = form
    entry = None
    for part in path:
        if isinstance(part, int):
            continue
        entry = entries(block).get(part) if block else None
        if entry is None:
            return None
        block = entry.block
    return entry


def _walk(block: type[Block], path: FormPath) -> Iterator[tuple[FormPath, str]]:
    for spelling, entry in entries(block).items():
        yield path, spelling
        if entry.block is not None and spelling == entry.key:
            yield from _walk(entry.block, (*path, entry.key))


def _entry(key: str, info: FieldInfo) -> FormKey:
    choices = info.validation_alias
    spellings = tuple(str(c) for c in choices.choices) if isinstance(choices, AliasChoices) else (key,)
    sort, block = _sort(info.annotation, info.metadata)
    return FormKey(key, spellings, info.description or key, info.is_required(), sort, block)


def _sort(annotation: Any, metadata: list[Any]) -> tuple[Sort, type[Block] | None]:
    if any(mark is AmountMark or isinstance(mark, AmountMark) for mark in metadata):
        return "amount", None
    origin = get_origin(annotation)
    if origin is tuple:
        return "lines", get_args(annotation)[0]
    if origin is dict:
        return "names", None
    block = next((kind for kind in _members(annotation) if isinstance(kind, type) and issubclass(kind, Block)), None)
    if block is None:
        return "value", None
    return ("amounts" if metadata else "block"), block


def _members(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) if get_origin(annotation) in (Union, types.UnionType) else (annotation,)
