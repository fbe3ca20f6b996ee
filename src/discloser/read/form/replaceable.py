"""Which values of a form a person can replace: where a single one stands, or may stand, in the form's file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...model.form.flat import WHOLE
from ...model.form.values import value_at
from ...model.place import FormPath
from ..source import Source

_MOST_NEW = 100
"""Lines that may be added at a time."""


def can_be_replaced(path: FormPath, source: Source) -> bool:
    """Whether a single value stands, or may stand, at a path of a form, so that a person can type another.

    An amount split by source is none: its parts are.
    """
    if value_at(path, source.form) is None or source.raw is None or _is_split(path, source.raw):
        return False
    spot = path_in_file(usual_path(path, source), source)
    place = source.places.values.get(spot) or source.place_of_new(spot)
    if place is not None:
        return bool(place.cell) or isinstance(_found(source.raw, spot), str | None)
    if list_of_new(spot, source) is not None:
        return True
    above = source.places.values.get(spot[:-1])
    return above is not None and above.line is not None and isinstance(_found(source.raw, spot[:-1]), Mapping)


def list_of_new(path: FormPath, source: Source) -> FormPath | None:
    """The list of a text to which a line is to be added for a path of it; None where there is no need or no way.

    A list that is not there is begun, if it is a key of its own. A workbook's room is told by `Source.room`.
    """
    for i, part in enumerate(path):
        if isinstance(part, int) and not source.room:
            found = _found(source.raw, path[:i])
            there = len(found) if isinstance(found, list) else 0
            if there <= part < there + _MOST_NEW:
                may_begin = found is None and (i == 1 or path[:i] in source.places.values)
                return path[:i] if isinstance(found, list) or may_begin else None
    return None


def usual_path(path: FormPath, source: Source) -> FormPath:
    """A path as `flat` has it: an amount that is not split by source stands at its first source."""
    longer = (*path, WHOLE)
    whole = value_at(longer, source.form) is not None
    return longer if whole else path


def _is_split(path: FormPath, raw: Mapping[str, Any]) -> bool:
    found = _found(raw, path)
    return isinstance(found, Mapping) and bool(set(found) - {WHOLE})


def path_in_file(path: FormPath, source: Source) -> FormPath:
    """The path that the file itself has for a usual one: there an amount, or a row of one value, may stand alone."""
    above, places = path[:-1], source.places.values
    alone = isinstance(_found(source.raw, above), str) or value_at(above, source.form) == "amount"
    return above if path not in places and above in places and alone else path


def _found(raw: Any, path: FormPath) -> Any:
    for part in path:
        if isinstance(part, int):
            raw = raw[part] if isinstance(raw, list) and part < len(raw) else None
        else:
            raw = raw.get(part) if isinstance(raw, Mapping) else None
    return raw
