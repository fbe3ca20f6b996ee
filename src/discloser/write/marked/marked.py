"""The officer's own workbook with what a check found: problem cells coloured, a note on each, a sheet that lists all.

The file is not rebuilt: parts that say nothing of the findings keep their bytes, so drop-downs, notes, widths, added
columns and pictures stay. Colours are laid over the cells by a condition and can be told from the officer's own, so a
second check takes the marks of the first away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lxml import etree

from ...model.finding import Finding, Severity
from ...model.form.workbook import RESULT_SHEET
from ..workbook.styles import FONT
from .marks import Note, lay_colours, lay_notes
from .parts import MAIN, RELATIONS, Parts, UnreadablePart, same_or_appended

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_FILLS = {Severity.ERROR: "FFFF9999", Severity.WARNING: "FFFFD966", Severity.INFO: "FFBDD7EE"}
_GRAVEST = (Severity.ERROR, Severity.WARNING, Severity.INFO)
_HEADINGS = ("序号", "级别", "位置", "问题", "怎么改", "编号")
_SIDES = ("left", "right", "top", "bottom")
_HEAD = "FFD9E2F3"
_ODD_SHAPES = (AttributeError, LookupError, StopIteration, TypeError, ValueError)
"""What elements raise that are not where every office program puts them."""
_WIDTHS = (7, 8, 22, 70, 70, 10)


def can_be_marked(parts: Mapping[str, bytes]) -> bool:
    """Whether a workbook is written in the usual dialect, the one that marks are written in."""
    book = Parts(parts)
    return bool(book.root(book.workbook).tag == f"{{{MAIN}}}workbook")


def marked_workbook(parts: Mapping[str, bytes], findings: Sequence[Finding]) -> bytes:
    """The workbook with these findings marked in it, and no others. Raises `UnreadablePart`."""
    try:
        return _marked(Parts(parts), findings)
    except _ODD_SHAPES as odd:
        raise UnreadablePart("各部分的关系") from odd


def _marked(book: Parts, findings: Sequence[Finding]) -> bytes:
    sheets = sheet_parts(book)
    fills = {severity: _fill(book, colour) for severity, colour in _FILLS.items()}
    for name, part in sheets.items():
        if name == RESULT_SHEET:
            continue
        by_cell = _by_cell(name, findings)
        colours = {fills[s]: [cell for cell, found in by_cell.items() if _gravest(found) is s] for s in _GRAVEST}
        lay_colours(book.root(part), colours)
        lay_notes(book, part, [Note(cell, _note(found)) for cell, found in by_cell.items()])
    _add_result(book, sheets, findings)
    return book.packed()


def _by_cell(sheet: str, findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """What is marked on a sheet: a finding stands at its own cell and wherever the same is wrong."""
    by_cell: dict[str, list[Finding]] = {}
    for finding in findings:
        alike = (other.place for other in finding.related if other.alike and other.place.file == finding.place.file)
        for place in (finding.place, *alike):
            if place.sheet == sheet and place.cell:
                by_cell.setdefault(place.cell, []).append(finding)
    return by_cell


def sheet_parts(book: Parts) -> dict[str, str]:
    """The name of each sheet, and the part it is in."""
    return {
        str(sheet.get("name")): book.target(book.workbook, _identity(sheet))
        for sheet in book.root(book.workbook).find(f"{{{MAIN}}}sheets")
    }


def _identity(sheet: Any) -> str:
    return str(sheet.get(f"{{{RELATIONS}}}id"))


def _gravest(findings: Iterable[Finding]) -> Severity:
    present = {finding.severity for finding in findings}
    return next(severity for severity in _GRAVEST if severity in present)


def _note(findings: Iterable[Finding]) -> str:
    lines = (
        line for f in findings
        for line in (f"{f.severity.label} {f.code}：{f.message}", f.hint and f"改法：{f.hint}", f.confirming) if line
    )
    return "\n".join(lines)


def _fill(book: Parts, colour: str) -> int:
    """The differential style that lays a colour over a cell."""
    styles = book.styles
    parent = styles.find(f"{{{MAIN}}}dxfs")
    if parent is None:
        parent = etree.Element(f"{{{MAIN}}}dxfs", {"count": "0"})
        before = styles.find(f"{{{MAIN}}}cellStyles")
        before = styles.find(f"{{{MAIN}}}cellXfs") if before is None else before
        before.addnext(parent)
    pattern = f'<patternFill patternType="solid"><bgColor rgb="{colour}"/></patternFill>'
    return same_or_appended(parent, etree.fromstring(f'<dxf xmlns="{MAIN}"><fill>{pattern}</fill></dxf>'))


def _add_result(book: Parts, sheets: Mapping[str, str], findings: Sequence[Finding]) -> None:
    """The sheet of findings: a new one, or the one of an earlier check."""
    part = sheets.get(RESULT_SHEET) or book.free_name("xl/worksheets/result{}.xml")
    book.put(part, _result(findings, _styles(book)), _SHEET_TYPE)
    workbook = book.root(book.workbook)
    listed = workbook.find(f"{{{MAIN}}}sheets")
    if RESULT_SHEET not in sheets:
        identity = book.relate(book.workbook, "worksheet", part)
        number = max(int(sheet.get("sheetId", "0")) for sheet in listed) + 1
        sheet = etree.SubElement(listed, f"{{{MAIN}}}sheet", {"name": RESULT_SHEET, "sheetId": str(number)})
        sheet.set(f"{{{RELATIONS}}}id", identity)
    position = next(i for i, sheet in enumerate(listed) if sheet.get("name") == RESULT_SHEET)
    for view in workbook.iterfind(f"{{{MAIN}}}bookViews/{{{MAIN}}}workbookView"):
        view.set("activeTab", str(position))
    for name, other in sheets.items():
        for view in book.root(other).iterfind(f"{{{MAIN}}}sheetViews/{{{MAIN}}}sheetView"):
            if name != RESULT_SHEET:
                view.attrib.pop("tabSelected", None)


def _styles(book: Parts) -> dict[str, int]:
    """Cell styles of the sheet of findings, added to the workbook's own."""
    styles = book.styles
    fonts, fills, borders, formats = (
        styles.find(f"{{{MAIN}}}{name}") for name in ("fonts", "fills", "borders", "cellXfs"))
    sides = "".join(f'<{side} style="thin"><color rgb="FFA6A6A6"/></{side}>' for side in _SIDES)
    border = same_or_appended(borders, _element(f'<border xmlns="{MAIN}">{sides}<diagonal/></border>'))
    shade = f'<patternFill patternType="solid"><fgColor rgb="{_HEAD}"/><bgColor indexed="64"/></patternFill>'
    fill = same_or_appended(fills, _element(f'<fill xmlns="{MAIN}">{shade}</fill>'))
    made = {}
    for name, (font, align, border_id, fill_id) in {
        "title": ("<b/>", 'vertical="center"', 0, 0),
        "head": ("<b/>", 'horizontal="center" vertical="center"', border, fill),
        "text": ("", 'vertical="center" wrapText="1"', border, 0),
        "link": ("<u/>", 'vertical="center" wrapText="1"', border, 0),
    }.items():
        colour = '<color rgb="FF0563C1"/>' if name == "link" else ""
        own = f'<font xmlns="{MAIN}">{font}<sz val="11"/>{colour}<name val="{FONT}"/><family val="2"/></font>'
        made[name] = same_or_appended(formats, _element(
            f'<xf xmlns="{MAIN}" numFmtId="0" fontId="{same_or_appended(fonts, _element(own))}" fillId="{fill_id}" '
            f'borderId="{border_id}" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
            f"<alignment {align}/></xf>"))
    return made


