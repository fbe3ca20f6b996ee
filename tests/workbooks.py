"""Workbook forms for tests, and what people do to them, done to the sheet's XML as an office program would save it."""

from __future__ import annotations

import copy
import io
import tempfile
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from helpers import FINAL_KIND, KIND, SAMPLES, classification_of, kind_named, read_workbook, read_yaml
from lxml import etree

from discloser.model.form.outline import canonical_key
from discloser.model.form.remarks import Remarks
from discloser.model.place import Place, Places
from discloser.read.form.shape import shape
from discloser.read.source import Source
from discloser.read.xlsx.cells import WorkbookCell, column_name, column_number
from discloser.read.xlsx.package import Package, joined
from discloser.read.xlsx.sheets import Workbook
from discloser.write.workbook.form import blank_values, workbook_form

BUREAU = "bureau-2025-budget"
SAMPLE_NAMES = tuple(sorted(path.stem for path in SAMPLES.glob("*.yaml")))
"""Every sample there is."""
FINAL_NAMES = tuple(name for name in SAMPLE_NAMES if name.endswith("-final"))
BUDGET_NAMES = tuple(name for name in SAMPLE_NAMES if name not in FINAL_NAMES)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@cache
def sample_source(name: str) -> Source:
    """A YAML sample as read."""
    return read_yaml(SAMPLES / f"{name}.yaml")


def raw_of(name: str) -> dict[str, Any]:
    """The texts of a sample, to be changed at will."""
    return copy.deepcopy(sample_source(name).raw or {})


def workbook_of(raw: Mapping[str, Any], remarks: Remarks | None = None, kind: str = KIND) -> bytes:
    """The workbook form filled with texts; every one of them has a cell."""
    made = workbook_form(raw, kind_named(kind), classification_of(), remarks)
    assert made.left == ()
    return made.content


@cache
def sample_workbook(name: str) -> bytes:
    """The workbook of a sample."""
    return workbook_of(sample_source(name).raw or {}, kind=FINAL_KIND if name in FINAL_NAMES else KIND)


@cache
def blank_workbook() -> bytes:
    """A blank workbook form."""
    return workbook_of(blank_values(kind_named(), kind_named().year))


