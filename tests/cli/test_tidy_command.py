"""`discloser tidy`, as an officer uses it."""

from __future__ import annotations

from pathlib import Path

import pytest

FORM = "概况:\n  职责: 根据晋办【2023】5号，负责其它工作。。\n"


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "表.yaml"
    path.write_text(FORM, "utf-8")
    return path


def test_each_change_is_shown_and_nothing_written_without_consent(run, form: Path):
    status, printed, said = run("tidy", form)
    assert status == 2
    assert "概况 职责（" in printed
    assert "文号的括号、重复的标点、“其它”" in printed
    assert "改：根据晋办〔2023〕5号，负责其他工作。" in printed
    assert "--yes" in said
    assert form.read_text("utf-8") == FORM


def test_with_consent_it_is_written(run, form: Path):
    status, printed, _ = run("tidy", form, "--yes")
    assert status == 0
    assert f"原来的填报表已存到：{form.parent / '历史' / '第1版'}" in printed
    assert "〔2023〕" in form.read_text("utf-8")
    assert run("tidy", form) == (0, "没有要整理的文字。\n", "")


def test_a_check_offers_it(run, form: Path):
    assert f"另有 1 处文字可以自动整理（括号、标点、空格、换行）：discloser tidy {form}" in run("check", form)[1]


def test_what_is_no_form_is_told(run, tmp_path: Path):
    status, printed, _ = run("tidy", tmp_path / "没有.yaml")
    assert status == 2
    assert "FIL001" in printed
