"""Faults of writing that a Chinese keyboard makes: full-width colons and commas, no blank after a colon, tabs.

libyaml stops at the first of them, often a line too late. Here the text is searched by lines for all of them and
mended on trial; what the mended text confirms becomes a finding. Nothing mended ever reaches a report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from ...model.finding import Finding
from ...model.form.outline import canonical_key
from ...model.place import Place
from .. import problems
from .tree import Tree

_LONGEST_LINE = 2000
_MOST_FINDINGS = 1000
_OTHER_SPACE = re.compile(r"[ \t\u3000\xa0]*[\t\u3000\xa0][ \t\u3000\xa0]*")
_LITERAL_HEAD = re.compile(r"(:|-|^)\s+[|>][-+0-9]*\s*(#.*)?$")
_KEY = r"[^\s\ufeff:：,，;；{}｛｝\[\]\"'#][^:：,，;；{}｛｝\[\]\"'#\n]{0,29}?"
_LINE_KEY = re.compile(rf"\s*(?:-\s+)*({_KEY})\s*([:：])")
_INNER_KEY = re.compile(rf"([{{｛,，、；]\s*)({_KEY})\s*([:：])")
_ROW = re.compile(rf"\s*(?:-\s*)*(?:{_KEY}\s*[:：]\s*)?[{{｛]")
_SPACE_NAMES = {"\t": "制表符（Tab）", "\u3000": "全角空格", "\xa0": "不间断空格"}
_HALF = {"：": ":", "，": ",", "、": ",", "；": ",", "｛": "{", "｝": "}"}


class _Slip(NamedTuple):
    """A wrong mark in a line: what stands at `column`, and what it is mended to."""

    column: int
    found: str
    mended: str
    key: str


@dataclass
class MendedLines:
    """A text being mended, by lines.

    `indents`: line → its indentation as typed, where it was replaced. `inserted`: line → columns, as mended, of blanks
    that nobody typed.
    """

    file: str
    lines: list[str]
    inserted: dict[int, list[int]] = field(default_factory=dict)
    slips: dict[int, list[_Slip]] = field(default_factory=dict)
    indents: dict[int, str] = field(default_factory=dict)
    shifts: dict[int, int] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The text as it stands now."""
        return "\n".join(self.lines)

    def place(self, line: int, column: int) -> Place:
        """Where a position of the mended text was typed."""
        last = len(self.lines) - 1
        if line > last or (line == last > 0 and not self.lines[last]):
            # The end of the text: behind the last character somebody typed.
            line = max((i for i in range(len(self.lines)) if self.lines[i]), default=0)
            column = len(self.lines[line])
        if line in self.inserted:
            column -= sum(1 for blank in self.inserted[line] if blank < column)
        return self.typed(line, column)

    def typed(self, line: int, column: int) -> Place:
        """Where a column of a line with nothing inserted was typed."""
        return Place(self.file, line + 1, max(column - self.shifts.get(line, 0), 0) + 1)

    def as_mended(self, line: int, column: int) -> int:
        """The column, with blanks inserted, of a column without."""
        for blank in self.inserted.get(line, ()):
            column += blank <= column
        return column

    def indent(self, line: int, typed: str, spaces: str) -> None:
        """Replace the indentation of a line by spaces."""
        self.indents[line], self.shifts[line] = typed, len(spaces) - len(typed)
        self.lines[line] = spaces + self.lines[line][len(typed):]

    def mend(self, line: int, slips: list[_Slip]) -> None:
        """Put right the slips of a line, given from left to right."""
        text = self.lines[line]
        blanks: list[int] = []
        for slip in reversed(slips):
            text = text[: slip.column] + slip.mended + text[slip.column + len(slip.found):]
        for slip in slips:
            if len(slip.mended) > len(slip.found):
                blanks.append(slip.column + len(slip.found) + len(blanks))
        self.lines[line], self.slips[line] = text, slips
        self.inserted[line] = blanks

    def copy(self) -> MendedLines:
        """A draft to try something on."""
        return MendedLines(self.file, list(self.lines), dict(self.inserted), dict(self.slips), self.indents,
                           self.shifts)


def mend_known(draft: MendedLines, known_keys: Set[str]) -> None:
    """Mend every slip beside a key of the form, and every indentation that is not made of spaces."""
    unit = _indent_unit(draft.lines)
    for number, in_literal in enumerate(_literal_lines(draft.lines)):
        line = draft.lines[number]
        if odd := _OTHER_SPACE.match(line):
            if in_literal and line[0] == " ":
                continue
            draft.indent(number, odd[0], _spaces(odd[0], unit))
        if not in_literal and (slips := list(_slips(draft.lines[number], known_keys))):
            draft.mend(number, slips)


