"""A notice: a short document about a form or a report, to be signed and filed. It has no cover and no contents."""

from __future__ import annotations

from dataclasses import dataclass, field

from .report import Heading, Paragraph


@dataclass(frozen=True, slots=True)
class NoticeTable:
    """A small table in the running text. `widths` are relative, one for each head."""

    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Closing:
    """Who wrote it and when, on the right below the text, as an official letter ends (GB/T 9704)."""

    lines: tuple[str, ...]


NoticeBlock = Heading | Paragraph | NoticeTable | Closing


@dataclass(frozen=True, slots=True)
class Notice:
    """A whole notice. `year`: of the report it is about, for the document's properties; there is no clock.

    `signature`: what is to be filled in by hand at the end, each with room behind it.
    """

    title: str
    author: str
    year: int
    blocks: tuple[NoticeBlock, ...]
    signature: tuple[str, ...] = field(default=())
