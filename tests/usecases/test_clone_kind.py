"""A copied kind is whole, for the year its folder names, and what has to be looked at is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from discloser.read.kind.library import Library
from discloser.usecases.clone_kind import clone_kind
from discloser.usecases.kinds import check_kind_folder, notes_on_kinds


def test_a_clone_is_whole_and_of_the_year_of_its_folder(tmp_path: Path):
    told = clone_kind("shanghai/final-2025", tmp_path / "yunling" / "final-2026")
    assert told[0].endswith("个文件）")
    kind = Library(tmp_path).kind("yunling/final-2026")
    assert (kind.year, kind.region, len(kind.tables)) == (2026, "上海", 9)
    assert "年度: 2026" in (tmp_path / "yunling" / "final-2026" / "tie_outs.yaml").read_text("utf-8")


def test_what_still_names_another_year_in_a_clone_is_told(tmp_path: Path):
    told = clone_kind("shanghai/final-2025", tmp_path / "yunling" / "final-2026")
    assert "kind.yaml 第 1、2、6 行写着别的年度，请看要不要改" in told
    assert not any(line.startswith("tables/") for line in told)
    assert not any("写着别的年度" in line for line in clone_kind("shanghai/final-2025", tmp_path / "yunling" / "final"))


def test_a_clone_of_one_that_takes_from_another_takes_no_more(tmp_path: Path):
    told = clone_kind("shanxi/budget-2027", tmp_path / "yunling" / "budget-2028")
    assert any(line.startswith("还没有核实：") for line in told)
    assert not (tmp_path / "yunling" / "budget-2028" / "kind.yaml").read_text("utf-8").count("同: ")
    assert check_kind_folder(tmp_path / "yunling" / "budget-2028") == []


def test_nothing_that_is_there_is_written_over(tmp_path: Path):
    with pytest.raises(FileExistsError):
        clone_kind("shanxi/budget-2025", tmp_path)


def test_the_way_to_a_draft_names_what_nobody_has_confirmed():
    assert any(line.startswith("还没有核实：") for line in notes_on_kinds("shanxi/final-2022", "shanxi/final-2025"))
