"""Corrections on the command line, as an officer uses them."""

from __future__ import annotations

import json
import re
import shutil
import sys
import zipfile
from pathlib import Path

import pytest
from helpers import PROJECT_FOLDER, SAMPLES

sys.path.append(str(PROJECT_FOLDER / "tests" / "pull"))
from edited_reports import edited, typed_over

FENYANG = SAMPLES / "fenyang-2025-budget.yaml"
AMOUNT = "功能科目: 2101506, 金额: 640200"
TEXT = "办理参保登记、权益记录"


@pytest.fixture
def corrected(tmp_path: Path) -> Path:
    path = tmp_path / "新.yaml"
    path.write_text(FENYANG.read_text("utf-8").replace(AMOUNT, AMOUNT.replace("640200", "650200")), "utf-8")
    return path


@pytest.fixture
def sound(corrected: Path) -> Path:
    """The corrected form without control figures, with which the new amount does not agree."""
    text = corrected.read_text("utf-8")
    begin = text.index("\n控制数:")
    corrected.write_text(text[:begin] + re.sub(r"\A\n控制数:.*\n(?:  .*\n)*", "\n", text[begin:]), "utf-8")
    return corrected


def test_a_form_compared_with_itself_has_no_differences(run):
    status, printed, _ = run("compare", FENYANG, FENYANG)
    assert status == 0
    assert printed.endswith("没有不同。\n")


def test_one_amount_is_followed_through_the_report(run, corrected: Path):
    status, printed, _ = run("compare", FENYANG, corrected)
    assert status == 0
    assert "项目支出 第6行（办公经费）金额" in printed
    assert "640,200 → 650,200" in printed
    assert "合计 · 本年收入/合计：2800.16 → 2801.16" in printed
    assert "预算收入总计【2,800.16→2,801.16】万元" in printed
    assert "图 支出预算结构图" in printed
    assert "BAL001" in printed.split("新出现的提示")[1]


def test_json_has_the_same_changes(run, corrected: Path):
    found = json.loads(run("compare", FENYANG, corrected, "--json")[1])
    assert [(change["sort"], change["old"], change["new"]) for change in found["inputs"]] == [
        ("changed", "640,200", "650,200")]
    assert {"table": 3, "row": "合计", "column": "2025年预算数/合计"}.items() <= next(
        change for change in found["report"] if change.get("table") == 3).items()
    assert {"old": "2,800.16", "new": "2,801.16"} in next(
        change["words"] for change in found["report"] if change["printed"] == "sentence")


def test_report_jsons_can_be_compared(run, corrected: Path, tmp_path: Path):
    text = FENYANG.read_text("utf-8")
    corrected.write_text(text.replace(TEXT, "办理参保登记和权益记录"), "utf-8")
    for form, folder in ((FENYANG, "旧"), (corrected, "新")):
        run("build", form, "-o", tmp_path / folder, "-f", "json")
    before, after = (next((tmp_path / folder).glob("*报告.json")) for folder in ("旧", "新"))
    status, printed, _ = run("compare", before, after)
    assert status == 0
    assert "办理参保登记【、→和】权益记录" in printed
    assert "报告：1 处不同" in printed


def test_the_statement_says_what_why_and_when(run, sound: Path, tmp_path: Path):
    from docx import Document

    paper = tmp_path / "更正说明.docx"
    assert run("compare", FENYANG, sound, "-o", paper, "--reason", "录入时少算了1万元。")[0] == 0
    document = Document(str(paper))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "2025年2月20日" in text
    assert "1．项目支出中“办公经费”的金额：由640,200.00元更正为650,200.00元。" in text
    assert "表一《2025年预算收支总表》" in text
    assert "金额单位：万元" in text
    assert "录入时少算了1万元。" in text
    assert ["2800.16", "2801.16"] in [[cell.text for cell in row.cells][:2] for row in document.tables[0].rows]


