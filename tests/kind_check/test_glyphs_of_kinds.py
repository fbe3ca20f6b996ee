"""A character of a kind that no shipped font has is told where it stands, in whichever file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from helpers import KIND, PROJECT_FOLDER

from discloser.usecases.kinds import check_kind_folder


@pytest.mark.parametrize(("file", "old", "new"), [
    ("kind.yaml", "目　录", "目㎡录"), ("tables/07.yaml", "名称", "名㎡称"), ("glossary.yaml", "指", "㎡指"),
])
def test_it_is_told_with_file_and_line(tmp_path: Path, file: str, old: str, new: str):
    folder = tmp_path / "版式"
    shutil.copytree(PROJECT_FOLDER / "templates" / KIND, folder)
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    found = [finding for finding in check_kind_folder(folder) if finding.code == "KND029"]
    assert [(Path(one.place.file).name, one.found) for one in found] == [(Path(file).name, "㎡")]
    assert found[0].place.line == 1 + text[: text.index(old)].count("\n")
