"""Characters that a kind prints and no shipped font has: they would be 〓 in the PDF of every report."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from ..model.finding import Finding
from ..model.place import Place, texts_of
from ..read.kind.problems import NOT_IN_FONTS
from .pieces import Desk

_UNPRINTED = frozenset({"文稿", "规则", "必填"})
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)


def judge_glyphs(desk: Desk, characters: Collection[str]) -> Iterator[Finding]:
    """A warning where such a character stands first. `characters`: those that the fonts have; none when not known."""
    told: set[str] = set()
    for place, text in (*_values(desk), *_lines(desk)) if characters else ():
        found = dict.fromkeys(c for c in text if c not in characters and not c.isspace() and c not in told)
        told.update(found)
        if found:
            yield NOT_IN_FONTS.at(place, found="".join(found))


def _values(desk: Desk) -> Iterator[tuple[Place, str]]:
    data = desk.shaped.files.data
    for path, text in texts_of({key: value for key, value in data.items() if key not in _UNPRINTED}):
        yield desk.place(*path), text



def _lines(desk: Desk) -> Iterator[tuple[Place, str]]:
    """The lines of the texts, comments left out."""
    for text, source in desk.kind.texts.items():
        said = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), source)
        yield from ((desk.text_place(text, number), line) for number, line in enumerate(said.split("\n"), start=1))
