"""Jinja texts of a kind + what they may name → headings, paragraphs and marks for charts and forms.

A text is plain: `# ` starts a heading (`##`, `###` below it), a blank line ends a paragraph, `::图 名` and
`::绩效目标表` stand for a chart and for the target forms. Texts speak and filters format; neither adds nor divides.
What officers typed can never become a heading or a mark, however it looks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateError, TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ...model.kind.report_kind import KindError, ReportKind
from ...model.report.report import Heading, Paragraph
from ...model.report.sourced import Passage, Sourced
from .filters import filters_of

_BEGIN, _NAMED, _END = "\ue000", "\ue001", "\ue002"
"""Stand around the source and the text of every line of typed text, and of every figure, until the text is split.

Readers drop private characters from forms.
"""

_FAULTS = (TemplateError, TypeError, ValueError, AttributeError, ArithmeticError)
"""What a text can make jinja2 or a filter raise: wrong syntax, unknown names, a block where an amount belongs."""


class ProseError(KindError):
    """A text of a kind that fails: an unknown name, an empty value, a fault of syntax. Names text and line."""

    def __init__(self, text: str, line: int | None, reason: str) -> None:
        super().__init__(f"文稿“{text}”第{line}行：{reason}" if line else f"文稿“{text}”：{reason}")
        self.text, self.line, self.reason = text, line, reason


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a text for something that is no text: a chart by name, or the target forms."""

    kind: str
    name: str


Piece = Heading | Paragraph | Mark


class Prose:
    """The texts of one kind, ready to be filled."""

    def __init__(self, kind: ReportKind) -> None:
        self._environment = environment_of(kind)

    def pieces(self, text: str, names: Mapping[str, Any]) -> list[Piece]:
        """One text of the kind, filled and split. Raises `ProseError`."""
        try:
            filled = self._environment.get_template(text).render(names)
        except _FAULTS as error:
            line = getattr(error, "lineno", None) or _line_of(error, text)
            raise ProseError(text, line, str(error)) from error
        return list(_split(filled))


def environment_of(kind: ReportKind) -> Environment:
    """Where the texts of a kind are read and filled: its texts and filters, and nothing else of the machine."""
    environment = ImmutableSandboxedEnvironment(
        loader=_Texts(kind.texts), undefined=StrictUndefined, autoescape=False, finalize=_finalize,
    )
    environment.filters.update(filters_of(kind))
    return environment


class _Texts(BaseLoader):
    """The texts of a kind by name; nothing else can be included."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        if template not in self._texts:
            raise TemplateNotFound(template)
        return self._texts[template], template, None


def _finalize(value: Any) -> Any:
    if value is None:
        raise TemplateError("用到了空的值")
    if isinstance(value, Sourced):
        lines = (line.strip() for line in value.splitlines())
        return "\n\n".join(f"{_BEGIN}{value.source}{_NAMED}{line}{_END}" for line in lines if line)
    return value


def _line_of(error: BaseException, text: str) -> int:
    """The line of the text at which rendering failed, from the traceback jinja2 rewrites for that purpose."""
    line, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in (text, "<template>"):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _split(filled: str) -> Iterator[Piece]:
    body = ""
    for line in (line.strip() for line in (*filled.splitlines(), "")):
        if line and not line.startswith(("#", "::")):
            body += line
            continue
        if body:
            yield _paragraph(body)
            body = ""
        if line:
            yield _heading(line) if line.startswith("#") else _mark(line)


def _paragraph(marked: str) -> Paragraph:
    """The text without its marks, and what they said."""
    text, *stretches = marked.split(_BEGIN)
    passages = []
    for stretch in stretches:
        source, _, rest = stretch.partition(_NAMED)
        said, _, after = rest.partition(_END)
        if source:
            passages.append(Passage(len(text), len(text) + len(said), source))
        text += said + after
    return Paragraph(text, passages=tuple(passages))


def _heading(line: str) -> Heading:
    text = line.lstrip("#")
    level = len(line) - len(text)
    return Heading(_paragraph(text.strip()).text, level, toc=level == 1)


def _mark(line: str) -> Mark:
    kind, _, name = line.removeprefix("::").partition(" ")
    return Mark(kind, name.strip())
