"""One text of a YAML form replaced where it stands: every other character, comments included, stays as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

import yaml

from ...model.place import FormPath, Places
from .form import inline_text, is_paragraphs

_NO_LINE_END = str.maketrans(dict.fromkeys("\x85\u2028\u2029\ufeff", " "))
_INDICATOR = re.compile(r"^[|>][0-9+-]*")


def spliced(text: str, new: Mapping[FormPath, str], places: Places) -> tuple[str, list[FormPath]]:
    """The form with new texts, and the paths for which there is no place to write at.

    `places` are those of `text`. A key that is not there is put in front of the first of its block.
    """
    scalars, blocks = _spans(text)
    splices: list[tuple[int, str, _Span, FormPath]] = []
    left: list[FormPath] = []
    for path in new:
        own, above = _at(places, path, scalars), _at(places, path[:-1], blocks)
        if path in places.values and own is not None:
            splices.append((own.start, "replace", own, path))
        elif path not in places.values and above is not None and isinstance(path[-1], str):
            splices.append((above.start, "insert", above, path))
        else:
            left.append(path)
    for _, act, span, path in sorted(splices, key=lambda splice: -splice[0]):
        words = new[path].strip()  # a blank before the first line would indent the whole text
        text = _replaced(text, span, words) if act == "replace" else _inserted(text, span, str(path[-1]), words)
    return text, left


class _Span(NamedTuple):
    """A scalar or a block of keys: from where to where, and how it is written (`|`, `"`, `{`, plain)."""

    start: int
    end: int
    style: str


_Spans = dict[tuple[int, int], _Span]


def _as_read(text: str) -> str:
    """The text as the reader of forms understands it, no character more or less: what else ends a line does not."""
    lines = text.translate(_NO_LINE_END).split("\n")
    return "\n".join(" " * len(line) if line.isspace() and "\r" not in line else line for line in lines)


def _spans(text: str) -> tuple[_Spans, _Spans]:
    """Line and column, from 1 → the scalar, and the block of keys, that begins there. Raises `yaml.YAMLError`."""
    scalars: _Spans = {}
    blocks: _Spans = {}
    for event in yaml.parse(_as_read(text), Loader=yaml.SafeLoader):
        if not event.start_mark or not event.end_mark:
            continue
        here = event.start_mark.line + 1, event.start_mark.column + 1
        if isinstance(event, yaml.ScalarEvent):
            scalars[here] = _Span(event.start_mark.index, event.end_mark.index, event.style or "")
        elif isinstance(event, yaml.MappingStartEvent):
            style = "{" if event.flow_style else ""
            blocks[here] = _Span(event.start_mark.index, event.end_mark.index, style)
    return scalars, blocks


def _at(places: Places, path: FormPath, spans: _Spans) -> _Span | None:
    place = places.values.get(path)
    return spans.get((place.line, place.column)) if place and place.line and place.column else None


def _inserted(text: str, block: _Span, key: str, new: str) -> str:
    """The text with a key in front of the first key of a block."""
    start = block.start
    if block.style == "{":
        rest = text[start + 1:].lstrip(" ")
        comma = "" if rest.startswith("}") else ", "
        return f"{text[:start + 1]}{key}: {inline_text(new)}{comma}{rest}"
    column = start - (text.rfind("\n", 0, start) + 1)
    indent = " " * column
    if is_paragraphs(new):
        body = "\n".join(f"{indent}  {line}".rstrip() for line in new.strip().split("\n"))
        return f"{text[:start]}{key}: |\n{body}\n{indent}{text[start:]}"
    return f"{text[:start]}{key}: {inline_text(new)}\n{indent}{text[start:]}"


def _replaced(text: str, scalar: _Span, new: str) -> str:
    start, end, style = scalar
    is_block = style in ("|", ">")
    blank = " " if text[start - 1:start] == ":" else ""
    if is_block:
        end = start + len(text[start:end].rstrip())
        beside = _INDICATOR.sub("", text[start:end].split("\n", 1)[0])
    elif is_paragraphs(new) and not _opened(text, start):
        beside = _tail(text, end)
        end += len(beside)
    else:
        return f"{text[:start]}{blank}{inline_text(new)}{text[end:]}"
    if not is_paragraphs(new):
        return f"{text[:start]}{inline_text(new)}{beside}{text[end:]}"
    column = _key_column(text[text.rfind("\n", 0, start) + 1:start])
    body = "\n".join(f"{' ' * (column + 2)}{line}".rstrip() for line in new.strip().split("\n"))
    return f"{text[:start]}{blank}|{beside}\n{body}{text[end:]}"


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
    for event in yaml.scan(_as_read(text), Loader=yaml.SafeLoader):
        if event.start_mark.index >= index:
            break
        if isinstance(event, yaml.FlowMappingStartToken | yaml.FlowSequenceStartToken):
            depth += 1
        elif isinstance(event, yaml.FlowMappingEndToken | yaml.FlowSequenceEndToken):
            depth -= 1
    return depth > 0
