"""TableSpec + Facts → Table. A cell is the sum of the facts that its table, row and column all select."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from ..core.codes import Classification
from ..core.fact import Facts
from ..core.form import Form
from ..core.kind import BlockSpec, ColumnSpec, ReportKind, RowSpec, TableSpec, fill
from ..core.money import printed, show
from ..core.numerals import chinese_numeral
from ..core.report import Cell, Column, ColumnShow, Row, Table
from .rounding import PrintedLine, has_tail
from .rows import Line, Source, lines_of
from .words import words_of

_SHOWS: dict[str, ColumnShow] = {"编码": "code", "名称": "name", "金额": "amount"}
Bands = Sequence[dict[str, tuple[RowSpec, ...]]]


def tables_of(form: Form, facts: Facts, kind: ReportKind, classification: Classification) -> list[Table]:
    """All standard tables of a kind, in its order."""
    words = words_of(form, kind)
    return [
        _table(spec, Source(facts.where(kind.expanded(spec.where)), form, kind, classification, words))
        for spec in kind.tables
    ]


def _table(spec: TableSpec, source: Source) -> Table:
    kind = source.kind
    title = fill(spec.title, source.words)
    words = {
        **source.words, "表号": str(spec.no), "中文表号": chinese_numeral(spec.no), "表名": title,
    }
    rows, tail = _rows(spec.blocks, spec.bands, source)
    note = spec.note
    amounts = [cell.amount for row in rows for cell in row.cells if cell.amount]
    if spec.empty and not any(printed(amount, kind.currency_unit) for amount in amounts):
        note = spec.empty.note
        if spec.empty.rows is not None and not amounts:  # amounts too small to print keep their rows
            rows, tail = _rows(spec.blocks, spec.empty.rows, source)
    return Table(
        no=spec.no, label=fill(kind.table_label, words), title=title, toc=fill(kind.table_toc, words),
        unit_line=spec.unit_line or kind.unit_line, owner_line=fill(kind.owner_line, words),
        currency_unit=kind.currency_unit,
        columns=tuple(_column(column, source) for block in spec.blocks for column in block.columns),
        rows=tuple(rows), note=note or None, number_row=spec.number_row, landscape=spec.landscape, has_tail=tail,
    )


def _column(spec: ColumnSpec, source: Source) -> Column:
    path = tuple(fill(spec.heading, source.words).split("/"))
    return Column(path, _SHOWS.get(spec.show, "text"), spec.width)


def _rows(blocks: Sequence[BlockSpec], bands: Bands, source: Source) -> tuple[list[Row], bool]:
    """The printed rows, and whether rounding left a tail in any block."""
    rows: list[Row] = []
    printed_lines: list[list[PrintedLine]] = [[] for _ in blocks]
    blanks = [tuple(Cell(role="blank") for _ in block.columns) for block in blocks]
    for band in bands:
        sides = [_block_lines(block, band.get(block.id, ()), source) for block in blocks]
        for block_lines, side in zip(printed_lines, sides, strict=True):
            block_lines.extend(side)
        for lines in zip_longest(*sides):
            filled = (line.cells if line else blank for line, blank in zip(lines, blanks, strict=True))
            rows.append(Row(tuple(cell for cells in filled for cell in cells)))
    tail = any(
        has_tail(block.columns, lines, source.kind.currency_unit)
        for block, lines in zip(blocks, printed_lines, strict=True)
    )
    return rows, tail


def _block_lines(block: BlockSpec, specs: Iterable[RowSpec], source: Source) -> list[PrintedLine]:
    return [
        PrintedLine(line.level, tuple(_cells(block, line, source.kind)))
        for spec in specs for line in lines_of(_facing(source, block), spec)
    ]


def _facing(source: Source, block: BlockSpec) -> Source:
    """The facts that some column of this block can show: a row of the expenditure side is not made by revenue."""
    measures: set[str] = set()
    for column in block.columns:
        if column.show == "金额":
            wanted = column.where.get("口径")
            if wanted is None:
                return source
            measures.update((wanted,) if isinstance(wanted, str) else wanted)
    return replace(source, facts=source.facts.where({"口径": tuple(sorted(measures))}))


def _cells(block: BlockSpec, line: Line, kind: ReportKind) -> Iterator[Cell]:
    first = block.columns[0]
    for column in block.columns:
        if column.show == "金额":
            yield _amount_cell(column, line, kind)
        elif line.fixed:
            yield Cell(line.name if column is first else "", indent=line.indent, role=line.role)
        else:
            text = {"编码": line.code, "名称": line.name, "政府经济科目名称": line.government_name}.get(column.show, "")
            origins = line.facts.origins() if line.facts is not None else ()
            yield Cell(text, indent=line.indent if column.show == "名称" else 0, role=line.role, origins=origins)


def _amount_cell(column: ColumnSpec, line: Line, kind: ReportKind) -> Cell:
    if line.facts is None:
        return Cell(role=line.role)
    facts = line.facts.where(kind.expanded(column.where))
    amount = facts.total()
    style = kind.numbers
    text = show(printed(amount, kind.currency_unit), separators=style.table_separators, zero=style.table_zero)
    return Cell(text, amount, role=line.role, origins=facts.origins())
