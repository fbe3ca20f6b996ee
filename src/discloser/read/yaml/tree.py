"""From libyaml's event stream to plain texts in their blocks. Nothing is converted: `0301` and `NO` stay text.

An explicit stack instead of recursion, and limits on depth and number, so that no file can exhaust the machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import yaml

from ...model.finding import Finding, Problem, quoted
from ...model.form.outline import canonical_key
from ...model.place import FormPath, Place
from ...model.text.folding import half_width
from .. import problems
from ..source import Raw
from .folds import joined

DEEPEST = 20
MOST_EVENTS = 200_000
_MOST_FINDINGS = 1000

_NUMBER_HEAD = re.compile(r"[+-]?[0-9]+(,[0-9]+)*")
_LONGEST_NUMBER = 60
_NUMBER_TAIL = re.compile(r"[0-9]+(\.[0-9]*)?")
_NUMBER = re.compile(r"[+-]?[0-9][0-9,]*(\.[0-9]*)?")
_CLOSE_REMARK = re.compile(r"[ \t]+(?P<remark>#[^\s#].*)")

Position = tuple[int, int]
"""Line and column from 0, as libyaml counts them."""



@dataclass
class Tree:
    """What was read of a text. `stopped`: libyaml's complaint, when it could not read on.

    `faulty`: paths that a finding names; `repeated`: paths that were written twice, of which the first was read.
    `key_ends`, `key_starts`: where keys were found. `text_lines`: lines that continue a quoted text.
    """

    root: Raw = None
    values: dict[FormPath, Place] = field(default_factory=dict)
    keys: dict[FormPath, Place] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    faulty: set[FormPath] = field(default_factory=set)
    repeated: set[FormPath] = field(default_factory=set)
    stopped: yaml.MarkedYAMLError | None = None
    cut_short: bool = False
    key_starts: set[Position] = field(default_factory=set)
    key_ends: set[Position] = field(default_factory=set)
    text_lines: set[int] = field(default_factory=set)
    wide_indents: bool = False


@dataclass
class _Open:
    """A collection not yet closed.

    `shadow`: it stands at a place that is wrong already and is thrown away. `tail`: a key that may be no key but the
    rest of the number before it, since `{金额: 1,234}` says to YAML what nobody means.
    """

    path: FormPath
    into: dict[str, Raw] | list[Raw]
    shadow: bool
    is_key: bool = False
    in_braces: bool = False
    key: str | None = None
    key_shadow: bool = False
    last_key: str | None = None
    tail: yaml.ScalarEvent | None = None


def read_tree(text: str, place_at: Callable[[int, int], Place]) -> Tree:
    """The tree of a text; `place_at` tells where a line and column of the text stand in the file."""
    reading = _TreeReading(place_at, text.split("\n"))
    events = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            events += 1
            if events > MOST_EVENTS:
                reading.stop(problems.TOO_MANY_ENTRIES, event, expected=MOST_EVENTS)
            if reading.tree.cut_short:
                break
            reading.take(event)
    except yaml.MarkedYAMLError as error:
        reading.tree.stopped = error
    return reading.tree


class _TreeReading:
    def __init__(self, place_at: Callable[[int, int], Place], lines: Sequence[str]) -> None:
        self.tree = Tree()
        self._lines = lines
        self._place_at = place_at
        self._open: list[_Open] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Handle one event."""
        if self._open and self._open[-1].tail is not None and self._joined(event):
            return
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._start(event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._end()
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self.stop(problems.SEVERAL_FORMS, event)

    def stop(self, problem: Problem, event: yaml.Event, expected: int | None = None) -> None:
        """Give up with a finding."""
        self.tree.findings.append(problem.at(self._place(event), expected=expected))
        self.tree.cut_short = True

    def _find(self, problem: Problem, event: yaml.Event, found: str = "", first_line: int | None = None) -> None:
        self.tree.findings.append(problem.at(self._place(event), found=found or None, first_line=first_line))
        self.tree.cut_short |= len(self.tree.findings) > _MOST_FINDINGS

    def _place(self, event: yaml.Event) -> Place:
        return self._place_at(*_start_of(event))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._refuse_marks(event)
        if event.style in ("'", '"'):
            self.tree.text_lines.update(range(_start_of(event)[0] + 1, _end_of(event)[0] + 1))
        if self._expects_key():
            if self._may_be_tail(event):
                self._open[-1].tail = event
            else:
                self._key(event)
            return
        path, shadow = self._slot()
        if not shadow:
            self.tree.values[path] = self._place(event)
            self._warn_of_remark(event)
        self._put(None if event.implicit[0] and not event.value else joined(event, self._lines))

    def _warn_of_remark(self, event: yaml.ScalarEvent) -> None:
        """A `#` after a blank ends a text that is not quoted; close to its word it was hardly meant as a remark."""
        line, column = _end_of(event)
        cut = None if event.style or line >= len(self._lines) else _CLOSE_REMARK.match(self._lines[line], column)
        if cut and not _is_a(_NUMBER, event.value):
            self.tree.findings.append(problems.TEXT_AS_REMARK.at(
                self._place_at(line, cut.start("remark")), found=quoted(cut["remark"])))

    def _key(self, event: yaml.ScalarEvent) -> None:
        self.tree.key_starts.add(_start_of(event))
        self.tree.key_ends.add(_end_of(event))
        self.tree.wide_indents |= event.value[:1] in ("\u3000", "\xa0")
        here = self._open[-1]
        here.key = canonical_key(event.value)
        path = (*here.path, here.key)
        here.key_shadow = path in self.tree.keys and not here.shadow
        if here.key_shadow:
            first = self.tree.keys[path].line
            self.tree.repeated.add(path)
            self._find(problems.DUPLICATE_KEY, event, found=quoted(here.key), first_line=first)
        elif not here.shadow:
            self.tree.keys[path] = self._place(event)

    def _may_be_tail(self, event: yaml.ScalarEvent) -> bool:
        if not event.value[:1].isdecimal():
            return False
        here = self._open[-1]
        if event.style or not here.in_braces or here.last_key is None or not isinstance(here.into, dict):
            return False
        head = here.into[here.last_key]
        return isinstance(head, str) and _is_a(_NUMBER_HEAD, head) and _is_a(_NUMBER_TAIL, event.value)

    def _joined(self, event: yaml.Event) -> bool:
        """Decide what a held key is: with nothing behind it, the rest of a number typed with thousands separators."""
        here = self._open[-1]
        tail, here.tail = here.tail, None
        if tail is None or here.last_key is None or not isinstance(here.into, dict):
            return False
        nothing_follows = isinstance(event, yaml.ScalarEvent) and event.implicit[0] and not event.value
        if nothing_follows:
            here.into[here.last_key] = f"{here.into[here.last_key]},{tail.value}"
        else:
            self._key(tail)
        return nothing_follows

    def _alias(self, event: yaml.AliasEvent) -> None:
        self._find(problems.SPECIAL_START, event, found=quoted(f"*{event.anchor}"))
        if self._expects_key():
            self._open[-1].key, self._open[-1].key_shadow = "", True
            return
        path, shadow = self._slot()
        if not shadow:
            self.tree.faulty.add(path)
            self.tree.values[path] = self._place(event)
        self._put(None)

    def _start(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        self._refuse_marks(event)
        if len(self._open) >= DEEPEST:
            self.stop(problems.TOO_DEEP, event, expected=DEEPEST)
            return
        is_key = self._expects_key()
        if is_key and not self._open[-1].shadow:
            self._find(problems.NOT_A_NAME, event)
            self.tree.faulty.add(self._open[-1].path)
        path, shadow = ((), True) if is_key else self._slot()
        if not shadow:
            self.tree.values[path] = self._place(event)
        into: dict[str, Raw] | list[Raw] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._open.append(_Open(path, into, shadow, is_key, bool(event.flow_style)))

    def _end(self) -> None:
        closed = self._open.pop()
        if closed.is_key:
            self._open[-1].key, self._open[-1].key_shadow = "", True
        else:
            self._put(closed.into)

    def _expects_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1].into, dict) and self._open[-1].key is None

    def _slot(self) -> tuple[FormPath, bool]:
        """The path of the value that comes next, and whether it is thrown away."""
        if not self._open:
            return (), False
        here = self._open[-1]
        if isinstance(here.into, list):
            return (*here.path, len(here.into)), here.shadow
        return (*here.path, here.key or ""), here.shadow or here.key_shadow

    def _put(self, value: Raw) -> None:
        if not self._open:
            self.tree.root = value
            return
        here = self._open[-1]
        if isinstance(here.into, list):
            here.into.append(value)
            return
        if here.key is not None and not here.key_shadow:
            here.into[here.key] = value
        here.last_key = None if here.key_shadow else here.key
        here.key, here.key_shadow = None, False

    def _refuse_marks(self, event: yaml.NodeEvent) -> None:
        """`&name` and `!tag` before a value mean something to YAML and nothing to an officer."""
        mark = f"&{event.anchor}" if event.anchor else getattr(event, "tag", None)
        if mark:
            self._find(problems.SPECIAL_START, event, found=quoted(mark.replace("tag:yaml.org,2002:", "!!")))


def _is_a(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a text, its digits full-width or not, is what the pattern describes."""
    return len(text) <= _LONGEST_NUMBER and pattern.fullmatch(half_width(text)) is not None


def _start_of(event: yaml.Event) -> Position:
    return (event.start_mark.line, event.start_mark.column) if event.start_mark else (0, 0)


def _end_of(event: yaml.Event) -> Position:
    return (event.end_mark.line, event.end_mark.column) if event.end_mark else (0, 0)
