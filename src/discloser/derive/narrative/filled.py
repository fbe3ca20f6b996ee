"""A filled text that still knows who wrote which stretch of it, and how it falls into lines.

What makes a heading, a mark or a new line are the characters of the kind's own text, and only they: whatever an
expression gave stands in its sentence as it is, with the source it came with. No character is a sign for this, so
none can be typed, in a form or in a kind, that passes for one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from jinja2 import TemplateError, Undefined

from ...model.report.sourced import Passage, source_of

_PRINTED = (str, int, float, Decimal, dt.date, Undefined)
"""What may stand in a sentence; what is undefined says so itself."""


class TextStretch(NamedTuple):
    """A piece of text. `own`: the kind's own words; `source`: where the text or figure of an expression comes from."""

    text: str
    own: bool
    source: str = ""


class Filled(str):
    """A text with the stretches it is made of. Whatever is made out of it is an ordinary text."""

    __slots__ = ("stretches",)
    stretches: tuple[TextStretch, ...]

    def __new__(cls, stretches: Iterable[TextStretch]) -> Filled:
        """The text of some stretches."""
        known = tuple(stretches)
        made = super().__new__(cls, "".join(stretch.text for stretch in known))
        made.stretches = known
        return made

    def __str__(self) -> str:
        """Itself: jinja2 prints whatever it prints as `str(…)`."""
        return self


def given(value: object) -> Filled:
    """What an expression gave, ready for its sentence. Raises `TemplateError` for what is no text and no number."""
    if value is None:
        raise TemplateError("用到了空的值")
    if isinstance(value, bool) or not isinstance(value, _PRINTED):
        raise TemplateError("这里的内容不是一段文字或者一个数，不能直接印")
    return value if isinstance(value, Filled) else Filled([TextStretch(str(value), own=False, source=source_of(value))])


def joined(texts: Iterable[str]) -> Filled:
    """The words of a kind and what its expressions gave, in their order."""
    return Filled(
        stretch for text in texts
        for stretch in (text.stretches if isinstance(text, Filled) else (TextStretch(text, own=True),))
    )


Line = tuple[TextStretch, ...]


def lines_of(filled: Filled) -> Iterator[Line]:
    """The lines of a text, without blanks at their ends. Lines of a typed text are parted by an empty one."""
    line: list[TextStretch] = []
    for stretch in filled.stretches:
        first, *more = _pieces(stretch)
        line.append(first)
        for piece in more:
            yield _stripped(line)
            line = [piece]
    yield _stripped(line)


def _pieces(stretch: TextStretch) -> list[TextStretch]:
    if stretch.own:
        return [TextStretch(piece, own=True) for piece in f"{stretch.text}\n".splitlines()]
    typed = [line.strip() for line in stretch.text.splitlines() if line.strip()] or [""]
    pieces = [TextStretch(typed[0], own=False, source=stretch.source)]
    for line in typed[1:]:
        pieces += [TextStretch("", own=True), TextStretch(line, own=False, source=stretch.source)]
    return pieces


def _stripped(line: list[TextStretch]) -> Line:
    """A line without blanks that the kind wrote at its ends; what was given has none there."""
    kept = [stretch for stretch in line if stretch.text]
    while kept and kept[0].own and not (begin := kept[0].text.lstrip()):
        kept.pop(0)
    if kept and kept[0].own:
        kept[0] = TextStretch(begin, own=True)
    while kept and kept[-1].own and not (end := kept[-1].text.rstrip()):
        kept.pop()
    if kept and kept[-1].own:
        kept[-1] = TextStretch(end, own=True)
    return tuple(kept)


def opening(line: Line) -> str:
    """What the kind itself wrote at the beginning of a line: it decides what the line is."""
    return "".join(stretch.text for stretch in takewhile(lambda stretch: stretch.own, line))


def text_of(line: Line) -> str:
    """A line as plain text."""
    return "".join(stretch.text for stretch in line)


def passages_of(line: Line) -> Iterator[Passage]:
    """Where in a line stands what has a source."""
    start = 0
    for stretch in line:
        if stretch.source:
            yield Passage(start, start + len(stretch.text), stretch.source)
        start += len(stretch.text)