def test_the_statement_tells_nothing_that_the_report_does_not_print(run, sound: Path, tmp_path: Path):
    from docx import Document

    text, first = sound.read_text("utf-8"), "  项目绩效目标:\n"
    money = "实施期资金: {市县财政资金: 1}, 年度资金: {市县财政资金: 1}"
    added = f"    - {{项目: 另一个项目, {money}, 负责人: 某甲, 联系电话: 某号}}\n"
    term = "      项目期: 1年\n"
    text = text.replace(first, first + added).replace(term, f"{term}      经办人: 某乙\n", 1)
    line = "  - {项目: 另一个项目, 功能科目: 2101301, 金额: 1, 类别: 特定目标类}\n"
    sound.write_text(text.replace("\n项目支出:\n", f"\n项目支出:\n{line}"), "utf-8")
    paper = tmp_path / "更正说明.docx"
    assert run("compare", FENYANG, sound, "-o", paper, "--reason", "笔误")[0] == 0
    printed = "\n".join(paragraph.text for paragraph in Document(str(paper)).paragraphs)
    assert "另一个项目" in printed
    assert [word for word in ("某甲", "某乙", "某号", "控制数") if word in printed] == []


def test_the_statement_is_a_pdf_of_at_most_two_pages(run, sound: Path, tmp_path: Path):
    import pypdfium2

    paper = tmp_path / "更正说明.pdf"
    assert run("compare", FENYANG, sound, "-o", paper, "--reason", "笔误", "--date", "2025-03-01")[0] == 0
    document = pypdfium2.PdfDocument(paper)
    assert len(document) <= 2
    assert "2025年3月1日" in document[0].get_textpage().get_text_bounded()


def test_no_statement_is_written_about_a_form_with_errors(run, corrected: Path, tmp_path: Path):
    paper = tmp_path / "更正说明.docx"
    status, printed, said = run("compare", FENYANG, corrected, "-o", paper, "--reason", "笔误")
    assert (status, paper.exists()) == (1, False)
    assert "BAL001" in printed
    assert "没有写更正说明" in said


def test_a_statement_that_is_there_already_is_never_replaced(run, sound: Path, tmp_path: Path):
    paper = tmp_path / "更正说明.docx"
    paper.write_text("办公室改过的", "utf-8")
    status, _, said = run("compare", FENYANG, sound, "-o", paper, "--reason", "笔误")
    assert status == 2
    assert "已经存在" in said
    assert paper.read_text("utf-8") == "办公室改过的"


def test_a_statement_needs_a_reason(run, sound: Path, tmp_path: Path):
    status, _, said = run("compare", FENYANG, sound, "-o", tmp_path / "说明.docx")
    assert status == 2
    assert "--reason" in said
    assert not (tmp_path / "说明.docx").exists()


def test_a_statement_needs_a_date(run, sound: Path, tmp_path: Path):
    text = sound.read_text("utf-8")
    sound.write_text("\n".join(line for line in text.split("\n") if "公开日期" not in line), "utf-8")
    status, _, said = run("compare", FENYANG, sound, "-o", tmp_path / "说明.docx", "--reason", "笔误")
    assert status == 2
    assert "--date" in said


def test_a_form_with_a_mistake_is_still_compared_as_it_was_typed(run, corrected: Path):
    text = corrected.read_text("utf-8")
    corrected.write_text(text.replace("性质: 事业单位 ", "性质: 事业 "), "utf-8")
    status, printed, _ = run("compare", FENYANG, corrected)
    assert status == 1
    assert "事业单位 → 事业" in printed
    assert "没有比较" in printed


def test_of_a_file_that_is_no_form_nothing_is_said_to_be_the_same(run, corrected: Path, tmp_path: Path):
    word = tmp_path / "报告.docx"
    with zipfile.ZipFile(word, "w") as package:
        package.writestr("word/document.xml", "")
    status, printed, _ = run("compare", word, corrected)
    assert status == 2
    assert printed.splitlines()[:2] == [
        f"没有比较：{word} 读不了", f"  {word}: 错误 FIL010 这是Word 文档（.docx），不是填报表"]
    assert "discloser new" in printed
    assert "没有不同" not in printed


def test_a_rebuild_says_what_moved_and_where_the_older_version_is(run, corrected: Path, tmp_path: Path):
    text = FENYANG.read_text("utf-8")
    corrected.write_text(text, "utf-8")
    run("build", corrected, "-o", tmp_path / "报告", "-f", "html")
    corrected.write_text(text.replace(TEXT, "办理参保登记和权益记录"), "utf-8")
    assert run("status", tmp_path / "报告")[0] == 1
    _, printed, _ = run("build", corrected, "-o", tmp_path / "报告", "-f", "html")
    assert "第1版" in printed
    assert "变化 1 处" in printed
    assert "  职责：1 处" in printed
    status, printed, _ = run("status", tmp_path / "报告")
    assert status == 0
    assert "最新" in printed


