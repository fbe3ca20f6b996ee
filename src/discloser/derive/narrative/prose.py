"""Jinja texts of a kind + what they may name → headings, paragraphs and marks for charts and forms.

A text is plain: `# ` starts a heading (`##`, `###` below it), a blank line ends a paragraph, `::图 名` and
`::绩效目标表` stand for a chart and for the target forms. Texts speak and filters format; neither adds nor divides.
What officers typed can never become a heading or a mark, however it looks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from jinja2 import TemplateError, TemplateSyntaxError

from ...model.kind.report_kind import KindError, ReportKind
from ...model.report.report import Heading, Paragraph
from .filled import Filled, Line, lines_of, opening, passages_of, text_of
from .texts import Texts

_FAULTS = (TemplateError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError)
"""What a text can make jinja2 or a filter raise: wrong syntax, unknown names, a block where an amount belongs."""


class ProseError(KindError):
    """A text of a kind that fails: an unknown name, an empty value, a fault of syntax. Names text and line."""

    def __init__(self, text: str, line: int | None, reason: str) -> None:
        super().__init__(f"文稿“{text}”第{line}行：{reason}" if line else f"文稿“{text}”：{reason}")
        self.text, self.line, self.reason = text, line, reason


class Mark(NamedTuple):
    """A place in a text for something that is no text: a chart by name, or the target forms."""

    kind: str
    name: str


Piece = Heading | Paragraph | Mark


class Prose:
    """The texts of one kind, ready to be filled."""

    def __init__(self, kind: ReportKind) -> None:
        self._texts = Texts(kind)

    def pieces(self, text: str, names: Mapping[str, Any]) -> list[Piece]:
        """One text of the kind, filled and split. Raises `ProseError`."""
        try:
            filled = self._texts.filled(text, names)
        except _FAULTS as error:
            if isinstance(error, TemplateSyntaxError):
                raise ProseError(error.name or text, error.lineno, str(error.message)) from error
            reason = "说法一层套一层，套得太深" if isinstance(error, RecursionError) else str(error)
            raise ProseError(text, _line_of(error, text), reason) from error
        return list(_split(filled))


def _line_of(error: BaseException, text: str) -> int:
    """The line of the text at which rendering failed, from the traceback jinja2 rewrites for that purpose."""
    line, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in (text, "<template>"):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _split(filled: Filled) -> Iterator[Piece]:
    body: Line = ()
    for line in (*lines_of(filled), ()):
        structure = opening(line).startswith(("#", "::"))
        if line and not structure:
            body += line
            continue
        if body:
            yield Paragraph(text_of(body), passages=tuple(passages_of(body)))
            body = ()
        if structure:
            yield _heading(line) if opening(line).startswith("#") else _mark(text_of(line))


def _heading(line: Line) -> Heading:
    words = opening(line)
    level = len(words) - len(words.lstrip("#"))
    return Heading(text_of(line)[level:].strip(), level, toc=level == 1)


def _mark(line: str) -> Mark:
    kind, _, name = line.removeprefix("::").partition(" ")
    return Mark(kind, name.strip())
