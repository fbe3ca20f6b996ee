"""Workbooks that no office program would save: parts, cells and archives spoilt by other programs or on the way."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable

from spoilt import AMOUNT, Spoilt
from workbooks import BUREAU, Edited, sample_workbook, where

SHEET, CELL = where(*AMOUNT)
ROW = CELL.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
WORKBOOK, STRINGS, STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"


def part_of(sheet: str) -> str:
    """The part that holds a sheet."""
    return Edited(sample_workbook(BUREAU))._part_of(sheet)


def parts() -> dict[str, bytes]:
    """The parts of the sample."""
    return dict(Edited(sample_workbook(BUREAU)).parts)


def packed(content: dict[str, bytes]) -> bytes:
    """The parts as a file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return stream.getvalue()


def replaced(part: str, old: str, new: str) -> Callable[[], bytes]:
    """The sample with one thing replaced in the text of a part."""
    def make() -> bytes:
        content = parts()
        text = content[part].decode("utf-8")
        changed, times = re.subn(old, new, text, count=1, flags=re.S)
        assert times == 1, old
        content[part] = changed.encode("utf-8")
        return packed(content)

    return make


def stored(xml: str, attributes: str = rf'r="{CELL}"') -> Callable[[], bytes]:
    """The sample with other contents in the first amount; `xml` may use \\1, the cell's own style."""
    return replaced(part_of(SHEET), rf'<c r="{CELL}" (s="[0-9]+")[^>]*>.*?</c>', rf"<c {attributes} \1{xml}")


def cell(reason: str, address: str = CELL) -> str:
    """The line that tells of a cell that can't be read."""
    return f"错误 {{file}}:{SHEET}!{address}: XLS032 这一格读不通：{reason}"


def _twice(name: str) -> bytes:
    stream = io.BytesIO(sample_workbook(BUREAU))
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(name, b"<x/>")
    return stream.getvalue()