@cache
def places_in(name: str) -> Places:
    """Where everything stands in the workbook of a sample."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "表.xlsx"
        path.write_bytes(sample_workbook(name))
        return read_workbook(path).places


def where(*path: str | int, name: str = BUREAU) -> tuple[str, str]:
    """The sheet and cell of a path in the workbook of a sample."""
    place = places_in(name).values[path]
    assert place.sheet is not None
    assert place.cell is not None
    return place.sheet, place.cell


def beside(spot: tuple[str, str], columns: int = 0, rows: int = 0) -> tuple[str, str]:
    """A cell some columns to the right of another, some rows below it."""
    letters = spot[1].rstrip("0123456789")
    return spot[0], f"{column_name(column_number(letters) + columns)}{int(spot[1][len(letters):]) + rows}"


def column_of(heading: str, sheet: str, content: bytes) -> str:
    """The letters of the column under a heading."""
    grid = _grid(sheet, content)
    return next(column_name(column) for (_, column), cell in grid.items() if canonical_key(cell.text) == heading)


def _grid(sheet: str, content: bytes) -> dict[tuple[int, int], WorkbookCell]:
    return Workbook(Package(content, Place("表.xlsx"))).grid(sheet).cells


def texts_of(sheet: str, content: bytes) -> list[str]:
    """What stands in the cells of a sheet."""
    return [cell.text for cell in _grid(sheet, content).values()]


def found_in(content: bytes, path: Path) -> list[str]:
    """What the reader and the shape find in a workbook: one line each, with how much it matters."""
    path.write_bytes(content)
    source = read_workbook(path)
    findings = [*source.findings, *shape(source).findings]
    return [f"{finding.severity.label} {finding.line()}".replace(str(path), path.name) for finding in findings]


class Edited:
    """A workbook under the hands of somebody."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self._roots: dict[str, Any] = {}

    def root(self, part: str) -> Any:
        """The XML of a part, to be changed."""
        if part not in self._roots:
            self._roots[part] = etree.fromstring(self.parts[part])
        return self._roots[part]

    def sheet(self, name: str) -> Any:
        """The XML of a sheet."""
        return self.root(self._part_of(name))

    def cell(self, sheet: str, address: str, *, kind: str = "", value: str | None = None, formula: str | None = None,
             text: str | None = None, style: str | None = None) -> Edited:
        """Write a cell: a text, a value with its type, a formula with or without value."""
        cell = self._cell(sheet, address)
        style = cell.get("s") if style is None else style
        for child in list(cell):
            cell.remove(child)
        cell.attrib.clear()
        cell.set("r", address)
        if style is not None:
            cell.set("s", style)
        if text is not None:
            cell.set("t", "inlineStr")
            etree.SubElement(etree.SubElement(cell, f"{MAIN}is"), f"{MAIN}t").text = text
        if kind:
            cell.set("t", kind)
        if formula is not None:
            etree.SubElement(cell, f"{MAIN}f").text = formula
        if value is not None:
            etree.SubElement(cell, f"{MAIN}v").text = value
        return self

    def clear(self, sheet: str, address: str) -> Edited:
        """Empty a cell."""
        return self.cell(sheet, address)

    def style(self, code: str) -> str:
        """A cell style with this number format."""
        styles = self.root("xl/styles.xml")
        formats = styles.find(f"{MAIN}numFmts")
        number = str(max((int(f.get("numFmtId")) for f in formats), default=163) + 1)
        etree.SubElement(formats, f"{MAIN}numFmt", {"numFmtId": number, "formatCode": code})
        cells = styles.find(f"{MAIN}cellXfs")
        etree.SubElement(cells, f"{MAIN}xf", {"numFmtId": number, "fontId": "0", "fillId": "0", "borderId": "0"})
        return str(len(cells) - 1)

    def rename(self, sheet: str, name: str) -> Edited:
        """Give a sheet another name."""
        self._entry(sheet).set("name", name)
        return self

    def drop(self, sheet: str) -> Edited:
        """Delete a sheet."""
        entry = self._entry(sheet)
        entry.getparent().remove(entry)
        return self

    def merge(self, sheet: str, reference: str) -> Edited:
        """Merge cells."""
        root = self.sheet(sheet)
        merged = root.find(f"{MAIN}mergeCells")
        if merged is None:
            merged = etree.Element(f"{MAIN}mergeCells")
            root.find(f"{MAIN}sheetData").addnext(merged)
        etree.SubElement(merged, f"{MAIN}mergeCell", {"ref": reference})
        return self

    def drop_row(self, sheet: str, number: int) -> Edited:
        """Delete a row, those below move up."""
        for row in list(self.sheet(sheet).find(f"{MAIN}sheetData")):
            if int(row.get("r")) == number:
                row.getparent().remove(row)
            elif int(row.get("r")) > number:
                _move(row, -1)
        return self

    def insert_rows(self, sheet: str, before: int, count: int = 1) -> Edited:
        """Insert blank rows."""
        for row in self.sheet(sheet).find(f"{MAIN}sheetData"):
            if int(row.get("r")) >= before:
                _move(row, count)
        return self

    def columns(self, sheet: str, order: Mapping[str, str]) -> Edited:
        """Move columns: old letters → new letters; a column that is not named goes."""
        for row in self.sheet(sheet).find(f"{MAIN}sheetData"):
            cells = []
            for cell in list(row):
                letters = cell.get("r").rstrip("0123456789")
                row.remove(cell)
                if letters in order:
                    cell.set("r", order[letters] + row.get("r"))
                    cells.append((column_number(order[letters]), cell))
            row.extend(cell for _, cell in sorted(cells, key=lambda pair: pair[0]))
        return self

    def shift_columns(self, sheet: str, start: str, by: int) -> Edited:
        """Insert columns before one."""
        first = column_number(start)
        order = {column_name(i): column_name(i + by if i >= first else i) for i in range(1, 40)}
        return self.columns(sheet, order)

    def packed(self) -> bytes:
        """The file."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, content in self.parts.items():
                archive.writestr(name, etree.tostring(self._roots[name]) if name in self._roots else content)
        return stream.getvalue()

    def _entry(self, sheet: str) -> Any:
        return next(e for e in self.root("xl/workbook.xml").iter(f"{MAIN}sheet") if e.get("name") == sheet)

    def _part_of(self, sheet: str) -> str:
        relations = self.root("xl/_rels/workbook.xml.rels")
        identity = self._entry(sheet).get(RELATION)
        target = next(r.get("Target") for r in relations if r.get("Id") == identity)
        return joined("xl/workbook.xml", target)

    def _cell(self, sheet: str, address: str) -> Any:
        letters, number = address.rstrip("0123456789"), address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        data = self.sheet(sheet).find(f"{MAIN}sheetData")
        row = next((r for r in data if r.get("r") == number), None)
        if row is None:
            row = etree.Element(f"{MAIN}row", {"r": number})
            after = [r for r in data if int(r.get("r")) < int(number)]
            data.insert(len(after), row)
        cell = next((c for c in row if c.get("r") == address), None)
        if cell is None:
            cell = etree.Element(f"{MAIN}c", {"r": address})
            before = [c for c in row if column_number(c.get("r").rstrip("0123456789")) < column_number(letters)]
            row.insert(len(before), cell)
        return cell


def _move(row: Any, by: int) -> None:
    number = str(int(row.get("r")) + by)
    row.set("r", number)
    for cell in row:
        cell.set("r", cell.get("r").rstrip("0123456789") + number)
