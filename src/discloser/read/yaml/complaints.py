"""libyaml's complaints in an officer's words: what is wrong, at the place where it went wrong."""

from __future__ import annotations

import yaml

from ...model.finding import Finding, Problem, quoted
from .. import problems
from .mended_lines import MendedLines

_BY_PROBLEM: dict[str, Problem] = {
    "mapping values are not allowed in this context": problems.COLON_IN_TEXT,
    "could not find expected ':'": problems.NOT_A_KEY,
    "did not find expected key": problems.MISALIGNED,
    "did not find expected '-' indicator": problems.MISALIGNED,
    "block sequence entries are not allowed in this context": problems.MISALIGNED,
    "found a tab character that violates indentation": problems.MISALIGNED,
    "found character that cannot start any token": problems.SPECIAL_START,
    "did not find expected alphabetic or numeric character": problems.SPECIAL_START,
    "did not find expected comment or line break": problems.SPECIAL_START,
    "did not find expected ',' or ']'": problems.UNCLOSED_BRACKET,
    "did not find expected ',' or '}'": problems.UNCLOSED_BRACKET,
    "did not find expected node content": problems.UNCLOSED_BRACKET,
    "found unexpected end of stream": problems.UNCLOSED_QUOTE,
    "found unexpected document indicator": problems.UNCLOSED_QUOTE,
}
_BY_CONTEXT: dict[str, Problem] = {
    "while scanning a tag": problems.SPECIAL_START,
    "while scanning an alias": problems.SPECIAL_START,
    "while scanning an anchor": problems.SPECIAL_START,
    "while scanning a directive": problems.SPECIAL_START,
    "while scanning a simple key": problems.NOT_A_KEY,
}
_AT_THE_START = (problems.NOT_A_KEY, problems.UNCLOSED_QUOTE, problems.SPECIAL_START)


def finding_for(complaint: yaml.MarkedYAMLError, draft: MendedLines) -> Finding:
    """The finding for a complaint about a draft."""
    problem = _problem(complaint)
    seen = complaint.problem_mark or complaint.context_mark
    began = complaint.context_mark or seen
    if seen is None or began is None:
        return problems.UNREADABLE_WRITING.at(draft.place(0, 0))
    opening = _character(draft, began.line, began.column)
    if problem is problems.UNCLOSED_BRACKET and opening not in ("[", "{"):
        problem = problems.UNREADABLE_WRITING
    if problem is problems.COLON_IN_TEXT and ":" not in _line(draft, seen.line)[: seen.column]:
        problem = problems.MISALIGNED
    mark = began if problem in _AT_THE_START else seen
    line = _line(draft, mark.line)
    return problem.at(
        draft.place(mark.line, mark.column),
        found=line[mark.column: mark.column + 1] if problem is problems.SPECIAL_START else quoted(line),
        first_line=began.line + 1, bracket=opening, closing="]" if opening == "[" else "}",
    )


def _problem(complaint: yaml.MarkedYAMLError) -> Problem:
    by_context = _BY_CONTEXT.get(complaint.context or "", problems.UNREADABLE_WRITING)
    return _BY_PROBLEM.get(complaint.problem or "", by_context)


def _line(draft: MendedLines, number: int) -> str:
    """A line of the draft; the end of the text counts as an empty one."""
    return draft.lines[number] if number < len(draft.lines) else ""


def _character(draft: MendedLines, line: int, column: int) -> str:
    return _line(draft, line)[column: column + 1]
