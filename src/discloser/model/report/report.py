"""The finished report, before it has a format: everything a renderer draws and nothing it would have to compute.

Order, numbering, totals, rounding and wording are settled here. A renderer decides fonts, lines and pages only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Literal

from ..place import FormPath
from .project_form import EvaluationForm, ProjectForm
from .sourced import Passage

if TYPE_CHECKING:
    from .digest import Digest

ColumnShow = Literal["code", "name", "text", "amount"]
RowRole = Literal["total", "category", "section", "item", "plain", "blank"]


@dataclass(frozen=True, slots=True)
class Column:
    """A leaf column. `path` is its heading from the outermost group inwards: `("收入", "2025年")`.

    `width` is relative; columns of one table share the width of the page in these proportions. `distinct` tells
    columns of the same heading apart for programs; it is not printed.
    """

    path: tuple[str, ...]
    show: ColumnShow
    width: float
    distinct: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed cell. `amount` is the exact amount in 元 behind an amount cell, for those who trace or compare.

    `indent` counts full-width characters; `role` is that of the row on this cell's side of a two-sided table.
    `origins`: where in the form stands what the cell adds up or, of a name or code, what makes its row.
    """

    text: str = ""
    amount: Decimal | None = None
    indent: int = 0
    role: RowRole = "plain"
    origins: tuple[FormPath, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row, a cell for each leaf column."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A standard table. `toc` is its line in the contents; `column_numbers` (1 2 3 …) are printed under the heads.

    `has_tail`: some printed total differs from the sum of its printed parts by rounding (尾差). `continued_label`: that
    of its further bands, where it is too wide for a page; `continued_hint` follows a name whose amounts are there.
    `framed`: the kind asks for a grid closed at its sides.
    """

    no: int
    label: str
    title: str
    toc: str
    unit_line: str
    owner_line: str
    currency_unit: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str | None = None
    column_numbers: tuple[str, ...] = ()
    landscape: bool = False
    has_tail: bool = False
    continued_label: str = ""
    continued_hint: str = ""
    framed: bool = False

    @property
    def note_lines(self) -> list[str]:
        """The note below the table, paragraph by paragraph."""
        return self.note.split("\n") if self.note else []

    def texts(self) -> list[list[str]]:
        """The printed cells, row by row."""
        return [[cell.text for cell in row.cells] for row in self.rows]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a part: level 1 is 一、, level 2 （一） or 1、, level 3 below. `toc`: in the contents."""

    text: str
    level: int
    toc: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a `note` is set smaller. `passages`, in order: what of it was typed or is a figure."""

    text: str
    style: Literal["body", "note"] = "body"
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Slice:
    """One part of a chart: its name, the printed figure, and how both are shown (`2,379.56万元`, `84.98%`).

    `prior`: last year's figure, where the chart compares both years, and how it and the change (`增加18.00`) are shown.
    """

    name: str
    figure: Decimal
    amount_text: str
    share_text: str
    prior: Decimal | None = None
    prior_text: str = ""
    change_text: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of a few figures, never without them in words: `alternative` says all the picture shows.

    The parts stand in the order of their size. `heads`, of a chart that compares years: what this year's figures, last
    year's and the changes are called; such a chart has a `total`. `scale`: the figure of the longest bar, where charts
    are to be held against each other.
    """

    title: str
    shape: Literal["pie", "bar"]
    slices: tuple[Slice, ...]
    unit: str
    alternative: str
    heads: tuple[str, str, str] | None = None
    total: Slice | None = None
    scale: Decimal | None = None

    @property
    def longest(self) -> Decimal:
        """The figure whose bar is as long as there is room."""
        of_parts = (max(piece.figure, piece.prior or piece.figure) for piece in self.slices)
        return self.scale or max(of_parts, default=Decimal(0))


@dataclass(frozen=True, slots=True)
class Funding:
    """A 资金 block of a 绩效目标表, in 元 as printed: label and figure, the total first."""

    heading: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One 绩效指标: first and second level, then name and target over the whole term and for the year."""

    first: str
    second: str
    term_name: str
    term_value: str
    year_name: str
    year_value: str

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing: a class of indicators without any."""
        return not (self.term_name or self.term_value or self.year_name or self.year_value)


BOTH_PERIODS = 6
"""Heads of the indicators in a form that tells those of the term and of the year."""

NO_AMOUNT = ("", "0")
"""How an amount of nothing is printed in a form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetForm(ProjectForm):
    """A 项目支出绩效目标表, one page.

    `goals`: (label, text) for the term and the year. `signature`: 负责人, 经办人, 联系电话, 填报日期.
    `folded`: rows in which nothing stands are left out, `note` says which.
    """

    changing: ClassVar = ("identity", "funding", "texts", "goals", "indicators", "signature")

    funding_label: str
    funding: tuple[Funding, Funding]
    indicators_label: str
    indicator_heads: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    folded: bool = False

    def printed_funding(self) -> tuple[Funding, Funding]:
        """The money as it is printed: of a folded form the total and what has an amount in the term or the year."""
        term, year = self.funding
        if not self.folded or [line[0] for line in term.lines] != [line[0] for line in year.lines]:
            return self.funding
        kept = [number for number, pair in enumerate(zip(term.lines, year.lines, strict=True))
                if number == 0 or any(figure not in NO_AMOUNT for _, figure in pair)]
        return (Funding(term.heading, tuple(term.lines[number] for number in kept)),
                Funding(year.heading, tuple(year.lines[number] for number in kept)))

    def printed_indicators(self) -> tuple[Indicator, ...]:
        """The indicators as they are printed: of a folded form those that say something."""
        if not self.folded:
            return self.indicators
        return tuple(one for one in self.indicators if not one.is_blank)

    @property
    def names_once(self) -> bool:
        """Whether the term and the year have the same indicators, whose names a folded form prints once."""
        return self.folded and len(self.indicator_heads) == BOTH_PERIODS and all(
            one.term_name == one.year_name for one in self.printed_indicators())


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry: `一、基本支出：指…`."""

    number: str
    term: str
    definition: str


@dataclass(frozen=True, slots=True)
class TableList:
    """The list of tables that opens the tables' part."""

    entries: tuple[tuple[str, str], ...]


Block = Heading | Paragraph | Table | Chart | TargetForm | EvaluationForm | Term | TableList


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the report (第一部分 …), which starts on a new page. `role` tells programs what it holds.

    `one_section`: it has no headings below its own.
    """

    role: Literal["overview", "tables", "narrative", "glossary"]
    heading: str
    blocks: tuple[Block, ...]
    one_section: bool = False


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page. `lines`: what stands between the title and the date."""

    unit: str
    title: str
    date: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of an attachment as JPEG: its width and height in pixels, and what it is for those who can't see it."""

    content: bytes
    width: int
    height: int
    alternative: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document of the unit's own behind the report: its heading, which the contents list, and its pages."""

    heading: str
    pages: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Enclosure:
    """The form a report was made from, for formats that can carry a file inside; `name` is plain ASCII."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Report:
    """One whole report. `shows_sources`: a page for those who check it says of every figure where it comes from.

    `shows_digest`: the digest stands in the report, too, behind the contents.
    """

    unit: str
    year: int
    kind: str
    template: str
    currency_unit: str
    title: str
    file_stem: str
    contents_title: str
    cover: Cover
    duties: str
    organization: str
    parts: tuple[Part, ...] = field(default=())
    attachments: tuple[Attachment, ...] = ()
    enclosure: Enclosure | None = None
    shows_sources: bool = False
    digest: Digest | None = None
    shows_digest: bool = False

    def blocks(self) -> Iterator[Block]:
        """All blocks in printed order."""
        for part in self.parts:
            yield from part.blocks

    def tables(self) -> list[Table]:
        """All standard tables in printed order."""
        return [block for block in self.blocks() if isinstance(block, Table)]
