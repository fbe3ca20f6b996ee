"""docs/corrections.md, done step by step: every command of the page, and every line it shows."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers import PROJECT_FOLDER, SAMPLES

from discloser import cli

sys.path.append(str(PROJECT_FOLDER / "tests" / "pull"))
from edited_reports import edited, typed_over

PAGE = PROJECT_FOLDER / "docs" / "corrections.md"
FORM = Path("汾阳2025.yaml")
REPORT = Path("报告/汾阳市医疗保险服务中心2025年单位预算公开报告.docx")
BLOCK = re.compile(r"^```(sh|text|diff|diff Word)\n(.*?)^```$", re.M | re.S)


def blocks() -> list[tuple[str, str]]:
    return BLOCK.findall(PAGE.read_text("utf-8"))


def changes(block: str) -> Iterator[tuple[str, str]]:
    """The lines of a diff, old and new."""
    lines = block.splitlines()
    yield from ((old[1:], new[1:]) for old, new in zip(lines[::2], lines[1::2], strict=True))


def edit_form(block: str) -> None:
    text = FORM.read_text("utf-8")
    for old, new in changes(block):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    FORM.write_text(text, "utf-8")


def edit_report(block: str) -> None:
    edits = [typed_over(old, new) for old, new in changes(block)]
    REPORT.write_bytes(edited(*edits, content=REPORT.read_bytes()))


def run(line: str) -> None:
    words = shlex.split(line)
    if words[0] == "cp":
        shutil.copy(words[1], words[2])
        return
    with pytest.raises(SystemExit) as stop:
        cli.main(words[1:])
    assert stop.value.code in (0, 1)


def test_the_story_happens_as_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
):
    monkeypatch.chdir(tmp_path)
    shutil.copy(SAMPLES / "fenyang-2025-budget.yaml", FORM)
    told = 0
    for kind, block in blocks():
        if kind == "diff":
            edit_form(block)
        elif kind == "diff Word":
            edit_report(block)
        elif kind == "sh":
            capsys.readouterr()
            for line in block.splitlines():
                run(line)
        else:
            printed = capsys.readouterr().out
            assert [line for line in block.splitlines() if line not in printed] == [], printed
            told += 1
    assert told >= 8
    assert Path("更正说明.docx").is_file()
    assert "权益记录，开展待遇审核" in FORM.read_text("utf-8")
    assert "# 一行一个：项目 × 功能科目 × 来源" in FORM.read_text("utf-8")


def test_the_page_uses_every_command_for_corrections():
    page = PAGE.read_text("utf-8")
    assert [name for name in ("compare", "status", "trace", "pull", "roll") if f"discloser {name} " not in page] == []