def _element(xml: str) -> Any:
    return etree.fromstring(xml)


def _result(findings: Sequence[Finding], styles: Mapping[str, int]) -> Any:
    root = etree.fromstring(f'<worksheet xmlns="{MAIN}"/>')
    settings = etree.SubElement(root, f"{{{MAIN}}}sheetPr")
    etree.SubElement(settings, f"{{{MAIN}}}pageSetUpPr", {"fitToPage": "1"})
    views = etree.SubElement(root, f"{{{MAIN}}}sheetViews")
    view = etree.SubElement(views, f"{{{MAIN}}}sheetView", {"tabSelected": "1", "workbookViewId": "0"})
    etree.SubElement(view, f"{{{MAIN}}}pane", {"ySplit": "2", "topLeftCell": "A3", "state": "frozen"})
    columns = etree.SubElement(root, f"{{{MAIN}}}cols")
    for i, width in enumerate(_WIDTHS, start=1):
        etree.SubElement(columns, f"{{{MAIN}}}col", {
            "min": str(i), "max": str(i), "width": str(width), "customWidth": "1"})
    data = etree.SubElement(root, f"{{{MAIN}}}sheetData")
    _row(data, 1, [_summary(findings)], [styles["title"]], 30)
    _row(data, 2, _HEADINGS, [styles["head"]] * len(_HEADINGS), 24)
    plain, link = styles["text"], styles["link"]
    for i, finding in enumerate(findings, start=1):
        advice = "\n".join(filter(None, (finding.hint, finding.confirming)))
        cells = (str(i), finding.severity.label, _where(finding), finding.message, advice, finding.code)
        longest = max(len(finding.message), len(finding.hint) + len(finding.confirming))
        _row(data, i + 2, cells, [plain, plain, link, plain, plain, plain], 18 * max(1, -(-longest // 33)) + 6)
    _links(root, findings)
    setup = {"paperSize": "9", "orientation": "landscape", "fitToHeight": "0"}
    etree.SubElement(root, f"{{{MAIN}}}pageSetup", setup)
    return root


def _row(data: Any, number: int, texts: Sequence[str], styles: Sequence[int], height: int) -> None:
    row = etree.SubElement(data, f"{{{MAIN}}}row", {"r": str(number), "ht": str(min(height, 400)), "customHeight": "1"})
    for i, (text, style) in enumerate(zip(texts, styles, strict=True)):
        cell = etree.SubElement(row, f"{{{MAIN}}}c", {"r": f"{'ABCDEF'[i]}{number}", "s": str(style), "t": "inlineStr"})
        inline = etree.SubElement(etree.SubElement(cell, f"{{{MAIN}}}is"), f"{{{MAIN}}}t")
        inline.text = text
        inline.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _links(root: Any, findings: Sequence[Finding]) -> None:
    places = [(i, f.place) for i, f in enumerate(findings, start=3) if f.place.sheet]
    if not places:
        return
    links = etree.SubElement(root, f"{{{MAIN}}}hyperlinks")
    for row, place in places:
        sheet = str(place.sheet).replace("'", "''")
        etree.SubElement(links, f"{{{MAIN}}}hyperlink", {
            "ref": f"C{row}", "location": f"'{sheet}'!{place.cell or 'A1'}", "display": f"{place.sheet}!{place.cell}"})


def _where(finding: Finding) -> str:
    return f"{finding.place.sheet}!{finding.place.cell}" if finding.place.sheet else "整个工作簿"


def _summary(findings: Sequence[Finding]) -> str:
    if not findings:
        return "没有发现问题。"
    counts = {s.label: sum(f.severity is s for f in findings) for s in _GRAVEST}
    shown = "，".join(f"{label} {count} 条" for label, count in counts.items() if count)
    return f"共 {shown}。点“位置”到那一格；改好以后保存，再核对一次。"
