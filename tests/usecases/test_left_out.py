"""Where a machine can't set a PDF, the report is written in Word all the same, and what is missing is said."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from helpers import SAMPLES

from discloser import cli
from discloser.render import CannotRender
from discloser.render.formats import pdf as formats_pdf
from discloser.usecases.build import build

FORM = SAMPLES / "new-unit-2025-budget.yaml"


@pytest.fixture(scope="module")
def printed_once() -> None:
    """Here it matters with what reports are printed: each time."""


@pytest.fixture(autouse=True)
def _without_typesetters(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(formats_pdf, "_has_typst", lambda: False)
    monkeypatch.setitem(sys.modules, "weasyprint", None)


def test_the_word_document_is_written(tmp_path: Path):
    built = build(FORM, tmp_path, ["docx", "pdf"])
    assert [path.suffix for path in built.files] == [".docx"]
    assert list(built.left_out) == ["pdf"]


def test_what_is_missing_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as stop:
        cli.main(["build", str(FORM), "-o", str(tmp_path)])
    said = capsys.readouterr()
    assert stop.value.code == 1
    assert "已生成" in said.out
    assert "没有生成 PDF：这台电脑没有 WeasyPrint 要用的 Pango" in said.err


def test_nothing_is_written_where_nothing_can_be_made(tmp_path: Path):
    with pytest.raises(CannotRender, match="Pango"):
        build(FORM, tmp_path, ["pdf"])
    assert list(tmp_path.iterdir()) == []
