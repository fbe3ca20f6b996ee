"""What a reader must find in a report, piece by piece in printed order, read from the Report alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from discloser.model.report.grid import header_grid
from discloser.model.report.report import Block, Chart, Heading, Paragraph, Report, Table, TableList, TargetForm, Term


def bare(text: str) -> str:
    """A text without white space, which a layout may add or drop."""
    return re.sub(r"\s", "", text)


def pieces(report: Report) -> Iterator[str]:
    """Every text of the report from the first part on, in printed order, blanks left out."""
    for part in report.parts:
        yield part.heading
        for block in part.blocks:
            yield from (text for text in _of(block) if bare(text))


def _of(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield block.text
        case Term():
            yield f"{block.number}、{block.term}：{block.definition}"
        case TableList():
            yield from (f"{label} {title}" for label, title in block.entries)
        case Table():
            yield from _of_table(block)
        case Chart():
            yield from (block.title, f"（{block.unit}）", *(block.heads or ()))
            for piece in (*block.slices, *([block.total] if block.total else [])):
                yield from (piece.name, piece.amount_text.removesuffix(block.unit))
                yield from (piece.share_text,) if piece.prior is None else (piece.prior_text, piece.change_text)
        case TargetForm():
            yield from _of_form(block)


def _of_table(table: Table) -> Iterator[str]:
    yield from (table.label, table.title, table.owner_line, table.unit_line)
    yield from (cell.text for line in header_grid(table.columns) for cell in line)
    yield from table.column_numbers
    yield from (text for row in table.texts() for text in row)
    yield from table.note_lines


def _of_form(form: TargetForm) -> Iterator[str]:
    yield from (form.title, form.year_line)
    for pair in form.identity:
        yield from pair
    yield form.funding_label
    for left, right in zip(*(block.lines for block in form.funding), strict=True):
        yield from (*left, *right)
    for pair in form.texts:
        yield from pair
    yield form.goals_label
    yield from (label for label, _ in form.goals)
    yield from (text for _, text in form.goals)
    yield from (form.indicators_label, *form.indicator_heads)
    seen: tuple[str, str] = ("", "")
    for item in form.indicators:
        yield from (text for text, before in zip((item.first, item.second), seen, strict=True) if text != before)
        seen = (item.first, item.second)
        yield from (item.term_name, item.term_value, item.year_name, item.year_value)
    for label, value in form.signature:
        yield f"{label}：{value}"


def assert_in_order(wanted: Iterator[str], text: str) -> None:
    """Every wanted piece occurs in the text after the one before."""
    position = 0
    for piece in wanted:
        found = text.find(bare(piece), position)
        assert found >= 0, f"{piece!r} is missing after {text[max(0, position - 40) : position]!r}"
        position = found + len(bare(piece))
