"""Marks on one sheet of an existing workbook: colours laid over cells by a condition, and notes.

Every mark bears a sign of its own, so that the marks of an earlier check are found and taken away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from .parts import MAIN, RELATIONS, Parts

_SIGN = "检查结果"
_ALWAYS = f'LEN("{_SIGN}")>0'
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_VML, _OFFICE, _EXCEL = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office", (
    "urn:schemas-microsoft-com:office:excel")
_AFTER_COLOURS = (
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks",
    "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing",
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)
_AFTER_DRAWING = _AFTER_COLOURS[_AFTER_COLOURS.index("legacyDrawingHF"):]
_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")
_WIDE, _HIGH_LINES = 4, 7


@dataclass(frozen=True, slots=True)
class Note:
    """A note on a cell."""

    cell: str
    text: str


def lay_colours(sheet: Any, cells_by_style: Mapping[int, Sequence[str]]) -> None:
    """Colour cells by differential style, instead of what an earlier check coloured."""
    for old in sheet.findall(f"{{{MAIN}}}conditionalFormatting"):
        if any(formula.text == _ALWAYS for formula in old.iter(f"{{{MAIN}}}formula")):
            sheet.remove(old)
    wanted = {style: cells for style, cells in cells_by_style.items() if cells}
    others = sorted(sheet.iter(f"{{{MAIN}}}cfRule"), key=lambda rule: int(rule.get("priority", "1")))
    for priority, rule in enumerate(others, start=len(wanted) + 1):
        rule.set("priority", str(priority))
    for priority, (style, cells) in enumerate(wanted.items(), start=1):
        condition = etree.Element(f"{{{MAIN}}}conditionalFormatting", {"sqref": " ".join(cells)})
        rule = etree.SubElement(condition, f"{{{MAIN}}}cfRule", {
            "type": "expression", "dxfId": str(style), "priority": str(priority)})
        etree.SubElement(rule, f"{{{MAIN}}}formula").text = _ALWAYS
        _insert(sheet, condition, _AFTER_COLOURS)


def lay_notes(book: Parts, part: str, notes: Sequence[Note]) -> None:
    """Put notes on a sheet, instead of those of an earlier check. A cell's own note stays, ours below it."""
    comments, drawing = _note_parts(book, part, create=bool(notes))
    if comments is None or drawing is None:
        return
    listed = comments.find(f"{{{MAIN}}}commentList")
    _take_away(listed, drawing)
    author = str(_author(comments)) if notes else ""
    for note in notes:
        own = next((c for c in listed if c.get("ref") == note.cell), None)
        if own is not None:
            _add_run(own.find(f"{{{MAIN}}}text"), f"\n〔{_SIGN}〕{note.text}")
            continue
        comment = etree.SubElement(listed, f"{{{MAIN}}}comment", {"ref": note.cell, "authorId": author})
        _add_run(etree.SubElement(comment, f"{{{MAIN}}}text"), f"〔{_SIGN}〕{note.text}")
        drawing.append(_shape(note, len(drawing)))
    listed[:] = sorted(listed, key=lambda comment: _position(str(comment.get("ref"))))


def _note_parts(book: Parts, part: str, *, create: bool) -> tuple[Any, Any]:
    """The comments of a sheet and the drawing that shows them, made if they are wanted and not there."""
    comments, drawing = book.related(part, "comments"), book.related(part, "vmlDrawing")
    if comments is None and create:
        comments = book.free_name("xl/comments{}.xml")
        empty = f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'
        book.put(comments, etree.fromstring(empty), _COMMENTS_TYPE)
        book.relate(part, "comments", comments)
    if drawing is None and create:
        drawing = book.free_name("xl/drawings/vmlDrawing{}.vml")
        book.put(drawing, _empty_drawing())
        book.default_type("vml", _VML_TYPE)
        pointer = etree.Element(f"{{{MAIN}}}legacyDrawing")
        pointer.set(f"{{{RELATIONS}}}id", book.relate(part, "vmlDrawing", drawing))
        _insert(book.root(part), pointer, _AFTER_DRAWING)
    return book.root(comments) if comments else None, book.root(drawing) if drawing else None


def _take_away(listed: Any, drawing: Any) -> None:
    for comment in list(listed):
        text = comment.find(f"{{{MAIN}}}text")
        runs = list(text)
        ours = [run for run in runs if f"〔{_SIGN}〕" in "".join(run.itertext())[: len(_SIGN) + 3]]
        if ours and len(ours) == len(runs):
            listed.remove(comment)
            _remove_shape(drawing, str(comment.get("ref")))
            continue
        for run in ours:
            text.remove(run)


def _remove_shape(drawing: Any, cell: str) -> None:
    row, column = _position(cell)
    for shape in drawing.findall(f"{{{_VML}}}shape"):
        data = shape.find(f"{{{_EXCEL}}}ClientData")
        if data is not None and (data.findtext(f"{{{_EXCEL}}}Row"), data.findtext(f"{{{_EXCEL}}}Column")) == (
                str(row), str(column)):
            drawing.remove(shape)


def _author(comments: Any) -> int:
    authors = comments.find(f"{{{MAIN}}}authors")
    for i, author in enumerate(authors):
        if author.text == _SIGN:
            return i
    etree.SubElement(authors, f"{{{MAIN}}}author").text = _SIGN
    return len(authors) - 1


def _add_run(text: Any, words: str) -> None:
    """Append a run; a plain text becomes a run first, for the two may not stand together."""
    plain = text.find(f"{{{MAIN}}}t")
    if plain is not None:
        run = etree.Element(f"{{{MAIN}}}r")
        text.replace(plain, run)
        run.append(plain)
    inner = etree.SubElement(etree.SubElement(text, f"{{{MAIN}}}r"), f"{{{MAIN}}}t")
    inner.text = words
    inner.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _empty_drawing() -> Any:
    return etree.fromstring(
        f'<xml xmlns:v="{_VML}" xmlns:o="{_OFFICE}" xmlns:x="{_EXCEL}">'
        '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
        '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
        '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>')


def _shape(note: Note, number: int) -> Any:
    """The box in which a note is shown, hidden until the pointer rests on the cell."""
    row, column = _position(note.cell)
    high = min(_HIGH_LINES + len(note.text) // 25, 30)
    anchor = f"{column + 1}, 15, {max(row - 1, 0)}, 10, {column + 1 + _WIDE}, 15, {max(row - 1, 0) + high}, 4"
    return etree.fromstring(
        f'<v:shape xmlns:v="{_VML}" xmlns:o="{_OFFICE}" xmlns:x="{_EXCEL}" id="_mark_{number}" type="#_x0000_t202" '
        'style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f'<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>'
        '</x:ClientData></v:shape>')


def _insert(sheet: Any, element: Any, followers: Iterable[str]) -> None:
    """Put an element where the order of a sheet's elements wants it: before the first of its followers."""
    names = {f"{{{MAIN}}}{name}" for name in followers}
    after = next((child for child in sheet if child.tag in names), None)
    if after is None:
        sheet.append(element)
    else:
        after.addprevious(element)


def _position(cell: str) -> tuple[int, int]:
    """Row and column from 0, as notes count them."""
    address = _ADDRESS.fullmatch(cell)
    if address is None:
        raise ValueError(cell)
    column = 0
    for letter in address[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(address[2]) - 1, column - 1
