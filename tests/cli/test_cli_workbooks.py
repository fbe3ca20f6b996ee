"""Workbooks on the command line: new, --from, convert, check -o, build."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import KIND, SAMPLES, read_workbook
from workbooks import BUREAU, Edited, beside, sample_workbook, where

SAMPLE = SAMPLES / "new-unit-2025-budget.yaml"


@pytest.fixture
def spoilt(tmp_path: Path) -> Path:
    path = tmp_path / "填报表.xlsx"
    book = Edited(sample_workbook(BUREAU)).cell(*where("基本支出", 0, "金额"), text="十万元")
    path.write_bytes(book.packed())
    return path


def test_a_code_with_the_name_of_another_is_refused_and_a_short_name_is_not(run, tmp_path: Path):
    path = tmp_path / "填报表.xlsx"
    book = Edited(sample_workbook(BUREAU)).cell(*where("基本支出", 0, "经济科目"), text="３０１０１ 奖金")
    path.write_bytes(book.cell(*where("基本支出", 1, "功能科目"), text="2080505 养老保险").packed())
    status, printed, _ = run("check", path)
    assert status == 1
    assert printed.count("XLS031") == 1
    assert "填的是 30101 奖金，30101 却是“基本工资”" in printed


def test_a_row_that_is_missing_is_confirmed_by_its_name(run, tmp_path: Path):
    path = tmp_path / "填报表.xlsx"
    row = where("报告", "公开个人信息", name="new-unit-2025-budget")
    path.write_bytes(Edited(sample_workbook("new-unit-2025-budget")).clear(*beside(row, columns=-2)).packed())
    _, printed, _ = run("check", path)
    assert "规则填 XLS014，位置填 公开个人信息，说明写为什么属实" in printed


def test_new_writes_a_workbook_once(run, tmp_path: Path):
    target = tmp_path / "填报表.xlsx"
    status, printed, _ = run("new", KIND, "-o", target)
    assert (status, "已写好空白填报表" in printed) == (0, True)
    assert read_workbook(target).findings == ()
    status, _, said = run("new", KIND, "-o", target)
    assert (status, "已经存在，没有覆盖" in said) == (2, True)


def test_new_wants_one_of_two_sorts_of_names(run, tmp_path: Path):
    status, _, said = run("new", KIND, "-o", tmp_path / "填报表.doc")
    assert (status, ".xlsx 或 .yaml" in said) == (2, True)


def test_new_from_last_years_form_begins_this_years(run, tmp_path: Path):
    target = tmp_path / "今年.xlsx"
    status, printed, _ = run("new", KIND, "-o", target, "--from", SAMPLE)
    assert (status, "请确认或修改" in printed) == (0, True)
    raw = read_workbook(target).raw or {}
    assert raw["报告"]["年度"] == "2026"
    status, printed, _ = run("check", target)
    assert status == 1
    assert "OLD001 “概况 职责”沿用了上年的文字，还没有确认" in printed


def test_new_from_a_form_with_errors_writes_nothing(run, tmp_path: Path, spoilt: Path):
    target = tmp_path / "今年.xlsx"
    status, printed, said = run("new", KIND, "-o", target, "--from", spoilt)
    assert (status, "AMT001" in printed, "没有写填报表" in said) == (1, True, True)
    assert not target.exists()


def test_convert_goes_both_ways_and_says_when_it_does_not(run, tmp_path: Path, spoilt: Path):
    assert run("convert", SAMPLE, tmp_path / "表.xlsx")[0] == 0
    assert run("convert", tmp_path / "表.xlsx", tmp_path / "表.yaml")[0] == 0
    assert run("check", tmp_path / "表.yaml")[0] == run("check", tmp_path / "表.xlsx")[0] == run("check", SAMPLE)[0]
    (tmp_path / "旧.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    status, printed, said = run("convert", tmp_path / "旧.xls", tmp_path / "新.yaml")
    assert (status, "XLS001" in printed, "没有转换" in said) == (2, True, True)


def test_check_marks_a_copy_and_leaves_the_form_alone(run, tmp_path: Path, spoilt: Path):
    before, copy = spoilt.read_bytes(), tmp_path / "填报表-检查.xlsx"
    status, printed, said = run("check", spoilt, "-o", copy)
    assert status == 1
    assert f"{spoilt}:基本支出!D4: 错误 AMT001" in printed
    assert f"已标出问题：{copy}" in said
    assert spoilt.read_bytes() == before
    assert run("check", copy, "-o", tmp_path / "再查.xlsx")[0] == 1


@pytest.mark.parametrize("target", ["填报表.xlsx", "副本.yaml"])
def test_check_does_not_mark_the_form_itself_or_another_sort_of_file(run, spoilt: Path, target: str):
    before = spoilt.read_bytes()
    assert run("check", spoilt, "-o", spoilt.with_name(target))[0] == 2
    assert spoilt.read_bytes() == before


def test_check_of_several_workbooks_lists_the_findings_and_marks_none(run, tmp_path: Path, spoilt: Path):
    target = tmp_path / "清单.xlsx"
    status, _, said = run("check", spoilt, SAMPLE, "-o", target)
    assert (status, f"已写好：{target}" in said) == (1, True)
    status, _, said = run("check", SAMPLE, "-o", tmp_path / "副本.yaml")
    assert (status, "要以 .docx、.pdf、.xlsx 结尾" in said) == (2, True)


def test_a_workbook_that_cannot_be_read_is_neither_checked_nor_marked(run, tmp_path: Path):
    path = tmp_path / "填报表.xlsx"
    path.write_bytes(sample_workbook(BUREAU)[:2000])
    status, printed, _ = run("check", path, "-o", tmp_path / "副本.xlsx")
    assert (status, "XLS003" in printed, (tmp_path / "副本.xlsx").exists()) == (2, True, False)


def test_a_report_is_built_from_a_workbook(run, tmp_path: Path):
    workbook = tmp_path / "表.xlsx"
    assert run("convert", SAMPLE, workbook)[0] == 0
    assert run("build", workbook, "-o", tmp_path / "甲", "-f", "json")[0] == 0
    assert run("build", SAMPLE, "-o", tmp_path / "乙", "-f", "json")[0] == 0
    reports = [next((tmp_path / folder).glob("*.json")).read_bytes() for folder in ("甲", "乙")]
    assert reports[0] == reports[1]
