"""Faults of writing that a Chinese keyboard makes: full-width colons and commas, no blank after a colon, tabs.

libyaml stops at the first of them, often a line too late. Here the text is searched by lines for all of them and
mended on trial; what the mended text confirms becomes a finding. Nothing mended ever reaches a report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from itertools import groupby

import yaml

from ...model.finding import Finding, quoted
from ...model.form.outline import canonical_key
from ...model.place import Place
from .. import problems
from .complaints import finding_for
from .mended_lines import MarkSlip, MendedLines
from .tree import Tree, read_tree

_LONGEST_LINE = 2000
_MOST_FINDINGS = 1000
_TRIALS = 20
_LARGEST_TRIAL = 200_000
_OTHER_SPACE = re.compile(r"[ \t\u3000\xa0]*[\t\u3000\xa0][ \t\u3000\xa0]*")
_LITERAL_HEAD = re.compile(r"(:|-|^)\s+[|>][-+0-9]*\s*(#.*)?$")
_KEY = r"[^\s\ufeff:：,，;；{}｛｝\[\]\"'#][^:：,，;；{}｛｝\[\]\"'#\n]{0,29}?"
_LINE_KEY = re.compile(rf"\s*(?:-\s+)*({_KEY})\s*([:：])")
_INNER_KEY = re.compile(rf"([{{｛,，、；]\s*)({_KEY})\s*([:：])")
_ROW = re.compile(rf"\s*(?:-\s*)*(?:{_KEY}\s*[:：]\s*)?[{{｛]")
_SPACE_NAMES = {"\t": "制表符（Tab）", "\u3000": "全角空格", "\xa0": "不间断空格"}
_HALF = {"：": ":", "，": ",", "、": ",", "；": ",", "｛": "{", "｝": "}"}


def mended(draft: MendedLines, keys: Callable[[], Set[str]]) -> tuple[MendedLines, Tree]:
    """The draft with every slip mended that can be found, and its tree."""
    _mend_known(draft, keys())
    tree = read_tree(draft.text, draft.place)
    for _ in range(_TRIALS if sum(map(len, draft.lines)) < _LARGEST_TRIAL else 0):
        if tree.stopped is None or (better := _next_trial(draft, tree.stopped)) is None:
            break
        draft, tree = better
    return draft, tree


def _next_trial(draft: MendedLines, complaint: yaml.MarkedYAMLError) -> tuple[MendedLines, Tree] | None:
    """Mend one more full-width colon near the complaint, if that lets libyaml read on; the key before it is unknown."""
    line = _line_of(complaint)
    for number in range(max(line - 5, 0), min(line + 1, len(draft.lines))):
        trial = draft.copy()
        if not _mend_at(trial, number):
            continue
        tree = read_tree(trial.text, trial.place)
        if tree.stopped is None or _line_of(tree.stopped) > line:
            return trial, tree
    return None


def _line_of(complaint: yaml.MarkedYAMLError) -> int:
    return complaint.problem_mark.line if complaint.problem_mark else 0


def writing_findings(draft: MendedLines, tree: Tree, shapes: tuple[type, ...]) -> Iterator[Finding]:
    """What is wrong with the writing of a text; `shapes`: what it may be made of, a dict or a list."""
    slips = list(_findings_of(draft, tree))
    yield from slips
    if tree.stopped is not None:
        # Behind an indentation mended by guess the complaint may be about the guess.
        if not draft.indents:
            yield finding_for(tree.stopped, draft)
    elif not isinstance(tree.root, shapes) and not slips and not tree.findings:
        begin = tree.values.get((), Place(draft.file, 1, 1))
        yield problems.NOT_A_FORM.at(begin, found=quoted(draft.lines[(begin.line or 1) - 1]))


def _mend_known(draft: MendedLines, known_keys: Set[str]) -> None:
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


def _mend_at(draft: MendedLines, number: int) -> bool:
    """Mend a full-width colon behind whatever opens a line; says whether there was one to mend."""
    line = draft.lines[number]
    key = _LINE_KEY.match(line) if number not in draft.slips and len(line) <= _LONGEST_LINE else None
    if key is None or key[2] != "：":
        return False
    draft.mend(number, [_colon(line, key.start(2), key[1])])
    return True


def _findings_of(draft: MendedLines, tree: Tree) -> Iterator[Finding]:
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


def _confirmed(draft: MendedLines, number: int, slip: MarkSlip, tree: Tree) -> bool:
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


def _slips(line: str, known_keys: Set[str]) -> Iterator[MarkSlip]:
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
            yield MarkSlip(inner.start(), inner[1][0], _HALF[inner[1][0]], "")
        yield from _colon_slip(line, inner.start(3), inner[2])
    if closing := re.search(r"｝\s*(#.*)?$", line):
        yield MarkSlip(closing.start(), "｝", "}", "")


def _colon_slip(line: str, column: int, key: str) -> Iterator[MarkSlip]:
    if line[column] == "：" or line[column + 1: column + 2].strip():
        yield _colon(line, column, key)


def _colon(line: str, column: int, key: str) -> MarkSlip:
    blank_follows = not line[column + 1: column + 2].strip(" ")
    return MarkSlip(column, line[column], ":" if blank_follows else ": ", key)


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
