"""docs/import.md, done step by step: every command of the page, and every line it shows."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from helpers import PROJECT_FOLDER, SAMPLES

from discloser import cli
from discloser.usecases.build import build

PAGE = PROJECT_FOLDER / "docs" / "import.md"
BLOCK = re.compile(r"^```(sh|text|csv (\S+))\n(.*?)^```$", re.M | re.S)


def test_every_step_of_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.chdir(tmp_path)
    report = build(SAMPLES / "bureau-2025-budget.yaml", tmp_path / "报告", ["pdf"]).files[0]
    shutil.copy(report, "上年公开的报告.pdf")
    page = build(SAMPLES / "department-2022-final" / "department.yaml", tmp_path / "报告", ["html"]).files[0]
    shutil.copy(page, "部门的报告.html")
    shutil.copy(SAMPLES / "new-unit-2025-budget.yaml", "填了一半.yaml")
    printed = ""
    for kind, name, block in BLOCK.findall(PAGE.read_text("utf-8")):
        if kind == "sh":
            capsys.readouterr()
            for line in block.splitlines():
                with pytest.raises(SystemExit):
                    cli.main(shlex.split(line)[1:])
            printed = "\n".join(capsys.readouterr())
        elif name:
            Path(name).write_text(block, "utf-8")
        else:
            missing = [line for line in block.splitlines() if line.strip() not in printed]
            assert missing == [], printed