def test_a_folder_without_reports_says_so(run, tmp_path: Path):
    status, printed, _ = run("status", tmp_path)
    assert status == 0
    assert "没有" in printed


def test_the_state_of_a_folder_can_be_json(run, corrected: Path, tmp_path: Path):
    corrected.write_bytes(FENYANG.read_bytes())
    run("build", corrected, "-o", tmp_path / "报告", "-f", "html")
    [outputs] = json.loads(run("status", tmp_path / "报告", "--json")[1]).values()
    assert list(outputs.values()) == ["最新"]


def test_a_form_is_rolled_on_to_the_next_year(run, tmp_path: Path):
    from discloser.model.form.terms import TO_CONFIRM
    from discloser.read.form.files import read_form

    form = tmp_path / "单位2025.yaml"
    form.write_text(FENYANG.read_text("utf-8").replace(TEXT, f"自2025年起{TEXT}"), "utf-8")
    status, printed, _ = run("roll", form, "--to", "2026")
    assert status == 0
    raw = read_form(tmp_path / "单位2026.yaml").raw
    assert raw["报告"]["年度"] == "2026"
    assert raw["上年"]["收入总计"] == "28001602"
    assert raw["三公经费"]["公务用车运行维护费"]["上年"] == "50000"
    assert raw["概况"]["职责"].startswith(TO_CONFIRM)
    assert {line["金额"] for line in raw["项目支出"]} == {""}
    assert "概况 职责：2025年" in printed


def test_the_date_of_the_assets_moves_on_by_a_year(run, tmp_path: Path):
    from discloser.read.form.files import read_form

    text = FENYANG.read_text("utf-8")
    assert "截至日期: 2025-01-01" in text
    run("roll", FENYANG, "-o", tmp_path / "明年.yaml")
    assert read_form(tmp_path / "明年.yaml").raw["国有资产"]["截至日期"] == "2026-01-01"


def test_figures_go_to_the_next_year_only(run, tmp_path: Path):
    status, _, said = run("roll", FENYANG, "--to", "2027", "-o", tmp_path / "明年.yaml")
    assert status == 2
    assert "2026" in said
    assert not (tmp_path / "明年.yaml").exists()


def test_a_form_that_cannot_be_read_is_not_rolled_on(run, corrected: Path):
    corrected.write_text(corrected.read_text("utf-8").replace("年度: 2025", "年度: 去年"), "utf-8")
    status, _, said = run("roll", corrected)
    assert status == 1
    assert "没有写填报表" in said


def test_a_figure_is_traced_to_its_line(run):
    status, printed, _ = run("trace", FENYANG, "3:2080505:基本支出")
    assert status == 0
    assert "印出：45.84，准确数 458,370 元" in printed
    assert f"基本支出 第4行 金额（2080505 30108）  458,370 元  {FENYANG}:43:38" in printed


def test_a_cell_of_a_workbook_is_traced_to_what_it_reaches(run, tmp_path: Path):
    run("convert", FENYANG, tmp_path / "表.xlsx")
    found = json.loads(run("trace", tmp_path / "表.xlsx", "3:2080505:基本支出", "--json")[1])
    place = found[0]["facts"][0]["place"].removeprefix(f"{tmp_path / '表.xlsx'}:")
    status, printed, _ = run("trace", tmp_path / "表.xlsx", "--from", place)
    assert status == 0
    assert printed.startswith("基本支出 第4行 金额")
    assert "2080505 机关事业单位基本养老保险缴费支出 · 2025年预算数/基本支出  45.84" in printed


@pytest.mark.parametrize("asked", [["收入总计"], ["2,379.56"], ["表一:收入总计:2025年"], ["--from", "基本支出/1/金额"]])
def test_a_trace_is_told_on_one_screen(run, asked: list[str]):
    status, printed, _ = run("trace", FENYANG, *asked)
    assert status == 0
    assert len(printed.splitlines()) <= 40


def test_many_sources_are_folded_and_told_once(run):
    _, printed, _ = run("trace", FENYANG, "2,379.56")
    assert printed.count("由填报表") < printed.count("印出：")
    assert "来源与" in printed
    assert "基本支出 18 行，合计 5,828,050 元，最大的：" in run("trace", FENYANG, "收入总计")[1]


