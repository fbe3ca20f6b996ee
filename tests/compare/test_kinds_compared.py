"""What changed between two kinds is told as a person would tell it: by table, row, sentence and term."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from discloser.cli import main
from discloser.compare.kinds import KindChange
from discloser.usecases.kinds import compare_kind_folders

OWN = Path(__file__).parents[1] / "own_kind" / "yunling" / "budget-2024"


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """The invented province's kind of the next year."""
    return shutil.copytree(OWN, tmp_path / "yunling" / "budget-2025")


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def changes(edited: Path) -> list[KindChange]:
    return compare_kind_folders(str(OWN), str(edited))


def test_a_kind_is_like_itself(edited: Path):
    assert changes(edited) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("kind.yaml", "年度: 2024", "年度: 2025", KindChange("kind.yaml", "年度", "2024", "2025")),
        ("kind.yaml", "文字千分位: 否", "文字千分位: 是",
         KindChange("kind.yaml", "数字", "表格零值: —，表格千分位: 是，文字零值: 0.00，文字千分位: 否，占比零值: 0.00%",
                    "表格零值: —，表格千分位: 是，文字零值: 0.00，占比零值: 0.00%")),
        ("kind.yaml", "PRI001: {级别: error}", "PRI001: {级别: error}\n  DAT001: {停用: 是}",
         KindChange("kind.yaml 规则", "DAT001", "", "停用: 是")),
        ("tables/04.yaml", "标题: 基本支出,", "标题: 日常支出,",
         KindChange("表4 {年度}年支出预算表", "“基本支出”列 标题", "基本支出", "日常支出")),
        ("tables/09.yaml", "  - {名称: 工程, 范围: {事项: 工程}, 层级: 1}\n", "",
         KindChange("表9 {年度}年政府采购预算表", "行", "工程", "")),
        ("tables/09.yaml", "名称: 货物,", "名称: 货物类,",
         KindChange("表9 {年度}年政府采购预算表", "“货物”行 名称", "货物", "货物类")),
        ("tables/09.yaml", "没有政府采购", "不采购", KindChange(
            "表9 {年度}年政府采购预算表", "空表说明", "本单位没有政府采购。", "本单位不采购。")),
        ("narrative/三公.md.j2", "本单位没有安排", "我单位没有安排",
         KindChange("文稿 三公", "", "本单位没有安排“三公”经费。", "我单位没有安排“三公”经费。")),
        ("glossary.yaml", "指为完成专门任务安排的支出。", "指专项支出。",
         KindChange("名词解释", "项目支出", "指为完成专门任务安排的支出。", "指专项支出。")),
        ("figures.yaml", "采购: {范围: {口径: 政府采购}}", "采购: {范围: {口径: 政府采购, 事项: 货物}}",
         KindChange("取数", "采购 范围", "{口径: 政府采购}", "{口径: 政府采购，事项: 货物}")),
        ("charts.yaml", "图形: 条形图", "图形: 饼图", KindChange("图", "支出方向 图形", "条形图", "饼图")),
        ("target_form.yaml", "标题: \"{财政区划}级", "标题: \"{财政区划}本级", KindChange(
            "绩效目标表", "标题", "{财政区划}级预算部门（单位）项目支出绩效目标表",
            "{财政区划}本级预算部门（单位）项目支出绩效目标表")),
    ],
)
def test_a_change_is_told_where_it_was_made(edited: Path, file: str, old: str, new: str, told: KindChange):
    edit(edited / file, old, new)
    assert changes(edited) == [told]


def test_a_table_that_moved_is_the_same_table(edited: Path):
    edit(edited / "tables" / "01.yaml", "编号: 1", "编号: 10")
    assert changes(edited) == [KindChange("表1 {年度}年“三公”经费预算表", "编号", "1", "10")]


def test_a_table_taken_out_and_one_put_in(edited: Path):
    (edited / "tables" / "09.yaml").write_text(
        "编号: 9\n标题: 机关运行经费\n列: [{编号: 甲, 标题: 甲, 取: 金额}]\n"
        "范围: {口径: 机关运行经费}\n行: []\n", "utf-8"
    )
    assert changes(edited) == [
        KindChange("表格", "", old="表9 {年度}年政府采购预算表"), KindChange("表格", "", new="表9 机关运行经费"),
    ]


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        main(list(arguments))
    return int(stopped.value.code or 0)


def test_the_command_prints_chinese_or_json(edited: Path, capsys: pytest.CaptureFixture[str]):
    edit(edited / "kind.yaml", "年度: 2024", "年度: 2025")
    assert run("kinds", "diff", str(OWN), str(edited)) == 0
    same_place, of_the_new_year = capsys.readouterr().out.split("共 1 处不同。\n")
    assert same_place == "kind.yaml\n  改为 年度：2024 → 2025\n"
    assert "2024年到2025年停用的有 2210106 公共租赁住房" in of_the_new_year
    assert run("kinds", "diff", str(OWN), str(edited), "--json") == 0
    assert json.loads(capsys.readouterr().out) == [
        {"part": "kind.yaml", "way": "改为", "what": "年度", "old": "2024", "new": "2025"},
    ]


def test_installed_kinds_are_named_and_others_are_told(capsys: pytest.CaptureFixture[str]):
    assert run("kinds", "diff", "shanxi/budget-2023", "shanxi/budget-2025") == 0
    assert "改为 目录表名：{表名} → 表{中文表号} {表名}" in capsys.readouterr().out
    assert run("kinds", "diff", "shanxi/budget-2023", "无此版式") == 2
    assert "没有“无此版式”这个版式" in capsys.readouterr().err


def test_a_faulty_kind_is_told_its_faults(edited: Path, capsys: pytest.CaptureFixture[str]):
    edit(edited / "kind.yaml", "金额单位: 元", "金额单位: 亿元")
    assert run("kinds", "diff", str(OWN), str(edited)) == 1
    assert "KND006 “金额单位”写的是“亿元”" in capsys.readouterr().out
