"""A form as single texts, each at its path, and back: the way between blocks within blocks and cells.

An amount that may be split by source stands at its first source when it is not split. A `code: name` pair is a row of
its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..place import FormPath
from .base import Block
from .budget import AppropriationAmounts, Form
from .common import CommonForm
from .outline import FormKey, entries, entry_at, sole_key
from .scalars import is_blank

WHOLE = next(iter(entries(AppropriationAmounts)))
"""The source that an amount not split by source belongs to."""
NAME_KEYS = ("编码", "名称")


def flat(raw: Mapping[str, Any], form: type[CommonForm] = Form) -> dict[FormPath, str]:
    """Path → text of everything that is filled in; keys in their usual spelling, unknown keys as they are."""
    return dict(_flat_block(raw, entries(form), ()))


def nested(values: Mapping[FormPath, str | None], form: type[CommonForm] = Form) -> dict[str, Any]:
    """Blocks within blocks; rows in order of their numbers."""
    tree: dict[str | int, Any] = {}
    for path, value in values.items():
        here = tree
        for part in path[:-1]:
            here = here.setdefault(part, {})
        here[path[-1]] = value
    return {str(key): _gathered(inner, (key,), form) for key, inner in tree.items()}


def with_blanks(
    raw: Mapping[str, Any], paths: Iterable[FormPath], form: type[CommonForm] = Form,
) -> dict[str, Any]:
    """The form with a blank for each of the paths that is a key of it and was left out."""
    whole = _copied(raw)
    for path in sorted(paths, key=len):
        here = whole
        for part in path[:-1]:
            here = here[part] if _has(here, part) else None
        if path and isinstance(here, dict) and path[-1] not in here and entry_at(path, form) is not None:
            here[path[-1]] = None
    return in_form_order(whole, form)


def with_required(
    raw: Mapping[str, Any], block: type[Block] = Form, *, only_blocks: bool = False,
) -> dict[str, Any]:
    """The form with a blank for every key that must be there and is not; or only with every block that must."""
    whole = dict(raw)
    for entry in dict.fromkeys(entries(block).values()):
        value = whole.get(entry.key)
        if entry.sort == "block" and entry.block and (entry.required or isinstance(value, Mapping)):
            inner = value if isinstance(value, Mapping) else {}
            whole[entry.key] = with_required(inner, entry.block, only_blocks=only_blocks)
        elif entry.sort == "lines" and entry.block and isinstance(value, list):
            whole[entry.key] = [
                with_required(row, entry.block, only_blocks=only_blocks) if isinstance(row, Mapping) else row
                for row in value
            ]
        elif entry.required and not only_blocks:
            whole.setdefault(entry.key, None)
    return in_form_order(whole, block) if issubclass(block, CommonForm) else whole


def in_form_order(raw: Mapping[str, Any], form: type[CommonForm] = Form) -> dict[str, Any]:
    """A form's top keys in the order in which the form lists them."""
    known = list(entries(form))
    return {key: raw[key] for key in sorted(raw, key=lambda key: known.index(key) if key in known else len(known))}


def _has(value: Any, part: str | int) -> bool:
    return part in value if isinstance(value, dict) else (
        isinstance(value, list) and isinstance(part, int) and part < len(value))


def _copied(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _copied(inner) for key, inner in value.items()}
    return [_copied(row) for row in value] if isinstance(value, list) else value


def _flat_block(block: Mapping[str, Any], known: Mapping[str, FormKey],
                path: FormPath) -> Iterator[tuple[FormPath, str]]:
    for key, value in block.items():
        entry = known.get(key)
        yield from _flat_value(value, entry, (*path, entry.key if entry else key))


def _flat_value(value: Any, entry: FormKey | None, path: FormPath) -> Iterator[tuple[FormPath, str]]:
    if isinstance(value, Mapping) and entry and entry.sort == "names":
        for i, pair in enumerate(value.items()):
            yield from (((*path, i, key), text) for key, text in zip(NAME_KEYS, pair, strict=True))
    elif isinstance(value, Mapping):
        yield from _flat_block(value, entries(entry.block) if entry and entry.block else {}, path)
    elif isinstance(value, list):
        alone = sole_key(entry)
        for i, row in enumerate(value):
            named = {alone: row} if alone and isinstance(row, str) else row
            yield from _flat_value(named, entry, (*path, i))
    elif not is_blank(value):
        yield ((*path, WHOLE) if entry and entry.sort == "amounts" else path), str(value)


def _gathered(value: Any, path: FormPath, form: type[CommonForm]) -> Any:
    if not isinstance(value, dict):
        return value
    inner = {key: _gathered(item, (*path, key), form) for key, item in value.items()}
    if any(isinstance(key, int) for key in inner):
        rows = [inner[i] for i in sorted(inner)]
        entry = entry_at(path, form)
        if alone := sole_key(entry):
            return [row[alone] if set(row) == {alone} else row for row in rows]
        return _pairs(rows) if entry and entry.sort == "names" else rows
    entry = entry_at(path, form)
    return inner[WHOLE] if entry and entry.sort == "amounts" and set(inner) == {WHOLE} else inner


def _pairs(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {row.get(NAME_KEYS[0]) or "": row.get(NAME_KEYS[1]) for row in rows}

