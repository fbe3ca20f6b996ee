"""A form as YAML, with the remarks that were noted beside it: the style of the samples, the same text every time."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from ...model.form.budget import Form
from ...model.form.common import CommonForm
from ...model.form.flat import with_blanks
from ...model.form.remarks import Remark, Remarks
from ...model.place import FormPath

_WIDEST = 110
_INDENT = "  "
_PLAIN = re.compile(r"[\w（《“≥≤±￥][\w \-.()（）·、，。；！？…—“”‘’《》〈〉【】〔〕％%/≥≤±＝×～℃￥]*(?<! )")
_TO_ESCAPE = re.compile(
    r"[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_NOTHING = Remark()
_BLANK = '""'


def yaml_form(raw: Mapping[str, Any], remarks: Remarks | None = None, form: type[CommonForm] = Form) -> str:
    """The YAML text of a form. A key that was left out stands blank when something is noted beside it."""
    noted = remarks or {}
    return "\n".join(_Writer(with_blanks(raw, noted, form), noted).lines())


class _Writer:
    def __init__(self, raw: Mapping[str, Any], remarks: Remarks) -> None:
        self._raw = raw
        self._remarks = _at_home(remarks, set(_paths(raw, ())))

    def lines(self) -> Iterator[str]:
        """All lines, the last one empty, so that the text ends with a line end."""
        whole = self._remark(())
        head = (*whole.above, *([whole.beside] if whole.beside else []))
        if head:
            yield from (_comment(line) for line in head)
            yield ""
        for number, (key, value) in enumerate(self._raw.items()):
            if number:
                yield ""
            yield from self._entry(key, value, (key,), "")
        yield from (_comment(line) for line in whole.below)
        yield ""

    def _entry(self, key: str, value: Any, path: FormPath, indent: str, lead: str = "") -> Iterator[str]:
        """A key with its value. `lead`: what stands before the key on its line, `- ` for the first of a row."""
        yield from self._above(path, indent + " " * len(lead) if lead else indent)
        start, inside = f"{indent}{lead}{_key(key)}:", indent + " " * len(lead)
        if isinstance(value, Mapping) and value and not self._on_one_line(value, path, start):
            yield self._beside(start, path)
            for inner, item in value.items():
                yield from self._entry(inner, item, (*path, inner), inside + _INDENT)
        elif isinstance(value, list) and value:
            yield self._beside(start, path)
            for i, row in enumerate(value):
                yield from self._row(row, (*path, i), inside + _INDENT)
        elif isinstance(value, str) and is_paragraphs(value):
            yield self._beside(f"{start} |", path)
            yield from (f"{inside}{_INDENT}{line}".rstrip(" ") for line in value.strip().split("\n"))
        else:
            yield self._beside(f"{start} {inline_text(value)}".rstrip(), path)

    def _row(self, row: Any, path: FormPath, indent: str) -> Iterator[str]:
        yield from self._above(path, indent)
        if not isinstance(row, Mapping) or not row or self._on_one_line(row, path, f"{indent}- "):
            yield self._beside(f"{indent}- {inline_text(row)}", path)
            return
        first = True
        for key, value in row.items():
            lines = self._entry(key, value, (*path, key), indent if first else indent + _INDENT, "- " if first else "")
            for line in lines:
                yield self._beside(line, path) if first and not line.lstrip().startswith("#") else line
                first = first and line.lstrip().startswith("#")

    def _on_one_line(self, block: Mapping[str, Any], path: FormPath, start: str) -> bool:
        """Whether a block fits on a line and has no remarks inside; a block of the form's own level stands open."""
        if len(path) < 2 or any(_stands_open(value) for value in block.values()):
            return False
        noted = any(len(p) > len(path) and p[:len(path)] == path for p in self._remarks)
        return not noted and _width(f"{start} {inline_text(block)}") <= _WIDEST

    def _remark(self, path: FormPath) -> Remark:
        return self._remarks.get(path, _NOTHING)

    def _above(self, path: FormPath, indent: str) -> Iterator[str]:
        yield from (f"{indent}{_comment(line)}" for line in self._remark(path).above)

    def _beside(self, line: str, path: FormPath) -> str:
        note = self._remark(path).beside
        return f"{line}   {_comment(note)}" if note else line


def _paths(value: Any, path: FormPath) -> Iterator[FormPath]:
    yield path
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _paths(inner, (*path, key))
    elif isinstance(value, list):
        for i, row in enumerate(value):
            yield from _paths(row, (*path, i))


def _at_home(remarks: Remarks, known: set[FormPath]) -> dict[FormPath, Remark]:
    """Remarks by paths that are there: one about something left out goes to what it would stand in."""
    homes: dict[FormPath, Remark] = {}
    for path, remark in sorted(remarks.items(), key=lambda item: len(item[0])):
        home = next(path[:n] for n in range(len(path), -1, -1) if path[:n] in known)
        own = homes.get(home)
        if own is None:
            homes[home] = remark
        else:
            notes = (*remark.above, *((remark.beside,) if remark.beside else ()))
            homes[home] = Remark((*own.above, *notes), own.beside, (*own.below, *remark.below))
    return homes


def inline_text(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)}: {inline_text(inner) or _BLANK}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(inline_text, value))}]"
    text = "" if value is None else str(value).strip()
    return text if not text or _PLAIN.fullmatch(text) else _quoted(text)


def _key(key: str) -> str:
    return key if _PLAIN.fullmatch(key) else _quoted(key)


def _quoted(text: str) -> str:
    return _TO_ESCAPE.sub(lambda char: f"\\u{ord(char[0]):04x}", json.dumps(text, ensure_ascii=False))


def _comment(line: str) -> str:
    return f"# {' '.join(_TO_ESCAPE.sub(' ', line).splitlines())}".rstrip()


def is_paragraphs(text: str) -> bool:
    """Whether a text has several lines that can stand as they are."""
    text = text.strip()
    return "\n" in text and not _TO_ESCAPE.search(text) and "\t" not in text and not any(
        line != line.rstrip(" ") for line in text.split("\n"))


def _stands_open(value: Any) -> bool:
    return isinstance(value, list) or (isinstance(value, str) and "\n" in value.strip()) or (
        isinstance(value, Mapping) and any(_stands_open(inner) for inner in value.values()))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
