"""What those who hear a table read are told of each cell: which heads it stands under, and which heads its row.

WeasyPrint gives every head an identifier and every cell a list of them, but counts columns wrongly below a head that
takes several rows, says nothing of the direction of a head, and keeps no index of the identifiers (ISO 32000-1, 14.7.2
and 14.8.5.7; ISO 14289-1, 7.5). Here all three are set, from the columns as the table was laid out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

_SCOPES = {"row": "/Row", "col": "/Column", "colgroup": "/Column"}


def describe_tables(document: Any, pdf: Any) -> None:
    """Set heads and directions in the tags of every table on the laid-out pages, and the index of all heads."""
    import pydyf

    heads: dict[str, Any] = {}
    for table in _tables(document.pages):
        for cell, names in heads_of_cells(_rows(table)):
            if direction := _SCOPES.get(_scope(cell)):
                cell.mark["A"]["Scope"] = direction
                heads[_name(cell)] = cell.mark
            cell.mark["A"].pop("Headers", None)
            if names:
                cell.mark["A"]["Headers"] = pydyf.Array(map(pydyf.String, names))
    if heads:
        named = (part for name in sorted(heads) for part in (pydyf.String(name), heads[name].reference))
        _structure(pdf)["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(named)})


def _structure(pdf: Any) -> Any:
    """The root of all tags."""
    number = int(bytes(pdf.catalog["StructTreeRoot"]).split()[0])
    return pdf.objects[number]


def _tables(pages: Iterable[Any]) -> Iterator[Any]:
    """The tables of all pages; one that runs over two pages counts twice, each time with its head."""
    from weasyprint.formatting_structure.boxes import TableBox

    for page in pages:
        yield from (box for box in page._page_box.descendants() if isinstance(box, TableBox))


def _rows(table: Any) -> list[list[Any]]:
    """The cells of each row, from left to right."""
    return [list(row.children) for group in table.children for row in group.children]


def heads_of_cells(rows: Iterable[Iterable[Any]]) -> Iterator[tuple[Any, list[str]]]:
    """Each cell, and the names of the heads beside and above it.

    Heads above each other stand over what comes below them until the next heads. Beside a cell stand the last heads to
    its left, and those that take several rows.
    """
    over = _Over()
    tall: list[tuple[int, str]] = []
    for number, row in enumerate(rows):
        for cell, beside in _beside(row):
            columns = range(cell.grid_x, cell.grid_x + cell.colspan)
            scope = _scope(cell)
            if scope == "row":
                if cell.rowspan > 1:
                    tall.append((number + cell.rowspan - 1, _name(cell)))
                yield cell, over.of(columns)
            elif scope:
                yield cell, over.add(columns, _name(cell))
            else:
                spanning = [name for last, name in tall if last >= number]
                yield cell, list(dict.fromkeys((*spanning, *beside, *over.of(columns))))


def _beside(row: Iterable[Any]) -> Iterator[tuple[Any, list[str]]]:
    """The cells of a row, and the names of the heads that stand last to the left of each."""
    names: list[str] = []
    in_heads = False
    for cell in row:
        yield cell, names
        if _scope(cell) == "row":
            names = [*names, _name(cell)] if in_heads else [_name(cell)]
        in_heads = _scope(cell) == "row"


class _Over:
    """The heads over each column, as rows are read from the top."""

    def __init__(self) -> None:
        self._names: dict[int, list[str]] = {}
        self._in_heads: set[int] = set()

    def of(self, columns: range) -> list[str]:
        """The heads over a cell in these columns, which ends them: heads that come below are others."""
        self._in_heads.difference_update(columns)
        return self._all(columns)

    def add(self, columns: range, name: str) -> list[str]:
        """Put a head over columns; the heads that stand over itself."""
        for column in columns:
            if column not in self._in_heads:
                self._names[column] = []
        above = self._all(columns)
        for column in columns:
            self._names[column] = [*self._names[column], name]
        self._in_heads.update(columns)
        return above

    def _all(self, columns: range) -> list[str]:
        return list(dict.fromkeys(name for column in columns for name in self._names.get(column, [])))


def _scope(cell: Any) -> str:
    """What a head says it is a head of; "" for other cells."""
    return str(cell.element.get("scope", "")) if cell.element_tag == "th" else ""


def _name(cell: Any) -> str:
    return str(cell.mark["ID"].string)