def _compressed(method: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in parts().items():
            archive.writestr(name, part, method)
    return stream.getvalue()


def _late_entity() -> bytes:
    content = parts()
    head, _, rest = content[STRINGS].partition(b"?>")
    late = b"<!--" + b" " * 5000 + b'--><!DOCTYPE sst [<!ENTITY a "1">]>'
    content[STRINGS] = head + b"?>" + late + rest.replace(b"<t>", b"<t>&a;", 1)
    return packed(content)


def _foreign_encoding() -> bytes:
    content = parts()
    _, _, rest = content[STRINGS].partition(b"?>")
    text = '<?xml version="1.0" encoding="UTF-32LE"?><!DOCTYPE sst [<!ENTITY a "1">]>' + rest.decode()
    content[STRINGS] = b"\xff\xfe\x00\x00" + text.encode("utf-32-le")
    return packed(content)


def _wrong_sum() -> bytes:
    content = bytearray(sample_workbook(BUREAU))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        offset = archive.getinfo(WORKBOOK).header_offset
    directory = content.find(b"PK\x01\x02")
    while content[directory + 46:directory + 46 + len(WORKBOOK)] != WORKBOOK.encode():
        directory = content.find(b"PK\x01\x02", directory + 1)
    content[directory + 16] ^= 1
    content[offset + 14] ^= 1
    return bytes(content)


DECLARES = "错误 {file}: XLS003 工作簿已经损坏或者没有传完：xl/sharedStrings.xml 里有工作簿不该有的声明"
DAMAGED = "错误 {file}: XLS003 工作簿已经损坏或者没有传完："

NUMBERS = tuple(
    Spoilt(f"the number {number}", stored(f"><v>{number}</v></c>"), (cell(f"存的“{number}”不是数"),))
    for number in ("NaN", "INF", "1_000", "1e4000", "1e400", "0x10", "1,000", "１２", "12①", "1 2", "--1", "1e", "٣")
)
REFERENCES = (
    Spoilt("a cell given twice", stored(rf'><v>5</v></c><c r="{CELL}"><v>777777</v></c>'),
           (cell(f"{CELL} 写了两次，不知道用哪一个"),)),
    Spoilt("a cell that says another row", stored("><v>5</v></c>", r'r="D5"'),
           (cell("地址“D5”和所在的第 4 行对不上"),)),
    Spoilt("an address beyond every sheet", stored("><v>5</v></c>", r'r="XFE4"'), (cell("地址“XFE4”读不懂"),)),
    Spoilt("an address of row nought", stored("><v>5</v></c>", r'r="D0"'), (cell("地址“D0”读不懂"),)),
    Spoilt("a negative row", replaced(part_of(SHEET), f'<row r="{ROW}"', '<row r="-4"'),
           (f"{DAMAGED}“{SHEET}”第 3 行后面有一行，行号是“-4”",)),
    Spoilt("a row beyond every sheet", replaced(part_of(SHEET), f'<row r="{ROW}"', '<row r="1048577"'),
           (f"{DAMAGED}“{SHEET}”第 3 行后面有一行，行号是“1048577”",)),
    Spoilt("a text that is not there", stored(' t="s"><v>99999</v></c>'), (cell("引用的文字“99999”在工作簿里没有"),)),
    Spoilt("a negative number of a text", stored(' t="s"><v>-1</v></c>'), (cell("引用的文字“-1”在工作簿里没有"),)),
    Spoilt("a style that is no number", replaced(
        part_of(SHEET), rf'<c r="{CELL}" s="[0-9]+"', rf'<c r="{CELL}" s="x"'), (cell("引用的格式“x”读不懂"),)),
    Spoilt("a style that is not there", replaced(
        part_of(SHEET), rf'<c r="{CELL}" s="[0-9]+"', rf'<c r="{CELL}" s="9999"'), (
        cell("存的是 1638420，显示的格式却读不到，分不清是数、日期、百分比还是别的单位"),)),
    Spoilt("a type of contents that nobody knows", stored(' t="z"><v>5</v></c>'), (cell("内容的类型“z”没有见过"),)),
    Spoilt("two values", stored("><v>5</v><v>6</v></c>"), (cell("存了不止一个值"),)),
    Spoilt("a truth value that is neither", stored(' t="b"><v>2</v></c>'), (cell("存的“2”不是“是”或“否”"),)),
    Spoilt("an element of another sort", stored("><w>5</w></c>"), (cell("有看不懂的内容"),)),
    Spoilt("half a character", stored(' t="inlineStr"><is><t>5_xD842_</t></is></c>'),
           (cell("有半个字（_xD842_），另一半不见了"),)),
    Spoilt("words struck through", stored(
        ' t="inlineStr"><is><r><rPr><strike/></rPr><t>99</t></r><r><t>5</t></r></is></c>'),
        (cell("有划掉的文字“99”"),)),
    Spoilt("a raised mark behind a number", stored(
        ' t="inlineStr"><is><r><t>1638420</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></is></c>'),
        (cell("数字后面有写成上标、下标的“1”，分不清是数还是注释号"),)),
    Spoilt("a control character", stored(' t="inlineStr"><is><t>5_x0007_</t></is></c>'),
           (cell("有看不见的控制字符（U+0007）"),)),
)
PARTS = (
    Spoilt("an entity declared late", _late_entity, (DECLARES,)),
    Spoilt("an entity in an encoding that nobody uses", _foreign_encoding, (
        f"{DAMAGED}xl/sharedStrings.xml 不完整",)),
    Spoilt("a part twice in the archive", lambda: _twice("xl/Workbook.xml"), (
        f"{DAMAGED}压缩包里有两个 xl/Workbook.xml，不知道用哪一个",)),
    Spoilt("a name that leads out of the archive", lambda: _twice("../x.xml"), (
        f"{DAMAGED}压缩包里有不该有的文件名 ../x.xml",)),
    Spoilt("another way to compress", lambda: _compressed(zipfile.ZIP_LZMA), (
        f"{DAMAGED}压缩包里的 [Content_Types].xml 加了密码，或者用了工作簿不用的压缩方法",)),
    Spoilt("a wrong sum", _wrong_sum, (f"{DAMAGED}{WORKBOOK} 解不开",)),
    Spoilt("a relation given twice", replaced(
        "xl/_rels/workbook.xml.rels", "<Relationship ", '<Relationship Id="rId2"/><Relationship '), (
        f"{DAMAGED}xl/_rels/workbook.xml.rels 里“rId2”写了两次",)),
    Spoilt("two parts of formats", replaced("xl/_rels/workbook.xml.rels", "</Relationships>",
           '<Relationship Id="rIdX" Type="x/styles" Target="s2.xml"/></Relationships>'), (
        f"{DAMAGED}有不止一份 styles，不知道用哪一份",)),
    Spoilt("a sheet outside the file", replaced(WORKBOOK, rf'name="{SHEET}"([^>]*) r:id="[^"]*"',
           rf'name="{SHEET}"\1 r:id="rId999"'), (f"{DAMAGED}找不到“{SHEET}”的内容",)),
    Spoilt("merged cells that are none", replaced(part_of(SHEET), "</sheetData>",
           '</sheetData><mergeCells><mergeCell ref="B4:zzzz"/></mergeCells>'), (
        f"{DAMAGED}“{SHEET}”合并的单元格“B4:zzzz”读不懂",)),
    Spoilt("rows in a dialect of its own", replaced(
        part_of(SHEET), f'<row r="{ROW}"[^>]*>', r'\g<0><x:c xmlns:x="x"/>'), (
        f"{DAMAGED}“{SHEET}”第 {ROW} 行有看不懂的内容",)),
    Spoilt("a sheet twice but for a blank", replaced(WORKBOOK, 'name="项目支出"', 'name="基本 支出"'), (
        "错误 {file}: XLS010 没有“项目支出”工作表", "错误 {file}: XLS033 有 2 张“基本支出”工作表，不知道用哪一张")),
)
SPOILT_PARTS = (*NUMBERS, *REFERENCES, *PARTS)
