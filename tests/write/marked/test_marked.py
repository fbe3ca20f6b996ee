"""The officer's own workbook with its problems marked: nothing else changes, and marks are taken away again."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from helpers import read_workbook
from openpyxl import load_workbook
from workbooks import BUREAU, MAIN, Edited, beside, sample_workbook, where

from discloser.model.finding import Finding, Related, Severity
from discloser.model.form.workbook import RESULT_SHEET
from discloser.model.place import Place
from discloser.read.xlsx.package import Package
from discloser.read.xlsx.sheets import Workbook
from discloser.write.marked.marked import marked_workbook


def finding(spot: tuple[str, str] | None, severity: Severity = Severity.ERROR, message: str = "不对") -> Finding:
    place = Place("表.xlsx") if spot is None else Place("表.xlsx", sheet=spot[0], cell=spot[1])
    return Finding("AMT001", severity, message, "改正", place)


def package(content: bytes) -> Package:
    return Package(content, Place("表.xlsx"))


def marked(content: bytes, *findings: Finding) -> bytes:
    return marked_workbook(package(content).parts(), findings)


def notes(content: bytes) -> dict[tuple[str, str], str]:
    """The notes as another program reads them."""
    book = load_workbook(io.BytesIO(content))
    return {
        (sheet.title, cell.coordinate): cell.comment.text
        for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment
    }


def colours(content: bytes, sheet: str) -> dict[str, str]:
    """Cell → the colour that the first condition lays over it."""
    book = Edited(content)
    styles = book.root("xl/styles.xml").find(f"{MAIN}dxfs")
    laid: dict[str, tuple[int, str]] = {}
    for condition in book.sheet(sheet).iter(f"{MAIN}conditionalFormatting"):
        for rule in condition.iter(f"{MAIN}cfRule"):
            if rule.findtext(f"{MAIN}formula") == 'LEN("检查结果")>0':
                colour = styles[int(rule.get("dxfId"))].find(f".//{MAIN}bgColor").get("rgb")
                laid |= {cell: (int(rule.get("priority")), colour) for cell in condition.get("sqref").split()}
    return {cell: colour for cell, (_, colour) in laid.items()}


AMOUNT, CODE, UNIT = where("基本支出", 0, "金额"), where("基本支出", 2, "功能科目"), where("单位", "名称")


def test_problem_cells_are_coloured_by_how_much_they_matter():
    content = marked(
        sample_workbook(BUREAU), finding(AMOUNT), finding(CODE, Severity.WARNING), finding(UNIT, Severity.INFO))
    assert colours(content, "基本支出") == {AMOUNT[1]: "FFFF9999", CODE[1]: "FFFFD966"}
    assert colours(content, "单位信息") == {UNIT[1]: "FFBDD7EE"}
    assert colours(content, "项目支出") == {}


def test_every_cell_where_the_same_is_wrong_is_coloured_and_others_that_are_only_compared_are_not():
    def other(spot: tuple[str, str], *, alike: bool) -> Related:
        return Related((), Place("表.xlsx", sheet=spot[0], cell=spot[1]), "", "", "", alike)

    found = finding(AMOUNT)._replace(related=(other(CODE, alike=True), other(UNIT, alike=False)))
    content = marked(sample_workbook(BUREAU), found)
    assert colours(content, "基本支出") == {AMOUNT[1]: "FFFF9999", CODE[1]: "FFFF9999"}
    assert colours(content, "单位信息") == {}


def test_a_cell_with_several_problems_has_the_colour_of_the_gravest_and_a_note_on_each():
    content = marked(sample_workbook(BUREAU), finding(AMOUNT, Severity.INFO, "其一"), finding(AMOUNT, message="其二"))
    assert colours(content, "基本支出") == {AMOUNT[1]: "FFFF9999"}
    note = notes(content)[AMOUNT]
    assert "提示 AMT001：其一" in note
    assert "错误 AMT001：其二\n改法：改正" in note


def test_the_notes_on_the_headings_stay():
    before = notes(sample_workbook(BUREAU))
    after = notes(marked(sample_workbook(BUREAU), finding(AMOUNT)))
    assert {spot: text for spot, text in after.items() if spot != AMOUNT} == before
    assert len(before) > 20


def test_a_note_of_the_officers_own_stays_above_ours_and_stays_when_ours_goes():
    head = beside(AMOUNT, rows=-1)
    own = notes(sample_workbook(BUREAU))[head]
    first = marked(sample_workbook(BUREAU), finding(head))
    assert notes(first)[head].startswith(own)
    assert "不对" in notes(first)[head]
    assert notes(marked(first))[head] == own


def test_the_last_sheet_lists_all_findings_with_links():
    content = marked(sample_workbook(BUREAU), finding(None), finding(AMOUNT), finding(UNIT, Severity.WARNING))
    book = Workbook(package(content))
    assert book.names[-1] == RESULT_SHEET
    grid = book.grid(RESULT_SHEET)
    assert grid.cells[1, 1].text == "共 错误 2 条，提醒 1 条。点“位置”到那一格；改好以后保存，再核对一次。"
    assert [grid.cells[row, 3].text for row in (3, 4, 5)] == ["整个工作簿", "!".join(AMOUNT), "!".join(UNIT)]
    links = Edited(content).sheet(RESULT_SHEET).iter(f"{MAIN}hyperlink")
    assert {link.get("ref"): link.get("location") for link in links} == {
        "C4": f"'基本支出'!{AMOUNT[1]}", "C5": f"'单位信息'!{UNIT[1]}"}


def test_the_last_sheet_and_the_note_say_how_a_warning_is_confirmed():
    content = marked(sample_workbook(BUREAU), finding(UNIT, Severity.WARNING)._replace(field="单位 性质"))
    advice = Workbook(package(content)).grid(RESULT_SHEET).cells[3, 5].text
    assert "属实的，在“控制数”表的“确认”里填一行：规则填 AMT001，位置填 单位 性质" in advice
    assert advice.splitlines()[-1] in notes(content)[UNIT]


def test_a_workbook_without_problems_says_so():
    grid = Workbook(package(marked(sample_workbook(BUREAU)))).grid(RESULT_SHEET)
    assert grid.cells[1, 1].text == "没有发现问题。"


def test_marking_again_gives_the_same_file():
    first = marked(sample_workbook(BUREAU), finding(AMOUNT), finding(UNIT))
    assert marked(first, finding(AMOUNT), finding(UNIT)) == first


def test_the_marks_of_an_earlier_check_are_taken_away():
    clean = marked(marked(sample_workbook(BUREAU), finding(AMOUNT), finding(CODE)), finding(UNIT))
    assert colours(clean, "基本支出") == {}
    assert set(notes(clean)) == {*notes(sample_workbook(BUREAU)), UNIT}


def test_a_marked_workbook_is_read_as_before(tmp_path: Path):
    path = tmp_path / "表.xlsx"
    path.write_bytes(sample_workbook(BUREAU))
    before = read_workbook(path)
    path.write_bytes(marked(sample_workbook(BUREAU), finding(AMOUNT), finding(UNIT)))
    assert read_workbook(path) == before


def test_parts_that_say_nothing_of_the_findings_keep_their_bytes():
    book = Edited(sample_workbook(BUREAU))
    book.parts |= {"xl/media/image1.png": b"\x89PNG", "xl/externalLinks/externalLink1.xml": b"<x/>"}
    origin = book.packed()
    before, after = parts(origin), parts(marked(origin, finding(AMOUNT)))
    same = {name for name in before if after[name] == before[name]}
    assert {"xl/media/image1.png", "xl/externalLinks/externalLink1.xml", "xl/sharedStrings.xml"} <= same
    assert set(before) <= set(after)


def test_drop_downs_locks_and_conditions_stay():
    origin = sample_workbook(BUREAU)
    before, after = (Edited(content).sheet("基本支出") for content in (origin, marked(origin, finding(AMOUNT))))
    for tag in ("dataValidation", "sheetProtection", "col", "pane", "pageSetup"):
        assert texts(before, tag) == texts(after, tag), tag
    assert len(texts(after, "cfRule")) == len(texts(before, "cfRule")) + 1


def test_a_sheet_that_had_no_notes_gets_its_own():
    spot = where("上年", "收入总计")
    assert notes(marked(sample_workbook(BUREAU), finding(spot)))[spot].startswith("〔检查结果〕错误 AMT001：不对")


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def texts(root: Any, tag: str) -> list[dict[str, str]]:
    return [{name: value for name, value in element.attrib.items() if name != "priority"}
            for element in root.iter(f"{MAIN}{tag}")]


@pytest.mark.parametrize("part", ["xl/comments1.xml", "xl/styles.xml", "xl/drawings/vmlDrawing1.vml"])
def test_a_part_that_is_damaged_is_told_and_nothing_is_written(part: str, tmp_path: Path, run: Any):
    form, copy = tmp_path / "填报表.xlsx", tmp_path / "标注.xlsx"
    book = Edited(sample_workbook(BUREAU))
    book.parts[part] = b""
    form.write_bytes(book.packed())
    status, printed, _ = run("check", form, "-o", copy)
    assert (status, "XLS003" in printed, copy.exists()) == (2, True, False)


def test_parts_under_other_names_are_marked_like_any(tmp_path: Path, run: Any):
    form, copy = tmp_path / "填报表.xlsx", tmp_path / "标注.xlsx"
    book = Edited(sample_workbook(BUREAU))
    book.parts["xl/book.xml"] = book.parts.pop("xl/workbook.xml")
    book.parts["xl/_rels/book.xml.rels"] = book.parts.pop("xl/_rels/workbook.xml.rels")
    for part in ("_rels/.rels", "[Content_Types].xml"):
        book.parts[part] = book.parts[part].replace(b"workbook.xml", b"book.xml")
    form.write_bytes(book.packed())
    status, _, said = run("check", form, "-o", copy)
    assert status < 2
    assert "已标出问题" in said
    assert RESULT_SHEET in Workbook(package(copy.read_bytes())).names


def test_styles_that_hold_strange_names_are_marked_like_any(tmp_path: Path, run: Any):
    form, copy = tmp_path / "填报表.xlsx", tmp_path / "标注.xlsx"
    book = Edited(sample_workbook(BUREAU))
    fonts = book.parts["xl/styles.xml"]
    book.parts["xl/styles.xml"] = fonts.replace(b"</font>", b'<odd:x xmlns:odd="x" odd:y="1"/></font>', 1)
    assert book.parts["xl/styles.xml"] != fonts
    form.write_bytes(book.packed())
    assert run("check", form, "-o", copy)[0] < 2
    assert RESULT_SHEET in Workbook(package(copy.read_bytes())).names
