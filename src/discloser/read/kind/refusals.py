"""pydantic's refusals of a report kind in words for its editors: one fault, one finding, at its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ...model.finding import Finding, quoted
from ...model.kind.outline import SHAPES, KindKey, keys_of
from ...model.kind.report_kind import ReportKind
from ...model.kind.tables import ColumnSpec, Spec, TableSpec
from ...model.place import FormPath, Place, Places
from . import problems as kind_problems

_NUMBERS = ("whole", "number")
_WANTED_VALUE = {"whole": "整数", "number": "大于 0 的数", "yes_no": "是或否", "text": "文字"}
_VALUE_FAULTS = ("parsing", "from_float", "literal_error", "enum", "greater_than", "less_than", "finite_number",
                 "max_digits", "whole_digits")


def findings_of(
    error: ValidationError, one_block: Set[int], places: Places, faulty: Set[FormPath]
) -> Iterator[Finding]:
    """The findings for all refusals; nothing at or below paths known to be faulty.

    `one_block`: the tables that are written with one list of columns.
    """
    explained = set(faulty)
    refusals = error.errors(include_url=False, include_context=False)
    for refusal in sorted(refusals, key=lambda refusal: refusal["type"] != "extra_forbidden"):
        path = typed_path(refusal["loc"], one_block, places)
        if any(path[:length] in explained for length in range(len(path) + 1)):
            continue
        explained.add(path)
        if refusal["type"] == "extra_forbidden":
            yield _unknown_key(path, places, explained)
        elif refusal["type"] == "missing":
            yield _missing(path, places)
        else:
            yield _refused(refusal, path, places)


def typed_path(loc: tuple[str | int, ...], one_block: Set[int], places: Places) -> FormPath:
    """Where a refused value was typed: a table with one block is written without naming it."""
    parts = list(loc)
    if parts[:1] == ["表格"] and len(parts) > 1 and parts[1] in one_block:
        parts = parts[:2] + _without_block(parts[2:])
    path: FormPath = ()
    for number, part in enumerate(parts):
        here = (*path, part)
        if here in places.values or here in places.keys or (number == len(parts) - 1 and isinstance(part, str)):
            path = here
    return path


def _without_block(parts: list[str | int]) -> list[str | int]:
    if parts[:1] == ["栏"]:
        return parts[2:]
    if parts[:1] == ["空表"]:
        return ["空表", *_without_block(parts[1:])]
    return ["行", *parts[3:]] if parts[:1] == ["行"] else parts


def spec_at(path: FormPath) -> type[Spec] | None:
    """The piece of a kind that stands at a path."""
    spec: type[Spec] | None = ReportKind
    shape = ""
    for part in path:
        if isinstance(part, int) or spec is None:
            continue
        if shape == "named" or (shape == "bands" and part not in keys_of(spec)):
            shape = ""  # the name of a piece, or the block whose rows follow
            continue
        key = (keys_of(TableSpec)["栏"] if spec is TableSpec and part == "列" else keys_of(spec).get(part))
        if key is None:
            return None
        spec, shape = (ColumnSpec if part == "列" else key.block), key.shape
    return spec


def key_at(path: FormPath) -> KindKey | None:
    """The key that a path ends with."""
    spec = spec_at(path[:-1]) if path else None
    return keys_of(spec).get(str(path[-1])) if spec else None


def told(path: FormPath) -> str:
    """A path inside its file, as its editor reads it."""
    inner = path[2:] if path[:1] == ("表格",) else path[1:] if len(path) > 1 and path[0] in _FILES else path
    return " ".join(f"第{part + 1}行" if isinstance(part, int) else part for part in inner)


_FILES = frozenset({"取数", "增减", "图形", "名词解释", "绩效目标表", "绩效自评表"})


def _inside(path: FormPath) -> str:
    return f"“{told(path)}”里" if told(path) else "这个文件里"


def _unknown_key(path: FormPath, places: Places, explained: set[FormPath]) -> Finding:
    key, spec = str(path[-1]), spec_at(path[:-1])
    known = _writable(spec)
    written = {str(p[-1]) for p in places.keys if len(p) == len(path) and p[:-1] == path[:-1]}
    close = get_close_matches(key, [name for name in known if name not in written], n=1, cutoff=0.5)
    if close:
        explained.add((*path[:-1], close[0]))
    advice = f"是不是想写“{close[0]}”？" if close else f"这里可以写：{'、'.join(known)}"
    return kind_problems.UNKNOWN_KEY.at(
        places.of_key(path), field=told(path), found=key, where=_inside(path[:-1]), advice=advice,
    )


def _writable(spec: type[Spec] | None) -> list[str]:
    """The keys that a person writes into a piece: not those that other files hold."""
    keys = list(keys_of(spec)) if spec else []
    return [key for key in keys if key not in {"标识", "表格", "文稿", *_FILES}] if spec is ReportKind else keys


def _missing(path: FormPath, places: Places) -> Finding:
    inside, entry = path[:-1], key_at(path)
    place = places.of_key(inside) if inside and isinstance(inside[-1], str) else places.of(inside)
    return kind_problems.MISSING_KEY.at(
        Place(place.file) if not inside else place, field=told(path), where=_inside(inside), key=path[-1],
        description=_described(entry, str(path[-1])),
    )


def _refused(refusal: ErrorDetails, path: FormPath, places: Places) -> Finding:
    entry, typed = key_at(path) or key_at(path[:-1]), refusal["input"]
    description = _described(entry, told(path))
    shape = entry.shape if entry else "text"
    if any(word in refusal["type"] for word in _VALUE_FAULTS) and not isinstance(typed, list | dict):
        expected = "、".join(entry.choices) if entry and entry.choices else _WANTED_VALUE.get(shape, "数字")
        return kind_problems.VALUE.at(
            places.of(path), field=told(path), found="" if typed is None else typed, expected=expected,
            description=description,
        )
    expected = SHAPES[shape] if entry and key_at(path) else "文字"
    return kind_problems.SHAPE.at(
        places.of(path), field=told(path), expected=expected, what=_what(typed), description=description,
    )


def _what(typed: Any) -> str:
    if isinstance(typed, Mapping):
        return "好几个键"
    if isinstance(typed, list | tuple):
        return "好几项内容"
    return f"“{quoted(str(typed))}”" if typed is not None else "空白"


def _described(entry: KindKey | None, key: str) -> str:
    if entry is None:
        return f"请改写“{key}”"
    keys = "、".join(name for name, inner in keys_of(entry.block).items() if inner.required) if entry.block else ""
    return entry.description + (f"（要写：{keys}）" if keys else "")
