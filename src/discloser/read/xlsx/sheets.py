"""The sheets of a workbook as sparse cells, with all that a person sees in them: values, formulas, errors, formats.

Ready-made readers give values only: an error or a formula never calculated comes back as an empty cell, a percentage
as its fraction. They also lay a sheet out densely, so that one stray blank in a far corner exhausts the memory. What
is needed here is small enough to be read from the sheet's XML directly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from typing import Any, Literal

from lxml import etree

from . import problems as excel_problems
from .package import Package, Refused, joined

Sort = Literal["text", "number", "date", "percent", "boolean", "error"]
Position = tuple[int, int]
"""Row and column, from 1."""

MOST_CELLS = 400_000
_WORKBOOK = "xl/workbook.xml"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_DATE_IDS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_YEAR_MONTH, _MONTH_DAY, _WHOLE_DAY = "yyyy年m月", "m月d日", "yyyy年m月d日"
_DATE_CODES = {
    14: "yyyy-m-d", 15: "d-mmm-yy", 17: "mmm-yy", 31: _WHOLE_DAY, **dict.fromkeys((27, 36, 50, 52, 57), _YEAR_MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), _MONTH_DAY),
}
_NUMBER_CODES = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 37: "#,##0", 38: "#,##0",
                 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with something in it. `text`: as stored; `formula`: None unless there is one; `format`: its code."""

    text: str
    sort: Sort
    formula: str | None = None
    format: str = ""
    calculated: bool = True


@dataclass(frozen=True)
class Grid:
    """A sheet, the `number`th of its workbook. `merged`: first and last row and column of merged ranges."""

    name: str
    cells: dict[Position, Cell]
    merged: tuple[tuple[Position, Position], ...] = ()
    date1904: bool = False
    number: int = 0
    rows: dict[int, list[int]] = field(init=False)
    """Row → its columns that hold something, both in order."""

    def __post_init__(self) -> None:
        rows: dict[int, list[int]] = {}
        for row, column in sorted(self.cells):
            rows.setdefault(row, []).append(column)
        object.__setattr__(self, "rows", rows)


class Workbook:
    """The sheets of a package, each read when it is asked for."""

    def __init__(self, package: Package) -> None:
        self._package = package
        book = _root(package, _WORKBOOK)
        relations = _relations(package, _WORKBOOK)
        self._parts = {
            sheet.get("name", ""): relations.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION) or "", "")
            for sheet in book.iterfind("{*}sheets/{*}sheet")
        }
        settings = book.find("{*}workbookPr")
        self._date1904 = settings is not None and settings.get("date1904", "0") in ("1", "true")
        self._formats = list(_formats(package, self._named(relations, "styles.xml")))
        self._strings = list(_strings(package, self._named(relations, "sharedStrings.xml")))
        self._cells_left = MOST_CELLS

    @property
    def names(self) -> list[str]:
        """The names of all sheets, in their order."""
        return list(self._parts)

    def grid(self, name: str) -> Grid:
        """The cells of a sheet. Raises `Refused` when its part is damaged or too large."""
        cells: dict[Position, Cell] = {}
        merged: list[tuple[Position, Position]] = []
        row = 0
        for element in _elements(self._package, self._parts[name], ("{*}row", "{*}mergeCell")):
            if element.tag.endswith("}mergeCell"):
                merged += _range(element.get("ref", ""))
                continue
            try:
                row = int(element.get("r") or row + 1)
                cells.update(self._row(element, row))
            except (ValueError, IndexError) as error:
                raise self._package.damaged(f"“{name}”第 {row} 行读不通") from error
            if len(cells) > self._cells_left:
                raise Refused(excel_problems.TOO_LARGE.at(
                    self._package.place, what=f"“{name}”有内容的单元格", expected=f"{MOST_CELLS} 个"))
        self._cells_left -= len(cells)
        return Grid(name, cells, tuple(merged), self._date1904, self.names.index(name) + 1)

    def _named(self, relations: dict[str, str], ending: str) -> str:
        return next((part for part in relations.values() if part.lower().endswith(ending.lower())), "")

    def _row(self, element: Any, row: int) -> Iterator[tuple[Position, Cell]]:
        column, last = 0, ""
        for child in element:
            address = child.get("r", "")
            if not address:
                column, last = (_column_of(last) if last else column) + 1, ""
            else:
                last = address  # looked at only when it matters: most cells are empty
            if len(child) and (cell := self._cell(child)) is not None:
                column, last = _column_of(last) if last else column, ""
                yield (row, column), cell

    def _cell(self, element: Any) -> Cell | None:
        value = formula = inline = None
        for child in element:
            if child.tag.endswith("}v"):
                value = child.text or ""
            elif child.tag.endswith("}f"):
                formula = child.text or ""
            elif child.tag.endswith("}is"):
                inline = _string(child)
        kind, style = element.get("t", "n"), int(element.get("s") or 0)
        code = self._formats[style] if style < len(self._formats) else ""
        if formula is not None and not value and kind != "str":
            return Cell("", "text", formula, code, calculated=False)
        if kind == "s" and value:
            text = self._strings[int(value)]
            return Cell(text, "text", formula, code) if text else None
        if inline is not None or kind in ("str", "inlineStr"):
            text = inline if inline is not None else _unescaped(value or "")
            return Cell(text, "text", formula, code) if text or formula is not None else None
        return _number_or_mark(kind, value, formula, code) if value else None


