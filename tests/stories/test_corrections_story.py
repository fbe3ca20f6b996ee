"""docs/corrections.md, done step by step: every command of the page, and every line it shows."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from edited_reports import edited, typed_over
from helpers import PROJECT_FOLDER, SAMPLES
from told_page import done

PAGE = PROJECT_FOLDER / "docs" / "corrections.md"
FORM = Path("汾阳2025.yaml")
REPORT = Path("报告/汾阳市医疗保险服务中心2025年单位预算公开报告.docx")


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


def test_the_story_happens_as_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
):
    monkeypatch.chdir(tmp_path)
    shutil.copy(SAMPLES / "fenyang-2025-budget.yaml", FORM)
    assert done(PAGE, capsys, {"diff": edit_form, "diff Word": edit_report}) >= 8
    assert Path("更正说明.docx").is_file()
    assert "权益记录，开展待遇审核" in FORM.read_text("utf-8")
    assert "# 一行一个：项目 × 功能科目 × 来源" in FORM.read_text("utf-8")


def test_the_page_uses_every_command_for_corrections():
    page = PAGE.read_text("utf-8")
    assert [name for name in ("compare", "status", "trace", "pull", "roll") if f"discloser {name} " not in page] == []
