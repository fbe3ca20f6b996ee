"""Standard tables and 绩效目标表 as HTML tables. Every look is a class; a cell holds its text and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest
from typing import Literal, NamedTuple

from ..model.report.grid import body_cells, header_grid
from ..model.report.report import Cell, Column, Funding, Indicator, Row, Table, TargetForm
from . import fit
from .markup import has_long_word, safe
from .sources import source_of_cell


def table_markup(table: Table, anchor: str, *, sources: bool = False) -> str:
    """A standard table: label, title, owner and unit above it, its note below."""
    fitted = fit.fit(table)
    widths = "".join(f'<col style="width:{width:.2f}%"/>' for width in fitted.widths)
    note = "".join(f'\n<p class="note">{safe(line)}</p>' for line in table.note_lines)
    return (
        f'<section class="sheet{" sideways" if table.landscape else ""}">\n'
        f'<div class="scroll" role="region" tabindex="0" aria-labelledby="{anchor}">\n'
        f'<table class="grid level-{fitted.level}">\n'
        f'<caption><p class="label">{safe(table.label)}</p><h3 id="{anchor}">{safe(table.title)}</h3>'
        f'<p class="owner">{safe(table.owner_line)}</p><p class="unit">{safe(table.unit_line)}</p></caption>\n'
        f"<colgroup>{widths}</colgroup>\n<thead>\n{_head(table)}\n</thead>\n<tbody>\n"
        + "\n".join(_rows(table, sources=sources))
        + f"\n</tbody>\n</table>\n</div>{note}\n</section>"
    )


def _head(table: Table) -> str:
    lines = [
        "".join(
            f'<th scope="{"colgroup" if cell.colspan > 1 else "col"}"{_spans(cell.colspan, cell.rowspan)}>'
            f"{_head_text(cell.text)}</th>"
            for cell in line
        )
        for line in header_grid(table.columns)
    ]
    if table.column_numbers:
        lines.append("".join(f"<td>{safe(number)}</td>" for number in table.column_numbers))
    return "\n".join(f"<tr>{line}</tr>" for line in lines)


def _head_text(text: str) -> str:
    """A head whose last two characters, nearly always a word, stay on one line."""
    if len(text) < 5:
        return safe(text)
    return f"{safe(text[:-2])}<span>{safe(text[-2:])}</span>"


def _rows(table: Table, *, sources: bool) -> Iterator[str]:
    """The rows; where a table names its rows once, the name heads its row for those who hear the table read."""
    names = [position for position, column in enumerate(table.columns) if column.show == "name"]
    header = names[0] if len(names) == 1 else None
    for row in table.rows:
        yield f"<tr>{''.join(_cells(row, table.columns, header, sources=sources))}</tr>"


def _cells(row: Row, columns: Sequence[Column], header: int | None, *, sources: bool) -> Iterator[str]:
    for cell, position, colspan in body_cells(row, columns):
        column = columns[position]
        if not cell.text:
            yield "<td></td>"
        elif position == header:
            yield f'<th scope="row" class="{_classes(cell, column)}">{safe(cell.text)}</th>'
        else:
            told = source_of_cell(cell) if sources else ""
            yield f'<td class="{_classes(cell, column)}"{_spans(colspan, 1)}{told}>{safe(cell.text)}</td>'


def _classes(cell: Cell, column: Column) -> str:
    names: list[str] = [column.show]
    if cell.role == "total":
        names.append("total")
    if cell.indent:
        names.append(f"indent-{min(cell.indent, 4)}")
    if column.show in ("name", "text") and has_long_word(cell.text):
        names.append("long")
    return " ".join(names)


def _spans(colspan: int, rowspan: int) -> str:
    return (f' colspan="{colspan}"' if colspan > 1 else "") + (f' rowspan="{rowspan}"' if rowspan > 1 else "")


class FormCell(NamedTuple):
    """A cell of a 绩效目标表: its text, how it is set, and how far it spans."""

    text: str
    kind: Literal["head", "top", "text", "amount"]
    colspan: int = 1
    rowspan: int = 1


FORM_WIDTHS = (12, 12, 12, 17, 12, 11, 11, 13)
"""Widths of the form's eight columns, in hundredths of the page's width."""

_ROUND_FORM = 46
"""Height in points of the year above a form and the signature below it."""


def form_markup(form: TargetForm, anchor: str) -> str:
    """A 绩效目标表 on a page of its own, set as large as the page allows."""
    rows = list(_form_rows(form))
    room = fit.PAGE_WIDTH[True] - _ROUND_FORM - fit.title_height(form.title, fit.PAGE_WIDTH[False])
    level = fit.form_level([list(_extents(row)) for row in rows], room)
    body = "\n".join(f"<tr>{''.join(_form_cell(cell) for cell in row)}</tr>" for row in rows)
    widths = "".join(f'<col style="width:{width}%"/>' for width in FORM_WIDTHS)
    signature = " ".join(f"<span>{safe(label)}：{safe(value)}</span>" for label, value in form.signature)
    return (
        f'<section class="sheet form" id="{anchor}">\n'
        f'<div class="scroll" role="region" tabindex="0" aria-label="{safe(form.title)} {safe(form.project)}">\n'
        f'<table class="level-{level}">\n'
        f'<caption data-project="{safe(form.project)}"><p class="title">{safe(form.title)}</p>'
        f"<p>{safe(form.year_line)}</p></caption>\n<colgroup>{widths}</colgroup>\n<tbody>\n{body}\n</tbody>\n</table>\n"
        f'</div>\n<p class="signature">{signature}</p>\n</section>'
    )


def _form_rows(form: TargetForm) -> Iterator[list[FormCell]]:
    yield from _identity(form.identity)
    yield from _funding(form)
    for label, text in form.texts:
        yield [FormCell(label, "head"), FormCell(text, "text", 7)]
    yield [FormCell(form.goals_label, "head", 1, 2), *(FormCell(label, "top", span)
                                                       for (label, _), span in zip(form.goals, (3, 4), strict=True))]
    yield [FormCell(text, "text", span) for (_, text), span in zip(form.goals, (3, 4), strict=True)]
    yield from _indicators(form)


def _identity(pairs: Sequence[tuple[str, str]]) -> Iterator[list[FormCell]]:
    """Two pairs to a row; of an odd number the first has a row of its own."""
    single = len(pairs) % 2
    for label, value in pairs[:single]:
        yield [FormCell(label, "head"), FormCell(value, "text", 7)]
    for left, right in zip(pairs[single::2], pairs[single + 1 :: 2], strict=True):
        yield [FormCell(left[0], "head"), FormCell(left[1], "text", 3),
               FormCell(right[0], "head"), FormCell(right[1], "text", 3)]


def _funding(form: TargetForm) -> Iterator[list[FormCell]]:
    blocks = [_funding_lines(block) for block in form.funding]
    label = [FormCell(form.funding_label, "head", 1, max(map(len, blocks)))]
    for left, right in zip_longest(*blocks, fillvalue=("", "")):
        yield [*label, FormCell(left[0], "head", 2), FormCell(left[1], "amount"),
               FormCell(right[0], "head", 2), FormCell(right[1], "amount", 2)]
        label = []


def _funding_lines(block: Funding) -> list[tuple[str, str]]:
    """The lines of a block; its heading names the total, which stands first."""
    return [(block.heading if number == 0 else label, figure) for number, (label, figure) in enumerate(block.lines)]


def _indicators(form: TargetForm) -> Iterator[list[FormCell]]:
    """Heads, then the indicators; neighbours of one level share a cell."""
    spans = (1, 1, 1, 1, 2, 1)
    label = FormCell(form.indicators_label, "head", 1, 1 + len(form.indicators))
    yield [label, *(FormCell(text, "top", span) for text, span in zip(form.indicator_heads, spans, strict=True))]
    for first, by_first in groupby(form.indicators, key=lambda indicator: indicator.first):
        members = list(by_first)
        shared = [FormCell(first, "head", 1, len(members))]
        for second, by_second in groupby(members, key=lambda indicator: indicator.second):
            kin = list(by_second)
            shared.append(FormCell(second, "head", 1, len(kin)))
            for indicator in kin:
                yield [*shared, *_targets(indicator)]
                shared = []


def _targets(indicator: Indicator) -> list[FormCell]:
    return [FormCell(indicator.term_name, "text"), FormCell(indicator.term_value, "text"),
            FormCell(indicator.year_name, "text", 2), FormCell(indicator.year_value, "text")]


def _extents(row: Sequence[FormCell]) -> Iterator[tuple[str, float]]:
    """Text and width in points of each cell that stands in one row alone. A row's cells end at the right edge."""
    column = len(FORM_WIDTHS) - sum(cell.colspan for cell in row)
    for cell in row:
        share = sum(FORM_WIDTHS[column : column + cell.colspan])
        column += cell.colspan
        if cell.rowspan == 1:
            yield cell.text, share * fit.PAGE_WIDTH[False] / 100


def _form_cell(cell: FormCell) -> str:
    spans = _spans(cell.colspan, cell.rowspan)
    if cell.kind in ("head", "top"):
        text = _head_text(cell.text) if cell.colspan == 1 else safe(cell.text)
        return f'<th scope="{"row" if cell.kind == "head" else "col"}"{spans}>{text}</th>'
    long = " long" if cell.kind == "text" and has_long_word(cell.text) else ""
    return f'<td class="{cell.kind}{long}"{spans}>{safe(cell.text)}</td>'
