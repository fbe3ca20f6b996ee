"""A bureau's own code lists add to the program's, go before them, and are told where they differ."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from old_workbooks import label, number
from old_workbooks import workbook as old_workbook

from discloser.model.kind.report_kind import KindFaults
from discloser.read.kind.library import Library
from discloser.usecases.local_codes import local_differences


def own(tmp_path: Path, text: str) -> Library:
    folder = tmp_path / "codes" / "2025" / "本地"
    folder.mkdir(parents=True)
    (folder / "功能科目.csv").write_text(text, "utf-8")
    return Library(tmp_path)


def test_local_rows_add_to_the_lists_and_go_before_them(tmp_path: Path):
    library = own(tmp_path, "编码,名称\n2080598,本地养老补助\n2120101,行政运行（本地）\n")
    functions = library.codes("2025", 2025).function
    assert [functions.name(code) for code in ("2080598", "2120101", "2080505")] == [
        "本地养老补助", "行政运行（本地）", "机关事业单位基本养老保险缴费支出"]


def workbook(tmp_path: Path, *rows: tuple[object, ...]) -> Library:
    """A bureau's library whose list of functional items is its platform's workbook."""
    folder = tmp_path / "codes" / "2025" / "本地"
    folder.mkdir(parents=True)
    book = xlsxwriter.Workbook(folder / "功能科目.xlsx")
    sheet = book.add_worksheet("科目")
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    book.close()
    return Library(tmp_path)


def test_a_platform_s_workbook_is_a_list_too(tmp_path: Path):
    library = workbook(
        tmp_path, ("支出功能分类科目表",), ("序号", "科目编码", "科目名称", "是否启用"),
        (1, 2080598, "本地养老补助", "是"), (2, "2120101", "  行政运行（本地）", "是"),
        (3, 2080505, "机关事业单位基本养老保险缴费支出"))
    assert [one.line() for one in local_differences(library)] == [
        "功能科目：2080598 本地养老补助，程序里没有，报告用本地的",
        "功能科目：2120101 行政运行（本地），程序里叫“行政运行”，报告用本地的"]


@pytest.mark.parametrize(("row", "cell"), [((20805987, "甲"), "A2"), (("2080598", ""), "A2"), (("合计", "甲"), "A2")])
def test_a_row_of_a_workbook_that_is_no_code_is_told_at_its_cell(
        tmp_path: Path, row: tuple[object, ...], cell: str):
    with pytest.raises(KindFaults) as faults:
        local_differences(workbook(tmp_path, ("编码", "名称"), row))
    assert [(finding.code, finding.place.cell) for finding in faults.value.findings] == [("KND031", cell)]


def test_a_workbook_without_heads_and_one_beside_a_csv_are_told(tmp_path: Path):
    library = workbook(tmp_path, ("甲", "乙"))
    with pytest.raises(KindFaults, match="要有“编码”“名称”两栏"):
        local_differences(library)
    (tmp_path / "codes" / "2025" / "本地" / "功能科目.csv").write_text("编码,名称\n", "utf-8")
    with pytest.raises(KindFaults, match="请只留一份"):
        local_differences(Library(tmp_path))


def local(tmp_path: Path, name: str, content: bytes) -> Library:
    """A bureau's library with one file among its lists."""
    folder = tmp_path / "codes" / "2025" / "本地"
    folder.mkdir(parents=True)
    (folder / name).write_bytes(content)
    return Library(tmp_path)


LISTED = (label(0, 0, "功能科目表") + label(1, 0, "科目编码") + label(1, 1, "科目名称")
          + number(2, 0, 2080598, 0) + label(2, 1, "本地养老补助")
          + label(3, 0, "2120101") + label(3, 1, "行政运行（本地）"))


@pytest.mark.parametrize("name", ["功能科目.xls", "功能科目.XLS"])
def test_an_old_workbook_is_a_list_too(tmp_path: Path, name: str):
    assert [one.line() for one in local_differences(local(tmp_path, name, old_workbook(LISTED, {0: "General"})))] == [
        "功能科目：2080598 本地养老补助，程序里没有，报告用本地的",
        "功能科目：2120101 行政运行（本地），程序里叫“行政运行”，报告用本地的"]


def test_a_row_of_an_old_workbook_that_is_no_code_is_told_at_its_cell(tmp_path: Path):
    wrong = LISTED + label(4, 0, "20805987") + label(4, 1, "甲")
    with pytest.raises(KindFaults) as faults:
        local_differences(local(tmp_path, "功能科目.xls", old_workbook(wrong, {0: "General"})))
    assert [(one.code, one.place.sheet, one.place.cell) for one in faults.value.findings] == [
        ("KND031", "支出表", "A5")]


@pytest.mark.parametrize(("name", "content", "told"), [
    ("功能科目.et", b"", "程序不读 .et 文件，请用 WPS 或 Excel 打开，另存为 .xlsx"),
    ("功能科目.ods", b"", "程序不读 .ods 文件"), ("科目.et", b"", "程序不读 .et 文件"),
    ("功能科目表.xlsx", b"", "不知道是哪一种科目表，文件请叫功能科目、部门经济科目、政府经济科目、收入科目"),
    ("功能科目.xls", b"not one", "Excel 文件已经损坏，或者只是名字叫 Excel"),
])
def test_a_list_that_would_be_passed_over_is_told(tmp_path: Path, name: str, content: bytes, told: str):
    with pytest.raises(KindFaults, match=told):
        local_differences(local(tmp_path, name, content))


@pytest.mark.parametrize("name", ["说明.txt", "~$功能科目.xlsx", ".功能科目.xlsx.swp", "来源.pdf"])
def test_what_is_no_list_may_lie_beside(tmp_path: Path, name: str):
    assert local_differences(local(tmp_path, name, b"")) == []


def test_what_differs_from_the_program_is_told(tmp_path: Path):
    library = own(tmp_path, "名称,编码,备注\n行政运行（本地）,2120101,\n机关事业单位基本养老保险缴费支出,2080505,\n")
    assert [one.line() for one in local_differences(library)] == [
        "功能科目：2120101 行政运行（本地），程序里叫“行政运行”，报告用本地的"]


def test_without_local_lists_nothing_differs():
    assert local_differences() == []


@pytest.mark.parametrize("text", [
    "编码\n2080598\n", "编码,名称\n20805,\n", "编码,名称\n208059,甲\n",
    "编码,名称\n208,甲\n208,乙\n", '编码,名称\n"208,甲\n',
])
def test_a_local_list_that_is_none_is_a_finding_at_its_line(tmp_path: Path, text: str):
    with pytest.raises(KindFaults) as faults:
        local_differences(own(tmp_path, text))
    assert [finding.code for finding in faults.value.findings] == ["KND031"]
