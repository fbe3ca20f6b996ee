"""docs/publish.md, done step by step: every command of the page, and every line it shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import PROJECT_FOLDER, SAMPLES
from told_page import done

PAGE = PROJECT_FOLDER / "docs" / "publish.md"
FORM = Path("填报表.yaml")


def edit(block: str) -> None:
    """Replace one place of the form; `\\n` is a new line."""
    old, new = (line[1:].replace("\\n", "\n") for line in block.splitlines())
    text = FORM.read_text("utf-8")
    assert text.count(old) == 1
    FORM.write_text(text.replace(old, new), "utf-8")


def test_the_story_happens_as_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
):
    monkeypatch.chdir(tmp_path)
    Path("样例").symlink_to(SAMPLES)
    assert done(PAGE, capsys, {"diff": edit}) == 4
    index = Path("网站/index.html").read_text("utf-8")
    assert "有更正" in index
    assert all(f'content="{said}"' in index for said in ("1400000001", "www.example.gov.cn", "预算公开"))
    assert "本报告有更正" in Path("网站/2025/budget/301001/index.html").read_text("utf-8")
    assert "旧版" in Path("网站/2025/budget/301001/v1/index.html").read_text("utf-8")
