"""Values of a workbook form replaced in their cells: the file is not rebuilt, all other parts keep their bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from itertools import dropwhile, islice, takewhile
from typing import Any

from lxml import etree

from ...model.place import Place
from .marked import sheet_parts
from .parts import MAIN, Parts

_TRUE = ("1", "true")
_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def with_values(parts: Mapping[str, bytes], values: Mapping[Place, str | Decimal]) -> tuple[bytes, list[Place]]:
    """The workbook with new values in its cells, and the places where there is no such sheet, or a formula.

    A number stays a number, a text a text, whatever it begins with; "" empties a cell. Sums are made anew by Excel
    when it opens the file.
    """
    book = Parts(parts)
    sheets = sheet_parts(book)
    left: list[Place] = []
    for place, value in values.items():
        cell = _cell(book.root(sheets[place.sheet]), place.cell) if place.sheet in sheets and place.cell else None
        if cell is None or cell.find(f"{{{MAIN}}}f") is not None:
            left.append(place)
        else:
            _write(cell, value)
    _to_be_calculated(book)
    return book.packed(), left


def _to_be_calculated(book: Parts) -> None:
    for settings in book.root(book.workbook).iter(f"{{{MAIN}}}calcPr"):
        settings.set("fullCalcOnLoad", "1")


def _cell(sheet: Any, address: str) -> Any:
    """The cell at an address, made if it is not there; cells of a row and rows keep their order."""
    found = _ADDRESS.fullmatch(address)
    assert found is not None
    data = sheet.find(f"{{{MAIN}}}sheetData")
    row = _placed(data, "row", int(found[2]), lambda e: int(e.get("r", "0")), {"r": found[2]})
    if row.get("hidden") in _TRUE:
        _open(row)
    return _placed(row, "c", _column(found[1]), lambda e: _column(str(e.get("r", "A")).rstrip("0123456789")),
                   {"r": address})


def _open(row: Any) -> None:
    """Show the group of hidden rows that a row lies in: what is written must be seen, and printed."""
    before = list(row.itersiblings(preceding=True))
    for one in (row, *takewhile(_is_hidden, before), *takewhile(_is_hidden, row.itersiblings())):
        one.attrib.pop("hidden", None)
    for above in islice(dropwhile(lambda one: one.get("outlineLevel") == row.get("outlineLevel"), before), 1):
        above.attrib.pop("collapsed", None)


def _is_hidden(row: Any) -> bool:
    return row.get("hidden") in _TRUE


def _placed(parent: Any, name: str, wanted: int, number: Any, attributes: Mapping[str, str]) -> Any:
    position = 0
    for child in parent:
        if number(child) == wanted:
            return child
        position += number(child) < wanted
    made = etree.Element(f"{{{MAIN}}}{name}", dict(attributes))
    parent.insert(position, made)
    return made


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _write(cell: Any, value: str | Decimal) -> None:
    """Put a value into a cell, whose style stays."""
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    if isinstance(value, Decimal):
        etree.SubElement(cell, f"{{{MAIN}}}v").text = f"{value:f}"
    elif value:
        _write_text(cell, value)


def _write_text(cell: Any, text: str) -> None:
    cell.set("t", "inlineStr")
    written = etree.SubElement(etree.SubElement(cell, f"{{{MAIN}}}is"), f"{{{MAIN}}}t")
    written.set(_XML_SPACE, "preserve")
    written.text = text
