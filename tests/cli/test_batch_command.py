"""The command line of batches: what is refused before any work, what is printed, how it ends."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
from helpers import KIND, SAMPLES


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    folder = tmp_path / "填报表"
    folder.mkdir()
    shutil.copy(SAMPLES / "new-unit-2025-budget.yaml", folder / "表.yaml")
    return folder


def a_roster(path: Path, *rows: list[str]) -> Path:
    book = openpyxl.Workbook()
    for row in (["代码", "名称"], *rows):
        book.worksheets[0].append(row)
    book.save(path)
    return path


def test_the_output_is_another_folder_than_the_forms(run, forms: Path):
    status, _, said = run("batch", forms, "-o", forms)
    assert status == 2
    assert "-o 不能就是放填报表的文件夹" in said
    assert [path.name for path in forms.iterdir()] == ["表.yaml"]


def test_folders_without_forms_are_told(run, tmp_path: Path):
    (tmp_path / "空").mkdir()
    status, _, said = run("batch", tmp_path / "空", "-o", tmp_path / "结果")
    assert status == 2
    assert "没有填报表" in said
    assert not (tmp_path / "结果").exists()


@pytest.mark.parametrize("words", [("batch",), ("batch", "new", "--kind", KIND)], ids=" ".join)
def test_a_roster_with_errors_stops_before_any_work(words: tuple[str, ...], run, forms: Path, tmp_path: Path):
    roster = a_roster(tmp_path / "名录.xlsx", ["1", "甲"], ["1", "乙"])
    folders = () if "new" in words else (forms,)
    status, printed, _ = run(*words, *folders, "-o", tmp_path / "结果", "--roster", roster)
    assert status == 2
    assert "RST003" in printed
    assert not (tmp_path / "结果").exists()


@pytest.mark.parametrize("words", [("--scheduler", "tcp://10.0.0.5:8786"), ("--scheduler", "tls://10.0.0.5:8786")])
def test_an_open_scheduler_is_never_spoken_to(words: tuple[str, ...], run, forms: Path, tmp_path: Path):
    status, _, said = run("batch", forms, "-o", tmp_path / "结果", *words)
    assert status == 2
    assert "证书" in said
    assert not (tmp_path / "结果").exists()


def test_a_folder_may_be_called_like_a_command(run, forms: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    forms.rename(tmp_path / "new")
    status, printed, _ = run("batch", "./new", "-o", "结果", "--check-only", "-j", "1")
    assert status == 0
    assert printed.splitlines()[0] == "共 1 份填报表：没有错误 1"


def test_two_kinds_for_units_and_an_unknown_year_are_misuse(run, tmp_path: Path):
    roster = a_roster(tmp_path / "名录.xlsx", ["1", "甲"])
    given = ("batch", "new", "--roster", roster, "-o", tmp_path / "表")
    assert run(*given, "--kind", KIND, "--kind", "shanxi/budget-2023")[0] == 2
    assert run(*given, "--kind", KIND, "--year", "1999")[0] == 2
    assert run(*given, "--kind", "某省/某版式")[0] == 2
    assert not (tmp_path / "表").exists()
