"""TableSpec + Facts → Table. A cell is the sum of the facts that its table, row and column all select."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count, zip_longest

from ..model.codes import Classification
from ..model.fact import Facts
from ..model.form.common import CommonForm
from ..model.kind.report_kind import ReportKind, fill
from ..model.kind.tables import BlockSpec, ColumnSpec, RowSpec, TableSpec
from ..model.money import printed, show
from ..model.report.report import Cell, Column, ColumnShow, Row, Table
from ..model.text.numerals import chinese_numeral
from .placeholders import words_of
from .rounding import PrintedLine, has_tail
from .rows import RowFacts, RowMaterial, lines_of

_PARTS = {"类编码": slice(0, 3), "款编码": slice(3, 5), "项编码": slice(5, 7)}
"""What of a code stands in a column of its own."""
_SHOWS: dict[str, ColumnShow] = {
    **dict.fromkeys(("编码", "行次", *_PARTS), "code"), "名称": "name", "金额": "amount",
}
_FILLER = RowFacts(role="blank")
"""Stands beside the rows of a longer block."""

Bands = Sequence[dict[str, tuple[RowSpec, ...]]]


def tables_of(form: CommonForm, facts: Facts, kind: ReportKind, classification: Classification) -> list[Table]:
    """All standard tables of a kind, in its order."""
    words = words_of(form, kind)
    return [
        _table(spec, RowMaterial(
            facts.where(kind.expanded(spec.where)), form, kind, classification, words,
            spec.currency_unit or kind.currency_unit))
        for spec in kind.tables
    ]


def _table(spec: TableSpec, source: RowMaterial) -> Table:
    kind = source.kind
    title = fill(spec.title, source.words)
    words = {
        **source.words, "表号": spec.label or str(spec.no), "两位表号": f"{spec.no:02}",
        "中文表号": chinese_numeral(spec.no), "表名": title,
    }
    rows, tail = _rows(spec.blocks, spec.bands, source)
    note = fill(spec.note, source.words)
    amounts = [cell.amount for row in rows for cell in row.cells if cell.amount]
    counted = any(row.counted and source.form.at(tuple(row.counted.split("/"))) for row in spec.rows())
    if spec.empty and not counted and not any(printed(amount, source.unit) for amount in amounts):
        note = "\n".join(line for line in (note, fill(spec.empty.note, source.words)) if line)
        if spec.empty.rows is not None and not amounts:  # amounts too small to print keep their rows
            rows, tail = _rows(spec.blocks, spec.empty.rows, source)
    label = fill(kind.table_label, words)
    continued = fill(kind.continued_label, {**words, "表号标签": label})
    return Table(
        no=spec.no, label=label, title=title, toc=fill(kind.table_toc, {**words, "表号标签": label}),
        unit_line=spec.unit_line or kind.unit_line, owner_line=fill(kind.owner_line, words),
        currency_unit=source.unit,
        columns=tuple(_column(column, source) for block in spec.blocks for column in block.columns),
        rows=tuple(rows), note=note or None, column_numbers=_column_numbers(spec, kind), landscape=spec.landscape,
        has_tail=tail, continued_label=continued, continued_hint=fill(kind.continued_hint, {"续表表号": continued}),
        framed=kind.framed,
    )


def _column(spec: ColumnSpec, source: RowMaterial) -> Column:
    path = tuple(fill(spec.heading, source.words).split("/"))
    return Column(path, _SHOWS.get(spec.show, "text"), spec.width, spec.distinct)


def _column_numbers(spec: TableSpec, kind: ReportKind) -> tuple[str, ...]:
    """The row of numbers under the heads: of all columns, or of those with amounts, named once in every block."""
    columns = [column for block in spec.blocks for column in block.columns]
    if spec.number_row is True:
        return tuple(str(number) for number in range(1, len(columns) + 1))
    if not spec.number_row:
        return ()
    counted = count(1)
    return tuple(
        str(next(counted)) if column.show == "金额" else "" if column is not block.columns[0]
        else kind.numbers.number_row_label
        for block in spec.blocks for column in block.columns
    )


def _rows(blocks: Sequence[BlockSpec], bands: Bands, source: RowMaterial) -> tuple[list[Row], bool]:
    """The printed rows, and whether rounding left a tail in any block."""
    sides: list[list[RowFacts]] = [[] for _ in blocks]
    for band in bands:
        parts = [_lines(block, band.get(block.id, ()), source) for block in blocks]
        for lines in zip_longest(*parts, fillvalue=_FILLER):
            for side, line in zip(sides, lines, strict=True):
                side.append(line)
    numbers, printed_sides = count(1), []
    for block, side in zip(blocks, sides, strict=True):
        printed_sides.append([_printed(block, line, source, numbers) for line in side])
    tail = any(
        has_tail(block.columns, [line for line, own in zip(lines, side, strict=True) if own is not _FILLER],
                 source.unit)
        for block, lines, side in zip(blocks, printed_sides, sides, strict=True)
    )
    rows = [_row([cell for line in lines for cell in line.cells]) for lines in zip(*printed_sides, strict=True)]
    return rows, tail


def _row(cells: Sequence[Cell]) -> Row:
    """A row; beside a total, a name without a figure, as 年终结转 may be, is that of a total, too."""
    if not any(cell.role == "total" for cell in cells):
        return Row(tuple(cells))
    return Row(tuple(replace(cell, role="total") if cell.role == "plain" and cell.text else cell for cell in cells))


def _lines(block: BlockSpec, specs: Iterable[RowSpec], source: RowMaterial) -> list[RowFacts]:
    return [line for spec in specs for line in lines_of(_facing(source, block), spec)]


def _printed(block: BlockSpec, line: RowFacts, source: RowMaterial, numbers: Iterator[int]) -> PrintedLine:
    """A line as printed; 行次 run down one block after the other, blank lines among them."""
    numbered = line.numbered and any(column.show == "行次" for column in block.columns)
    number = str(next(numbers)) if numbered else ""
    return PrintedLine(line.level, tuple(_cells(block, line, source, number)))


def _facing(source: RowMaterial, block: BlockSpec) -> RowMaterial:
    """The facts that some column of this block can show: a row of the expenditure side is not made by revenue."""
    source = source._replace(by_government=any(column.show == "政府经济科目名称" for column in block.columns))
    measures: set[str] = set()
    for column in block.columns:
        if column.show == "金额":
            wanted = column.where.get("口径")
            if wanted is None:
                return source
            measures.update((wanted,) if isinstance(wanted, str) else wanted)
    return source._replace(facts=source.facts.where({"口径": tuple(sorted(measures))}))


def _cells(block: BlockSpec, line: RowFacts, source: RowMaterial, number: str) -> Iterator[Cell]:
    first = block.columns[0]
    for column in block.columns:
        if column.show == "金额":
            yield _amount_cell(column, line, source)
        elif column.show == "行次":
            yield Cell(number, role=line.role)
        elif line.fixed:
            yield Cell(line.name if column is first else "", indent=line.indent, role=line.role)
        else:
            text = _label(column, line)
            origins = line.facts.origins() if line.facts is not None else ()
            yield Cell(text, indent=line.indent if column.show == "名称" else 0, role=line.role, origins=origins)


def _label(column: ColumnSpec, line: RowFacts) -> str:
    if column.show in _PARTS:
        return line.code[_PARTS[column.show]]
    return {"编码": line.code, "名称": line.name, "政府经济科目名称": line.government_name}.get(column.show, "")


def _amount_cell(column: ColumnSpec, line: RowFacts, source: RowMaterial) -> Cell:
    if line.counted:
        return Cell(str(line.counted), role=line.role)
    if line.facts is None:
        return Cell(role=line.role)
    facts, style = line.facts.where(source.kind.expanded(column.where)), source.kind.numbers
    amount = facts.total()
    if column.not_for and line.code.startswith(column.not_for) and not amount:
        return Cell(style.not_for, amount, role=line.role)
    text = show(printed(amount, source.unit), separators=style.table_separators, zero=style.table_zero)
    text = text.removesuffix(".00") if style.table_whole and source.unit == "元" else text
    return Cell(text, amount, role=line.role, origins=facts.origins())
