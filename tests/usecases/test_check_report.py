"""The outcome of a check as a document to be signed and filed, or as a list to be worked through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest
from docx import Document
from helpers import SAMPLES

from discloser import cli
from discloser.model.finding import Finding, Severity
from discloser.model.place import Place
from discloser.model.report.notice import Notice, NoticeTable
from discloser.model.report.report import Heading, Paragraph
from discloser.usecases.check import check
from discloser.usecases.check_report import Examined, check_report

LISHI = SAMPLES / "lishi-2023-budget.yaml"
PUBLISHED = Path(__file__).parents[1] / "audit" / "published" / "lishi-2023-budget.json"


def finding(code: str, severity: Severity, message: str = "数不对", **more: Any) -> tuple[str, Finding]:
    return "基本支出!C4", Finding(code, severity, message, "请改", Place("表.xlsx"), **more)


def examined(*findings: tuple[str, Finding], file: str = "表.xlsx") -> Examined:
    return Examined(file, "云岭县图书馆，2025 年", "ab12", 2025, 146, findings)


def texts(notice: Notice) -> list[str]:
    return [block.text for block in notice.blocks if isinstance(block, Heading | Paragraph)]


def tables(notice: Notice) -> list[NoticeTable]:
    return [block for block in notice.blocks if isinstance(block, NoticeTable)]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    def run(*arguments: object) -> tuple[int, str]:
        with pytest.raises(SystemExit) as stop:
            cli.main([str(argument) for argument in arguments])
        return int(str(stop.value.code)), capsys.readouterr().err

    return run


def test_a_check_report_says_what_was_checked_and_how_it_ended():
    notice = check_report([examined(finding("AMT001", Severity.ERROR))], "1.0")
    assert texts(notice)[:4] == [
        "检查对象：表.xlsx（云岭县图书馆，2025 年）", "文件校验码（SHA-256）：ab12",
        "检查依据：discloser 1.0，核对规则 146 条", "检查结果：共 错误 1 条。",
    ]
    assert notice.signature == ("检查人", "复核人", "日期")


def test_rules_that_wait_for_errors_to_be_mended_are_told():
    notice = check_report([replace(examined(finding("AMT001", Severity.ERROR)), waiting=16)], "1.0")
    assert texts(notice)[3] == (
        "检查结果：共 错误 1 条。另有 16 条核对规则要等这些错误改正以后才能判断，请改正后再核对一次。")


def test_findings_stand_by_severity_and_confirmed_ones_apart():
    notice = check_report([examined(
        finding("TXT002", Severity.INFO), finding("TPE003", Severity.WARNING, confirmed="车由主管局保障"),
        finding("AMT001", Severity.ERROR), finding("TGT004", Severity.WARNING),
    )], "1.0")
    assert [text for text in texts(notice) if "：" not in text] == [
        "错误（应当改正）", "提醒（请核对）", "提示", "已确认属实的提醒"]
    codes = [[row[2] for row in table.rows] for table in tables(notice)]
    assert codes == [["AMT001"], ["TGT004"], ["TXT002"], ["TPE003"]]
    assert tables(notice)[-1].rows == (("1", "基本支出!C4", "TPE003", "数不对", "车由主管局保障"),)


def test_nothing_found_is_said_too():
    notice = check_report([examined()], "1.0")
    assert texts(notice)[-1] == "检查结果：没有发现问题。"
    assert tables(notice) == []


def test_several_files_stand_one_after_another():
    notice = check_report([examined(file="甲.xlsx"), examined(file="乙.xlsx")], "1.0")
    assert [text for text in texts(notice) if text.endswith("xlsx")] == ["一、甲.xlsx", "二、乙.xlsx"]


def test_whoever_signs_sees_the_totals_and_what_changed(run: Callable[..., tuple[int, str]], tmp_path: Path):
    assert run("check", LISHI, "-o", tmp_path / "检查.pdf")[0] == 0
    document = pypdfium2.PdfDocument(tmp_path / "检查.pdf")
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert len(document) <= 2
    case = check(LISHI).case
    assert case is not None
    spent = case.facts.where({"口径": "支出"}).total()
    assert f"{spent:,.2f}" in text
    assert all(one.reason[:6] in text for one in case.changes.values() if one.current != one.prior)
    assert "单位负责人" in text


def test_a_check_is_filed_as_word_pdf_and_list(run: Callable[..., tuple[int, str]], tmp_path: Path):
    for name in ("检查.docx", "检查.pdf", "检查.xlsx"):
        assert run("check", LISHI, "-o", tmp_path / name) == (0, f"已写好：{tmp_path / name}\n")
    word = Document(str(tmp_path / "检查.docx"))
    assert word.paragraphs[0].text == "检查报告"
    assert [[cell.text for cell in table.rows[1].cells][2] for table in word.tables[-2:]] == ["SOC002", "TPE003"]
    page = pypdfium2.PdfDocument(tmp_path / "检查.pdf")[0].get_textpage().get_text_range()
    assert "TPE003" in page
    assert "车辆由主管局统一保障" in page
    [sheet] = openpyxl.load_workbook(tmp_path / "检查.xlsx").worksheets
    assert [row[2].value for row in sheet.iter_rows(min_row=2)] == ["SOC002", "SOC003", "TPE003"]


def test_the_same_check_gives_the_same_bytes(run: Callable[..., tuple[int, str]], tmp_path: Path):
    for name in ("检查.docx", "检查.pdf", "检查.xlsx"):
        both = [tmp_path / folder / name for folder in ("甲", "乙")]
        assert [run("check", LISHI, "-o", path)[0] for path in both] == [0, 0]
        assert both[0].read_bytes() == both[1].read_bytes()


def test_an_audit_is_filed_with_the_places_of_the_report(run: Callable[..., tuple[int, str]], tmp_path: Path):
    assert run("audit", PUBLISHED, "-o", tmp_path / "检查.docx")[0] == 1
    word = Document(str(tmp_path / "检查.docx"))
    errors = [[cell.text for cell in row.cells] for row in word.tables[0].rows][1:]
    assert ["十、绩效管理情况" in row[1] for row in errors[:1]] == [True]
    assert len(errors) == 10


def test_what_was_typed_is_no_formula_in_the_list(run: Callable[..., tuple[int, str]], tmp_path: Path):
    form = tmp_path / "表.yaml"
    form.write_text('=HYPERLINK("x"): 1\n' + LISHI.read_text(encoding="utf-8"), encoding="utf-8")
    assert run("check", form, "-o", tmp_path / "检查.xlsx")[0] == 1
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "检查.xlsx").worksheets[0].iter_rows() for cell in row]
    assert any("=HYPERLINK" in str(cell.value) for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n"}


@pytest.mark.parametrize("name", ["表.yaml", "检查.txt", "检查"])
def test_a_name_that_cannot_be_written_is_refused_before_the_check(
    run: Callable[..., tuple[int, str]], tmp_path: Path, name: str,
):
    form = tmp_path / "表.yaml"
    form.write_bytes(LISHI.read_bytes())
    status, said = run("check", form, "-o", tmp_path / name)
    assert (status, "-o" in said) == (2, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["表.yaml"]
    assert form.read_bytes() == LISHI.read_bytes()


def test_a_missing_file_is_filed_too(run: Callable[..., tuple[int, str]], tmp_path: Path):
    assert run("check", tmp_path / "没有.yaml", "-o", tmp_path / "检查.docx")[0] == 2
    word = Document(str(tmp_path / "检查.docx"))
    assert word.tables[0].rows[1].cells[2].text == "FIL001"