def cell_name(position: Position) -> str:
    """The address of a cell: `C7`."""
    return f"{column_name(position[1])}{position[0]}"


@cache
def column_name(column: int) -> str:
    """The letters of a column: 28 is `AB`."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@cache
def column_number(letters: str) -> int:
    """The number of a column: `AB` is 28."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _column_of(address: str) -> int:
    return column_number(address.rstrip("0123456789"))


def _number_or_mark(kind: str, value: str, formula: str | None, code: str) -> Cell:
    if kind == "e":
        return Cell(value, "error", formula, code)
    if kind == "b":
        return Cell("TRUE" if value == "1" else "FALSE", "boolean", formula, code)
    if kind == "d":
        return Cell(value, "date", formula, code or "yyyy-mm-dd")
    return Cell(value, _shown_as(code), formula, code)


@cache
def _shown_as(code: str) -> Sort:
    """What a number with this format is to the eye."""
    plain = _LITERAL.sub("", code).lower()
    if "%" in plain:
        return "percent"
    return "date" if re.search("[ymdhs]", plain.replace("general", "")) else "number"


def _root(package: Package, name: str) -> Any:
    try:
        return etree.fromstring(package.part(name), _parser())
    except etree.XMLSyntaxError as error:
        raise package.damaged(f"{name} 不完整") from error


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _elements(package: Package, name: str, tags: tuple[str, ...]) -> Iterator[Any]:
    """The elements of these names, each cleared once it was used."""
    found = etree.iterparse(
        BytesIO(package.part(name)), tag=tags, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
    )
    try:
        for _, element in found:
            yield element
            element.clear()
    except (etree.XMLSyntaxError, ValueError) as error:
        raise package.damaged(f"{name} 不完整") from error


def _relations(package: Package, of: str) -> dict[str, str]:
    folder, _, file = of.rpartition("/")
    root = _root(package, f"{folder}/_rels/{file}.rels")
    return {
        str(relation.get("Id")): joined(of, relation.get("Target", ""))
        for relation in root if relation.get("TargetMode") != "External"
    }


def _formats(package: Package, name: str) -> Iterator[str]:
    """The number format code of every cell style; empty for General."""
    if not name or not package.has(name):
        return
    root = _root(package, name)
    own = {int(f.get("numFmtId", "0")): f.get("formatCode", "") for f in root.iterfind("{*}numFmts/{*}numFmt")}
    for style in root.iterfind("{*}cellXfs/{*}xf"):
        number = int(style.get("numFmtId", "0"))
        known = _DATE_CODES.get(number, "yyyy-m-d h:mm") if number in _DATE_IDS else _NUMBER_CODES.get(number, "")
        yield own.get(number, known)


def _strings(package: Package, name: str) -> Iterator[str]:
    if name and package.has(name):
        yield from (_string(element) for element in _elements(package, name, ("{*}si",)))


def _string(element: Any) -> str:
    """The text of a string, all its runs joined, without the reading aids of East Asian text."""
    if len(element) == 1 and element[0].tag.endswith("}t"):
        return _unescaped(element[0].text or "")
    return _unescaped("".join(
        text.text or "" for text in element.iter("{*}t") if not text.getparent().tag.endswith("}rPh")
    ))


def _unescaped(text: str) -> str:
    if "_x" in text:
        text = _ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _range(reference: str) -> Iterator[tuple[Position, Position]]:
    first, _, last = reference.partition(":")
    corners = (_ADDRESS.fullmatch(first), _ADDRESS.fullmatch(last))
    if corners[0] and corners[1]:
        yield _corner(corners[0]), _corner(corners[1])


def _corner(address: re.Match[str]) -> Position:
    return int(address[2]), column_number(address[1])
