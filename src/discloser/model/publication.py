"""A report as anybody published it: what a reader has before them, each cell and each text with its place.

Readers of formats hand over loose blocks, texts and grids in the order of the document; recognition makes a
`Publication` of them. Nothing here was computed: every text is as it is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from .finding import Finding
from .place import Place

ReportSort = Literal["budget", "final", ""]


@dataclass(frozen=True, slots=True)
class PublishedCell:
    """A printed cell: its text without the breaks that a narrow column made, and where it stands."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class LooseText:
    """A paragraph as a format has it. `level`: of a heading, where the format says so; `listed`: a line of contents.

    `small`: set smaller than the running text, as captions, words in charts and notes are; `centred` between the
    margins; `full`: its last line reaches the margin, so that it may go on where the format does not say.
    """

    text: str
    place: Place
    level: int = 0
    centred: bool = False
    small: bool = False
    listed: bool = False
    full: bool = False


@dataclass(frozen=True, slots=True)
class LooseGrid:
    """A grid of cells, every row as wide as the grid; a merged cell stands at its first position, blanks at the rest.

    `spans`: position → rows and columns of a merged cell. `heads`: how many rows are heads, where the format says so.
    `edges`: where its columns begin and end, as shares of its width, where the format knows.
    """

    rows: tuple[tuple[PublishedCell, ...], ...]
    place: Place
    spans: tuple[tuple[int, int, int, int], ...] = ()
    heads: int | None = None
    edges: tuple[float, ...] = ()
    title: str = ""


LooseBlock = LooseText | LooseGrid


@dataclass(frozen=True, slots=True)
class PublishedText:
    """A paragraph or a heading. `level`: 0 for running text, 1 for a part or 一、, 2 for （一）, 3 below.

    `small`, `full`: as of a `LooseText`.
    """

    text: str
    place: Place
    level: int = 0
    small: bool = False
    full: bool = False


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """A table: `columns` are the heads of its leaf columns from the outermost group inwards, joined by `/`.

    `no` counts the tables of a report from 1. `unit` is 元 or 万元, or "" where none is printed. A form of performance
    targets has rows and no columns. `spans`: merged cells among the rows, as in `LooseGrid`.
    """

    no: int
    title: str
    label: str
    unit: str
    unit_line: str
    owner: str
    columns: tuple[str, ...]
    rows: tuple[tuple[PublishedCell, ...], ...]
    note: str
    place: Place
    spans: tuple[tuple[int, int, int, int], ...] = ()
    year_line: str = ""

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The printed cells, row by row."""
        return tuple(tuple(cell.text for cell in row) for row in self.rows)


PublishedBlock = PublishedText | PublishedTable


@dataclass(frozen=True, slots=True)
class Publication:
    """A whole report. `pages`: how many a PDF has, else 0. `findings`: what its reader has to say of the file.

    `turned`: by how many right angles each page was turned clockwise to be read.
    """

    file: str
    unit: str = ""
    year: int = 0
    kind: ReportSort = ""
    currency_unit: str = ""
    blocks: tuple[PublishedBlock, ...] = ()
    contents: tuple[str, ...] = ()
    pages: int = 0
    findings: tuple[Finding, ...] = ()
    turned: tuple[int, ...] = ()

    @property
    def tables(self) -> Sequence[PublishedTable]:
        """The tables in printed order."""
        return [block for block in self.blocks if isinstance(block, PublishedTable)]

    @property
    def texts(self) -> Iterator[PublishedText]:
        """The texts in printed order."""
        return (block for block in self.blocks if isinstance(block, PublishedText))
