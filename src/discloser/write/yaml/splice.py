"""Texts of a YAML form replaced where they stand, and lines added: every other character, comments included, stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

import yaml

from ...model.place import FormPath, Places
from .form import inline_text, is_paragraphs

_NO_LINE_END = str.maketrans(dict.fromkeys("\x85\u2028\u2029\ufeff", " "))
_LINE_END = "\n"
EMPTY: Mapping[FormPath, Sequence[Any]] = MappingProxyType({})
_INDICATOR = re.compile(r"^[|>][0-9+-]*")


def spliced(
    text: str, new: Mapping[FormPath, str], places: Places, lines: Mapping[FormPath, Sequence[Any]] = EMPTY,
) -> tuple[str, list[FormPath]]:
    """The form with new texts, and the paths for which there is no place to write at.

    `places` are those of `text`. A key that is not there is put in front of the first of its block. `lines`: list of
    the form → lines to be added below its last; a list that is not there is begun at the end.
    """
    spans = _spans(text)
    splices: list[tuple[int, Callable[[str], str]]] = []
    left: list[FormPath] = []
    for path, added in sorted(lines.items(), key=lambda one: len(one[0])):
        listed, blank = _at(places, path, spans.lists), _at(places, path, spans.scalars)
        if listed is not None:
            splices.append((listed.end, partial(_added, listed=listed, lines=added)))
        elif blank is not None:
            splices.append((blank.start, partial(_begun, blank=blank, lines=added)))
        else:
            splices.append((len(text), partial(_begun_below, key=str(path[-1]), lines=added)))
    for path, typed in new.items():
        own, above, words = _at(places, path, spans.scalars), _at(places, path[:-1], spans.blocks), typed.strip()
        if path in places.values and own is not None:
            splices.append((own.start, partial(_replaced, scalar=own, new=words)))
        elif path not in places.values and above is not None and isinstance(path[-1], str):
            splices.append((above.start, partial(_inserted, block=above, key=str(path[-1]), new=words)))
        else:
            left.append(path)
    # From the end on. Of two at one spot that which is put in first stands last: lines below those of an inner list,
    # and both below the blank that a text is put into.
    for _, splice in sorted(splices, key=lambda one: -one[0]):
        text = splice(text)
    return text, left


class _Span(NamedTuple):
    """A scalar, a block of keys or a list: from where to where, and how it is written (`|`, `"`, `{`, `[`, plain)."""

    start: int
    end: int
    style: str


class _Spans(NamedTuple):
    """Line and column, from 1 → the scalar, the block of keys, the list that begins there; a list without its end."""

    scalars: dict[tuple[int, int], _Span]
    blocks: dict[tuple[int, int], _Span]
    lists: dict[tuple[int, int], _Span]


def _as_read(text: str) -> str:
    """The text as the reader of forms understands it, no character more or less: what else ends a line does not."""
    lines = text.translate(_NO_LINE_END).split("\n")
    return "\n".join(" " * len(line) if line.isspace() and "\r" not in line else line for line in lines)


def _spans(text: str) -> _Spans:
    """Where everything stands. Raises `yaml.YAMLError`."""
    spans = _Spans({}, {}, {})
    opened: list[tuple[tuple[int, int], int, str]] = []
    last = 0
    for event in yaml.parse(_as_read(text), Loader=yaml.SafeLoader):
        if not event.start_mark or not event.end_mark:
            continue
        here, start, end = (event.start_mark.line + 1, event.start_mark.column + 1), event.start_mark.index, 0
        if isinstance(event, yaml.ScalarEvent):
            spans.scalars[here] = _Span(start, event.end_mark.index, event.style or "")
            end = start + len(text[start:event.end_mark.index].rstrip())
        elif isinstance(event, yaml.MappingStartEvent):
            spans.blocks[here] = _Span(start, event.end_mark.index, "{" if event.flow_style else "")
        elif isinstance(event, yaml.SequenceStartEvent):
            opened.append((here, start, "[" if event.flow_style else ""))
        elif isinstance(event, yaml.CollectionEndEvent):
            end = event.end_mark.index if event.end_mark.index > start else 0
            if isinstance(event, yaml.SequenceEndEvent):
                place, first, style = opened.pop()
                spans.lists[place] = _Span(first, start if style else last, style)
        last = end or last
    return spans


def _at(places: Places, path: FormPath, spans: Mapping[tuple[int, int], _Span]) -> _Span | None:
    place = places.values.get(path)
    return spans.get((place.line, place.column)) if place and place.line and place.column else None


def _added(text: str, listed: _Span, lines: Sequence[Any]) -> str:
    """The text with lines below the last of a list."""
    start, end, style = listed
    if style:
        comma = ", " if text[start + 1:end].strip() else ""
        return f"{text[:end]}{comma}{', '.join(map(inline_text, lines))}{text[end:]}"
    end += len(_tail(text, end))
    return f"{text[:end]}{_rows(lines, start - (text.rfind(_LINE_END, 0, start) + 1))}{text[end:]}"


def _begun(text: str, blank: _Span, lines: Sequence[Any]) -> str:
    """The text with a list behind a key that has nothing yet."""
    before = text[text.rfind(_LINE_END, 0, blank.start) + 1:blank.start]
    return f"{text[:blank.start]}{_rows(lines, _key_column(before) + 2)}{text[blank.end:]}"


def _begun_below(text: str, key: str, lines: Sequence[Any]) -> str:
    """The text with a list of its own at its end."""
    return f"{text}{'' if text.endswith(_LINE_END) else _LINE_END}\n{key}:{_rows(lines, 2)}\n"


def _rows(lines: Sequence[Any], column: int) -> str:
    return "".join(f"\n{' ' * column}- {inline_text(line)}" for line in lines)


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