@pytest.mark.parametrize("asked", [["9:无:无"], ["没有这样的句子"], ["--from", "99999"], ["--from", "没有"], []])
def test_a_trace_of_nothing_says_what_to_write(run, asked: list[str]):
    status, _, said = run("trace", FENYANG, *asked)
    assert status == 2
    assert "错误" in said


def test_a_form_with_mistakes_has_nothing_to_trace(run, corrected: Path):
    corrected.write_text(corrected.read_text("utf-8").replace("年度: 2025", "年度: 去年"), "utf-8")
    assert run("trace", corrected, "收入总计")[0] == 1


def test_a_page_with_sources_tells_them_without_a_script(run, tmp_path: Path):
    run("build", FENYANG, "-o", tmp_path / "有", "-f", "html", "--sources")
    run("build", FENYANG, "-o", tmp_path / "无", "-f", "html")
    with_them, without = (next((tmp_path / name).glob("*.html")).read_text("utf-8") for name in ("有", "无"))
    assert 'title="来自填报表：基本支出 第4行 金额">45.84</td>' in with_them
    assert "<script" not in with_them
    assert "来自填报表" not in without
    assert len(with_them) < 3 * len(without)


def test_sources_are_for_the_page_only(run, tmp_path: Path):
    assert run("build", FENYANG, "-o", tmp_path, "-f", "docx", "--sources")[0] == 2


@pytest.fixture
def department(tmp_path: Path) -> Path:
    """A department's form beside those of its units."""
    shutil.copytree(SAMPLES / "department-2025-budget", tmp_path / "部门")
    return tmp_path / "部门" / "department.yaml"


def test_a_change_in_a_units_form_is_told_at_its_place_and_moves_the_departments_report(run, department: Path):
    unit = department.with_name("library.yaml")
    unit.write_text(unit.read_text("utf-8").replace("金额: 486720", "金额: 496720"), "utf-8")
    status, printed, _ = run("compare", SAMPLES / "department-2025-budget" / "department.yaml", department)
    assert status == 0
    assert f"所属单位 第2行 基本支出 第1行（2070104 30101）金额（{unit}:15:38）：486,720 → 496,720" in printed
    assert "填报表：1 处不同" in printed
    assert "表1 " in printed


def test_a_departments_figure_is_traced_to_the_forms_of_its_units(run, department: Path):
    status, printed, _ = run("trace", department, "3:2070104:基本支出")
    assert status == 0
    assert f"{department.with_name('library.yaml')}:15:38" in printed


def test_a_line_of_a_unit_is_traced_to_the_departments_tables(run, department: Path):
    status, printed, _ = run("trace", department, "--from", "所属单位/2/基本支出/1/金额")
    assert status == 0
    assert printed.startswith("所属单位 第2行 基本支出 第1行 金额\n  表一《")


def test_an_unedited_report_of_a_department_has_nothing_to_pull(run, department: Path):
    run("build", department, "-o", department.parent / "报告", "-f", "docx")
    [report] = (department.parent / "报告").glob("*.docx")
    status, printed, _ = run("pull", report, department)
    assert status == 0
    assert printed == "没有要收回的文字。\n"


def test_edits_are_shown_and_nothing_is_written_before_somebody_agrees(run, corrected: Path, tmp_path: Path):
    corrected.write_text(FENYANG.read_text("utf-8").replace(TEXT, "办理参保登记和权益记录"), "utf-8")
    run("build", corrected, "-o", tmp_path / "报告", "-f", "docx")
    [report] = (tmp_path / "报告").glob("*.docx")
    report.write_bytes(edited(typed_over("办理参保登记和权益记录", TEXT), content=report.read_bytes()))
    before = corrected.read_bytes()
    status, printed, said = run("pull", report, corrected)
    assert status == 2
    assert "办理参保登记【和→、】权益记录" in printed
    assert "--yes" in said
    assert corrected.read_bytes() == before
    assert run("pull", report, corrected, "--yes")[0] == 0
    assert TEXT in corrected.read_text("utf-8")


def test_what_is_no_report_is_refused(run, tmp_path: Path):
    (tmp_path / "旧.docx").write_bytes(b"\xd0\xcf\x11\xe0")
    status, printed, _ = run("pull", tmp_path / "旧.docx", FENYANG)
    assert status == 2
    assert "PUL001" in printed
