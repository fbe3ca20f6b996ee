"""What another program spoilt in a workbook is told at its cell or its part; what is only unusual is read right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from helpers import read_workbook
from spoilt import Spoilt
from spoilt_parts import (
    CELL,
    SHEET,
    SPOILT_PARTS,
    STRINGS,
    STYLES,
    WORKBOOK,
    packed,
    part_of,
    parts,
    replaced,
    stored,
)
from workbooks import BUREAU, Edited, found_in, sample_workbook, where

STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships":
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
}
MONEY = "1638420"
SPOTS = pytest.mark.parametrize("unit", ['0.00"亿元"', "0!.0000", '0.0"k"', "0.00%", "yyyy-m-d", "[h]:mm"])


@pytest.mark.parametrize("spoilt", SPOILT_PARTS, ids=lambda spoilt: spoilt.what)
def test_what_is_found_when_there_is(spoilt: Spoilt, tmp_path: Path):
    found = found_in(spoilt.make(), tmp_path / spoilt.file)
    assert found == [line.replace("{file}", spoilt.file) for line in spoilt.found]


def renamed(old: str, new: str) -> bytes:
    """The sample with one part under another name."""
    content = parts()
    content[new] = content.pop(old)
    for name in ("_rels/.rels", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"):
        content[name] = content[name].replace(old.rpartition("/")[2].encode(), new.rpartition("/")[2].encode())
    if old == WORKBOOK:
        content["xl/_rels/" + new.rpartition("/")[2] + ".rels"] = content.pop("xl/_rels/workbook.xml.rels")
    return packed(content)


def strict() -> bytes:
    content = parts()
    for name, part in content.items():
        for old, new in STRICT.items():
            part = part.replace(old, new)
        content[name] = part
    return packed(content)


def inside(value: str) -> Callable[[], bytes]:
    return stored(f"><v>{value}</v></c>")


@pytest.mark.parametrize("make", [
    stored(f"><v>{MONEY}</v></c>", f'r="{CELL.lower()}"'), stored(f"><v>{MONEY}</v></c>", 'r="$D$4"'),
    inside("<!-- checked -->1638420"), inside("1638<!-- -->420"), inside("<?edit by?>1638420"), inside(" 1638420\n"),
    inside("1.63842E6"), inside("<![CDATA[1638420]]>"), stored(f' t="str"><v>{MONEY}</v></c>'),
    stored(' t="inlineStr"><is><r><t>1638</t></r><r><t>420</t></r><rPh sb="0" eb="1"><t>9</t></rPh></is></c>'),
    replaced(STRINGS, "<si>", "<!-- first --><si>"), replaced(part_of(SHEET), "<sheetData>", "<sheetData><!-- x -->"),
    lambda: renamed(WORKBOOK, "xl/workbook22.xml"), lambda: renamed(STRINGS, "xl/strings2.xml"),
    lambda: renamed(STYLES, "xl/styles2.xml"), strict,
], ids=range(16))
def test_what_is_only_unusual_is_read_right(make: Callable[[], bytes], tmp_path: Path):
    path = tmp_path / "填报表.xlsx"
    path.write_bytes(sample_workbook(BUREAU))
    right = read_workbook(path)
    path.write_bytes(make())
    read = read_workbook(path)
    assert (read.raw, read.findings) == (right.raw, right.findings)


@SPOTS
@pytest.mark.parametrize("styles", [STYLES, "xl/styles2.xml"])
def test_what_an_amount_is_shown_as_is_seen_whatever_the_part_of_formats_is_called(
    unit: str, styles: str, tmp_path: Path
):
    book = Edited(sample_workbook(BUREAU))
    book.cell(SHEET, CELL, value="47.02", style=book.style(unit))
    content = Edited(book.packed()).parts
    content[styles] = content.pop(STYLES)
    content["xl/_rels/workbook.xml.rels"] = content["xl/_rels/workbook.xml.rels"].replace(
        b"styles.xml", styles.rpartition("/")[2].encode())
    [line] = found_in(packed(content), tmp_path / "填报表.xlsx")
    assert line.startswith(f"错误 填报表.xlsx:{SHEET}!{CELL}: XLS026 ")


def test_without_any_formats_no_number_is_trusted(tmp_path: Path):
    content = parts()
    content["xl/_rels/workbook.xml.rels"] = content["xl/_rels/workbook.xml.rels"].replace(b"/styles", b"/nothing")
    found = found_in(packed(content), tmp_path / "填报表.xlsx")
    assert f"错误 填报表.xlsx:{SHEET}!{CELL}: XLS032 这一格读不通：存的是 {MONEY}，显示的格式却读不到，" \
        "分不清是数、日期、百分比还是别的单位" in found
    assert len(found) < 15  # one for each table, not for each of its numbers


@pytest.mark.parametrize(("identity", "code"), [("x", "XLS032"), ("999", "XLS032"), ("-1", "XLS032"), ("4", "")])
def test_a_number_of_a_format_is_a_number(identity: str, code: str, tmp_path: Path):
    book = Edited(sample_workbook(BUREAU))
    style = book.style("0.00")
    book.root(STYLES).find("{*}cellXfs")[int(style)].set("numFmtId", identity)
    book.cell(SHEET, CELL, value=MONEY, style=style)
    found = found_in(book.packed(), tmp_path / "填报表.xlsx")
    assert [line.split(": ")[1].split()[0] for line in found] == ([code] if code else [])


def test_two_halves_of_a_character_are_one(tmp_path: Path):
    sheet, address = where("单位", "名称")
    book = Edited(sample_workbook(BUREAU)).cell(sheet, address, text="云岭县_xD842__xDFB7_家镇_x005F_x0041_")
    path = tmp_path / "填报表.xlsx"
    path.write_bytes(book.packed())
    assert read_workbook(path).raw["单位"]["名称"] == "云岭县𠮷家镇_x0041_"
    assert read_workbook(path).findings == ()


def test_two_numbers_in_a_cell_are_not_one(tmp_path: Path):
    book = Edited(sample_workbook(BUREAU)).cell(SHEET, CELL, text="100\n200")
    [line] = found_in(book.packed(), tmp_path / "填报表.xlsx")
    assert "AMT001" in line
