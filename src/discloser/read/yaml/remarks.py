"""The comments of a YAML form, each with the path it stands above or beside. libyaml drops them.

A `#` that no scalar covers and that opens a line or follows a blank begins a comment; nothing else does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from ...model.form.remarks import Remark, comment_text
from ...model.place import FormPath, Places
from ...model.text.line_ends import seen_lines, with_plain_line_ends

_HASH = re.compile(r"(?:^|(?<=\s))#")
_BLOCK_STYLES = ("|", ">")


def yaml_remarks(text: str, places: Places) -> dict[FormPath, Remark]:
    """Path → its comments; the head of the file belongs to the form as a whole, as do lines after its end."""
    lines = seen_lines(with_plain_line_ends(text.removeprefix("\ufeff")))
    covered = _covered(lines)
    starts = _starts(places)
    found: dict[FormPath, Remark] = {}
    waiting: list[str] = []
    last: FormPath = ()
    for number, line in enumerate(lines):
        here = starts.get(number + 1)
        if here is not None:
            _add(found, here if last else (), above=waiting)
            waiting = []
            last = here
        column = _comment_start(line, covered.get(number, []))
        if column is None:
            continue
        note = comment_text(line[column:])
        if not line[:column].strip():
            waiting.append(note)
        elif note:
            _beside(found, here or last, note.lstrip("#").strip())
    if waiting:
        found[()] = found.get((), Remark())._replace(below=tuple(waiting))
    return found


def _add(found: dict[FormPath, Remark], path: FormPath, above: list[str]) -> None:
    if above:
        own = found.get(path, Remark())
        found[path] = own._replace(above=(*own.above, *above))


def _beside(found: dict[FormPath, Remark], path: FormPath, note: str) -> None:
    """One note stands beside a path; a second, from a later line of the same value, goes above it."""
    own = found.get(path, Remark())
    found[path] = own._replace(above=(*own.above, note)) if own.beside else own._replace(beside=note)


def _comment_start(line: str, covered: list[tuple[int, int]]) -> int | None:
    for match in _HASH.finditer(line):
        if not any(first <= match.start() < end for first, end in covered):
            return match.start()
    return None


def _covered(lines: list[str]) -> dict[int, list[tuple[int, int]]]:
    """Line → the stretches of it that scalars cover."""
    covered: dict[int, list[tuple[int, int]]] = {}
    for event in yaml.parse("\n".join(lines), Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.ScalarEvent) and event.start_mark and event.end_mark:
            for line, stretch in _stretches(event, lines):
                covered.setdefault(line, []).append(stretch)
    return covered


def _stretches(event: yaml.ScalarEvent, lines: list[str]) -> Iterator[tuple[int, tuple[int, int]]]:
    first, last = event.start_mark, event.end_mark
    assert first is not None
    assert last is not None
    if event.style in _BLOCK_STYLES:
        # A comment may follow the `|`; the text begins on the next line and ends before the line of the end mark.
        end = last.line + (1 if last.column else 0)
        yield from ((line, (0, len(lines[line]))) for line in range(first.line + 1, min(end, len(lines))))
        return
    for line in range(first.line, min(last.line + 1, len(lines))):
        begin = first.column if line == first.line else 0
        yield line, (begin, last.column if line == last.line else len(lines[line]))


def _starts(places: Places) -> dict[int, FormPath]:
    """Line → the outermost path whose key or row begins there."""
    starts: dict[int, FormPath] = {}
    rows = ((path, place) for path, place in places.values.items() if path and isinstance(path[-1], int))
    for path, place in (*places.keys.items(), *rows):
        if place.line is not None and (place.line not in starts or len(path) < len(starts[place.line])):
            starts[place.line] = path
    return starts