def mend_at(draft: MendedLines, number: int) -> bool:
    """Mend a full-width colon behind whatever opens a line; says whether there was one to mend."""
    line = draft.lines[number]
    key = _LINE_KEY.match(line) if number not in draft.slips and len(line) <= _LONGEST_LINE else None
    if key is None or key[2] != "：":
        return False
    draft.mend(number, [_colon(line, key.start(2), key[1])])
    return True


def findings_of(draft: MendedLines, tree: Tree) -> Iterator[Finding]:
    """The slips that the tree of the mended text confirms; all of them where it could not be read."""
    sure = tree.stopped is not None or not isinstance(tree.root, dict)
    for number, slips in sorted(draft.slips.items())[:_MOST_FINDINGS]:
        confirmed = [slip for slip in slips if sure or _confirmed(draft, number, slip, tree)]
        if wide := [slip for slip in confirmed if slip.found in _HALF]:
            yield problems.FULL_WIDTH_MARKS.at(
                draft.typed(number, wide[0].column),
                found="".join(dict.fromkeys(slip.found for slip in wide)),
                expected=" ".join(dict.fromkeys(_HALF[slip.found] for slip in wide)),
            )
        elif confirmed:
            yield problems.NO_BLANK_AFTER_COLON.at(draft.typed(number, confirmed[0].column), found=confirmed[0].key)
    yield from _indent_findings(draft, frozenset() if sure else frozenset(tree.text_lines))


def _confirmed(draft: MendedLines, number: int, slip: _Slip, tree: Tree) -> bool:
    line, column = draft.lines[number], draft.as_mended(number, slip.column)
    if slip.mended in ("{", "}"):
        return True
    if slip.mended == ",":
        start = column + 1 + len(line[column + 1:]) - len(line[column + 1:].lstrip())
        return (number, start) in tree.key_starts
    return (number, len(line[:column].rstrip())) in tree.key_ends


def _indent_findings(draft: MendedLines, text_lines: Set[int]) -> Iterator[Finding]:
    """One finding for neighbouring lines indented with the same wrong space."""
    rows = [(number, _first_odd(odd)) for number, odd in sorted(draft.indents.items()) if number not in text_lines]
    for (_, name), run in groupby(enumerate(rows), key=lambda row: (row[1][0] - row[0], row[1][1])):
        numbers = [number for _, (number, _) in run]
        first, last = numbers[0], numbers[-1]
        column = next(i for i, c in enumerate(draft.indents[first]) if c != " ")
        yield problems.INDENTED_WITH_OTHER_THAN_SPACES.at(
            Place(draft.file, first + 1, column + 1), found=_SPACE_NAMES[name],
            lines="" if first == last else f"第 {first + 1} 行到第 {last + 1} 行的",
        )


def _first_odd(indent: str) -> str:
    return next(c for c in indent if c != " ")


def _slips(line: str, known_keys: Set[str]) -> Iterator[_Slip]:
    if len(line) > _LONGEST_LINE:
        return
    head = _LINE_KEY.match(line)
    if head and canonical_key(head[1]) in known_keys:
        yield from _colon_slip(line, head.start(2), head[1])
    if not _ROW.match(line):
        return
    for inner in _INNER_KEY.finditer(line):
        if canonical_key(inner[2]) not in known_keys:
            continue
        if inner[1][0] in _HALF:
            yield _Slip(inner.start(), inner[1][0], _HALF[inner[1][0]], "")
        yield from _colon_slip(line, inner.start(3), inner[2])
    if closing := re.search(r"｝\s*(#.*)?$", line):
        yield _Slip(closing.start(), "｝", "}", "")


def _colon_slip(line: str, column: int, key: str) -> Iterator[_Slip]:
    if line[column] == "：" or line[column + 1: column + 2].strip():
        yield _colon(line, column, key)


def _colon(line: str, column: int, key: str) -> _Slip:
    blank_follows = not line[column + 1: column + 2].strip(" ")
    return _Slip(column, line[column], ":" if blank_follows else ": ", key)


def _literal_lines(lines: list[str]) -> Iterator[bool]:
    """For each line, whether it belongs to a text set off by `|` or `>`."""
    floor: int | None = None
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        if floor is not None and line.strip() and indent <= floor and not _OTHER_SPACE.match(line):
            floor = None
        yield floor is not None
        if floor is None and _LITERAL_HEAD.search(line):
            floor = indent


def _indent_unit(lines: list[str]) -> int:
    indents = [len(line) - len(line.lstrip(" ")) for line in lines if line.strip()]
    return min((indent for indent in indents if indent), default=2)


def _spaces(indent: str, unit: int) -> str:
    return "".join(" " if c in " \xa0" else " " * unit if c == "\t" else "  " for c in indent)
