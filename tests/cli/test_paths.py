"""A path that is no file, or leads to none, is told at once and in Chinese, whatever command it is given to."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from helpers import PROJECT_FOLDER, SAMPLES

SAMPLE = SAMPLES / "new-unit-2025-budget.yaml"
FORM, REPORT = "表.yaml", "云岭县青少年校外活动中心2025年单位预算公开报告"
PIPES = ("管.yaml", "管.xlsx", "管.json", "管.docx", "管.pdf")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a form and pipes, to be in."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(SAMPLE, FORM)
    for name in PIPES:
        os.mkfifo(name)
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name not in (FORM, *PIPES))


@pytest.mark.parametrize("arguments", [
    ["check", "管.yaml"], ["check", "管.xlsx"], ["audit", "管.json"], ["audit", "管.docx"], ["audit", "管.pdf"],
    ["compare", "管.yaml", FORM], ["compare", "管.json", "管.json"], ["pull", "管.docx", FORM],
    ["pull", FORM, "管.yaml"], ["convert", "管.yaml", "新.xlsx"], ["roll", "管.yaml"], ["trace", "管.yaml", "收入"],
    ["build", "管.yaml"],
    ["new", "shanxi/budget-2025", "--from", "管.yaml", "-o", "新.yaml"],
], ids=" ".join)
def test_a_pipe_is_not_read(arguments: list[str], run, here: Path):
    status, printed, said = run(*arguments)
    assert status in (1, 2)
    assert "它不是普通文件" in printed + said or "PUL001" in printed
    assert names(here) == []


@pytest.mark.parametrize("arguments", [
    ["check", FORM, "-o", "管.docx"],
    ["compare", FORM, FORM, "-o", "管.docx", "--reason", "错了", "--date", "2025-03-01"],
    ["convert", FORM, "管.yaml"], ["new", "shanxi/budget-2025", "-o", "管.xlsx"], ["roll", FORM, "-o", "管.yaml"],
    ["build", FORM, "-o", "管.yaml", "-f", "json"],
], ids=" ".join)
def test_a_pipe_is_not_written_to(arguments: list[str], run, here: Path):
    status, _, said = run(*arguments)
    assert status == 2
    assert "没有写任何文件" in said
    assert names(here) == []


@pytest.mark.parametrize(("in_the_way", "words"), [
    (f"{REPORT}.json/我的.txt", f"{REPORT}.json：那里是一个文件夹"), (f"{REPORT}.版本/我的.txt", "那里是一个文件夹"),
    (f"{REPORT}-数据", f"{REPORT}-数据：它不是文件夹"),
])
def test_what_is_in_the_way_of_a_report_stays_and_is_named(in_the_way: str, words: str, run, here: Path):
    path = here / in_the_way
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"precious")
    before = names(here)
    status, printed, said = run("build", FORM, "-o", here, "-f", "json", "--open-data")
    assert status == 2
    assert words in said
    assert "已生成" not in printed
    assert (path.read_bytes(), names(here)) == (b"precious", before)


def test_a_file_called_as_the_history_stays_and_is_named(run, here: Path):
    assert run("build", FORM, "-f", "json")[0] == 0
    Path("历史").write_bytes(b"precious")
    Path(FORM).write_text(Path(FORM).read_text("utf-8").replace("18.4824", "18.5824"), "utf-8")
    before = Path(f"{REPORT}.json").read_bytes()
    status, _, said = run("build", FORM, "-f", "json")
    assert (status, "历史：它不是文件夹" in said) == (2, True)
    assert (Path("历史").read_bytes(), Path(f"{REPORT}.json").read_bytes()) == (b"precious", before)


def test_the_lock_file_of_a_workbook_is_called_that(run, here: Path):
    Path("~$预算.xlsx").write_bytes(b"\x05admin" + b" " * 159)
    status, printed, _ = run("check", "~$预算.xlsx")
    assert status == 2
    assert "FIL008 这是办公软件打开文件时留下的临时文件" in printed
    assert "没有“~$”" in printed


def test_pipes_in_the_folder_of_a_kind_are_not_waited_for(run, here: Path):
    kind = here / "版式" / "云岭" / "budget-2025"
    shutil.copytree(PROJECT_FOLDER / "templates" / "shanxi" / "budget-2025", kind)
    text = next((kind / "narrative").glob("*.j2"))
    for path in (text, kind / "figures.yaml", kind / "tie_outs.yaml"):
        path.unlink()
        os.mkfifo(path)
    status, printed, _ = run("kinds", "check", kind)
    assert status == 1
    assert f"{text}: 错误 FIL003 文件打不开：它不是普通文件" in printed


@pytest.mark.parametrize("name", ["~$新.xlsx", "con.xlsx", "LPT1.yaml", "nul .xlsx"])
@pytest.mark.parametrize("arguments", [("convert", FORM), ("new", "shanxi/budget-2025", "-o")], ids=lambda one: one[0])
def test_a_name_that_windows_or_office_keeps_for_itself_is_not_written_to(
    name: str, arguments: tuple[str, ...], run, here: Path,
):
    status, _, said = run(*arguments, name)
    assert status == 2
    assert "这个名字不能用" in said
    assert names(here) == []
