"""`discloser kinds check`, and what a build says of a faulty kind: the same findings, never a traceback."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from discloser.cli import main

OWN = Path(__file__).parents[1] / "own_kind"
FORM = str(OWN / "form.yaml")


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A copy of the invented province's templates, to be spoilt."""
    shutil.copytree(OWN / "yunling", tmp_path / "yunling")
    return tmp_path


def spoil(templates: Path, file: str, old: str, new: str) -> None:
    path = templates / "yunling" / "budget-2024" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        main(list(arguments))
    return int(stopped.value.code or 0)


def test_a_good_kind_passes(templates: Path, capsys: pytest.CaptureFixture[str]):
    assert run("kinds", "check", str(templates / "yunling" / "budget-2024")) == 0
    assert capsys.readouterr().out.endswith("budget-2024：没有发现问题。\n")


def test_faults_are_printed_with_what_to_do_and_as_json(templates: Path, capsys: pytest.CaptureFixture[str]):
    spoil(templates, "charts.yaml", "合计: 总支出", "合计: 总支")
    folder = str(templates / "yunling" / "budget-2024")
    assert run("kinds", "check", folder) == 1
    assert capsys.readouterr().out == (
        f"{folder}/charts.yaml:3:7: 错误 KND009 没有“总支”这个取数\n    改法：是不是想写“总支出”？\n"
        f"{folder}：共 错误 1 条。\n"
    )
    assert run("kinds", "check", folder, "--json") == 1
    (finding,) = json.loads(capsys.readouterr().out)
    assert (finding["code"], finding["line"], finding["found"]) == ("KND009", 3, "总支")


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("kind.yaml", "金额单位: 元", "金额单位: 亿元", "kind.yaml:7:7: 错误 KND006"),
        ("kind.yaml", "表号: \"附表", "表号: [\"附表", "错误 YML006"),
        ("kind.yaml", "规则:\n  PRI001: {级别: error}", "规则:\n  DAT001: {参数: {天数: 1}}", "错误 KND021"),
        ("tables/03.yaml", "范围: {口径: 收入}", "范围: {口经: 收入}", "tables/03.yaml:3:6: 错误 KND007"),
        ("tables/04.yaml", "等于: [基本, 项目]", "等于: [基本, 专项]", "tables/04.yaml:7:44: 错误 KND018"),
        ("tables/04.yaml", "{年度}年支出", "{本年}年支出", "tables/04.yaml:2:5: 错误 KND017"),
        ("changes.yaml", "本年: 运行", "本年: 机关", "changes.yaml:4:10: 错误 KND009"),
        ("changes.yaml", "机关运行经费/上年", "机关运行经费/去年", "changes.yaml:4:18: 错误 KND011"),
        ("charts.yaml", "分项取数: 支出方向", "分项取数: 方向", "charts.yaml:5:9: 错误 KND009"),
        ("narrative/三公.md.j2", "对比(增减.三公)", "对比(增减.三公费)", "narrative/三公.md.j2:5:1: 错误 KND013"),
        ("narrative/收支.md.j2", "::图 支出方向", "::图 方向", "narrative/收支.md.j2:11:1: 错误 KND016"),
        ("narrative/收支.md.j2", "{% endfor %}", "", "错误 KND014"),
        ("narrative/收支.md.j2", "|金额", "|金额额", "错误 KND013"),
        ("tie_outs.yaml", "表1!合计!预算 = 0", "表1!合计!预算 = = 0", "tie_outs.yaml"),
    ],
)
def test_a_build_tells_the_same_and_writes_nothing(
    templates: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], file: str, old: str, new: str, told: str
):
    spoil(templates, file, old, new)
    assert run("build", FORM, "-o", str(tmp_path / "out"), "-f", "html", "--templates", str(templates)) == 1
    printed = capsys.readouterr()
    assert told in printed.out
    assert "版式有误：请先改正上面的错误。没有写任何文件" in printed.err
    assert "Traceback" not in printed.out + printed.err
    assert not (tmp_path / "out").exists()


