"""A character of a kind that no shipped font has is told where it stands, in whichever file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from helpers import PROJECT_FOLDER

from discloser.usecases.kinds import check_kind_folder

OWN = PROJECT_FOLDER / "tests" / "own_kind" / "yunling" / "budget-2024"


@pytest.mark.parametrize(("file", "old", "new"), [
    ("kind.yaml", "预算表", "预㎡算表"), ("tables/07.yaml", "基本", "基㎡本"), ("glossary.yaml", "指", "㎡指"),
])
def test_it_is_told_with_file_and_line(tmp_path: Path, file: str, old: str, new: str):
    folder = tmp_path / "版式"
    shutil.copytree(OWN, folder)
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    found = [finding for finding in check_kind_folder(folder) if finding.code == "KND029"]
    assert [(Path(one.place.file).name, one.found) for one in found] == [(Path(file).name, "㎡")]
    assert found[0].place.line == 1 + text[: text.index(old)].count("\n")
