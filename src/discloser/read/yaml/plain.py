"""A YAML text about whose writing there is nothing to say, as a tree without places: a third of the time.

Every command reads a whole report kind, and hardly ever is anything wrong with it. Whatever would need a place, a
finding or a guess is unusual here and left to the careful reader (`yaml_tree`); what is not comes out the same.
"""

from __future__ import annotations

from typing import Any

import yaml

from ...model.form.outline import canonical_key
from ..source import Raw
from .folds import joined
from .tree import DEEPEST

LONGEST = 200_000
"""Characters; a longer text could hold more entries than the careful reader allows."""

_STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_TAGGED = (yaml.ScalarEvent, *_STARTS)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


class Unusual(Exception):  # noqa: N818  an answer to the caller, not a fault
    """The text needs the careful reader."""


def plain_tree(text: str) -> Raw:
    """The tree of a text. Raises `Unusual`."""
    if len(text) > LONGEST:
        raise Unusual
    try:
        roots = _roots(text)
    except yaml.MarkedYAMLError as error:
        raise Unusual from error
    if len(roots) != 1:
        raise Unusual
    return roots[0]


def _roots(text: str) -> list[Raw]:
    """The documents in a text. One loop instead of a method for every event: this is for speed alone."""
    roots: list[Raw] = []
    lines = text.split("\n")
    into: list[Raw] | dict[str, Raw] = roots
    key: str | None = None
    around: list[tuple[list[Raw] | dict[str, Raw], str | None]] = []
    event: Any
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        sort, awaits_key = type(event), key is None and isinstance(into, dict)
        if sort is yaml.AliasEvent or (sort in _TAGGED and (event.anchor or event.tag)):
            raise Unusual
        if sort is yaml.ScalarEvent:
            if awaits_key:
                key = _key(event.value, into)
                continue
            value: Raw = None if event.implicit[0] and not event.value else joined(event, lines)
        elif sort in _STARTS:
            if awaits_key or len(around) >= DEEPEST:
                raise Unusual
            around.append((into, key))
            into, key = {} if sort is yaml.MappingStartEvent else [], None
            continue
        elif sort in _ENDS:
            value = into
            into, key = around.pop()
        else:
            continue
        if isinstance(into, list):
            into.append(value)
        elif key is not None:
            if value is None and key[:1].isdecimal():
                raise Unusual  # `{金额: 1,234}`: the rest of a number
            into[key], key = value, None
    return roots


def _key(typed: str, into: list[Raw] | dict[str, Raw]) -> str:
    """A key as the form knows it; one that stands twice, or begins with a wide space, is unusual."""
    key = canonical_key(typed)
    if key in into or typed[:1] in ("\u3000", "\xa0"):
        raise Unusual
    return key
