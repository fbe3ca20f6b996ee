"""One text of a YAML form replaced where it stands: every other character, comments included, stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import yaml

from ..core.place import Path, Places
from .yaml_form import inline_text, is_paragraphs


def spliced(text: str, new: Mapping[Path, str], places: Places) -> tuple[str, list[Path]]:
    """The form with new texts, and the paths for which there is no place to write at.

    `places` are those of `text`; a path needs a value, if only a blank one, that stands there.
    """
    scalars = _scalars(text)
    spots = {path: places.values.get(path) for path in new}
    found = {
        path: scalars[spot.line, spot.column] for path, spot in spots.items()
        if spot and spot.line and spot.column and (spot.line, spot.column) in scalars
    }
    for path, scalar in sorted(found.items(), key=lambda item: -item[1].start):
        text = _replaced(text, scalar, new[path])
    return text, [path for path in new if path not in found]


class _Scalar(NamedTuple):
    """A scalar: from where to where, and how it is written (`|`, `"`, plain)."""

    start: int
    end: int
    style: str


def _scalars(text: str) -> dict[tuple[int, int], _Scalar]:
    """Line and column, from 1 → the scalar that begins there. Raises `yaml.YAMLError`."""
    return {
        (event.start_mark.line + 1, event.start_mark.column + 1):
            _Scalar(event.start_mark.index, event.end_mark.index, event.style or "")
        for event in yaml.parse(text, Loader=yaml.SafeLoader)
        if isinstance(event, yaml.ScalarEvent) and event.start_mark and event.end_mark
    }


def _replaced(text: str, scalar: _Scalar, new: str) -> str:
    start, end, style = scalar
    is_block = style in ("|", ">")
    if is_block:
        end = start + len(text[start:end].rstrip())
    line_start = text.rfind("\n", 0, start) + 1
    before = text[line_start:start]
    in_flow = _opened(text, start)
    if is_paragraphs(new) and not in_flow:
        indent = " " * (_key_column(before) + 2)
        body = "\n".join(f"{indent}{line}".rstrip() for line in new.split("\n"))
        rest_of_line = "" if is_block else _tail(text, end)
        return f"{text[:start]}|{rest_of_line}\n{body}{text[end + len(rest_of_line):]}"
    blank = " " if text[start - 1:start] == ":" else ""
    if is_block:
        head = text[start:text.index("\n", start)] if "\n" in text[start:end] else ""
        note = head[head.index("#"):] if "#" in head else ""
        return f"{text[:start]}{inline_text(new)}{f'   {note}' if note else ''}{text[end:]}"
    return f"{text[:start]}{blank}{inline_text(new)}{text[end:]}"


def _tail(text: str, end: int) -> str:
    """What follows a value on its line: blanks and a comment."""
    stop = text.find("\n", end)
    return text[end:stop if stop >= 0 else len(text)]


def _key_column(before: str) -> int:
    """The column of the key of a value, from what stands before the value on its line."""
    stripped = before.lstrip(" ")
    while stripped.startswith("- "):
        stripped = stripped[2:].lstrip(" ")
    return len(before) - len(stripped)


def _opened(text: str, index: int) -> bool:
    """Whether a place lies inside braces or brackets."""
    depth = 0
    for event in yaml.scan(text, Loader=yaml.SafeLoader):
        if event.start_mark.index >= index:
            break
        if isinstance(event, yaml.FlowMappingStartToken | yaml.FlowSequenceStartToken):
            depth += 1
        elif isinstance(event, yaml.FlowMappingEndToken | yaml.FlowSequenceEndToken):
            depth -= 1
    return depth > 0