def test_all_faults_of_all_files_are_told_at_once(templates: Path, capsys: pytest.CaptureFixture[str]):
    spoil(templates, "kind.yaml", "报表种类: budget", "报表种类: 预算")
    spoil(templates, "tables/01.yaml", "取: 名称", "取: 名字")
    spoil(templates, "tables/04.yaml", "等于: [基本, 项目]", "等于: [基本, 专项]")
    spoil(templates, "changes.yaml", "本年: 运行", "本年: 机关")
    spoil(templates, "narrative/三公.md.j2", "{{ 三公|金额 }}", "{{ 三公费|金额 }}")
    (templates / "yunling" / "budget-2024" / "glossary.yaml").unlink()
    assert run("kinds", "check", str(templates / "yunling" / "budget-2024")) == 1
    told = [line.split("budget-2024/")[1].split(" ", 3) for line in capsys.readouterr().out.splitlines()
            if "budget-2024/" in line]
    assert [(place.split(":")[0], code) for place, _, code, _ in told] == [
        ("changes.yaml", "KND009"), ("glossary.yaml", "KND001"), ("kind.yaml", "KND006"),
        ("narrative/三公.md.j2", "KND013"), ("tables/01.yaml", "KND006"), ("tables/04.yaml", "KND018"),
    ]


def test_a_kind_without_a_head_is_told(templates: Path, capsys: pytest.CaptureFixture[str]):
    (templates / "yunling" / "budget-2024" / "kind.yaml").unlink()
    assert run("kinds", "check", str(templates / "yunling" / "budget-2024")) == 1
    assert "kind.yaml: 错误 KND001 版式里缺少 kind.yaml" in capsys.readouterr().out


def test_an_empty_folder_is_told_what_it_lacks(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert run("kinds", "check", str(tmp_path)) == 1
    assert capsys.readouterr().out.count("KND001") == 6


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("glossary.yaml", "- 词: 项目支出", "- 词: 基本支出", "glossary.yaml:5:6: 错误 KND025 名词“基本支出”"),
        ("target_form.yaml", "{central: 中央财政资金, ", "{centre: 中央财政资金, ", "错误 KND004 “资金来源”里没有"),
        ("target_form.yaml", "{head: 负责人", "{chief: 负责人", "错误 KND004 “签署”里没有“chief”这个键"),
        ("figures.yaml", "分项: 来源}", "分项: 来源, 依次: [一般公共预算, 彩票]}", "错误 KND008 “来源”没有“彩票”"),
    ],
)
def test_lists_inside_a_kind_are_judged(
    templates: Path, capsys: pytest.CaptureFixture[str], file: str, old: str, new: str, told: str
):
    spoil(templates, file, old, new)
    assert run("kinds", "check", str(templates / "yunling" / "budget-2024")) == 1
    assert told in capsys.readouterr().out


QUESTION = """待核实:
  - {问题: 附表二还在不在？, 暂按: 在, 请问: 县财政局}
"""


def test_a_kind_with_open_questions_is_a_draft_and_says_so_wherever_it_is_used(
    templates: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
):
    spoil(templates, "kind.yaml", "报表种类:", f"{QUESTION}报表种类:")
    told = "1. 附表二还在不在？暂按：在。请问：县财政局。\n"
    assert run("kinds", "check", str(templates / "yunling" / "budget-2024")) == 0
    capsys.readouterr()
    assert run("kinds", "--templates", str(templates)) == 0
    assert f"（未经核实）\n  {told}" in capsys.readouterr().out
    assert run("build", FORM, "-o", str(tmp_path), "-f", "json", "--templates", str(templates)) == 0
    assert capsys.readouterr().out.count(told) == 1
    assert run("check", FORM, "--json", "--templates", str(templates)) == 0
    (finding,) = [found for found in json.loads(capsys.readouterr().out)[FORM] if found["code"] == "IDN010"]
    assert told.strip() in finding["hint"]


def test_a_faulty_question_is_told_at_its_line(templates: Path, capsys: pytest.CaptureFixture[str]):
    spoil(templates, "kind.yaml", "报表种类:", f"{QUESTION.replace('请问', '问')}报表种类:")
    assert run("kinds", "--templates", str(templates)) == 0
    assert run("kinds", "check", str(templates / "yunling" / "budget-2024")) == 1
    assert re.search(r"kind\.yaml:\d+:\d+: 错误 KND004 .*没有“问”这个键", capsys.readouterr().out)
