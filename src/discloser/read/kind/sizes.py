"""How large a report kind may be: far more than any report needs, and no more than can be printed in time."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Finding
from ...model.kind.report_kind import ReportKind
from ...model.kind.tables import RowSpec, TableSpec
from ...model.place import FormPath
from .files import KindFiles
from .problems import TOO_MUCH

_MOST_PIECES = 1000
_MOST_COVER_LINES = 8
_MOST_COLUMNS, _MOST_ROWS, _WIDEST_INDENT = 80, 2000, 20
_MOST_CELLS = 50_000
"""Of all tables together, rows that are made from the form's lines counted once."""


def too_much(files: KindFiles, kind: ReportKind) -> Iterator[Finding]:
    """Whatever there is too much of in a kind of the right shape."""
    larger = [(path, found, most) for path, found, most in _counts(kind) if found > most]
    cells = sum(_columns(table) * _lines(table) for table in kind.tables)
    if cells > _MOST_CELLS and not larger:
        larger = [(("表格",), cells, _MOST_CELLS)]
    for path, found, most in larger:
        yield TOO_MUCH.at(files.places.of(path), field=str(path[-1]), found=str(found), expected=most)


def _counts(kind: ReportKind) -> Iterator[tuple[FormPath, int, int]]:
    for key, pieces in (("取数", kind.figures), ("增减", kind.changes), ("图形", kind.charts),
                        ("名词解释", kind.glossary), ("部分", kind.parts), ("用语", kind.own_words),
                        ("另填", kind.asks)):
        yield (key,), len(pieces), _MOST_PIECES
    yield ("封面行",), len(kind.cover_lines), _MOST_COVER_LINES
    for number, table in enumerate(kind.tables):
        yield ("表格", number, "列"), _columns(table), _MOST_COLUMNS
        yield ("表格", number, "行"), _lines(table), _MOST_ROWS
        yield ("表格", number, "缩进"), max((row.indent for row in _rows(table)), default=0), _WIDEST_INDENT


def _columns(table: TableSpec) -> int:
    return sum(len(block.columns) for block in table.blocks)


def _lines(table: TableSpec) -> int:
    return sum(max(row.blanks, 1) for row in _rows(table))


def _rows(table: TableSpec) -> Iterator[RowSpec]:
    yield from table.rows()
    for band in (table.empty.rows or ()) if table.empty else ():
        for rows in band.values():
            yield from rows
