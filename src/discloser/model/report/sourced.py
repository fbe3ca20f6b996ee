"""Texts and figures that know where they come from, so that an edited report can be read back into its form.

A source is written like a way into the form, `概况/职责` or `绩效/项目绩效目标/0/概况`; a derived figure has its name
in the kind, `取数/收入总计` or `增减/收入总计/金额`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


def source_path(keys: Iterable[str | int]) -> str:
    """A way into the form as a source: `绩效/项目绩效目标/0/概况`; rows count from 0."""
    return "/".join(str(key) for key in keys)


class Sourced(str):
    """A text with its source; "" for one that has none. Whatever is made out of it is an ordinary text."""

    __slots__ = ("source",)
    source: str

    def __new__(cls, text: str, source: str = "") -> Sourced:
        """The text, and where it comes from."""
        made = super().__new__(cls, text)
        made.source = source
        return made


class SourcedFigure(Decimal):
    """A printed figure with its source. Whatever is computed from it is an ordinary figure."""

    __slots__ = ("source",)
    source: str

    def __new__(cls, figure: Decimal, source: str) -> SourcedFigure:
        """The figure, and where it comes from."""
        made = super().__new__(cls, figure)
        made.source = source
        return made


def source_of(value: object) -> str:
    """The source of a text or figure, "" where it has none."""
    return value.source if isinstance(value, Sourced | SourcedFigure) else ""


@dataclass(frozen=True, slots=True)
class Passage:
    """The stretch of a paragraph from `start` up to `end` that comes from one source."""

    start: int
    end: int
    source: str
